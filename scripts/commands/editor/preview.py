"""The preview beside the editor: the paper as the working tree has it, with the story as it stands in the form."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from building.preview.messages import Outcome
from commands.preview.server import Builds
from commands.preview.session import Session
from portal.files import write_atomic
from portal.i18n import Translator

_ = Translator(__file__)

PATIENCE = 120.0  # s that a check before publishing waits for its build


class Shadow:
    """A folder with the files of the content, as links or copies; files of the form lie over them.

    A link is never written through: what lies over a file takes its place.
    """

    def __init__(self, content: Path, folder: Path) -> None:
        self.folder, self._content = folder, content
        self._over: dict[str, bytes] = {}
        shutil.rmtree(folder, ignore_errors=True)
        for file in sorted(content.rglob("*")):
            if file.is_file() and not file.is_symlink():
                self._take(file)

    def follow(self, changed: Iterable[Path]) -> list[Path]:
        """Files of the content that have changed, come or gone, as files of the shadow."""
        followed = []
        for path in changed:
            place = path.relative_to(self._content).as_posix()
            if place in self._over or path.name.startswith(".") or path.is_dir():
                continue
            if path.is_file():
                self._take(path)
            else:
                (self.folder / place).unlink(missing_ok=True)
            followed.append(self.folder / place)
        return followed

    def lay(self, files: Mapping[str, bytes]) -> list[Path]:
        """These files over the content, and no others; what has changed by it."""
        changed = {place for place in {*files, *self._over} if files.get(place) != self._over.get(place)}
        self._over = dict(files)
        for place in changed:
            if place in files:
                write_atomic(self.folder / place, files[place])
            elif (self._content / place).is_file():
                self._take(self._content / place)
            else:
                (self.folder / place).unlink(missing_ok=True)
        return [self.folder / place for place in sorted(changed)]

    def _take(self, file: Path) -> None:
        target = self.folder / file.relative_to(self._content)
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            target.unlink()
        try:
            os.link(file, target)
        except OSError:
            shutil.copy2(file, target)


class EditorSession(Session):
    """A preview that tells whoever waits how the build of what they laid into the shadow went."""

    def __init__(self, shadow: Shadow, output: Path, builds: Builds) -> None:
        super().__init__(shadow.folder, output, builds, preview=True)
        self.shadow = shadow
        self._laying = threading.Lock()
        self._built = threading.Condition()
        self._begun, self._ended, self._wanted = 0, 0, 1
        self._faults = ""

    def build(self) -> None:
        with self._built:
            self._begun += 1
        super().build()

    def _tell(self, outcome: Outcome) -> None:
        with self._built:
            self._ended, self._faults = self._begun, outcome.faults
            self._built.notify_all()

    def show(self, files: Mapping[str, bytes]) -> None:
        """Lay the form's files over the content; the page follows."""
        self._lay(lambda: self.shadow.lay(files))

    def follow(self, changed: Iterable[Path]) -> None:
        """What others changed in the content."""
        self._lay(lambda: self.shadow.follow(changed))

    def _lay(self, work: Callable[[], list[Path]]) -> None:
        with self._laying:
            changed = work()
            if changed:
                with self._built:
                    self._wanted = self._begun + 1  # the first build that sees them
        if changed:
            self.change(changed)

    def faults_with(self, files: Mapping[str, bytes]) -> list[str]:
        """What the build of the whole paper says with these files in it; a line each."""
        self.show(files)
        with self._built:
            if self._built.wait_for(lambda: self._ended >= self._wanted, timeout=PATIENCE):
                return self._faults.splitlines()
        return [_("the paper could not be built in time; try again")]
