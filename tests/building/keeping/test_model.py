"""What a stage came to is told with all that has changed since in what it looked at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from building.keeping.model import ModelHead, head_of_model, model_of
from building.keeping.sources import Sources
from portal.traces.trace import FILE, NAMES, TREE, Read, WorkTrace


def sources_of(root: Path) -> Sources:
    sources = Sources({"content": root})
    sources.digest((TREE, str(root)))
    return sources


def changed(root: Path, reads: Iterable[Read], change: str) -> set[Read]:
    """What a model of these reads tells as changed after `change`, a file of the folder, has other bytes."""
    header = ModelHead.load(head_of_model(WorkTrace(set(reads), 1, 5), sources_of(root)).dump())
    assert header is not None
    (root / change).parent.mkdir(exist_ok=True)
    (root / change).write_text("khác", "utf-8")
    model = model_of(b"payload", header, sources_of(root))
    assert model.trace.reads == set(reads)
    assert (model.trace.lower, model.trace.upper) == (1, 5)
    return set(model.changed)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("a/1.md", "a/2.md", "b/1.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    return tmp_path


def read(root: Path, name: str, kind: str = FILE) -> Read:
    return kind, str(root / name)


def test_a_file_that_changed_is_named_and_its_neighbours_are_not(root: Path) -> None:
    files = {read(root, "a/1.md"), read(root, "a/2.md"), read(root, "b/1.md")}
    assert changed(root, files, "a/2.md") == {read(root, "a/2.md")}


def test_a_file_that_nobody_looked_at_changes_nothing(root: Path) -> None:
    assert changed(root, {read(root, "a/1.md")}, "a/2.md") == set()


def test_a_file_that_was_looked_for_in_vain_and_comes_is_a_change(root: Path) -> None:
    assert changed(root, {read(root, "a/3.md"), read(root, "a/1.md")}, "a/3.md") == {read(root, "a/3.md")}


def test_names_and_whole_folders_change_with_what_is_in_them(root: Path) -> None:
    looked = {read(root, "a", NAMES), read(root, "b", TREE), read(root, "b/1.md")}
    assert changed(root, looked, "a/3.md") == {read(root, "a", NAMES)}
    assert changed(root, looked, "b/1.md") == {read(root, "b", TREE), read(root, "b/1.md")}


def test_what_lies_elsewhere_is_looked_at_by_itself(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "x.toml"
    assert changed(root, {(FILE, str(elsewhere)), read(root, "a/1.md")}, str(elsewhere)) == {(FILE, str(elsewhere))}


@pytest.mark.parametrize("data", [b"", b"[]", b"[1,2,3,4]", b"{", b"[null,null,{},[]]"])
def test_a_harmed_header_is_none(data: bytes) -> None:
    assert ModelHead.load(data) is None
