"""What is known about a table beside its figures: units, sources, notes, period, territory, definitions, identities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from portal.provinces import Province, Vintage


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement: `text` as printed (`tỷ đồng`), `base` (`đồng`) and the power of ten between them (9)."""

    text: str
    base: str
    power: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from. `quote` is the source's own wording, verbatim, where it matters."""

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    published: date | None = None
    retrieved: date | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; `number` is its mark, from 1 in the order of the sidecar."""

    id: str
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator or term means, and by which document."""

    term: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Licence:
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day that the figures cover, both included; `label` is how readers call it."""

    start: date
    end: date
    label: str

    @property
    def iso(self) -> str:
        """ISO 8601 interval, as schema.org's temporalCoverage wants it."""
        return f"{self.start}/{self.end}"


@dataclass(frozen=True, slots=True)
class Territory:
    """The area that a table covers and the classification of provinces (63 or 34 units) that its rows are in."""

    name: str
    vintage: Vintage
    province: Province | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """An accounting identity, such as `tong = cu + moi`.

    Args:
        formula: over columns, checked in every row; or over row keys in quotes, checked in every one of `columns`.
        columns: empty where the formula speaks of columns.
        total: key of the row that is the sum of all other rows; then `formula` is empty.
        index: its place among the identities of the sidecar, from 0.
    """

    formula: str
    columns: tuple[str, ...] = ()
    total: Mapping[str, str] = field(default_factory=dict)
    index: int = 0
