"""The preview's side: orders builds, hears how they go; tells the last site's model of changes, asks it for pages."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Client, Connection
from pathlib import Path

from building.keeping.live import PageNow, Taken
from building.site import BuildRequest
from portal.parallel.forked import died

from .messages import Answer, Ask, Order, Outcome, Progress, Take

_START = "import sys; from building.preview.builder import main; main(int(sys.argv[1]))"


class Workshop:
    """One builder process, and the model that its last good build has left. Builds and pages may be asked for by
    two threads.

    Args:
        progress: told (stage, done, total) while a build runs.
    """

    def __init__(self, progress: Callable[[str, int, int], None] = lambda stage, done, total: None) -> None:
        self._progress = progress
        self._builder: tuple[subprocess.Popen[bytes], Connection] | None = None
        self._model: Connection | None = None
        self._newest: Connection | None = None  # of the last good build
        self._model_lock = threading.Lock()
        self._number = 0

    def build(self, request: BuildRequest) -> Outcome:
        """Wait until the site is built, or has been found to have faults; its model waits for `adopt`."""
        self._number += 1
        key = os.urandom(32)
        try:
            connection = self._connection()
            connection.send(Order(self._number, request, key))
            outcome = self._heard(connection)
        except (EOFError, OSError):
            self.restart()
            return Outcome(self._number, faults=died())
        if outcome.model:
            self._newest = Client(outcome.model, authkey=key)
        return outcome

    def adopt(self, paths: Sequence[Path]) -> Taken:
        """The model of the newest site answers from now on, after it has taken in what has changed since it began."""
        model, self._newest = self._newest, None
        taken = self._asked(model, Take(tuple(paths))) if model and paths else Taken()
        with self._model_lock:
            before, self._model = self._model, model
        if before is not None:
            before.close()  # which ends it
        return taken if isinstance(taken, Taken) else Taken()

    def _heard(self, connection: Connection) -> Outcome:
        while True:
            answer: Answer = connection.recv()
            if answer.number != self._number:
                continue
            if isinstance(answer, Progress):
                self._progress(answer.stage, answer.done, answer.total)
            else:
                return answer

    def take(self, paths: Sequence[Path]) -> Taken:
        """These files have changed; what of that the model has in its pages now."""
        taken = self._model_asked(Take(tuple(paths)))
        return taken if isinstance(taken, Taken) else Taken()

    def page(self, path: str) -> PageNow | None:
        """What lies at this path in the site as the model has it; None where only the built site knows."""
        page = self._model_asked(Ask(path))
        return page if isinstance(page, PageNow) else None

    def _model_asked(self, message: Take | Ask) -> Taken | PageNow | None:
        with self._model_lock:
            return self._asked(self._model, message)

    def _asked(self, model: Connection | None, message: Take | Ask) -> Taken | PageNow | None:
        if model is None:
            return None
        try:
            model.send(message)
            answer: Taken | PageNow | None = model.recv()
        except (EOFError, OSError):
            if model is self._model:
                self._model = None
            return None
        return answer

    @property
    def has_model(self) -> bool:
        return self._model is not None

    def _connection(self) -> Connection:
        if self._builder is None or self._builder[0].poll() is not None:
            near, far = multiprocessing.Pipe()
            command = [sys.executable, "-c", _START, str(far.fileno())]
            process = subprocess.Popen(command, pass_fds=[far.fileno()])
            far.close()
            self._builder = process, near
        return self._builder[1]

    def restart(self) -> None:
        """End the builder, for its code may be an old one; the next build starts another."""
        with self._model_lock:
            if self._model is not None:
                self._model.close()
            self._model = None
        if self._builder is not None:
            process, connection = self._builder
            connection.close()
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=2)
            process.terminate()
            process.wait()
        self._builder = None

    close = restart
