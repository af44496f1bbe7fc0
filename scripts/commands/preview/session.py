"""One preview: what has changed is built; pages show it before, from the model of the last build."""

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

from building.keeping.live import PageNow, Taken
from building.preview.messages import Outcome
from building.preview.workshop import Workshop
from building.site import ROOT, BuildRequest
from commands.build import read_moment
from commands.preview.server import Builds
from portal.errors import Problem
from portal.i18n import Translator
from portal.parallel.workers import worker_count

_ = Translator(__file__)

MOST_AT_ONCE = 10  # files that the model takes in one by one; more are left to the build
SETTINGS = ROOT / "pelicanconf.py"
QUIET, PATIENCE = 0.4, 3.0  # s without another change before the whole site is built, and how long to wait for them


class Session:
    """Changes come from one thread, builds are made in another.

    Args:
        at: moment of the site; None for that of each build.
        preview: show what is not out yet too, marked.
    """

    def __init__(
        self,
        content: Path,
        output: Path,
        builds: Builds,
        *,
        settings: Path = SETTINGS,
        at: str | None = None,
        preview: bool = False,
    ) -> None:
        self._content, self._output, self._builds, self._settings = content, output, builds, settings
        self._at, self._preview = at, preview
        self._workshop = Workshop(self._progress)
        self._lock = threading.Lock()
        self._changed = threading.Event()
        self._changed.set()
        self._code_changed = False
        # What has changed since the build of the model began, and since that under way did.
        self._since_model: set[Path] = set()
        self._since_build: set[Path] = set()
        self._told: dict[str, tuple[Problem, ...]] = {}  # what was told of files since that build began
        self._last_change = 0.0
        builds.make_page = self._page

    def change(self, paths: Iterable[Path]) -> None:
        """These files have changed, come or gone."""
        paths = set(paths)
        with self._lock:
            self._last_change = time.monotonic()
            self._since_model |= paths
            self._since_build |= paths
            if any(path.suffix == ".py" for path in paths):
                self._code_changed = True
            self._take(paths)
        self._changed.set()

    def _take(self, paths: set[Path]) -> None:
        started = time.perf_counter()
        few = len(paths) <= MOST_AT_ONCE and self._workshop.has_model
        taken = self._workshop.take(sorted(paths)) if few else Taken()
        self._told.update(taken.told)
        self._builds.take(taken, self._names(taken.paths), self._names(paths - taken.paths))
        if taken.paths:
            seconds = f"{time.perf_counter() - started:.2f}".replace(".", ",")
            names = ", ".join(self._names(taken.paths))
            print(
                _("{files} taken in within {seconds} s; the search follows", files=names, seconds=seconds), flush=True
            )

    def _names(self, paths: Iterable[Path]) -> list[str]:
        """As messages name them."""
        roots = (self._content.parent, ROOT)
        root_of = ((path, next((root for root in roots if path.is_relative_to(root)), Path("/"))) for path in paths)
        return sorted(path.relative_to(root).as_posix() for path, root in root_of)

    def _page(self, path: str) -> PageNow | None:
        """For the server, in a thread of its own."""
        page = self._workshop.page(path)
        if page is None and not self._workshop.has_model:
            self._tell_lost()
        return page

    def _tell_lost(self) -> None:
        """There is no model any more: what only that had is in no page until the next build."""
        with self._lock:
            self._builds.lose(self._names(self._since_model))

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
            code_changed, self._code_changed = self._code_changed, False
            self._since_build, self._told = set(), {}
        if code_changed:
            self._workshop.restart()
            self._tell_lost()
        self._builds.begin(_("Building the site…"))
        outcome = self._workshop.build(self._request())
        self._tell(outcome)
        with self._lock:
            self._end(outcome)
        if not outcome.faults:
            self._proofread()

    def _end(self, outcome: Outcome) -> None:
        """What was saved while the build ran goes into its model before that answers."""
        if outcome.faults:
            self._builds.fail(outcome.faults, outcome.warnings, self._told)
            if not self._workshop.has_model:
                self._builds.lose(self._names(self._since_model))
            return
        since = self._since_model = set(self._since_build)
        taken = self._workshop.adopt(sorted(since) if len(since) <= MOST_AT_ONCE else [])
        self._builds.renew(outcome.warnings, taken, self._names(since - taken.paths))

    def _proofread(self) -> None:
        """What the proofreader says of the stories follows the site; a build that failed has no need of it."""
        with tempfile.TemporaryDirectory(prefix="toasoan-") as folder:
            findings = Path(folder, "findings.json")
            command = [sys.executable, "-m", "commands.preview.proofs", str(self._content), str(findings)]
            lines = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout
            self._builds.findings.read(findings)
        print(lines, end="", file=sys.stderr, flush=True)
        self._builds.wake()

    def _request(self) -> BuildRequest:
        # Once there is a model, one core is left to it: somebody may be waiting for a page.
        workers = max(1, worker_count() - 1) if self._workshop.has_model else None
        return BuildRequest(
            read_moment(self._at),
            self._output,
            self._settings,
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
