"""How stories are cut into segments, so that a new story rewrites the smallest one only (FORMAT.md)."""

from __future__ import annotations

from dataclasses import dataclass

LARGE, MIDDLE = 8192, 256


@dataclass(frozen=True)
class Segment:
    name: str
    first: int
    size: int

    @property
    def sealed(self) -> bool:
        """Whether adding stories leaves it as it is, until it is merged into a larger one."""
        return self.name != "recent"


def cut(documents: int) -> tuple[Segment, ...]:
    """Segments of `documents` stories that are numbered in the order of publication; no empty ones."""
    large = documents // LARGE * LARGE
    middle = (documents - large) // MIDDLE * MIDDLE
    segments = (
        Segment("large", 0, large),
        Segment("middle", large, middle),
        Segment("recent", large + middle, documents - large - middle),
    )
    return tuple(segment for segment in segments if segment.size)
