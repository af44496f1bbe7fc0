"""Occurrences of terms, story by story, in compact arrays: the inverted index of one block of stories.

A posting is one 64-bit number: the story's place in its block above the occurrences by field.
A block is indexed by one worker and travels to the parent process as a few strings of bytes.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .analysis import pairs
from .documents import FieldTokens

# Bits for the occurrences in each field, in the order of documents.FIELDS; what is left is for the story.
FIELD_BITS = (7, 8, 13, 11, 7, 7)
FIELD_SHIFTS = tuple(sum(FIELD_BITS[:field]) for field in range(len(FIELD_BITS)))
FIELD_MASKS = tuple((1 << bits) - 1 for bits in FIELD_BITS)
STORY_SHIFT = sum(FIELD_BITS)
FIELDS_MASK = (1 << STORY_SHIFT) - 1
LARGEST_BLOCK = 1 << 64 - STORY_SHIFT  # stories


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


def index_block(first: int, stories: Iterable[Sequence[FieldTokens]]) -> Block:
    """Index analysed stories, given by field in the order of documents.FIELDS."""
    postings: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
    places: defaultdict[str, bytearray] = defaultdict(bytearray)
    lengths = array("I")
    size = 0
    for number, fields in enumerate(stories):
        size += 1
        occurrences: dict[str, int] = {}
        for field, tokens in enumerate(fields):
            lengths.append(_count(tokens, field, occurrences, places))
        story = number << STORY_SHIFT
        for term, counts in occurrences.items():
            postings[term].append(story | counts)
    return _packed(first, size, postings, places, lengths)


def _count(tokens: FieldTokens, field: int, occurrences: dict[str, int], places: defaultdict[str, bytearray]) -> int:
    """Add the terms of one field to `occurrences` and `places`; the length of the field."""
    terms = list(tokens.codes)
    encoded: dict[str, bytes] = {}
    last: dict[str, int] = {}
    position = 0
    for sentence in tokens.sentences:
        two = pairs(sentence)
        terms += sentence
        terms += two
        for place, pair in enumerate(two, position):
            if pair in last:
                encoded[pair] += varint(place - last[pair] - 1)
            else:
                encoded[pair] = SMALL_VARINTS[place] if place < 16384 else varint(place)
            last[pair] = place
        position += len(sentence)
    shift, most = FIELD_SHIFTS[field], FIELD_MASKS[field]
    for term, count in Counter(terms).items():
        if count > most:
            count = most
            encoded[term] = _first_varints(encoded.get(term, b""), most)
        occurrences[term] = occurrences.get(term, 0) + (count << shift)
    for pair, bytes_ in encoded.items():
        if bytes_:
            places[pair] += bytes_
    return len(terms)


def _first_varints(encoded: bytes, count: int) -> bytes:
    """The first `count` numbers of `encoded`, for the rare pair that occurs more often than a posting can tell."""
    ends = [place for place, byte in enumerate(encoded) if byte < 128]
    return encoded[: ends[count - 1] + 1] if len(ends) > count else encoded


def _packed(
    first: int,
    size: int,
    postings: defaultdict[str, array[int]],
    places: defaultdict[str, bytearray],
    lengths: array[int],
) -> Block:
    terms = sorted(postings)
    all_postings = array("Q")
    for term in terms:
        all_postings += postings[term]
    nothing = bytearray()
    term_places = [places.get(term, nothing) for term in terms]
    return Block(
        first=first,
        size=size,
        terms="\n".join(terms),
        counts=array("I", (len(postings[term]) for term in terms)).tobytes(),
        postings=all_postings.tobytes(),
        place_sizes=array("I", map(len, term_places)).tobytes(),
        places=b"".join(term_places),
        lengths=lengths.tobytes(),
    )


def array_of(code: str, data: bytes) -> array[int]:
    values: array[int] = array(code)
    values.frombytes(data)
    return values
