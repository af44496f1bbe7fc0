"""Workbooks as offices make them, for tests: rows, merged ranges, formats, hidden parts."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook

from portal.vietnam.provinces import find
from stat_tables.model.numerals import Numerals
from stat_tables.model.table import NO_MARK, Table
from stat_tables.pull.canonical import canonical_columns
from stat_tables.pull.published_file import tables_of_sheet
from stat_tables.pull.pulled import PulledTable
from stat_tables.read.sheets.open import open_book


def workbook(
    rows: Any,
    merged: Sequence[str] = (),
    formats: Mapping[str, str] | None = None,
    change: Callable[[Any, Any], object] | None = None,
) -> bytes:
    """Args:
    formats: cell or range -> number format.
    change: called with book and sheet before they are saved.
    """
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Số liệu"
    for row in rows:
        sheet.append(list(row))
    for place in merged:
        sheet.merge_cells(place)
    for place, form in (formats or {}).items():
        found = sheet[place]
        for cell in [found] if not isinstance(found, tuple) else [one for row in found for one in row]:
            cell.number_format = form
    if change:
        change(book, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def tables(data: bytes, parts: tuple[str, ...] = ()) -> tuple[PulledTable, ...]:
    return tuple(table for sheet in open_book(data, "x.xlsx").all() for table in tables_of_sheet(sheet, parts))


def table(data: bytes, parts: tuple[str, ...] = ()) -> PulledTable:
    (found,) = tables(data, parts)
    return found


def cells(found: PulledTable, numerals: Numerals | None = None) -> list[tuple[str, ...]]:
    """Rows in canonical form, without the head."""
    return list(zip(*(column.cells for column in canonical_columns(found, numerals)), strict=True))


def shown(built: Table, row: int, column: str) -> str:
    """A cell as the build has it, in the canonical form of pulling."""
    value = built.values[column][row]
    if value is None:
        return built.marks.get((row, column), NO_MARK).missing
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def names_of(cell: str) -> set[str]:
    """A pulled cell, and how the build calls the province that it names."""
    return {cell} | {province.name for vintage in (63, 34) if (province := find(cell, vintage))}
