"""Pure jobs over the machine's cores: results in order, errors whole, the same bytes from one worker or many."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


def worker_count() -> int:
    """Cores this process may use; `TOASOAN_WORKERS` overrides."""
    return int(os.environ.get("TOASOAN_WORKERS", 0)) or len(os.sched_getaffinity(0))


@contextmanager
def executor(workers: int | None = None) -> Iterator[Executor | None]:
    """A process pool, or None (run in this process) for one worker. The one seam for another kind of executor."""
    count = workers or worker_count()
    if count == 1:
        yield None
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(count, mp_context=context) as pool:
        yield pool


def run_jobs(
    function: Callable[[Job], Result], jobs: Sequence[Job], pool: Executor | None, chunk: int = 16
) -> Iterator[Result]:
    """`function` of each job, in the order of `jobs`. `function` stands at module level; jobs and results pickle."""
    if pool is None or len(jobs) <= chunk:
        return map(function, jobs)
    return pool.map(function, jobs, chunksize=chunk)
