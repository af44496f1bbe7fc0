"""The engine of one machine: jobs over its cores, by forks of this process that see its memory and take turns with it.

Which process does a job changes nothing in its result. What the jobs are made from is inherited, never sent.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait
from typing import Any, Generic, TypeVar

from portal.errors import PortalError
from portal.parallel.collector import expect

from .forked import ForkedTask, begin_waiting, tasks_at_work
from .pipes import Inbox, Outbox

Job = TypeVar("Job")
Result = TypeVar("Result")


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


@dataclass(frozen=True)
class _Run(Generic[Result]):
    """What came of the jobs from `start` on; `fault` is that of the job behind the last result."""

    start: int
    results: list[Result]
    fault: PortalError | None = None


class ForkedWork(Generic[Job, Result]):
    """Jobs on their way: forks begin at once, this process does other things and takes turns while it asks for results.

    A fork begins as soon as a core has nothing else to do: more processes than cores would take memory and no time.

    Args:
        function: of a job; its results pickle, the jobs need not.
        run: jobs taken at a time.
        workers: processes at work, this one included; None for one per core.
        share: jobs after which a fork ends for another one to begin: it lets go of the memory that it has copied.
    """

    def __init__(
        self,
        function: Callable[[Job], Result],
        jobs: Sequence[Job],
        run: int = 16,
        workers: int | None = None,
        share: int | None = None,
    ) -> None:
        self._function, self._jobs, self._share = function, jobs, share or len(jobs)
        expect(len(jobs))
        self._workers = min(workers or worker_count(), -(-len(jobs) // run))
        self._helpers: list[_Helper] = []
        if self._workers > 1:
            self._turns = Turns(len(jobs), run)
            self._fill_cores()

    def results(self) -> Iterator[Result]:
        """In the order of the jobs. Raises PortalError: of the first job that raised one, in its place."""
        return self._shared_out() if self._workers > 1 else map(self._function, self._jobs)

    def _fill_cores(self) -> None:
        begin_waiting(self._workers)
        while 1 + len(self._helpers) < self._workers and 1 + tasks_at_work() < self._workers:
            self._helpers.append(_Helper(self._do, self._turns, self._share))

    def _do(self, numbers: range) -> _Run[Result]:
        results: list[Result] = []
        try:
            for number in numbers:
                results.append(self._function(self._jobs[number]))
        except PortalError as fault:
            return _Run(numbers.start, results, fault)
        return _Run(numbers.start, results)

    def _shared_out(self) -> Iterator[Result]:
        waiting: dict[int, _Run[Result]] = {}
        place = 0
        try:
            while True:
                numbers = self._turns.take()
                if numbers:
                    waiting[numbers.start] = self._do(numbers)
                elif not self._helpers:
                    break
                for run in self._received(at_once=bool(numbers)):
                    waiting[run.start] = run
                while place in waiting:
                    run = waiting.pop(place)
                    yield from run.results
                    if run.fault is not None:
                        raise run.fault
                    place += len(run.results)
                self._dismiss()
                if self._turns.are_left():
                    self._fill_cores()
        finally:
            self._turns.stop()
            for helper in self._helpers:
                helper.task.stop()
                helper.inbox.close()

    def _dismiss(self) -> None:
        """Those that have done their share, and have told all of it."""
        for helper in [helper for helper in self._helpers if helper.inbox.closed]:
            self._helpers.remove(helper)
            helper.task.finish()

    def _received(self, *, at_once: bool) -> list[_Run[Result]]:
        """Runs that have come. Waits for one unless they are wanted at once; none where all pipes are closed."""
        inboxes = [helper.inbox for helper in self._helpers if not helper.inbox.closed]
        by_descriptor = {inbox.fileno(): inbox for inbox in inboxes}
        ready = wait(by_descriptor, timeout=0 if at_once else None) if inboxes else []
        messages = (message for descriptor in ready for message in by_descriptor[descriptor].take())  # type: ignore[index]
        return [pickle.loads(message) for message in messages]


class _Helper:
    """A fork that takes turns, and the pipe its runs come through."""

    def __init__(self, do: Callable[[range], _Run[Any]], turns: Turns, share: int) -> None:
        near_end, far_end = os.pipe()
        self.task = ForkedTask(partial(_send_runs, do, turns, far_end, share))
        os.close(far_end)
        self.inbox = Inbox(near_end)


def _send_runs(do: Callable[[range], _Run[Any]], turns: Turns, descriptor: int, share: int) -> None:
    outbox, done = Outbox(descriptor), 0
    while done < share and (numbers := turns.take()):
        run = do(numbers)
        done += len(numbers)
        outbox.put(pickle.dumps(run, pickle.HIGHEST_PROTOCOL))
        if run.fault is not None:
            turns.stop()
    # Closed here, not by the end of the fork: until it reads the end of this pipe, the parent does not take what the
    # fork tells at its own end (its trace), which may be more than fits a pipe.
    outbox.close()
