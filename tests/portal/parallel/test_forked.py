"""Work in a forked process: its faults arrive, its files are there, it ends with its children."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from portal.errors import PortalError, Problem
from portal.parallel.forked import Beside, ForkedTask, begin_waiting, no_task_left, tasks_at_work
from portal.parallel.process_end import end_with_parent


def test_result_comes_back_from_another_process() -> None:
    number, process = ForkedTask(lambda: (6 * 7, os.getpid())).finish()
    assert number == 42
    assert process != os.getpid()


def test_fault_comes_back_whole() -> None:
    def fail() -> None:
        raise Problem("x", "a.md", 3, hint="y")

    with pytest.raises(Problem, match=r"a\.md:3: x; y"):
        ForkedTask(fail).finish()


def test_failure_of_the_program_keeps_its_traceback() -> None:
    with pytest.raises(PortalError, match="ZeroDivisionError"):
        ForkedTask(lambda: 1 / 0).finish()


def test_process_that_is_killed_is_told() -> None:
    with pytest.raises(PortalError, match="dừng từ bên ngoài"):
        ForkedTask(lambda: os._exit(3)).finish()


def test_task_that_is_done_has_left_the_memory_whatever_it_returns() -> None:
    begun = multiprocessing.get_context("fork").Event()

    def wait_and_return() -> tuple[int, bytes]:
        begun.wait()
        return os.getpid(), bytes(10_000_000)  # more than a pipe holds

    task = ForkedTask(wait_and_return)
    assert not task.is_done()
    assert tasks_at_work() == 1
    begun.set()
    while not task.is_done():
        time.sleep(0.01)
    assert tasks_at_work() == 0
    process, data = task.finish()
    assert len(data) == 10_000_000
    assert not Path("/proc", str(process)).exists()


def test_work_beside_has_a_process_of_its_own_where_there_may_be_two() -> None:
    assert Beside(os.getpid, 1).finish() == os.getpid()
    assert Beside(os.getpid, 2).finish() != os.getpid()


def test_work_that_waits_begins_where_a_core_has_nothing_else_to_do() -> None:
    work = Beside(os.getpid, 2, waits=True)
    begin_waiting(1)
    first = ForkedTask(lambda: time.sleep(60))
    begin_waiting(2)
    assert tasks_at_work() == 1
    first.stop()
    begin_waiting(2)
    assert work.finish() != os.getpid()


def test_work_that_has_waited_for_nothing_is_done_here() -> None:
    assert Beside(os.getpid, 2, waits=True).finish() == os.getpid()
    begin_waiting(2)
    assert not tasks_at_work()


def test_after_a_fault_nothing_waits() -> None:
    with no_task_left():
        Beside(os.getpid, 2, waits=True)
    begin_waiting(2)
    assert not tasks_at_work()


def test_tasks_begun_before_the_block_go_on() -> None:
    begun_before = ForkedTask(lambda: 42)
    with no_task_left():
        ForkedTask(lambda: time.sleep(60))
    assert begun_before.finish() == 42


def test_it_may_have_tasks_of_its_own() -> None:
    assert ForkedTask(lambda: ForkedTask(os.getppid).finish() == os.getpid()).finish()


def test_when_it_is_stopped_its_own_tasks_are_too(tmp_path: Path) -> None:
    def write_late() -> None:
        (tmp_path / "begun").write_text(str(os.getpid()))
        time.sleep(60)

    def outer() -> None:
        ForkedTask(write_late).finish()

    task = ForkedTask(outer)
    while not (tmp_path / "begun").exists() or not (tmp_path / "begun").read_text():
        time.sleep(0.01)
    for child in multiprocessing.active_children():
        child.terminate()
    with pytest.raises(PortalError, match="dừng từ bên ngoài"):
        task.finish()
    assert has_ended(int((tmp_path / "begun").read_text()))


def has_ended(process: int) -> bool:
    """Waits for it, for a signal takes a moment; one that nobody waits for stays as a zombie."""
    for _ in range(500):
        stat = Path(f"/proc/{process}/stat")
        if not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.01)
    return False


def test_task_that_nobody_waits_for_ends_with_the_block(tmp_path: Path) -> None:
    def work() -> None:
        (tmp_path / "begun").write_text(str(os.getpid()))
        time.sleep(60)

    with no_task_left():
        ForkedTask(work)
        while not (tmp_path / "begun").exists() or not (tmp_path / "begun").read_text():
            time.sleep(0.01)
    assert has_ended(int((tmp_path / "begun").read_text()))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_tasks_end_with_their_parent_however_it_dies(tmp_path: Path, number: signal.Signals) -> None:
    """A task and a task of that task; none of them is told by anybody but the kernel where the signal is SIGKILL."""

    def note(name: str) -> None:
        (tmp_path / f"{name}.new").write_text(str(os.getpid()))
        (tmp_path / f"{name}.new").rename(tmp_path / name)

    def inner() -> None:
        note("inner")
        time.sleep(60)

    def outer() -> None:
        task = ForkedTask(inner)
        note("outer")
        task.finish()

    parent = os.fork()
    if not parent:
        for restored in (signal.SIGTERM, signal.SIGINT):
            signal.signal(restored, signal.SIG_DFL)
        ForkedTask(outer)
        time.sleep(60)
        os._exit(0)
    while not all((tmp_path / name).exists() for name in ("inner", "outer")):
        time.sleep(0.01)
    os.kill(parent, number)
    os.waitpid(parent, 0)
    assert all(has_ended(int((tmp_path / name).read_text())) for name in ("inner", "outer"))


def test_a_task_whose_parent_has_gone_at_its_start_ends_too() -> None:
    child = os.fork()
    if not child:
        end_with_parent(os.getpid())  # not its parent
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1


def test_a_patient_task_lets_others_go_first() -> None:
    assert ForkedTask(partial(os.nice, 0), patient=True).finish() > os.nice(0)
