"""The inverted index: every term with the texts that have it, how often, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from site_search.arrays.ragged import Array, RaggedArray, changes

from .documents import COUNT_LIMITS, FIELDS
from .lexicon import Lexicon
from .spilled import SpilledRanges
from .term_range import TermRange
from .token_stream import TokenStream

# Occurrences sorted at a time: what bounds the memory and stays near the processor; but few ranges of a large archive,
# for each looks through all tokens.
LEAST_RANGE = 1 << 19
MOST_RANGES = 32
SPILLED = 1 << 23  # tokens; their ranges are ten times as many bytes


@dataclass(frozen=True)
class Inverted:
    """
    Args:
        lengths: terms of each field (columns) of each story (rows).
        ranges: gone through as often as one likes.
    """

    lexicon: Lexicon
    lengths: Array
    ranges: Iterable[TermRange]


def invert(stream: TokenStream, least_range: int = LEAST_RANGE, spilled: int = SPILLED) -> Inverted:
    """Args: spilled: tokens of an archive whose ranges lie in a file."""
    texts = stream.texts()
    ranges = (_term_range(stream, texts, first, end) for first, end in _word_ranges(stream, least_range))
    large = len(stream.tokens) >= spilled
    return Inverted(stream.lexicon, stream.lengths(), SpilledRanges(ranges) if large else [*ranges])


def _word_ranges(stream: TokenStream, least_range: int) -> list[tuple[int, int]]:
    """First words of the terms that are sorted together; at least one range, even of no words."""
    words = len(stream.lexicon)
    ends = np.cumsum(2 * np.bincount(stream.tokens, minlength=words))
    enough = max(least_range, 2 * len(stream.tokens) // MOST_RANGES)
    # A sort key, (first word, second word, place), has 63 bits.
    most = max(1, (1 << 62) // ((words + 1) << _place_bits(stream)))
    bounds = [0]
    while bounds[-1] < words:
        first = bounds[-1]
        end = int(np.searchsorted(ends, (ends[first - 1] if first else 0) + enough))
        bounds.append(min(max(end, first + 1), first + most, words))
    return list(pairwise(bounds)) or [(0, 0)]


def _place_bits(stream: TokenStream) -> int:
    return len(stream.tokens).bit_length()


def _term_range(stream: TokenStream, text_of: Array, first: int, end: int) -> TermRange:
    bits = _place_bits(stream)
    keys = _sorted_keys(stream, first, end, bits)
    places = keys & ((1 << bits) - 1)
    terms = keys >> bits
    texts = text_of[places]
    entries = np.flatnonzero(changes(terms, texts))
    sizes = np.diff(entries, append=len(keys))
    limits = np.array(COUNT_LIMITS, np.int32)[texts[entries] % len(FIELDS)]
    counts = np.minimum(sizes, limits).astype(np.uint16)
    new_terms = np.flatnonzero(changes(terms[entries]))
    firsts, seconds = np.divmod(terms[entries[new_terms]], len(stream.lexicon) + 1)
    starts = np.append(new_terms, len(entries))
    pairs = np.repeat(seconds > 0, np.diff(starts))
    return TermRange(
        (firsts + first).astype(np.int32),
        (seconds - 1).astype(np.int32),
        starts,
        texts[entries],
        counts,
        RaggedArray(_steps(places - stream.text_starts[texts], entries), entries[pairs], counts[pairs]).joined(),
    )


def _sorted_keys(stream: TokenStream, first: int, end: int, bits: int) -> Array:
    """(first word - `first`, second word + 1 or 0, place) of each occurrence of the terms, as one number."""
    words = len(stream.lexicon) + 1
    places = np.flatnonzero((stream.tokens >= first) & (stream.tokens < end))
    singles = (stream.tokens[places].astype(np.int64) - first) * words
    paired = stream.paired[places]
    pair_places = places[paired]
    pairs = singles[paired] + stream.tokens[pair_places + 1] + 1
    codes = np.flatnonzero((stream.codes >= first) & (stream.codes < end))
    code_terms = (stream.codes[codes].astype(np.int64) - first) * words
    keys = np.concatenate([singles, pairs, code_terms]) << bits
    keys |= np.concatenate([places, pair_places, stream.code_places[codes]])
    keys.sort()
    return keys


def _steps(positions: Array, entries: Array) -> Array:
    """Positions as differences inside each entry."""
    steps = positions.astype(np.int32)
    before = steps[:-1] + 1
    if len(steps):
        before[entries[1:] - 1] = 0
        steps[1:] -= before
    return steps
