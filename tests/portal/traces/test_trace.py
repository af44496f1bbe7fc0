"""Whoever reads is recorded, whether or not it says so; what is remembered is remembered with its reads."""

from __future__ import annotations

import importlib
import importlib.metadata
import sys
from contextlib import suppress
from pathlib import Path

import importlib_metadata
import pytest

from portal.parallel.forked import ForkedTask
from portal.traces.trace import FILE, NAMES, note_tree, remembering, tracing


def test_every_file_that_is_opened_for_reading_is_recorded(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a", encoding="utf-8")
    with tracing() as trace:
        (tmp_path / "a.md").read_bytes()
        (tmp_path / "b.md").write_text("b", encoding="utf-8")
        list(tmp_path.iterdir())
    assert trace.reads == {(FILE, str(tmp_path / "a.md")), (NAMES, str(tmp_path))}


def test_a_missing_file_is_recorded_too(tmp_path: Path) -> None:
    with tracing() as trace, suppress(FileNotFoundError):
        (tmp_path / "a.md").read_bytes()
    assert (FILE, str(tmp_path / "a.md")) in trace.reads


def test_the_software_is_no_input_but_a_paper_within_it_is(tmp_path: Path) -> None:
    with tracing() as trace:
        Path(__file__).parents[3].joinpath("plugins/portal/errors.py").read_bytes()
    assert not trace.reads
    (tmp_path / "a.md").write_text("a", encoding="utf-8")
    with tracing(passed_over=[tmp_path.parent], watched=[tmp_path]) as trace:
        (tmp_path / "a.md").read_bytes()
    assert trace.reads == {(FILE, str(tmp_path / "a.md"))}


def test_what_is_remembered_is_remembered_with_its_reads(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a", encoding="utf-8")

    @remembering
    def size(path: Path) -> int:
        return len(path.read_bytes())

    with tracing() as first:
        assert size(tmp_path / "a.md") == 1
    with tracing() as second:
        assert size(tmp_path / "a.md") == 1
    assert first.reads == second.reads != set()


def test_what_another_process_has_looked_at_this_one_has(tmp_path: Path) -> None:
    with tracing() as trace:
        ForkedTask(lambda: note_tree(tmp_path)).finish()
    assert trace.reads == {("tree", str(tmp_path))}


def test_inner_work_belongs_to_the_outer(tmp_path: Path) -> None:
    with tracing() as outer:
        with tracing() as inner:
            note_tree(tmp_path)
        note_tree(tmp_path / "b")
    assert inner.reads < outer.reads


def test_what_was_remembered_while_nobody_watched_is_looked_at_again(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a", encoding="utf-8")

    @remembering
    def size(path: Path) -> int:
        return len(path.read_bytes())

    assert size(tmp_path / "a.md") == 1
    with tracing() as trace:
        assert size(tmp_path / "a.md") == 1
    assert trace.reads == {(FILE, str(tmp_path / "a.md"))}


def test_where_a_module_is_looked_for_is_no_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])  # as Pelican has it
    importlib.invalidate_caches()
    with tracing() as trace, suppress(ModuleNotFoundError):
        importlib.import_module("no_module_of_this_name")
    with tracing() as looked:
        list(importlib.metadata.entry_points(group="no.group"))
        list(importlib_metadata.entry_points(group="no.group"))  # which is asked in its place where Dask is loaded
    trace.join(looked)
    assert not [read for read in trace.reads if read[1].startswith(str(tmp_path))]
