"""Work beside the rest of the build, in a forked process that sees this one's memory: nothing large is sent to it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from portal.errors import PortalError

Result = TypeVar("Result")


class BackgroundTask(Generic[Result]):
    """Runs `function` beside this process, and ends with it; the function may have tasks of its own.

    `finish` waits, gives what the function returned, which is pickled, and raises what it raised.
    """

    def __init__(self, function: Callable[[], Result]) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, far_end = context.Pipe(duplex=False)
        # A daemon: it is stopped when this process ends early.
        self._process = context.Process(target=_run, args=(function, far_end), daemon=True)
        self._process.start()
        far_end.close()

    def finish(self) -> Result:
        """To be called once."""
        try:
            result, fault = self._pipe.recv()
        except EOFError:
            fault = PortalError("a process that builds the search died")
        self._process.join()
        if fault is not None:
            raise fault
        return result  # type: ignore[no-any-return]


def _run(function: Callable[[], Any], pipe: Connection) -> None:
    # multiprocessing refuses tasks of a daemon, for it would leave them behind; this one takes them with it.
    multiprocessing.current_process().daemon = False
    signal.signal(signal.SIGTERM, _stop)
    result = fault = None
    try:
        result = function()
    except PortalError as error:
        fault = error
    except BaseException:  # noqa: BLE001 -- whatever it is, the parent must hear of it
        fault = PortalError(traceback.format_exc())
    pipe.send((result, fault))
    pipe.close()


def _stop(*_signal: object) -> None:
    for child in multiprocessing.active_children():
        child.terminate()
    os._exit(1)
