"""Terms of a segment cut into shards (FORMAT.md): which shard holds a term, and the bytes of each shard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from site_search.arrays.ragged import Array, RaggedArray, starts_of, woven
from site_search.arrays.varints import encode_varints
from site_search.index.lexicon import NO_WORD, Lexicon, WordText

from .export_terms import SegmentTerms
from .parts import ENTRY_BYTES


@dataclass(frozen=True)
class Shards:
    """
    Args:
        sizes: of each part, the bytes that the number of its shards follows from.
        bits: of each part, those of the number of its shards.
        order: terms, shard by shard, part after part.
        bounds: where in it each shard starts, and the last ends.
    """

    sizes: list[int]
    bits: list[int]
    order: Array
    bounds: Array

    def named(self, files: Iterable[bytes]) -> Iterator[tuple[int, int, bytes]]:
        """(part, number in it, data) of each shard's file."""
        numbers = ((part, number) for part, bits in enumerate(self.bits) for number in range(1 << bits))
        for (part, number), data in zip(numbers, files, strict=True):
            yield part, number, data


def cut_shards(terms: SegmentTerms, wanted: Array, size: int, lexicon: Lexicon) -> Shards:
    """Shards of the `wanted` terms, with so many bits of the hash that they have about `size` bytes."""
    chosen = np.flatnonzero(wanted)
    rest, part_of = np.divmod(terms.hashes[chosen], terms.parts)
    in_parts = np.bincount(part_of, terms.postings.sizes[chosen] + ENTRY_BYTES, minlength=terms.parts)
    sizes = in_parts.astype(np.int64).tolist()
    bits = [max(0, (in_part // size).bit_length() - 1) for in_part in sizes]
    starts = starts_of(np.left_shift(1, bits))
    shards = starts[part_of] + (rest & (np.diff(starts)[part_of] - 1))
    firsts, seconds = lexicon.folded_of[terms.firsts[chosen]], terms.seconds[chosen]
    seconds = np.where(seconds == NO_WORD, NO_WORD, lexicon.folded_of[seconds])
    # By folded form; the terms come by their own text, and this sort keeps it among equals.
    order = np.lexsort((seconds, firsts, shards))
    bounds = np.searchsorted(shards[order], np.arange(starts[-1] + 1))
    return Shards(sizes, bits, chosen[order], bounds)


def encode_shards(terms: SegmentTerms, shards: Shards, lexicon: Lexicon) -> Iterator[bytes]:
    """Of each shard, its entries."""
    order = shards.order
    shared = _shared(terms.firsts[order], terms.seconds[order], shards.bounds, lexicon.text)
    heads, tails = _rests(terms.firsts[order], terms.seconds[order], shared, lexicon.text)
    postings = terms.postings[order]
    numbers = encode_varints(np.column_stack((shared, heads.sizes + tails.sizes, postings.sizes)).ravel())
    begin = RaggedArray(numbers.source, numbers.starts[::3], numbers.sizes[::3] + numbers.sizes[1::3])
    yield from _cut(woven(begin, heads, tails, numbers[2::3], postings), shards)


def encode_place_shards(terms: SegmentTerms, shards: Shards) -> Iterator[bytes]:
    """Of each shard, the positions of its entries."""
    places = terms.places[shards.order]
    yield from _cut(woven(encode_varints(places.sizes), places), shards)


def _cut(entries: RaggedArray, shards: Shards) -> Iterator[bytes]:
    for start, end in pairwise(entries.bounds[shards.bounds].tolist()):
        yield entries.source[start:end].tobytes()


def _shared(firsts: Array, seconds: Array, bounds: Array, text: WordText) -> Array:
    """Characters that each term shares with the one before it in its shard."""
    first_before, second_before = np.roll(firsts, 1), np.roll(seconds, 1)
    same = (firsts == first_before) & (seconds != NO_WORD)
    shared = text.shared(firsts, first_before)
    shared[same] += 1 + text.shared(seconds[same], second_before[same])
    shared[bounds[:-1][np.diff(bounds) > 0]] = 0
    return shared


def _rests(firsts: Array, seconds: Array, shared: Array, text: WordText) -> tuple[RaggedArray, RaggedArray]:
    """What is left of the terms' first and second words, as runs of the words' text."""
    through_blank = text.sizes[firsts] + 1
    heads = text.bytes_from(firsts, np.minimum(shared, through_blank), seconds != NO_WORD)
    tails = text.bytes_from(seconds, np.maximum(shared - through_blank, 0), False)
    return heads, tails
