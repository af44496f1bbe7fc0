"""What single stories have of the terms, as the exported files say it: to take them out of files, and put them in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from site_search.arrays.ragged import RaggedArray
from site_search.export.export_format import KINDS, Bytes, varint
from site_search.export.export_terms import HashedTerms, encode_terms
from site_search.index.inverted import Inverted, invert
from site_search.index.lexicon import NO_WORD
from site_search.index.raw_words import number_texts
from site_search.index.token_stream import make_stream

# What follows the gap of a posting (nothing where it is plain), and the positions of a pair.
Posting = tuple[bytes, bytes]
# kind of shards -> term -> story -> posting
Occurrences = dict[str, dict[str, dict[int, Posting]]]


def nothing() -> Occurrences:
    return {kind: {} for kind in KINDS}


def inverted_texts(texts: Iterable[Sequence[str]]) -> Inverted:
    """Of stories, each by the texts of its fields."""
    return invert(make_stream([number_texts(texts)]))


def occurrences_by_part(
    inverted: Inverted, numbers: Sequence[int], parts: int, wanted: Mapping[int, range]
) -> dict[int, Occurrences]:
    """Of each part that is wanted, what the stories have of its terms.

    Args:
        numbers: of the stories, in the whole archive; they rise.
        parts: how many there are.
        wanted: of a part, the stories that it takes.
    """
    by_part: defaultdict[int, Occurrences] = defaultdict(nothing)
    for whole in inverted.ranges:
        hashed = HashedTerms.of(whole, inverted.lexicon).of_parts(parts, list(wanted))
        for heads, terms in ((False, hashed), (True, hashed.heads())):
            for kind, part, term, postings, places in _terms(terms, inverted, parts, heads):
                all_stories = ((numbers[story], posting) for story, posting in split(postings, places))
                stories = {number: posting for number, posting in all_stories if number in wanted[part]}
                if stories:
                    by_part[part][kind][term] = stories
    return dict(by_part)


def _terms(
    hashed: HashedTerms, inverted: Inverted, parts: int, heads: bool
) -> Iterator[tuple[str, int, str, bytes, bytes]]:
    """(kind, part, term, postings, positions) of each."""
    encoded = encode_terms([hashed], 0, parts)
    text = inverted.lexicon.text.terms(encoded.firsts, encoded.seconds)
    columns = [list(_cut(runs)) for runs in (text, encoded.postings, encoded.places)]
    pairs = (encoded.seconds != NO_WORD).tolist()
    kinds = ["h" if heads else "p" if pair else "s" for pair in pairs]
    numbers = (encoded.hashes % parts).tolist()
    for kind, part, term, postings, places in zip(kinds, numbers, *columns, strict=True):
        yield kind, part, term.decode(), postings, places


def _cut(runs: RaggedArray) -> Iterator[bytes]:
    data = runs.joined().astype(np.uint8).tobytes()
    for start, end in pairwise(runs.bounds.tolist()):
        yield data[start:end]


def split(postings: bytes, places: bytes) -> Iterator[tuple[int, Posting]]:
    """(local number, posting) of each story of a term; `places` are empty for what is no pair."""
    reader, positions = Bytes(postings), Bytes(places)
    story = -1
    while reader.more():
        head = reader.varint()
        story += (head >> 1) + 1
        start, times = reader.place, 1
        if not head & 1:
            mask = reader.take(1)[0]
            times = sum(reader.varint() for _ in range(mask.bit_count()))
        tail = postings[start : reader.place]
        start = positions.place
        if places:
            for _ in range(times):
                positions.varint()
        yield story, (tail, places[start : positions.place])


def join(stories: dict[int, Posting]) -> tuple[bytes, bytes]:
    """Postings and positions; the contrary of `split`."""
    postings, places, before = bytearray(), bytearray(), -1
    for story in sorted(stories):
        tail, positions = stories[story]
        postings += varint((story - before - 1) << 1 | (not tail)) + tail
        places += positions
        before = story
    return bytes(postings), bytes(places)
