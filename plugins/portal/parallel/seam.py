"""The one seam for work: `run(function, shared, jobs)`, whoever does it (docs/decisions/0040).

A function can be imported by its name and gives bytes; it reads what it is given and files, and writes none. `shared`
is what all jobs have in common. The results come in the order of the jobs; who asked for them writes them.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from .workers import ForkedWork

Shared = TypeVar("Shared")
Job = TypeVar("Job")


def opens_nothing(_job: object) -> Iterable[Path]:
    """Of jobs that read no file of their own."""
    return ()


@dataclass(frozen=True)
class Work(Generic[Shared, Job]):
    """Jobs to be done.

    Args:
        batch: jobs taken at a time.
        workers: processes on this machine; None for one per core.
        opens: the files that a job reads beside those that every job may read, for an engine that has to send them.
        share: jobs after which a fork of this machine makes room for another; None for all that it comes to.
    """

    function: Callable[[Shared, Job], bytes]
    shared: Shared
    jobs: Sequence[Job]
    batch: int = 16
    workers: int | None = None
    opens: Callable[[Job], Iterable[Path]] = opens_nothing
    share: int | None = None

    def __post_init__(self) -> None:
        name = getattr(self.function, "__qualname__", "<none>")
        if "<" in name or getattr(self.function, "__closure__", None):
            raise TypeError(f"{self.function!r} cannot be imported by its name")


class Started(Protocol):
    """Work that is under way."""

    def results(self) -> Iterator[bytes]:
        """In the order of the jobs; asked once. Raises PortalError: of the first job that raised one, in its place."""
        ...


class Engine(Protocol):
    """Whoever does work."""

    def start(self, work: Work[Any, Any]) -> Started: ...


class Forks:
    """The engine of one machine. What is shared is inherited copy-on-write; one worker is this process itself."""

    def start(self, work: Work[Any, Any]) -> Started:
        return ForkedWork(partial(work.function, work.shared), work.jobs, work.batch, work.workers, work.share)


FORKS = Forks()
_engine: ContextVar[Engine] = ContextVar("engine", default=FORKS)


@contextmanager
def done_by(chosen: Engine) -> Iterator[None]:
    """All work of the block is this engine's."""
    token = _engine.set(chosen)
    try:
        yield
    finally:
        _engine.reset(token)


def engine() -> Engine:
    """Who does the work now."""
    return _engine.get()


def run(
    function: Callable[[Shared, Job], bytes],
    shared: Shared,
    jobs: Sequence[Job],
    batch: int = 16,
    workers: int | None = None,
    opens: Callable[[Job], Iterable[Path]] = opens_nothing,
) -> Iterator[bytes]:
    """`function(shared, job)` of each job, in the order of `jobs`; see Work."""
    yield from start(Work(function, shared, jobs, batch, workers, opens)).results()


def start(work: Work[Any, Any]) -> Started:
    """Have work begin while this process does other things."""
    return engine().start(work)


def packed(value: object) -> bytes:
    """A value as the bytes of a result."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpacked(data: bytes) -> Any:
    """The value of a result, which a process of this build has packed."""
    return pickle.loads(data)
