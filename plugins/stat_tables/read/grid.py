"""A data file as read, before anything is known of its meaning: names of columns, cells, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple, Protocol

from portal.errors import Problem

# Texts from CSV; spreadsheets and JSON also know numbers, dates and truth values. Empty cells are "".
RawCell = str | Decimal | date | bool


class PercentCell(Decimal):
    """A number that a spreadsheet shows with a percent sign, as shown: 59.36 for 0.5936."""


class BrokenCell(str):
    """A cell that holds no value: an error, or a formula that was never calculated. The text is what it shows."""

    reason: str

    def __new__(cls, text: str, reason: str = "") -> BrokenCell:
        cell = super().__new__(cls, text)
        cell.reason = reason
        return cell

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (str(self), self.reason))


MOST_BYTES = 20_000_000
MOST_CELLS = 2_000_000


class Places(Protocol):
    """Where cells stand, for messages; worked out only when somebody asks."""

    def cell(self, row: int, column: int) -> tuple[int | None, int | str | None]:
        """Line and column of a cell (rows from 0, without the head), or None and an address such as `Sheet1!C7`."""

    def header(self, column: int) -> tuple[int | None, int | str | None]:
        """The same for a cell of the head."""


class Grid(NamedTuple):
    """Columns of equal length under their headers; all rows have a cell in each.

    Args:
        dropped: empty columns left out.
        warnings: what else of the file was left out, for whoever builds with it.
        marks: (row, column) -> marks of notes and flags of offices that stood behind the text of the cell.
    """

    headers: tuple[str, ...]
    columns: tuple[tuple[RawCell, ...], ...]
    row_count: int
    places: Places
    path: str
    dropped: frozenset[str] = frozenset()
    warnings: tuple[Problem, ...] = ()
    marks: Mapping[tuple[int, int], tuple[str, ...]] = MappingProxyType({})

    def fault(self, message: str, row: int, column: int, hint: str = "", code: str = "") -> Problem:
        line, place = self.places.cell(row, column)
        return Problem(message, self.path, line, place, hint, code)

    def header_fault(self, message: str, column: int, hint: str = "", code: str = "") -> Problem:
        line, place = self.places.header(column)
        return Problem(message, self.path, line, place, hint, code)

    def place(self, row: int, column: int) -> str:
        """A cell as another cell's message names it: `3:7` for line and column, or `Sheet1!C7`."""
        return ":".join(str(part) for part in self.places.cell(row, column) if part is not None)


def transposed(rows: Sequence[Sequence[RawCell]], width: int) -> tuple[tuple[RawCell, ...], ...]:
    return tuple(zip(*rows, strict=True)) if rows else ((),) * width
