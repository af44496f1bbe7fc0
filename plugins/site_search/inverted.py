"""Blocks merged: every term once, with its postings over the stories of several blocks."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from .documents import FIELDS
from .postings import Block, array_of

# Where the parts of a term's list are: places in the columns that Inverted keeps.
Parts = Sequence[int]


class Inverted:
    """Terms of consecutive blocks.

    Millions of small objects would cost more than the postings themselves, hence columns of numbers.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._names: list[str] = []
        self._block = array("H")
        self._start, self._end = array("I"), array("I")
        self._place_start, self._place_end = array("I"), array("I")
        for number, block in enumerate(blocks):
            self._add(number, block)
        self._postings = [array_of("Q", block.postings) for block in blocks]
        # Each block's terms are sorted: merging sorted runs is what this sort is best at.
        self._order = array("I", sorted(range(len(self._names)), key=self._names.__getitem__))
        self._groups = array("I", self._group_starts())

    def _add(self, number: int, block: Block) -> None:
        counts, sizes = array_of("I", block.counts), array_of("I", block.place_sizes)
        ends, place_ends = array("I", accumulate(counts, initial=0)), array("I", accumulate(sizes, initial=0))
        self._names += block.term_list()
        self._block.extend([number] * len(counts))
        self._start += ends[:-1]
        self._end += ends[1:]
        self._place_start += place_ends[:-1]
        self._place_end += place_ends[1:]

    def _group_starts(self) -> Iterator[int]:
        previous = None
        for place, index in enumerate(self._order):
            name = self._names[index]
            if name != previous:
                yield place
                previous = name
        yield len(self._order)

    def __len__(self) -> int:
        return len(self._groups) - 1

    def terms(self) -> Iterator[tuple[str, Parts]]:
        """Each term with the parts of its list, by code points of the terms."""
        for start, end in pairwise(self._groups):
            parts = self._order[start:end]
            yield self._names[parts[0]], parts

    def postings(self, parts: Parts) -> array[int]:
        """All postings of a term, stories rising."""
        found = array("Q")
        for part in parts:
            found += self._postings[self._block[part]][self._start[part] : self._end[part]]
        return found

    def places(self, parts: Parts) -> bytes:
        return b"".join(
            self._blocks[self._block[part]].places[self._place_start[part] : self._place_end[part]] for part in parts
        )

    def lengths(self) -> list[array[int]]:
        """Of each field, the length in every story."""
        flat = array("I")
        for block in self._blocks:
            flat.frombytes(block.lengths)
        return [flat[field :: len(FIELDS)] for field in range(len(FIELDS))]
