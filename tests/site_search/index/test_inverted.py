"""The array-wise index equals the one by plain dictionaries, and the export says the same again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.exchange import SearchDocument
from site_search.export.export_format import Bytes, decode_places, decode_postings, decode_shard, group_of, shard_of
from site_search.export.export_shards import cut_shards, encode_place_shards, encode_shards
from site_search.export.export_terms import HashedTerms, encode_terms
from site_search.index.documents import COUNT_LIMITS, FIELDS
from site_search.index.inverted import Inverted, invert
from site_search.index.lexicon import NO_WORD, Lexicon
from site_search.index.raw_words import number_raw_words
from site_search.index.story_blocks import StoryBlocks
from site_search.index.token_stream import make_stream
from site_search.language.analysis import folded
from tests.site_search.reference_index import Index, plain, reference, story_of

# Words that meet in all ways: short forms, codes, numbers, marks, ends of sentences, what is invisible or astral.
PIECES = (
    *("án", "An", "thi", "Hòa", "hoà", "tp", "TP", "1", "x", "đ", "Ð", "e\u0302\u0301", "\u0301", "ẞ", "İ", "ς", "Σ"),
    *("690/KH-TCTHADS", "TP.HCM", "1.234,5", "12,5", "1,000,000", "a,b/c,d-e", "a_b", "a..b", "22/2024/NĐ-CP"),
    *(
        ".",
        "…",
        "?!",
        ";",
        "\n",
        "\n\n",
        "\u2029",
        ",",
        "(",
        "”",
        "-",
        "\t",
        "\u00a0",
        "\0",
        "\ufeff",
        "\U0001d54f",
        "",
    ),
    *("z" * 50, "-".join(["k" * 30] * 4), "漢字", "한글", "\u1112\u1161\u11ab", "\u0385", "\U0001d54f"),
)
GAPS = ("", " ", " ", "  ", ". ", "\n")
texts = st.lists(st.builds(str.__add__, st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=12).map("".join)
fields = st.lists(texts, max_size=len(FIELDS))
archives = st.lists(fields, max_size=6).map(
    lambda rows: [story_of(row, number) for number, row in enumerate(rows, start=1)]
)


def inverted_of(documents: Sequence[SearchDocument], parts: int = 1, least_range: int = 1 << 19) -> Inverted:
    size = -(-len(documents) // parts) or 1
    shares = [documents[start : start + size] for start in range(0, len(documents), size)]
    return invert(make_stream([number_raw_words(share, {}) for share in shares]), least_range, spilled=least_range)


@settings(max_examples=300)
@given(archives, st.integers(1, 3), st.sampled_from((1, 4, 1 << 19)))
def test_terms_counts_and_positions_are_those_of_the_reference(
    documents: list[SearchDocument], parts: int, least_range: int
) -> None:
    index, lengths = reference(documents)
    inverted = inverted_of(documents, parts, least_range)
    assert plain(inverted) == index
    assert inverted.lengths.tolist() == lengths


@given(archives, st.data())
def test_a_segment_is_what_its_stories_alone_would_be(documents: list[SearchDocument], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(documents)))
    end = data.draw(st.integers(first, len(documents)))
    part = inverted_of(documents, least_range=4)
    inside = [(whole.texts >= first * len(FIELDS)) & (whole.texts < end * len(FIELDS)) for whole in part.ranges]
    ranges = [whole.of_entries(wanted)[0] for whole, wanted in zip(part.ranges, inside, strict=True)]
    index, _ = reference(documents[first:end])
    moved = {
        term: {text - first * len(FIELDS): entry for text, entry in entries.items()}
        for term, entries in plain(Inverted(part.lexicon, part.lengths, ranges)).items()
    }
    assert moved == index


@settings(max_examples=40)
@given(archives, st.integers(1, 3), st.data())
def test_a_block_of_stories_is_what_they_alone_would_be(
    documents: list[SearchDocument], size: int, data: st.DataObject
) -> None:
    whole = inverted_of(documents, least_range=4)
    blocks = StoryBlocks(whole, size)
    for first in data.draw(st.permutations(range(0, len(documents), size))):
        block = blocks.of(first, min(first + size, len(documents)))
        index, lengths = reference(documents[first : first + size])
        assert _counts(plain(_with_steps(block))) == _counts(index)
        assert block.lengths.tolist() == lengths


def _with_steps(block: Inverted) -> Inverted:
    (terms,) = block.ranges
    pairs = np.repeat(terms.seconds != NO_WORD, np.diff(terms.starts))
    return replace(block, ranges=[replace(terms, steps=np.zeros(int(terms.counts[pairs].sum()), np.int32))])


def _counts(index: Index) -> dict[str, dict[int, int]]:
    return {term: {text: count for text, (count, _places) in texts.items()} for term, texts in index.items()}


def exported(ranges: Sequence[HashedTerms], first: int, parts: int, pairs: bool, size: int, lexicon: Lexicon) -> Index:
    """What the shards of a segment say; asserts that each term stands in its shard, in its order."""
    terms = encode_terms(ranges, first, parts)
    shards = cut_shards(terms, (terms.seconds != NO_WORD) == pairs, size, lexicon)
    places = encode_place_shards(terms, shards)
    found: Index = {}
    for part, number, data in shards.named(encode_shards(terms, shards, lexicon)):
        entries = decode_shard(data)
        assert [(entry.folded, entry.term) for entry in entries] == sorted(
            (entry.folded, entry.term) for entry in entries
        )
        assert {shard_of(group_of(folded(entry.term)), parts, shards.bits) for entry in entries} <= {(part, number)}
        records = Bytes(next(places) if pairs else b"")
        for entry in entries:
            steps = records.take(records.varint()) if pairs else b""
            positions = dict(decode_places(steps, entry.postings)) if pairs else {}
            found[entry.term] = {
                (first + story) * len(FIELDS) + field: (count, positions[story][field] if pairs else ())
                for story, counts in decode_postings(entry.postings)
                for field, count in enumerate(counts)
                if count
            }
        assert not records.more()
    return found


def all_exported(inverted: Inverted, size: int) -> Index:
    hashed = [HashedTerms.of(terms, inverted.lexicon) for terms in inverted.ranges]
    return exported(hashed, 0, 1, False, size, inverted.lexicon) | exported(hashed, 0, 1, True, size, inverted.lexicon)


@given(archives, st.data(), st.sampled_from((8, 100, 1 << 20)), st.sampled_from((1, 2, 5)))
def test_the_export_says_what_the_index_says(
    documents: list[SearchDocument], data: st.DataObject, size: int, parts: int
) -> None:
    """What is sealed, as much of each part as is drawn, and the rest: together all, and nothing twice."""
    bounds = np.array(data.draw(st.lists(st.integers(0, len(documents)), min_size=parts, max_size=parts)))
    inverted = inverted_of(documents, least_range=4)
    hashed = [HashedTerms.of(terms, inverted.lexicon) for terms in inverted.ranges]
    sealed, recent = [terms.sealed(bounds) for terms in hashed], [terms.recent(bounds) for terms in hashed]
    first = int(bounds.min())
    found: Index = {}
    for ranges, start, count in ((sealed, 0, parts), (recent, first, 1)):
        for pairs in (False, True):
            for term, entries in exported(ranges, start, count, pairs, size, inverted.lexicon).items():
                assert not found.setdefault(term, {}).keys() & entries.keys()
                found[term] |= entries
    index, _ = reference(documents)
    assert found == index


@pytest.mark.parametrize("field", range(len(FIELDS)), ids=FIELDS)
def test_occurrences_are_counted_up_to_the_limit(field: int) -> None:
    most = COUNT_LIMITS[field]
    documents = [
        story_of([""] * field + ["công an " * times], times) for times in (1, most - 1, most, most + 1, 3 * most)
    ]
    index, _ = reference(documents)
    assert max(count for count, _ in index["công an"].values()) == most
    inverted = inverted_of(documents)
    assert plain(inverted) == index
    assert all_exported(inverted, 100) == index


@pytest.mark.parametrize("documents", [[], [story_of([])], [story_of(["."])], [story_of(["án", ".", "", ".."])]])
def test_next_to_nothing_can_be_indexed(documents: list[SearchDocument]) -> None:
    inverted = inverted_of(documents)
    index, lengths = reference(documents)
    assert plain(inverted) == index
    assert inverted.lengths.tolist() == lengths
    assert all_exported(inverted, 100) == index


def test_far_positions_and_long_lists_come_back() -> None:
    """Positions and gaps of one to four bytes."""
    words = [f"w{number}" for number in range(120)]
    far = " ".join(["đầu tiên", *words * 150, "cuối cùng"])
    documents = [story_of(["", "", "xa xôi"], 1), story_of(["", "", far], 2)]
    documents += [story_of(["", "", "ở giữa"], number) for number in range(3, 8400)]
    documents += [story_of(["", "", "xa xôi " + "x " * 2_100_000 + "đầu tiên"], 8400)]
    inverted = inverted_of(documents)
    found = all_exported(inverted, 1000)
    text = FIELDS.index("body")
    assert found["cuối cùng"] == {len(FIELDS) + text: (1, (18_002,))}
    assert found["xa xôi"] == {text: (1, (0,)), 8399 * len(FIELDS) + text: (1, (0,))}
    assert found["đầu tiên"][8399 * len(FIELDS) + text] == (1, (2_100_002,))
    assert len(found["ở giữa"]) == 8397
