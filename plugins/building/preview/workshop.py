"""The preview's side: orders builds, hears how they go, asks the model of the last site for single pages."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Client, Connection

from building.keeping.state import PageAgain
from building.site import BuildRequest
from portal.parallel.forked import died

from .messages import Answer, Order, Outcome, Progress

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
        self._model_lock = threading.Lock()
        self._number = 0

    def build(self, request: BuildRequest) -> Outcome:
        """Wait until the site is built, or has been found to have faults."""
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
            self._take_model(Client(outcome.model, authkey=key))
        return outcome

    def _heard(self, connection: Connection) -> Outcome:
        while True:
            answer: Answer = connection.recv()
            if answer.number != self._number:
                continue
            if isinstance(answer, Progress):
                self._progress(answer.stage, answer.done, answer.total)
            else:
                return answer

    def _take_model(self, model: Connection) -> None:
        with self._model_lock:
            before, self._model = self._model, model
        if before is not None:
            before.close()  # which ends it

    def page_again(self, path: str) -> PageAgain | None:
        """The page of a story of the content, from its file as it now is; None where the whole site must be built."""
        with self._model_lock:
            if self._model is None:
                return None
            try:
                self._model.send(path)
                answer: PageAgain | None = self._model.recv()
            except (EOFError, OSError):
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
