"""Texts of stories as the index takes them: of those that the last export had, from what is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from site_search.export.record import TEXT_BLOCK, EarlierExport, load_texts
from site_search.index.documents import SearchInput, field_texts

MOST_PIECES = 8  # that are held at a time


@dataclass
class StoryTexts:
    """A story's own texts lie in as many places as it has parts; those of a hundred are kept in one piece.

    Args:
        inputs, digests: see `KeptIndexes`; of the stories as they now are.
    """

    search_input: SearchInput
    inputs: str = ""
    digests: Sequence[str] = ()
    earlier: EarlierExport | None = None
    _pieces: dict[int, list[list[str]] | None] = field(default_factory=dict)

    def of(self, number: int) -> Sequence[str]:
        """By the order of FIELDS. Args: number: of the story."""
        place = self._places.get(self.digests[number]) if self._places else None
        before = self.before(place) if place is not None else None
        return before or field_texts(self.search_input.documents[number], self.search_input.names)

    def before(self, number: int) -> Sequence[str] | None:
        """What the last export had of a story, by its number there; None where that is harmed."""
        block, place = divmod(number, TEXT_BLOCK)
        if block not in self._pieces:
            if len(self._pieces) >= MOST_PIECES:
                self._pieces.clear()
            self._pieces[block] = load_texts(self.earlier.texts(self._blocks[block])) if self.earlier else None
        piece = self._pieces[block]
        return piece[place] if piece is not None and place < len(piece) else None

    @cached_property
    def _places(self) -> dict[str, int]:
        """Digest of a story -> its number in the last export."""
        if self.earlier is None or self.earlier.record.inputs != self.inputs:
            return {}
        return {digest: number for number, digest in enumerate(self.earlier.record.documents)}

    @cached_property
    def _blocks(self) -> list[str]:
        return self.earlier.record.blocks() if self.earlier else []
