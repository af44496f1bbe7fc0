from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from building import aside
from building.aside import MARK, built_aside
from portal.errors import PortalError


def build(output: Path, text: str) -> None:
    with built_aside(output) as folder:
        (folder / MARK).write_text(text, encoding="utf-8")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_folder_takes_the_place_of_the_output(tmp_path: Path) -> None:
    for text in ("one", "two"):
        build(tmp_path / "out", text)
        assert (tmp_path / "out" / MARK).read_text(encoding="utf-8") == text
        assert names(tmp_path) == ["out"]
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o755


def test_after_an_error_the_output_is_what_it_was(tmp_path: Path) -> None:
    build(tmp_path / "out", "good")

    def fail() -> None:
        with built_aside(tmp_path / "out") as folder:
            (folder / "half.html").write_text("x", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert names(tmp_path) == ["out"]
    assert names(tmp_path / "out") == [MARK]


def test_an_error_leaves_the_spare_site_that_was_there_and_no_other(tmp_path: Path) -> None:
    output, spare = tmp_path / "out", tmp_path / ".out.spare"

    def fail() -> None:
        with built_aside(output, spare=True) as folder:
            (folder / "half.html").write_text("x", encoding="utf-8")
            raise KeyboardInterrupt

    for text in ("one", "two"):
        with pytest.raises(KeyboardInterrupt):
            fail()
        assert not spare.exists()
        with built_aside(output, spare=True) as folder:
            (folder / MARK).write_text(text, encoding="utf-8")
    assert (spare / MARK).read_text(encoding="utf-8") == "one"
    with pytest.raises(KeyboardInterrupt):
        fail()
    assert names(tmp_path) == [".out.spare", "out"]
    assert names(output) == [MARK]


def test_a_spare_site_that_can_give_nothing_stays_until_the_new_one_is_written(tmp_path: Path) -> None:
    output, spare = tmp_path / "out", tmp_path / ".out.spare"

    def make(text: str, fault: str = "") -> None:
        with built_aside(output, spare=True, anew=True) as folder:
            assert not names(folder)
            (folder / MARK).write_text(text, encoding="utf-8")
            assert not spare.exists() or names(spare) == [MARK]
            if fault:
                raise PortalError(fault)

    make("one")
    assert names(tmp_path) == ["out"]
    for before, text in pairwise(("one", "two", "three")):
        make(text)
        assert [(place / MARK).read_text(encoding="utf-8") for place in (output, spare)] == [text, before]
    with pytest.raises(PortalError):
        make("four", "a fault")
    assert names(tmp_path) == [".out.spare", "out"]
    assert [(place / MARK).read_text(encoding="utf-8") for place in (output, spare)] == ["three", "two"]


def test_a_file_system_without_exchange_is_switched_by_renames(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path / "out", "one")

    def unknown(one: Path, other: Path) -> None:
        raise OSError(errno.ENOSYS, "no exchange")

    monkeypatch.setattr(aside, "_exchange", unknown)
    build(tmp_path / "out", "two")
    assert (tmp_path / "out" / MARK).read_text(encoding="utf-8") == "two"
    assert names(tmp_path) == ["out"]


def test_somebodys_own_files_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.odt").write_text("years of work", encoding="utf-8")
    with pytest.raises(PortalError, match="out"):
        build(tmp_path / "out", "x")
    assert names(tmp_path / "out") == ["thesis.odt"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    build(tmp_path / "out", "x")
    assert names(tmp_path / "out") == [MARK]


def test_leftovers_of_a_killed_build_go_and_those_of_a_running_one_stay(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from building.aside import built_aside\n"
        "with built_aside(Path(sys.argv[1])): print('ready', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONPATH": str(Path(aside.__file__).parents[1])}
    killed, running = (subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) for _process in range(2))
    try:
        for process in (killed, running):
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert len(names(tmp_path)) == 2
        build(tmp_path / "out", "x")
        assert len(names(tmp_path)) == 2  # the output, and the folder of the running build
    finally:
        for process in (killed, running):
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()


def test_a_reader_always_finds_the_output(tmp_path: Path) -> None:
    """A process that looks all the time while the folders change places never misses a file."""
    build(tmp_path / "out", "0")
    program = "import sys, time\nwhile time.monotonic() < float(sys.argv[2]):\n    open(sys.argv[1]).close()"
    mark = str(tmp_path / "out" / MARK)
    reader = subprocess.Popen([sys.executable, "-c", program, mark, str(time.monotonic() + 1.0)])
    while reader.poll() is None:
        build(tmp_path / "out", "x")
    assert reader.returncode == 0
