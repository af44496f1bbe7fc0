"""The inverted index by blocks of stories: each is cut out of a few, not out of all that the archive has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from site_search.arrays.ragged import Array, changes, starts_of

from .documents import FIELDS
from .inverted import Inverted
from .term_range import TermRange

MOST_PASSES = 8  # over the whole index, however many blocks there are


class StoryBlocks:
    """Blocks of `size` stories of an inverted index, without positions: those are most of the work.

    They are best asked for in their order: neighbours are cut out together.
    """

    def __init__(self, whole: Inverted, size: int) -> None:
        self._whole, self._size = whole, size
        blocks = -(-len(whole.lengths) // size)
        self._together = max(1, -(-blocks // MOST_PASSES))  # blocks
        self._group, self._cut = -1, dict[int, TermRange]()

    def of(self, first: int, end: int) -> Inverted:
        """Stories `first` … `end - 1`, which are a block, numbered from 0."""
        block = first // self._size
        if block // self._together != self._group:
            self._group, self._cut = block // self._together, {}  # the last ones make room first
            self._cut = self._cut_out(self._group * self._together)
        return Inverted(self._whole.lexicon, self._whole.lengths[first:end], [self._cut[block]])

    def _cut_out(self, first: int) -> dict[int, TermRange]:
        """The blocks that are cut out together, from the block `first` on."""
        step = self._size * len(FIELDS)
        entries = _Entries.of(self._whole, first * step, (first + self._together) * step)
        block_of = (entries.texts // step).astype(np.uint16)
        order = np.argsort(block_of, kind="stable")
        bounds = starts_of(np.bincount(block_of, minlength=self._together)).tolist()
        return {
            first + number: entries.range_of(order[bounds[number] : bounds[number + 1]], number * step)
            for number in range(self._together)
        }


@dataclass(frozen=True)
class _Entries:
    """Entries of all terms; see TermRange. Args: terms: number of the term of each, rising."""

    firsts: Array
    seconds: Array
    terms: Array
    texts: Array
    counts: Array

    @classmethod
    def of(cls, inverted: Inverted, low: int, high: int) -> _Entries:
        """What texts `low` … `high - 1` have, numbered from 0."""
        firsts, seconds, terms, texts, counts, before = [], [], [], [], [], 0
        for part in inverted.ranges:
            firsts.append(part.firsts)
            seconds.append(part.seconds)
            wanted = np.flatnonzero((part.texts >= low) & (part.texts < high))
            numbers = np.arange(before, before + len(part.firsts), dtype=np.int32)
            terms.append(np.repeat(numbers, np.diff(part.starts))[wanted])
            texts.append(part.texts[wanted] - low)
            counts.append(part.counts[wanted])
            before += len(part.firsts)
        return cls(*map(np.concatenate, (firsts, seconds, terms, texts, counts)))

    def range_of(self, chosen: Array, low: int) -> TermRange:
        """These entries, whose texts are numbered from `low` on."""
        terms = self.terms[chosen]
        new_terms = np.flatnonzero(changes(terms))
        own = terms[new_terms]
        starts = np.append(new_terms, len(chosen))
        texts, counts = self.texts[chosen] - low, self.counts[chosen]
        return TermRange(self.firsts[own], self.seconds[own], starts, texts, counts, np.zeros(0, np.int32))
