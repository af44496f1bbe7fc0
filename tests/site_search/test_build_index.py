"""What a build does around the index: processes, shares of the work, folders."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from portal.exchange import SearchDocument
from site_search import indexing
from site_search.build_index import SearchBuild
from site_search.export import write_export
from site_search.index.documents import SearchInput
from site_search.indexing import LEAST_SHARE, number_all
from site_search.query.planner import make_plan
from site_search.query.search import search

from .conftest import build
from .reference_index import EMPTY, story_of


def test_stories_without_a_word_can_be_indexed(tmp_path: Path) -> None:
    archive = build([story_of(["", "", "…"], number) for number in (1, 2)], tmp_path)
    with archive.whoosh as whoosh:
        assert whoosh.documents == 2
        for source in (whoosh, archive.exported):
            assert search(make_plan("công an"), source).hits == []


def test_many_stories_are_shared_between_processes_and_stay_in_order() -> None:
    documents = [replace(EMPTY, id=number, title=f"Tin {number}") for number in range(2 * LEAST_SHARE + 1)]
    parts = [*number_all(documents, {}, workers=8)]
    assert len(parts) == 2
    titles = [
        " ".join(part.raw_words[number] for number in part.numbers[start : start + 2])
        for part in parts
        for start in range(0, len(part.numbers), 7)
    ]
    assert titles == [document.title for document in documents]


def test_the_bytes_do_not_depend_on_the_shares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "LEAST_SHARE", 100)
    monkeypatch.setattr(indexing, "MOST_SHARE", 150)
    documents = [story_of([f"Tin {number}", "", f"nội dung thứ {number}."], number) for number in range(1, 360)]
    assert len([*number_all(documents, {}, workers=2)]) == 3
    one = build(documents, tmp_path / "1", 1)
    monkeypatch.setattr(write_export, "MANY", 50)  # parts by some, as in a large archive
    two = build(documents, tmp_path / "2", 2)
    assert one.files == two.files
    for path in sorted(one.folder.iterdir()):
        assert (two.folder / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_exported_files_go_with_the_build(documents: list[SearchDocument], tmp_path: Path) -> None:
    made = SearchBuild(SearchInput(documents[:3], {}), tmp_path)
    folder = made.finish()
    assert (folder / "manifest.json").exists()
    del made
    assert not folder.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["whoosh"]
