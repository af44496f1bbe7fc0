"""Blocks merged: every term once, with its postings over the stories of several blocks."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from .documents import FIELDS
from .postings import FIELD_MASKS, FIELD_SHIFTS, STORY_SHIFT, Block, array_of


@dataclass(frozen=True)
class Slice:
    """Where one term's postings and positions lie in one block."""

    block: int
    start: int
    end: int
    place_start: int
    place_end: int


class Inverted:
    """Terms of consecutive blocks. Story numbers count from the first block's first story."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.first = blocks[0].first if blocks else 0
        self.size = sum(block.size for block in blocks)
        self._offsets = [block.first - self.first for block in blocks]
        self._postings = [array_of("Q", block.postings) for block in blocks]
        self._places = [block.places for block in blocks]
        self._blocks = blocks

    def terms(self) -> Iterator[tuple[str, list[Slice]]]:
        """Each term with its slices, by code points of the terms."""
        names: list[str] = []
        slices: list[Slice] = []
        for number, block in enumerate(self._blocks):
            ends = list(accumulate(array_of("I", block.counts), initial=0))
            place_ends = list(accumulate(array_of("I", block.place_sizes), initial=0))
            names += block.term_list()
            blocks = [number] * (len(ends) - 1)
            slices += map(Slice, blocks, ends, ends[1:], place_ends, place_ends[1:])
        # Each block's terms are sorted: merging sorted runs is what this sort is best at.
        order = sorted(range(len(names)), key=names.__getitem__)
        for term, group in groupby(order, key=names.__getitem__):
            yield term, [slices[index] for index in group]

    def postings(self, slices: list[Slice]) -> list[int]:
        """Postings with story numbers over all blocks, rising."""
        found: list[int] = []
        for part in slices:
            offset = self._offsets[part.block] << STORY_SHIFT
            values = self._postings[part.block][part.start : part.end]
            found += [value + offset for value in values] if offset else values
        return found

    def places(self, slices: list[Slice]) -> bytes:
        return b"".join(self._places[part.block][part.place_start : part.place_end] for part in slices)

    def lengths(self) -> list[array[int]]:
        """Of each field, the length in every story."""
        flat = array("I")
        for block in self._blocks:
            flat.frombytes(block.lengths)
        return [flat[field :: len(FIELDS)] for field in range(len(FIELDS))]


def occurrences(posting: int, field: int) -> int:
    return posting >> FIELD_SHIFTS[field] & FIELD_MASKS[field]
