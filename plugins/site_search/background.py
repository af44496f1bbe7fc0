"""Work beside the rest of the build, in a forked process that sees this one's memory: nothing large is sent to it."""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection

from portal.errors import PortalError
from portal.workers import worker_count


class BackgroundTask:
    """Runs `function` beside this process; with one worker, at once in it. `finish` waits, and raises what it raised.

    What the function makes, it leaves in files.
    """

    def __init__(self, function: Callable[[], None], workers: int | None = None) -> None:
        self._process = None
        if (workers or worker_count()) == 1:
            function()
            return
        context = multiprocessing.get_context("fork")
        self._pipe, far_end = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(function, far_end), daemon=True)
        self._process.start()
        far_end.close()

    def finish(self) -> None:
        if self._process is None:
            return
        try:
            fault = self._pipe.recv()
        except EOFError:
            fault = PortalError("a process that builds the search died")
        self._process.join()
        self._process = None
        if fault is not None:
            raise fault


def _run(function: Callable[[], None], pipe: Connection) -> None:
    try:
        function()
        fault = None
    except PortalError as error:
        fault = error
    except BaseException:  # noqa: BLE001 -- whatever it is, the parent must hear of it
        fault = PortalError(traceback.format_exc())
    pipe.send(fault)
    pipe.close()
