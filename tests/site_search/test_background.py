"""Work in a forked process: its faults arrive, its files are there."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from portal.errors import PortalError, SourceError
from site_search.background import BackgroundTask


def test_what_it_writes_is_there_and_what_it_returns_arrives(tmp_path: Path) -> None:
    def write() -> int:
        (tmp_path / "made").write_text("x")
        return os.getpid()

    assert BackgroundTask(write).finish() != os.getpid()
    assert (tmp_path / "made").read_text() == "x"


def test_it_may_have_tasks_of_its_own() -> None:
    assert BackgroundTask(lambda: BackgroundTask(os.getppid).finish() == os.getpid()).finish()


def test_when_it_is_stopped_its_own_tasks_are_too(tmp_path: Path) -> None:
    def write_late() -> None:
        (tmp_path / "begun").write_text(str(os.getpid()))
        time.sleep(60)

    def outer() -> None:
        BackgroundTask(write_late).finish()

    task = BackgroundTask(outer)
    while not (tmp_path / "begun").exists() or not (tmp_path / "begun").read_text():
        time.sleep(0.01)
    for child in multiprocessing.active_children():
        child.terminate()
    with pytest.raises(PortalError, match="died"):
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


def fail() -> None:
    raise SourceError("wrong", "a.md", 3)


def divide() -> None:
    raise ZeroDivisionError


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_its_fault_arrives_whole() -> None:
    task = BackgroundTask(fail)
    with pytest.raises(SourceError, match=r"a\.md:3: wrong"):
        task.finish()


def test_a_defect_arrives_with_its_place() -> None:
    task = BackgroundTask(divide)
    with pytest.raises(PortalError, match="ZeroDivisionError"):
        task.finish()


def test_its_death_is_noticed() -> None:
    task = BackgroundTask(die)
    with pytest.raises(PortalError):
        task.finish()
