"""The terms of one segment as bytes of the export (FORMAT.md): postings, positions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from site_search.arrays.ragged import Array, RaggedArray, changes, concatenated, starts_of
from site_search.arrays.varints import encode_varints
from site_search.index.documents import BODY, FIELDS
from site_search.index.inverted import TermRange
from site_search.index.lexicon import NO_WORD


@dataclass(frozen=True)
class SegmentTerms:
    """Terms in the order of their text; `places` of single words are empty."""

    firsts: Array
    seconds: Array
    postings: RaggedArray
    places: RaggedArray


def encode_terms(ranges: Sequence[TermRange], first: int, end: int) -> SegmentTerms:
    """What stories `first` … `end - 1` have of the terms."""
    return _encoded([whole.of_stories(first, end) for whole in ranges], first)


def encode_heads(ranges: Sequence[TermRange], first: int, end: int) -> SegmentTerms:
    """What headlines and leads of stories `first` … `end - 1` have of single words."""
    return _encoded([whole.of_stories(first, end).heads() for whole in ranges], first)


def _encoded(parts: Sequence[TermRange], first: int) -> SegmentTerms:
    return SegmentTerms(
        np.concatenate([part.firsts for part in parts]),
        np.concatenate([part.seconds for part in parts]),
        concatenated([encode_postings(part, first) for part in parts]),
        concatenated([encode_places(part) for part in parts]),
    )


def encode_postings(part: TermRange, first: int) -> RaggedArray:
    """Of each term, its postings; `first` is the first story of the segment."""
    stories = part.texts // len(FIELDS)
    fields = part.texts - stories * len(FIELDS)
    new_term = np.zeros(len(stories), bool)
    new_term[part.starts[:-1]] = True
    new_posting = changes(stories) | new_term
    postings = np.flatnonzero(new_posting)
    sizes = np.diff(postings, append=len(stories))
    plain = (sizes == 1) & (fields[postings] == BODY) & (part.counts[postings] == 1)
    # A posting is a head and, unless it is plain, the mask of its fields and so many counts.
    starts = starts_of(np.where(plain, 1, sizes + 2))
    numbers = np.empty(starts[-1], np.int64)
    is_count = np.ones(len(numbers), bool)
    heads, masks = starts[:-1], starts[:-1][~plain] + 1
    numbers[heads] = _gaps(stories[postings], new_term[postings], first) << 1 | plain
    is_count[heads] = False
    if len(masks):
        numbers[masks] = np.bitwise_or.reduceat(1 << fields, postings)[~plain]
        is_count[masks] = False
    numbers[is_count] = part.counts[np.repeat(~plain, sizes)]
    encoded = encode_varints(numbers)
    return RaggedArray.cut(encoded.source, encoded.bounds[starts[np.searchsorted(postings, part.starts)]])


def _gaps(stories: Array, new_term: Array, first: int) -> Array:
    """Of each posting, the stories that it skips."""
    before = np.empty(len(stories), np.int64)
    before[1:] = stories[:-1]
    before[new_term] = first - 1
    return stories - before - 1


def encode_places(part: TermRange) -> RaggedArray:
    """Of each term, its positions."""
    pairs = np.repeat(part.seconds != NO_WORD, np.diff(part.starts))
    steps = starts_of(np.where(pairs, part.counts, 0))[part.starts]
    encoded = encode_varints(part.steps)
    return RaggedArray.cut(encoded.source, encoded.bounds[steps])
