"""The measuring of commands: processes below the measured one count, and a failed one is told of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.measure import CommandFailed, Measured, measure, median

BUSY = """
import multiprocessing, time
def work():
    data = bytearray(60_000_000)
    data[::4096] = b"x" * len(data[::4096])
    end = time.process_time() + 0.2
    while time.process_time() < end:
        pass
    time.sleep(0.2)
jobs = [multiprocessing.get_context("fork").Process(target=work) for _ in range(2)]
[job.start() for job in jobs]
[job.join() for job in jobs]
"""


def test_time_and_memory_of_all_processes_together(tmp_path: Path) -> None:
    measured = measure([sys.executable, "-c", BUSY], tmp_path, {})
    assert measured.wall > 0.2
    assert measured.cpu >= 0.4
    assert measured.memory > 110_000_000


def test_failed_command_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="hỏng"):
        measure([sys.executable, "-c", "raise SystemExit('hỏng')"], tmp_path, {})


def test_median_takes_each_figure_by_itself() -> None:
    runs = [Measured(1.0, 9.0, 5), Measured(3.0, 7.0, 6), Measured(2.0, 8.0, 100)]
    assert median(runs) == Measured(2.0, 8.0, 6)
