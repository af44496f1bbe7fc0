"""Whoosh's own readers read what the codec writes: lists of all sizes, tables with full slots."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.util.numeric import byte_to_length

from site_search.arrays.ragged import Array, RaggedArray, starts_of
from site_search.whoosh_index.codec import BulkFieldWriter, FieldTerms
from site_search.whoosh_index.schema import make_schema

SIZES = (1, 2, 7, 8, 9, 127, 128, 129, 256, 300, 1)
Postings = list[tuple[int, int, int]]  # document, occurrences, length byte


def field_terms(terms: dict[bytes, Postings]) -> FieldTerms:
    rows = np.array([posting for postings in terms.values() for posting in postings], np.int32).reshape(-1, 3)

    def starts(sizes: list[int]) -> Array:
        return starts_of(np.array(sizes, np.int64))

    return FieldTerms(
        RaggedArray.cut(np.frombuffer(b"".join(terms), np.uint8), starts(list(map(len, terms)))),
        starts(list(map(len, terms.values()))),
        rows[:, 0],
        rows[:, 1].astype(np.uint16),
        rows[:, 2].astype(np.uint8),
    )


@pytest.fixture
def some_terms() -> dict[bytes, Postings]:
    rng = Random(2)
    terms = {}
    for number, size in enumerate(SIZES):
        documents = sorted(rng.sample(range(200_000), size))
        most = 1 if number % 3 == 0 else 4095
        terms[f"từ {number:02}".encode()] = [
            (document, rng.randint(1, most), rng.randint(1, 255)) for document in documents
        ]
    return terms


def test_lists_of_all_sizes_come_back(some_terms: dict[bytes, Postings], tmp_path: Path) -> None:
    storage, segment, schema = FileStorage(str(tmp_path)), W3Segment(W3Codec(), "MAIN", segid="0"), make_schema()
    writer = BulkFieldWriter(W3Codec(), storage, segment)
    rows = list(some_terms.items())
    for name in ("body", "title"):
        writer.start_field(name, schema[name])
        for part in (rows[:4], [], rows[4:]):
            writer.add_terms(field_terms(dict(part)))
        writer.finish_field()
    writer.close()
    reader = W3Codec().terms_reader(storage, segment)
    assert list(reader.terms()) == [(name, term) for name in ("body", "title") for term in some_terms]
    for name, term in reader.terms():
        postings = some_terms[term]
        matcher = reader.matcher(name, term, schema[name].format)
        assert isinstance(matcher, W3LeafMatcher) == (len(postings) > 8)
        for start in range(0, len(postings), 128):
            block = postings[start : start + 128]
            if isinstance(matcher, W3LeafMatcher):
                assert matcher.block_max_id() == block[-1][0]
                assert matcher.block_max_weight() == max(count for _, count, _ in block)
                assert matcher.block_min_length() == byte_to_length(min(byte for _, _, byte in block))
                assert matcher.block_max_length() == byte_to_length(max(byte for _, _, byte in block))
            for document, count, _byte in block:
                assert (matcher.id(), matcher.weight(), matcher.value_as("frequency")) == (document, count, count)
                matcher.next()
        assert not matcher.is_active()
    reader.close()


@pytest.mark.parametrize("count", [0, 1, 700, 5000])
def test_each_term_is_found_and_no_other(count: int, tmp_path: Path) -> None:
    """Some thousand terms fill some tables up to their last slot, and over it."""
    storage, segment, schema = FileStorage(str(tmp_path)), W3Segment(W3Codec(), "MAIN", segid="0"), make_schema()
    writer = BulkFieldWriter(W3Codec(), storage, segment)
    writer.start_field("body", schema["body"])
    writer.add_terms(field_terms({b"%06d" % number: [(number, 1, 1)] for number in range(count)}))
    writer.finish_field()
    writer.close()
    reader = W3Codec().terms_reader(storage, segment)
    for number in range(count):
        assert reader.term_info("body", b"%06d" % number).min_id() == number
    assert not any(("body", b"%06d" % number) in reader for number in range(count, count + 2000))
    found = [term for _, term in reader.terms_from("body", b"0003")]
    assert found == [b"%06d" % number for number in range(300, count)]
    reader.close()
