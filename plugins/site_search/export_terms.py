"""The terms of one segment as bytes of the export (FORMAT.md): postings, positions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .documents import BODY, FIELDS
from .inverted import TermRange
from .lexicon import NO_WORD
from .runs import Array, changes, starts_of
from .varints import encode_varints


@dataclass(frozen=True)
class SegmentTerms:
    """Terms in the order of their text; of each, a run of `postings` and, for pairs, one of `places`."""

    firsts: Array
    seconds: Array
    postings: Array
    posting_sizes: Array
    places: Array
    place_sizes: Array


def encode_terms(ranges: Sequence[TermRange], first: int, end: int) -> SegmentTerms:
    """What stories `first` … `end - 1` have of the terms."""
    columns: tuple[list[Array], ...] = ([], [], [], [], [], [])
    for whole in ranges:
        part = whole.of_stories(first, end)
        encoded = (part.firsts, part.seconds, *encode_postings(part, first), *encode_places(part))
        for column, values in zip(columns, encoded, strict=True):
            column.append(values)
    return SegmentTerms(*(np.concatenate(column) for column in columns))


def encode_postings(part: TermRange, first: int) -> tuple[Array, Array]:
    """Postings of all terms, and the bytes that each has; `first` is the first story of the segment."""
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
    encoded, places = encode_varints(numbers)
    term_heads = starts[np.searchsorted(postings, part.starts)]
    return encoded, np.diff(places[term_heads])


def _gaps(stories: Array, new_term: Array, first: int) -> Array:
    """Of each posting, the stories that it skips."""
    before = np.empty(len(stories), np.int64)
    before[1:] = stories[:-1]
    before[new_term] = first - 1
    return stories - before - 1


def encode_places(part: TermRange) -> tuple[Array, Array]:
    """Positions of all terms, and the bytes that each has."""
    pairs = np.repeat(part.seconds != NO_WORD, np.diff(part.starts))
    counts = starts_of(np.where(pairs, part.counts, 0))[part.starts]
    encoded, places = encode_varints(part.steps)
    return encoded, np.diff(places[counts])
