"""Pure jobs over the machine's cores: results in order, faults whole, the same bytes from one process or many.

Forks of this process share what the jobs are made from and take turns at them with it, so that none waits for another.
"""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from portal.errors import PortalError

from .forked import ForkedTask

Job = TypeVar("Job")
Result = TypeVar("Result")

_PIPE_SIZE = 1 << 20  # bytes; what Linux allows to everybody: room for some runs until this process takes them


_limit: ContextVar[int | None] = ContextVar("workers", default=None)


@contextmanager
def limited_to(count: int | None) -> Iterator[None]:
    """`count` processes at work in all that is called within; None for one per core."""
    token = _limit.set(count)
    try:
        yield
    finally:
        _limit.reset(token)


def worker_count() -> int:
    """How many `limited_to` allows, or the cores that this process may use."""
    return _limit.get() or len(os.sched_getaffinity(0))


class Turns:
    """Which run of jobs is next: one number that all forks see."""

    def __init__(self, total: int, run: int) -> None:
        self._total, self._run = total, run
        self._next: Any = multiprocessing.get_context("fork").Value("L", 0)

    def take(self) -> range:
        """Numbers of the jobs of the next run; an empty one when all are taken."""
        with self._next.get_lock():
            start = self._next.value
            self._next.value = min(start + self._run, self._total)
            return range(start, self._next.value)

    def are_left(self) -> bool:
        return bool(self._next.value < self._total)

    def stop(self) -> None:
        with self._next.get_lock():
            self._next.value = self._total


def run_jobs(
    function: Callable[[Job], Result], jobs: Sequence[Job], run: int = 16, workers: int | None = None
) -> Iterator[Result]:
    """`function` of each job, in the order of `jobs`. Results pickle; jobs need not.

    Args:
        run: jobs taken at a time.
        workers: processes at work, this one included; None for one per core.

    Raises:
        PortalError: of the first job that raised one, in its place.
    """
    count = min(workers or worker_count(), -(-len(jobs) // run))
    if count <= 1:
        return map(function, jobs)
    return _shared_out(partial(_done, function, jobs), Turns(len(jobs), run), count - 1)


@dataclass(frozen=True)
class _Run(Generic[Result]):
    """What came of the jobs from `start` on; `fault` is that of the job behind the last result."""

    start: int
    results: list[Result]
    fault: PortalError | None = None


def _done(function: Callable[[Job], Result], jobs: Sequence[Job], numbers: range) -> _Run[Result]:
    results: list[Result] = []
    try:
        for number in numbers:
            results.append(function(jobs[number]))
    except PortalError as fault:
        return _Run(numbers.start, results, fault)
    return _Run(numbers.start, results)


def _shared_out(do: Callable[[range], _Run[Result]], turns: Turns, forks: int) -> Iterator[Result]:
    helpers = [_Helper(do, turns) for _ in range(forks)]
    pipes: list[Any] = [helper.pipe for helper in helpers]
    waiting: dict[int, _Run[Result]] = {}
    place = 0
    try:
        while True:
            numbers = turns.take()
            if numbers:
                waiting[numbers.start] = do(numbers)
            elif not pipes:
                break
            for pipe in wait(pipes, timeout=0 if numbers else None):
                run = _received(pipe)
                if run is None:
                    pipes.remove(pipe)
                else:
                    waiting[run.start] = run
            while place in waiting:
                run = waiting.pop(place)
                yield from run.results
                if run.fault is not None:
                    raise run.fault
                place += len(run.results)
        for helper in helpers:
            helper.task.finish()
    finally:
        turns.stop()
        for helper in helpers:
            helper.task.stop()


class _Helper:
    """A fork that takes turns, and the pipe its runs come through."""

    def __init__(self, do: Callable[[range], _Run[Any]], turns: Turns) -> None:
        self.pipe, far_end = multiprocessing.get_context("fork").Pipe(duplex=False)
        with suppress(OSError):  # whoever has many pipes open keeps the usual size: slower, nothing else
            fcntl.fcntl(far_end, fcntl.F_SETPIPE_SZ, _PIPE_SIZE)
        self.task = ForkedTask(partial(_send_runs, do, turns, far_end))
        far_end.close()


def _send_runs(do: Callable[[range], _Run[Any]], turns: Turns, pipe: Connection) -> None:
    # Closed here, not by the end of the fork: until it reads the end of this pipe, the parent does not take what the
    # fork tells at its own end (its trace), which may be more than fits a pipe.
    with pipe:
        while numbers := turns.take():
            run = do(numbers)
            pipe.send_bytes(pickle.dumps(run, pickle.HIGHEST_PROTOCOL))
            if run.fault is not None:
                turns.stop()


def _received(pipe: Any) -> _Run[Any] | None:
    """The next run; None when the other end is closed."""
    try:
        return pickle.loads(pipe.recv_bytes())  # type: ignore[no-any-return]  # what a fork of this process has sent
    except EOFError:
        pipe.close()
        return None
