"""The exported files: bytes, sizes, what a new story changes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.exchange import SearchDocument
from site_search.export.export_format import (
    Bytes,
    decode_postings,
    decode_shard,
    pack,
    shard_of,
    unpack,
    unzigzag,
    varint,
    zigzag,
)
from site_search.export.segment_files import derived_url
from site_search.index.segments import LARGE, MIDDLE, cut
from tests.site_search.conftest import Archive, build, renumbered


def test_words_of_headlines_and_leads_are_those_of_all_words_in_these_fields(archive: Archive) -> None:
    manifest = json.loads(archive.files["manifest.json"])

    def postings(line: dict[str, Any], kind: str, bits: str) -> dict[str, list[tuple[int, tuple[int, ...]]]]:
        entries = [
            entry
            for number in range(1 << line[bits])
            for entry in decode_shard(unpack(archive.files[f"{line['path']}/{kind}/{number:x}.bin"]))
        ]
        assert len({entry.term for entry in entries}) == len(entries)
        return {entry.term: list(decode_postings(entry.postings)) for entry in entries}

    for line in manifest["segments"]:
        wanted = {
            term: kept
            for term, found in postings(line, "s", "singles").items()
            if (kept := [(story, (*counts[:2], 0, 0, 0, 0)) for story, counts in found if any(counts[:2])])
        }
        assert postings(line, "h", "heads") == wanted
        for number in range(1 << line["heads"]):
            for entry in decode_shard(unpack(archive.files[f"{line['path']}/h/{number:x}.bin"])):
                assert shard_of(entry.folded, line["heads"]) == number


def test_same_stories_same_bytes_whatever_the_workers(
    documents: list[SearchDocument], archive: Archive, tmp_path: Path
) -> None:
    again = build(documents, tmp_path / "one", workers=1)
    assert again.files == archive.files
    for path in sorted(archive.folder.iterdir()):
        assert (again.folder / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_new_story_changes_the_recent_segment_only(
    documents: list[SearchDocument], archive: Archive, tmp_path: Path
) -> None:
    last = documents[-1]
    new = replace(renumbered(documents[5], last.id + 1), date=last.date + timedelta(days=1))
    after = build([*documents, new], tmp_path / "more").files
    changed = {path for path, data in after.items() if archive.files.get(path) != data}
    assert {path.split("/")[0].split("-")[0] for path in changed} <= {"manifest.json", "recent"}
    kept = {path for path in archive.files if not path.startswith(("manifest", "recent"))}
    assert kept <= set(after)
    assert sum(len(after[path]) for path in changed) < 1_000_000


@pytest.mark.parametrize("count", [0, 1, 255, 256, 8191, 8192, 10_000, 100_000])
def test_segments_cover_all_stories_once(count: int) -> None:
    segments = cut(count)
    assert sum(segment.size for segment in segments) == count
    assert [segment.first for segment in segments] == [sum(s.size for s in segments[:n]) for n in range(len(segments))]
    assert len(segments) <= 3
    assert all(segment.size < MIDDLE for segment in segments if segment.name == "recent")
    assert all(segment.size < LARGE for segment in segments if segment.name == "middle")


def test_the_manifest_is_small_and_names_files_that_exist(archive: Archive) -> None:
    manifest = json.loads(archive.files["manifest.json"])
    assert len(archive.files["manifest.json"]) < 4000
    assert manifest["names"] in archive.files
    for line in manifest["segments"]:
        for number in range(1 << line["pairs"]):
            assert f"{line['path']}/p/{number:x}.bin" in archive.files
        assert f"{line['path']}/columns.bin" in archive.files
    for key in manifest["suggest"]["keys"]:
        assert f"{manifest['suggest']['path']}/{key}.bin" in archive.files


def test_a_result_shows_what_the_story_has(documents: list[SearchDocument], archive: Archive) -> None:
    manifest = json.loads(archive.files["manifest.json"])
    for number in range(0, len(documents), 37):
        line = [line for line in manifest["segments"] if line["first"] <= number][-1]
        local = number - line["first"]
        shown = json.loads(unpack(archive.files[f"{line['path']}/d/{local // manifest['store']:x}.bin"]))
        place = local % manifest["store"]
        document = documents[number]
        assert shown["id"][place] == document.id
        assert shown["title"][place] == document.title
        assert (shown["url"][place] or derived_url(document)) == document.url


@given(st.integers(-(1 << 40), 1 << 40))
def test_numbers_come_back(number: int) -> None:
    assert unzigzag(zigzag(number)) == number
    assert Bytes(varint(zigzag(number))).varint() == zigzag(number)


def test_files_are_raw_deflate() -> None:
    assert unpack(pack(b"thi hanh an" * 50)) == b"thi hanh an" * 50
