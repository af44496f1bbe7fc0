"""A pulled table: cells as shown, rectangular, with its heads, unit, notes and source. Frozen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from stat_tables.read.grid import RawCell


@dataclass(frozen=True)
class PulledColumn:
    """A column: its own label, the spanner over it, the unit of its figures, the footnote marks of its head.

    Args:
        index: its column on the sheet; -1 for one that the sheet does not have.
    """

    label: str
    group: str = ""
    unit: str = ""
    marks: tuple[str, ...] = ()
    decimals: int | None = None
    index: int = -1


class PulledDoubt(NamedTuple):
    """What has to be settled in the file first, at its line or cell."""

    place: tuple[int | None, int | str | None]
    message: str
    hint: str
    code: str


def _nowhere(row: int, column: int) -> str:
    return ""


@dataclass(frozen=True)
class PulledTable:
    """Args:
    columns: the stub (labels of the rows) first.
    rows: cells, as many per row as columns; texts, and what spreadsheets know as numbers and dates.
    cell_marks: (row, column) -> footnote marks.
    notes: (mark, text) in the order of the page.
    remarks: what was left out, in words.
    place: where a cell stands in the file, for messages.
    near: lines above it, the nearest first; `sheet` its sheet in a workbook.
    parts: the first column names the parts of the table.
    doubts: place, message, hint and code of what has to be settled first.
    """

    caption: str
    columns: tuple[PulledColumn, ...]
    rows: tuple[tuple[RawCell, ...], ...]
    cell_marks: tuple[tuple[tuple[int, int], tuple[str, ...]], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    source: str = ""
    headings: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    place: Callable[[int, int], str] = _nowhere
    near: tuple[str, ...] = ()
    sheet: str = ""
    parts: bool = False
    doubts: tuple[PulledDoubt, ...] = ()
