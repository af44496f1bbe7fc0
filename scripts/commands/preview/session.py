"""One preview: what has changed is built; a story's own page is there first, from the model of the last build."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from building.preview.messages import Outcome
from building.preview.workshop import Workshop
from building.site import ROOT, BuildRequest
from commands.build import read_moment
from commands.preview.server import Builds
from portal.i18n import Translator
from portal.parallel.workers import worker_count

_ = Translator(__file__)

MOST_AT_ONCE = 3  # stories that are made anew one by one; more are left to the build
KINDS = ("error", "warning")
CODE = (ROOT / "plugins", ROOT / "pelicanconf.py")
QUIET, PATIENCE = 0.4, 3.0  # s without another change before the whole site is built, and how long to wait for them


class Session:
    """Changes come from one thread, builds are made in another.

    Args:
        at: moment of the site; None for that of each build.
        preview: show what is not out yet too, marked.
    """

    def __init__(
        self, content: Path, output: Path, builds: Builds, *, at: str | None = None, preview: bool = False
    ) -> None:
        self._content, self._output, self._builds = content, output, builds
        self._at, self._preview = at, preview
        self._workshop = Workshop(self._progress)
        self._lock = threading.Lock()
        self._changed = threading.Event()
        self._changed.set()
        self._code_changed = False
        # Whether more has changed than stories: since the build of the model began, and since that under way did.
        self._beyond_model, self._beyond_build = True, True
        self._missed: set[Path] = set()  # stories that no model has shown since the build under way began
        self._last_change = 0.0

    def change(self, paths: Iterable[Path]) -> None:
        """These files have changed, come or gone."""
        paths = set(paths)
        stories = [path for path in paths if self._is_story(path)]
        with self._lock:
            self._last_change = time.monotonic()
            if len(stories) < len(paths):
                self._beyond_model = self._beyond_build = True
            if any(path.is_relative_to(code) for path in paths for code in CODE):
                self._code_changed = True
            alone = not self._beyond_model and len(stories) <= MOST_AT_ONCE
            if not alone:
                self._missed.update(stories)
        for path in stories if alone else ():
            self._show_again(path)
        self._changed.set()

    def _is_story(self, path: Path) -> bool:
        return path.suffix == ".md" and path.is_relative_to(self._content / "articles") and path.is_file()

    def _show_again(self, path: Path) -> None:
        started = time.perf_counter()
        again = self._workshop.page_again(path.relative_to(self._content).as_posix())
        if again is None:
            return
        place = f"{self._content.name}/{path.relative_to(self._content).as_posix()}:"
        told = {kind: [str(problem) for problem in again.problems if problem.severity == kind] for kind in KINDS}
        faults = [line for line in self._builds.faults.splitlines() if not line.startswith(place)] + told["error"]
        warnings = [line for line in self._builds.warnings if not line.startswith(place)] + told["warning"]
        pages: dict[str, bytes | Path] = {**again.files}
        if again.path:
            pages[again.path] = again.data
        self._builds.show(pages, "\n".join(faults), warnings)
        seconds = f"{time.perf_counter() - started:.2f}".replace(".", ",")
        if again.path:
            print(_("/{path} in {seconds} s; the lists and the search follow", path=again.path, seconds=seconds))
            sys.stdout.flush()

    def build_for_ever(self) -> NoReturn:
        while True:
            self._changed.wait()
            self._wait_for_quiet()
            self._changed.clear()
            self.build()

    def _wait_for_quiet(self) -> None:
        """Whoever saves again and again is not made to share the machine with a build each time."""
        end = time.monotonic() + PATIENCE
        while (now := time.monotonic()) < end and now - self._last_change < QUIET:
            time.sleep(QUIET / 4)

    def build(self) -> None:
        """The whole site as the files now are."""
        with self._lock:
            anew, code_changed, self._code_changed = list(self._builds.anew), self._code_changed, False
            self._beyond_build = False
            self._missed.clear()
        if code_changed:
            self._workshop.restart()
        self._builds.begin(_("Building the site…"))
        outcome = self._workshop.build(self._request())
        with self._lock:
            if not outcome.faults:
                self._beyond_model = self._beyond_build
        self._tell(outcome)
        self._builds.finish(outcome.faults, outcome.warnings, () if outcome.faults else anew)
        if not outcome.faults:
            self._show_missed()
            self._proofread(outcome)

    def _show_missed(self) -> None:
        """Stories saved while the first model was in the making need not wait for a second build."""
        with self._lock:
            missed, self._missed = self._missed, set()
            alone = not self._beyond_model and len(missed) <= MOST_AT_ONCE
        for path in sorted(missed) if alone else ():
            self._show_again(path)

    def _proofread(self, outcome: Outcome) -> None:
        """What the proofreader says of the stories follows the site; a build that failed has no need of it."""
        with tempfile.TemporaryDirectory(prefix="toasoan-") as folder:
            findings = Path(folder, "findings.json")
            command = [sys.executable, "-m", "commands.preview.proofs", str(self._content), str(findings)]
            lines = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout
            self._builds.findings.read(findings)
        print(lines, end="", file=sys.stderr, flush=True)
        self._builds.finish(outcome.faults, outcome.warnings)

    def _request(self) -> BuildRequest:
        # Once there is a model, one core is left to it: somebody may be waiting for a page.
        workers = max(1, worker_count() - 1) if self._workshop.has_model else None
        return BuildRequest(
            read_moment(self._at),
            self._output,
            content=self._content,
            workers=workers,
            preview=self._preview,
            incremental=True,
            in_memory=True,
        )

    def _tell(self, outcome: Outcome) -> None:
        for warning in outcome.warnings:
            print(_("Warning: {text}", text=warning), file=sys.stderr)
        if outcome.faults:
            print(outcome.faults, file=sys.stderr, flush=True)
        else:
            print(_("Built in {seconds} s", seconds=f"{outcome.seconds:.1f}".replace(".", ",")), flush=True)

    def _progress(self, stage: str, done: int, total: int) -> None:
        self._builds.begin(f"{stage}… {done}/{total}" if total else f"{stage}…")

    def close(self) -> None:
        with suppress(KeyboardInterrupt, OSError):
            self._workshop.restart()
