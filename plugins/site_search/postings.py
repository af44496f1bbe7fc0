"""Occurrences of terms, story by story, in compact arrays: the inverted index of one block of stories.

A posting is one 64-bit number: the story's number above the occurrences by field.
A block is indexed by one worker and travels to the parent process as a few strings of bytes.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from .analysis import pairs
from .documents import BODY, FieldTokens

# Bits for the occurrences in each field, in the order of documents.FIELDS; what is left is for the story's number.
FIELD_BITS = (6, 7, 12, 9, 5, 4)
FIELD_SHIFTS = tuple(sum(FIELD_BITS[:field]) for field in range(len(FIELD_BITS)))
FIELD_MASKS = tuple((1 << bits) - 1 for bits in FIELD_BITS)
STORY_SHIFT = sum(FIELD_BITS)
FIELDS_MASK = (1 << STORY_SHIFT) - 1
MOST_STORIES = 1 << 64 - STORY_SHIFT


def varint(number: int) -> bytes:
    """Unsigned LEB128."""
    encoded = bytearray()
    while number > 127:
        encoded.append(number & 127 | 128)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)


# Most gaps and positions are small; a table is several times faster than the loop.
SMALL_VARINTS = tuple(varint(number) for number in range(1 << 14))


@dataclass(frozen=True)
class Block:
    """The inverted index of the stories `first` … `first + size - 1`.

    Args:
        terms: sorted by code points, joined by line feeds.
        counts: array "I": postings of each term.
        postings: array "Q", of all terms one after another, stories rising.
        place_sizes: array "I": bytes of positions of each term (0 for what is no pair).
        places: the positions, in the export's encoding (FORMAT.md).
        lengths: array "I": length of each field of each story.
    """

    first: int
    size: int
    terms: str
    counts: bytes
    postings: bytes
    place_sizes: bytes
    places: bytes
    lengths: bytes

    def term_list(self) -> list[str]:
        return self.terms.split("\n") if self.terms else []


# The body first, for it has most of the terms; the others are then added to its few.
_ORDER = (BODY, *(field for field in reversed(range(BODY))), *range(BODY + 1, len(FIELD_BITS)))


def index_block(first: int, stories: Iterable[Sequence[FieldTokens]]) -> Block:
    """Index analysed stories, given by field in the order of documents.FIELDS."""
    # term -> posting, positions, posting, positions …
    entries: dict[str, list[int | bytes]] = {}
    lengths = array("I")
    size = 0
    for number, fields in enumerate(stories, first):
        size += 1
        story = number << STORY_SHIFT
        occurrences, places = _occurrences(fields)
        place_of = places.get
        for term, counts in occurrences.items():
            entry = entries.get(term)
            if entry is None:
                entries[term] = [story | counts, place_of(term, b"")]
            else:
                entry += (story | counts, place_of(term, b""))
        lengths.extend(field.length for field in fields)
    return _packed(first, size, entries, lengths)


def _occurrences(fields: Sequence[FieldTokens]) -> tuple[dict[str, int], dict[str, bytes]]:
    """Of one story: occurrences in all fields of each term, positions of each pair in the order of the fields."""
    occurrences: dict[str, int] = {}
    places: dict[str, bytes] = {}
    for field in _ORDER:
        counts, encoded = _field_terms(fields[field], field)
        if not occurrences:
            occurrences, places = counts, encoded
            continue
        for term, count in counts.items():
            occurrences[term] = occurrences.get(term, 0) + count
        for pair, positions in encoded.items():
            others = places.get(pair, b"")
            places[pair] = positions + others if field < BODY else others + positions
    return occurrences, places


def _field_terms(tokens: FieldTokens, field: int) -> tuple[dict[str, int], dict[str, bytes]]:
    """Shifted occurrences of the terms of one field, and encoded positions of its pairs."""
    shift, most = FIELD_SHIFTS[field], FIELD_MASKS[field]
    two: list[str] = []
    positions: list[int] = []
    start = 0
    for sentence in tokens.sentences:
        two += pairs(sentence)
        positions += range(start, start + len(sentence) - 1)
        start += len(sentence)
    counts = Counter(two)
    # Most pairs stand once in a field: for them the last position is the only one.
    encode = SMALL_VARINTS.__getitem__ if start <= len(SMALL_VARINTS) else varint
    encoded = dict(zip(two, map(encode, positions), strict=True))
    if len(counts) < len(two):
        encoded |= _repeated(two, positions, counts, most)
    counts.update(token for sentence in tokens.sentences for token in sentence)
    counts.update(tokens.codes)
    if counts and max(counts.values()) > most:
        counts = Counter({term: min(count, most) for term, count in counts.items()})
    return {term: count << shift for term, count in counts.items()}, encoded


def _repeated(two: Sequence[str], positions: Sequence[int], counts: Mapping[str, int], most: int) -> dict[str, bytes]:
    """Encoded positions of the pairs that occur more than once; no more of them than a posting can count."""
    last: dict[str, int] = {}
    found: dict[str, list[bytes]] = {}
    for pair, place in zip(two, positions, strict=True):
        if counts[pair] > 1:
            found.setdefault(pair, []).append(_varint(place - last.get(pair, -1) - 1))
            last[pair] = place
    return {pair: b"".join(steps[:most]) for pair, steps in found.items()}


def _varint(number: int) -> bytes:
    return SMALL_VARINTS[number] if number < len(SMALL_VARINTS) else varint(number)


def _packed(first: int, size: int, entries: Mapping[str, list[Any]], lengths: array[int]) -> Block:
    terms = sorted(entries)
    lists = [entries[term] for term in terms]
    places = [b"".join(entry[1::2]) for entry in lists]
    return Block(
        first=first,
        size=size,
        terms="\n".join(terms),
        counts=array("I", (len(entry) >> 1 for entry in lists)).tobytes(),
        postings=array("Q", chain.from_iterable(entry[0::2] for entry in lists)).tobytes(),
        place_sizes=array("I", map(len, places)).tobytes(),
        places=b"".join(places),
        lengths=lengths.tobytes(),
    )


def array_of(code: str, data: bytes) -> array[int]:
    values: array[int] = array(code)
    values.frombytes(data)
    return values
