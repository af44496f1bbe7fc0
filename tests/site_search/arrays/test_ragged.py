"""Arrays of runs and their encodings, against the same thing one number at a time."""

from __future__ import annotations

from itertools import pairwise
from pickle import loads
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from site_search.arrays.ragged import BATCH, Array, RaggedArray, changes, restored, starts_of, woven
from site_search.arrays.varints import encode_varints
from site_search.export.export_format import varint
from site_search.index.length_bytes import length_bytes
from site_search.index.lexicon import NO_WORD, WordText
from site_search.index.ranking import length_byte
from site_search.whoosh_index.pickles import block_lists, inline_lists


def bytes_of(runs: RaggedArray) -> list[bytes]:
    return [runs.source[start : start + size].tobytes() for start, size in zip(runs.starts, runs.sizes, strict=True)]


runs = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)))


@given(runs)
def test_runs_are_joined(pieces: list[tuple[int, int]]) -> None:
    source = np.arange(50)
    starts, sizes = (np.array([piece[place] for piece in pieces], np.int64) for place in (0, 1))
    wanted = [number for start, size in pieces for number in range(start, start + size)]
    assert RaggedArray(source, starts, sizes).joined().tolist() == wanted


def test_runs_longer_than_a_batch_are_joined() -> None:
    source = np.arange(3 * BATCH, dtype=np.int32)
    sizes = np.array([1, 2 * BATCH, 0, BATCH - 1, 5])
    starts = np.array([7, BATCH, 3, 1, 0])
    wanted = np.concatenate([source[start : start + size] for start, size in zip(starts, sizes, strict=True)])
    assert np.array_equal(RaggedArray(source, starts, sizes).joined(), wanted)


@given(st.lists(st.tuples(st.binary(max_size=5), st.binary(max_size=3))))
def test_columns_are_woven(rows: list[tuple[bytes, bytes]]) -> None:
    columns = []
    for place in (0, 1):
        parts = [row[place] for row in rows]
        starts = starts_of(np.array(list(map(len, parts)), np.int64))
        columns.append(RaggedArray.cut(np.frombuffer(b"".join(parts), np.uint8), starts))
    found = woven(columns[0], RaggedArray.repeated(b"|", len(rows)), columns[1])
    assert bytes_of(found) == [one + b"|" + other for one, other in rows]
    assert found.bounds.tolist() == [*found.starts.tolist(), len(found.source)]


def test_rows_are_runs_of_bytes() -> None:
    rows = RaggedArray.rows(np.array([(1, 2), (3, 4)], [("one", "u1"), ("two", ">u2")]))
    assert bytes_of(rows) == [b"\1\0\2", b"\3\0\4"]
    assert bytes_of(rows[::-1].without(np.array([1, 2]))) == [b"\0\4", b"\2"]


@given(st.lists(st.binary(max_size=3)), st.randoms(use_true_random=False))
def test_runs_of_several_parts_return_to_their_places(wanted: list[bytes], rng: Random) -> None:
    places = [[number for number in range(len(wanted)) if rng.random() < 0.5]]
    places.append([number for number in range(len(wanted)) if number not in places[0]])
    parts = []
    for chosen in places:
        data = [wanted[number] for number in chosen]
        sizes = np.array(list(map(len, data)), np.int64)
        parts.append(RaggedArray.cut(np.frombuffer(b"".join(data), np.uint8), starts_of(sizes)))
    assert bytes_of(restored(parts, [np.array(chosen, np.int64) for chosen in places])) == wanted


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2))))
def test_changes(rows: list[tuple[int, int]]) -> None:
    columns = [np.array([row[place] for row in rows], np.int64) for place in (0, 1)]
    wanted = [not place or rows[place] != rows[place - 1] for place in range(len(rows))]
    assert changes(*columns).tolist() == wanted


@given(st.lists(st.one_of(st.integers(0, 300), st.integers(0, 1 << 40))))
def test_numbers_are_encoded_as_one_by_one(numbers: list[int]) -> None:
    assert bytes_of(encode_varints(np.array(numbers, np.int64))) == list(map(varint, numbers))


@given(st.lists(st.one_of(st.integers(0, 300), st.integers(0, 1 << 40))))
def test_length_bytes_are_those_of_single_lengths(lengths: list[int]) -> None:
    assert length_bytes(np.array(lengths, np.int64)).tolist() == list(map(length_byte, lengths))


WORDS = ("a", "an", "anh", "án", "ấn", "b", "漢", "漢字")


def test_what_words_share() -> None:
    text = WordText(WORDS)
    numbers = [NO_WORD, *range(len(WORDS))]
    one, other = (np.array(column) for column in zip(*((a, b) for a in numbers for b in numbers), strict=True))
    wanted = []
    for first, second in zip(one, other, strict=True):
        letters = zip(WORDS[first], WORDS[second], strict=False)
        same = [a == b for a, b in letters]
        wanted.append(0 if NO_WORD in (first, second) else (*same, False).index(False))
    assert text.shared(one, other).tolist() == wanted


def test_words_from_any_character() -> None:
    text = WordText(WORDS)
    rows = [(n, start, blank) for n in range(len(WORDS)) for start in range(len(WORDS[n]) + 1) for blank in (0, 1)]
    words, characters, blanks = (np.array(column) for column in zip(*rows, strict=True))
    found = bytes_of(text.bytes_from(words, characters, blanks))
    assert found == [(WORDS[word][start:] + " " * blank).encode() for word, start, blank in rows]


postings = st.lists(st.tuples(st.integers(0, 70_000), st.integers(1, 4095)), min_size=1, max_size=9)


def columns_of(lists: list[list[tuple[int, int]]]) -> tuple[Array, Array, Array]:
    """Bounds of the lists, ids and counts; steps of the lists become rising ids."""
    starts = starts_of(np.array([len(part) for part in lists], np.int64))
    ids = [np.cumsum([step + 1 for step, _ in part]) for part in lists]
    counts = np.array([count for part in lists for _, count in part], np.uint16)
    return starts, np.concatenate([np.zeros(0, np.int64), *ids]).astype(np.int32), counts


@given(st.lists(postings))
def test_inline_lists_unpickle(lists: list[list[tuple[int, int]]]) -> None:
    starts, ids, counts = columns_of(lists)
    found = bytes_of(inline_lists(starts[:-1], np.diff(starts), ids, counts))
    for data, (start, end) in zip(found, pairwise(starts), strict=True):
        values = tuple(int(count).to_bytes(4, "big") for count in counts[start:end])
        assert loads(data) == (tuple(ids[start:end].tolist()), tuple(map(float, counts[start:end])), values)


@given(st.lists(postings))
def test_block_lists_unpickle(lists: list[list[tuple[int, int]]]) -> None:
    starts, ids, counts = columns_of(lists)
    found = bytes_of(block_lists(starts[:-1], np.diff(starts), ids, counts))
    for data, (start, end) in zip(found, pairwise(starts), strict=True):
        gaps, weights, values = loads(data)
        assert np.cumsum(gaps).tolist() == ids[start:end].tolist()
        assert (weights or (1.0,) * len(gaps)) == tuple(map(float, counts[start:end]))
        assert values == counts[start:end].astype(">u4").tobytes()
