"""How far stories are sealed in the exported files, so that a new story rewrites few of them (FORMAT.md).

The terms are in parts. What a part has of the older stories is sealed: written once, and again when the next `step`
stories have gathered. Every part is sealed at counts of its own, and each new story seals one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sealing:
    """
    Args:
        parts: no more than `step`, so that no story seals two.
        fresh: so many of the newest stories are sealed in no part: those are edited most.
    """

    parts: int = 128
    step: int = 128
    fresh: int = 32

    def sealed(self, documents: int, part: int = 0) -> int:
        """How many of the stories, which are numbered in the order of publication, a part has sealed."""
        steps = (documents - self.fresh - part) // self.step
        return steps * self.step + part if steps > 0 else 0

    def bounds(self, documents: int) -> list[int]:
        """The same, of each part."""
        return [self.sealed(documents, part) for part in range(self.parts)]


SEALING = Sealing()


@dataclass(frozen=True)
class Columns:
    """Stories whose days, lengths and facets lie together."""

    first: int
    size: int


def cut_columns(documents: int, sealing: Sealing = SEALING) -> tuple[Columns, ...]:
    """The sealed ones and the others; no empty ones."""
    bound = sealing.sealed(documents)
    columns = Columns(0, bound), Columns(bound, documents - bound)
    return tuple(column for column in columns if column.size)
