"""Work beside this process, in a fork of it that sees its memory: nothing large has to be sent there."""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from .errors import PortalError

Result = TypeVar("Result")


class ForkedTask(Generic[Result]):
    """Runs `function` in a child process from now on, which may have tasks of its own. What it returns must pickle.

    The child ends with this process, and its own children with it.
    """

    def __init__(self, function: Callable[[], Result]) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, far_end = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(function, far_end), daemon=True)
        self._process.start()
        far_end.close()

    def finish(self) -> Result:
        """Wait, and give what the function returned; raise what it raised. Called once."""
        try:
            result, fault = self._pipe.recv()
        except EOFError:
            result, fault = None, PortalError("a process of the build died")
        self._process.join()
        if fault is not None:
            raise fault
        return result  # type: ignore[no-any-return]  # what came through the pipe is what the function returned


def _run(function: Callable[[], object], pipe: Connection) -> None:
    # multiprocessing allows a daemon no children, for it would leave them behind; this one takes them with it.
    multiprocessing.current_process().daemon = False
    signal.signal(signal.SIGTERM, _stop)
    result, fault = None, None
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
