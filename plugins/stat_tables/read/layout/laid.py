"""A table found on a sheet: which slots are heads, units, rows, parts and foot lines. Values stay in the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stat_tables.read.sheets.sheet import Sheet, SheetCell


@dataclass(frozen=True)
class LaidColumn:
    """A column of the table.

    Args:
        index: its slots' column in the sheet.
        label: the lowest head over it.
        group: the heads above that one, from top to bottom, joined by ` – `.
        unit: from a row of units, or from parentheses behind the label; not yet that of the whole table.
        marks: footnote marks of its heads.
        flags: the sheet's column of flags beside it (`b`, `p`), as Eurostat has them; 0 where there is none.
    """

    index: int
    label: str
    group: str = ""
    unit: str = ""
    marks: tuple[str, ...] = ()
    flags: int = 0

    @property
    def path(self) -> str:
        """All its heads: how a sidecar names it where labels repeat."""
        return f"{self.group} – {self.label}" if self.group else self.label


@dataclass(frozen=True)
class Doubt:
    """What cannot be known from the sheet: the place, what is the matter, and what to do."""

    row: int
    column: int
    message: str
    hint: str
    code: str = "layout"


@dataclass(frozen=True)
class LaidTable:
    """Args:
    head: rows of the head, from top to bottom.
    columns: from left to right; without those that hold nothing.
    rows: rows of the body, in order.
    parts: row of the body -> the label of the part it stands under.
    by_region: the parts are regions over their provinces, which have figures of their own.
    above, below: lines of text around the table, nearest last and first.
    doubts: what has to be settled before the table can be used.
    remarks: what was left out, in words; `left_out` those of it that a reader might miss.
    open_end: words stand directly under it that might be a row.
    """

    sheet: Sheet
    head: tuple[int, ...]
    columns: tuple[LaidColumn, ...]
    rows: tuple[int, ...]
    parts: Mapping[int, str]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    remarks: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    open_end: bool = False
    by_region: bool = False

    def cell(self, row: int, column: LaidColumn) -> SheetCell | None:
        return self.sheet.rows[row][column.index]

    def flag(self, row: int, column: LaidColumn) -> SheetCell | None:
        """What stands in the column of flags beside a cell."""
        return self.sheet.rows[row][column.flags] if column.flags else None

    @property
    def has_parts(self) -> bool:
        return any(self.parts.values())
