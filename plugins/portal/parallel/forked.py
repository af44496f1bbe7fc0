"""Work beside this process, in a fork of it that sees its memory: nothing large has to be sent there."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from portal.errors import PortalError
from portal.i18n import Translator
from portal.traces.trace import WorkTrace, join_trace, tracing_of_fork

from .process_end import end_with_parent, undisturbed

_ = Translator(__file__)

Result = TypeVar("Result")
_GIVES_WAY = 10


class ForkedTask(Generic[Result]):
    """Runs `function` in a child process from now on, which may have tasks of its own. What it returns must pickle.

    The child ends with this process, however that dies, and its own children with it.

    Args:
        patient: others go first where there are fewer processors than work.
    """

    def __init__(self, function: Callable[[], Result], *, patient: bool = False) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, far_end = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(function, far_end, os.getpid(), patient), daemon=True)
        self._process.start()
        far_end.close()
        self._answer: tuple[Any, PortalError | None, WorkTrace] | None = None
        _unfinished.add(self)

    def is_done(self) -> bool:
        """Whether the function has returned. Its process has ended then, and holds no memory any more."""
        if self._answer is None and self._pipe.poll():
            self._receive()
        return self._answer is not None

    def finish(self) -> Result:
        """Wait, and give what the function returned; raise what it raised. Called once."""
        _unfinished.discard(self)
        result, fault, trace = self._answer or self._receive()
        self._answer = None
        join_trace(trace)  # what the child looked at, this process has looked at
        if fault is not None:
            raise fault
        return result  # type: ignore[no-any-return]  # what came through the pipe is what the function returned

    def _receive(self) -> tuple[Any, PortalError | None, WorkTrace]:
        try:
            answer = self._pipe.recv()
        except EOFError:
            answer = None, PortalError(died()), WorkTrace()
        self._process.join()
        self._answer = answer
        return answer  # type: ignore[no-any-return]  # what `_run` has sent

    def stop(self) -> None:
        """End it whatever it does; nothing is heard of it."""
        _unfinished.discard(self)
        self._process.terminate()
        self._process.join()


def died() -> str:
    """What is said of a process that was ended from outside, as by a system that is out of memory."""
    return _("a process of the build was ended from outside (out of memory?); run it again")


_unfinished: set[ForkedTask[Any]] = set()


def tasks_at_work() -> int:
    """How many tasks of this process still run."""
    return sum(not task.is_done() for task in _unfinished)


class Beside(Generic[Result]):
    """Work beside this process where it may have two of them, else when it is asked for.

    Args:
        waits: for a core that has nothing else to do (`begin_waiting`); where none comes, until it is asked for.
        patient: see ForkedTask.
    """

    def __init__(
        self, function: Callable[[], Result], workers: int, *, waits: bool = False, patient: bool = False
    ) -> None:
        self._answer, self._patient = function, patient
        if workers > 1 and waits:
            _waiting.append(self)
        elif workers > 1:
            self.begin()

    def begin(self) -> None:
        # Of a function that another process runs nothing is held here, nor of what it is run with.
        self._answer = ForkedTask(self._answer, patient=self._patient).finish

    def finish(self) -> Result:
        if self in _waiting:
            _waiting.remove(self)
        return self._answer()


_waiting: list[Beside[Any]] = []


def begin_waiting(workers: int) -> None:
    """Work that waits for a core begins, as long as fewer processes than `workers` are at work, this one included."""
    while _waiting and 1 + tasks_at_work() < workers:
        _waiting.pop(0).begin()


@contextmanager
def no_task_left() -> Iterator[None]:
    """Tasks of the block that nobody has waited for when it is left, after a fault, end with it."""
    before, waited = frozenset(_unfinished), [*_waiting]
    try:
        yield
    finally:
        with undisturbed():
            _waiting[:] = [work for work in _waiting if work in waited]
            for task in _unfinished - before:
                task.stop()


def _run(function: Callable[[], object], pipe: Connection, parent: int, patient: bool) -> None:
    end_with_parent(parent)
    if patient:
        os.nice(_GIVES_WAY)
    gc.freeze()  # to walk what the parent has would copy all pages of its memory
    _unfinished.clear()  # those of the parent
    _waiting.clear()
    # multiprocessing allows a daemon no children, for it would leave them behind; this one takes them with it.
    multiprocessing.current_process().daemon = False
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGHUP, _stop)
    # A terminal sends Ctrl-C to all processes of the run: the first of them decides, and ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Forked while the parent kept signals waiting, it would keep them waiting for good.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM, signal.SIGHUP))
    result, fault = None, None
    with tracing_of_fork() as trace:
        try:
            result = function()
        except PortalError as error:
            fault = error
        except BaseException:  # noqa: BLE001 -- whatever it is, the parent must hear of it
            fault = PortalError(traceback.format_exc())
    with suppress(BrokenPipeError):  # the parent has gone, or waits for nothing any more
        pipe.send((result, fault, trace))
    pipe.close()


def _stop(*_signal: object) -> None:
    for child in multiprocessing.active_children():
        child.terminate()
    os._exit(1)
