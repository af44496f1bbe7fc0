"""The exported files: bytes, sizes, what a new story changes."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.exchange import SearchDocument
from site_search.export.document_files import derived_url
from site_search.export.export_format import (
    KINDS,
    Bytes,
    ShardEntry,
    decode_postings,
    decode_shard,
    group_of,
    pack,
    shard_of,
    unpack,
    unzigzag,
    varint,
    zigzag,
)
from site_search.export.write_export import write_export
from site_search.index.documents import SearchInput
from site_search.index.inverted import invert
from site_search.index.raw_words import number_raw_words
from site_search.index.segments import SEALING, cut_columns
from site_search.index.token_stream import make_stream
from tests.site_search.conftest import NAMES, Archive, build

FIRST = SEALING.fresh + SEALING.step  # count at which the first part is sealed


def shards(archive: Archive, line: dict[str, Any], kind: str) -> Iterator[tuple[int, int, list[ShardEntry]]]:
    """(part, number in it, entries) of each shard that a segment must have."""
    for part, folder in enumerate(line["parts"]):
        for number in range(1 << line[kind][part]):
            yield part, number, decode_shard(unpack(archive.files[f"{folder}/{kind}/{number:x}.bin"]))


def postings(archive: Archive, line: dict[str, Any], kind: str) -> dict[str, list[tuple[int, tuple[int, ...]]]]:
    entries = [entry for _part, _number, found in shards(archive, line, kind) for entry in found]
    assert len({entry.term for entry in entries}) == len(entries)
    return {entry.term: list(decode_postings(entry.postings)) for entry in entries}


def test_words_of_headlines_and_leads_are_those_of_all_words_in_these_fields(archive: Archive) -> None:
    for line in json.loads(archive.files["manifest.json"])["terms"]:
        wanted = {
            term: kept
            for term, found in postings(archive, line, "s").items()
            if (kept := [(story, (*counts[:2], 0, 0, 0, 0)) for story, counts in found if any(counts[:2])])
        }
        assert postings(archive, line, "h") == wanted


def test_every_term_stands_in_its_shard(archive: Archive) -> None:
    for line in json.loads(archive.files["manifest.json"])["terms"]:
        for kind in KINDS:
            bits = line[kind]
            for part, number, entries in shards(archive, line, kind):
                for entry in entries:
                    assert shard_of(group_of(entry.folded), len(bits), bits) == (part, number)


def test_same_stories_same_bytes_whatever_the_workers(documents: list[SearchDocument], tmp_path: Path) -> None:
    some = documents[: FIRST + 20]  # with a sealed part
    shared, alone = build(some, tmp_path / "shared"), build(some, tmp_path / "alone", workers=1)
    assert alone.files == shared.files
    for path in sorted(shared.folder.iterdir()):
        assert (alone.folder / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.fixture(scope="module")
def exports(documents: list[SearchDocument]) -> Callable[[int], dict[str, bytes]]:
    """The exported files of so many stories, of which the first lines do: what is counted here is files."""
    short = [replace(document, body=document.body[:700]) for document in documents]

    @cache
    def made(count: int) -> dict[str, bytes]:
        given = SearchInput(short[:count], NAMES)
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder)
            write_export(given, invert(make_stream([number_raw_words(given.documents, NAMES)])), target)
            return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*.*")}

    return made


# The last before anything is sealed, the first part, one in the middle, the last part; the first part again; and so on.
@pytest.mark.parametrize("count", [158, 159, 160, 287, 400])
def test_one_more_story_rewrites_little(exports: Callable[[int], dict[str, bytes]], count: int) -> None:
    before, after = exports(count), exports(count + 1)
    changed = {path: len(data) for path, data in after.items() if before.get(path) != data}
    sealed_parts = {path.partition("/")[0] for path in changed if path.startswith("sealed-")}
    begun = count + 1 >= FIRST
    assert len(sealed_parts) == (SEALING.parts if count + 1 == FIRST else begun), "all have files when the first has"
    whole = sum(map(len, after.values()))
    assert sum(changed.values()) < min(1_000_000, whole)
    if count > 350:
        assert sum(changed.values()) < whole / 2, "small beside all, and the smaller the larger the archive is"


@pytest.mark.parametrize("count", [0, 1, FIRST - 1, FIRST, 255, 256, 8191, 8192, 10_000, 100_000])
def test_each_story_seals_at_most_one_part(count: int) -> None:
    now, more = (SEALING.bounds(number) for number in (count, count + 1))
    assert sum(one != other for one, other in zip(now, more, strict=True)) == (count + 1 >= FIRST)
    assert all(0 <= bound <= max(0, count - SEALING.fresh) for bound in now)
    if count >= FIRST + SEALING.step:
        assert min(now) > count - FIRST
    columns = cut_columns(count)
    assert sum(column.size for column in columns) == count
    assert [column.first for column in columns] == [0, SEALING.sealed(count)][: len(columns)]


def test_the_manifest_is_small_and_names_files_that_exist(archive: Archive) -> None:
    manifest = json.loads(archive.files["manifest.json"])
    assert len(gzip.compress(archive.files["manifest.json"])) < 3000
    assert manifest["names"] in archive.files
    for line in manifest["terms"]:
        for kind in KINDS:
            assert list(shards(archive, line, kind))
    for line in manifest["columns"]:
        assert f"{line['path']}/columns.bin" in archive.files
    for key in manifest["suggest"]["keys"]:
        assert f"{manifest['suggest']['path']}/{key}.bin" in archive.files


def test_a_result_shows_what_the_story_has(documents: list[SearchDocument], archive: Archive) -> None:
    manifest = json.loads(archive.files["manifest.json"])
    for number in range(0, len(documents), 37):
        block, local = divmod(number, manifest["block"])
        path = f"{manifest['stores'][block]}/{local // manifest['store']:x}.bin"
        shown = json.loads(unpack(archive.files[path]))
        place = number % manifest["store"]
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
