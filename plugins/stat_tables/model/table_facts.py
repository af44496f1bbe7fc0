"""What is known about a table beside its figures: units, sources, notes, period, territory, definitions, identities.

Named tuples where nothing is derived: as frozen as dataclasses, and made in a fifth of the time at every import.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from portal.vietnam.provinces import Province, Vintage


class Measure(StrEnum):
    """What a column measures, and so what becomes of it when rows are put together. Declared, never guessed."""

    COUNT = "count"
    AMOUNT = "amount"
    MONEY = "money"
    RATE = "rate"
    RANK = "rank"
    AVERAGE = "average"
    DENSITY = "density"
    INDEX = "index"
    OTHER = "other"
    UNDECLARED = ""

    @property
    def adds(self) -> bool:
        """Whether the figures of several rows add up to one."""
        return self in (Measure.COUNT, Measure.AMOUNT, Measure.MONEY)


class Unit(NamedTuple):
    """A unit of measurement: `text` as printed (`tỷ đồng`), `base` (`đồng`) and the power of ten between them (9)."""

    text: str
    base: str
    power: int = 0


class Source(NamedTuple):
    """Where figures come from. `quote` is the source's own wording, verbatim, where it matters."""

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    published: date | None = None
    retrieved: date | None = None
    quote: str = ""


class Note(NamedTuple):
    """A footnote; `number` is its mark, from 1 in the order of the sidecar."""

    id: str
    text: str
    number: int


class Definition(NamedTuple):
    """What an indicator or term means, and by which document."""

    term: str
    text: str
    source: str = ""


class Licence(NamedTuple):
    name: str
    url: str = ""


class Period(NamedTuple):
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


class Identity(NamedTuple):
    """An accounting identity, such as `tong = cu + moi`.

    Args:
        formula: over columns, checked in every row; or over row keys in quotes, checked in every one of `columns`.
        columns: empty where the formula speaks of columns.
        total: key of the row that is the sum of all other rows; then `formula` is empty.
        place: where it stands among the identities of the sidecar, from 0.
    """

    formula: str
    columns: tuple[str, ...] = ()
    total: Mapping[str, str] = {}
    place: int = 0
