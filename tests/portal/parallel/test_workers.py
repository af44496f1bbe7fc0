"""Jobs by forks that take turns: results in order, faults in their place, nothing left running."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from portal.errors import PortalError, Problem
from portal.parallel.workers import ForkedWork
from portal.traces.trace import note_file, tracing

NUMBERS = list(range(100))


def run_jobs(function: Callable[[Any], Any], jobs: Sequence[int], run: int = 16, workers: int = 1) -> Iterator[Any]:
    return ForkedWork(function, jobs, run, workers).results()


@pytest.mark.parametrize("workers", [1, 2, 5])
@pytest.mark.parametrize("run", [1, 7, 1000])
def test_results_are_in_the_order_of_the_jobs(workers: int, run: int) -> None:
    assert list(run_jobs(lambda number: number * number, NUMBERS, run, workers)) == [n * n for n in NUMBERS]


def test_no_jobs_give_no_results() -> None:
    assert list(run_jobs(str, [], workers=3)) == []


def test_several_processes_are_at_work() -> None:
    def slow(_number: int) -> int:
        time.sleep(0.01)
        return os.getpid()

    assert len(set(run_jobs(slow, NUMBERS, 1, 3))) == 3


def test_results_larger_than_a_pipe_come_whole() -> None:
    sizes = [3_000_000, 10, 5_000_000, 1, 2_000_000, 0]
    assert [len(text) for text in run_jobs(lambda size: "x" * size, sizes, 1, 3)] == sizes


def test_traces_larger_than_a_pipe_come_whole() -> None:
    """Each fork tells at its end what it has looked at, when nobody waits for its results any more."""

    def look(number: int) -> int:
        for part in range(200):
            note_file(f"/giay/{number:060}/{part}")
        return number

    with tracing() as trace:
        assert list(run_jobs(look, NUMBERS, 1, 3)) == NUMBERS
    assert len(trace.reads) == 200 * len(NUMBERS)


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_first_fault_is_raised_behind_the_results_before_it(workers: int) -> None:
    def fail_at_times(number: int) -> int:
        if number in (41, 43, 90):
            raise Problem("x", f"{number}.md", 1)
        return number

    seen: list[int] = []
    with pytest.raises(Problem, match=r"41\.md"):
        seen.extend(run_jobs(fail_at_times, NUMBERS, 4, workers))
    assert seen == NUMBERS[:41]
    assert not multiprocessing.active_children()


def test_fork_that_is_killed_is_told() -> None:
    parent = os.getpid()

    def die(number: int) -> int:
        time.sleep(0.01)
        if os.getpid() != parent:
            os._exit(1)
        return number

    with pytest.raises(PortalError, match="dừng từ bên ngoài"):
        list(run_jobs(die, NUMBERS, 1, 2))


def test_failure_of_the_program_in_a_fork_keeps_its_traceback() -> None:
    parent = os.getpid()

    def break_there(number: int) -> int:
        time.sleep(0.01)
        return number if os.getpid() == parent else number // 0

    with pytest.raises(PortalError, match="ZeroDivisionError"):
        list(run_jobs(break_there, NUMBERS, 1, 2))


def test_forks_end_after_their_share_and_others_go_on() -> None:
    parent = os.getpid()

    def slow(_number: int) -> int:
        time.sleep(0.01)
        return os.getpid()

    by_process = Counter(ForkedWork(slow, NUMBERS, 2, 2, share=8).results())
    del by_process[parent]
    assert len(by_process) > 2
    assert max(by_process.values()) <= 8


def test_who_stops_asking_leaves_nobody_at_work() -> None:
    results = run_jobs(str, NUMBERS, 1, 3)
    assert next(results) == "0"
    results.close()  # type: ignore[attr-defined]  # a generator here
    assert not multiprocessing.active_children()
