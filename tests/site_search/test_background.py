"""Work in a forked process: its faults arrive, its files are there."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from portal.errors import PortalError, SourceError
from site_search.background import BackgroundTask


@pytest.mark.parametrize("workers", [1, 2])
def test_what_it_writes_is_there(workers: int, tmp_path: Path) -> None:
    def write() -> None:
        (tmp_path / "made").write_text("x")

    BackgroundTask(write, workers).finish()
    assert (tmp_path / "made").read_text() == "x"


def fail() -> None:
    raise SourceError("wrong", "a.md", 3)


def divide() -> None:
    raise ZeroDivisionError


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_its_fault_arrives_whole() -> None:
    task = BackgroundTask(fail, 2)
    with pytest.raises(SourceError, match=r"a\.md:3: wrong"):
        task.finish()


def test_a_defect_arrives_with_its_place() -> None:
    task = BackgroundTask(divide, 2)
    with pytest.raises(PortalError, match="ZeroDivisionError"):
        task.finish()


def test_its_death_is_noticed() -> None:
    task = BackgroundTask(die, 2)
    with pytest.raises(PortalError):
        task.finish()
