"""A sheet of a spreadsheet -> grid, as the office made it: its head found or stated, hidden and foot lines left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from portal.errors import BuildFailed, Problem, Reporter
from portal.i18n import Translator
from portal.schema.nearest import quoted
from stat_tables.declare.sidecar import DataFormat

from .grid import Grid
from .layout.find import ended, find_tables, table_at
from .layout.laid import LaidColumn, LaidTable
from .layout.lines import around
from .layout.settle import settled, without_numbers
from .sheets.open import open_book
from .sheets.sheet import Sheet

_ = Translator(__file__)

PART = "Nhóm"  # name of the column made of rows that only name a part of the table


def read_spreadsheet(data: bytes, path: str, reading: DataFormat, names: Collection[str] = ()) -> Grid:
    """Read the one table that has the declared columns; raises Problem or BuildFailed.

    Args:
        names: how the declared columns may be called; they tell which of several tables is meant.
    """
    book = open_book(data, path)
    named = reading.sheet or reading.head_stated
    grid = read_sheets((book.sheet(reading.sheet),) if named else book.all(), path, reading, names)
    hidden = () if reading.sheet else tuple(_left_out(remark, path, None) for remark in book.remarks)
    return grid._replace(warnings=(*hidden, *grid.warnings))


def read_sheets(sheets: Sequence[Sheet], path: str, reading: DataFormat, names: Collection[str] = ()) -> Grid:
    """The one table on the sheets that has the declared columns."""
    table = _stated(sheets[0], reading, path) if reading.head_stated else _chosen(sheets, reading, names, path)
    problems = Reporter()
    for doubt in table.doubts:
        line, place = table.sheet.place(doubt.row, doubt.column)
        problems.add(Problem(doubt.message, path, line, place, doubt.hint, doubt.code))
    if problems:
        raise BuildFailed(problems)
    grid = _grid(table, path, names)
    said = tuple(_left_out(remark, path, table.sheet.name or None) for remark in table.left_out)
    return grid._replace(warnings=said)


def _left_out(remark: str, path: str, place: str | None) -> Problem:
    return Problem(remark, path, None, place, "", "left-out", "warning")


def _at(sheet: Sheet, number: int) -> tuple[int | None, str | None]:
    """Where a row stands that the sheet need not have, for messages."""
    return (None, f"{sheet.name}!A{number}") if sheet.name else (number, None)


def _stated(sheet: Sheet, reading: DataFormat, path: str) -> LaidTable:
    """The table whose head the sidecar gives, by the numbers that the spreadsheet shows beside its rows."""
    first, last = reading.header_row, max(reading.last_header_row, reading.header_row)
    head = [index for index, number in enumerate(sheet.row_numbers) if first <= number <= last]
    if not head or first not in sheet.row_numbers:
        hint = _("the row of names is row {row}; see “header_row” in table.toml", row=first)
        message = _("there is no row with the names of the columns")
        raise Problem(message, path, *_at(sheet, first), hint, "no-header")
    end = _index_of_last(sheet, reading.last_row) if reading.last_row else None
    return table_at(sheet, head, end, reading.parts)


def _index_of_last(sheet: Sheet, last_row: int) -> int:
    return max((index for index, number in enumerate(sheet.row_numbers) if number <= last_row), default=0)


def _chosen(sheets: Sequence[Sheet], reading: DataFormat, names: Collection[str], path: str) -> LaidTable:
    """The one table of the sheets that has the declared columns."""
    tables = [table for sheet in sheets for table in find_tables(sheet, reading.parts)]
    tables = [ended(table, reading.last_row, reading.parts) for table in tables]
    if not tables:
        hint = _("write header_row = … in table.toml")
        place = _at(sheets[0], 1) if sheets else (None, None)
        raise Problem(_("there is no row with the names of the columns"), path, *place, hint, "no-header")
    if len(tables) == 1:
        return tables[0]
    scores = [sum(column.label in names or column.path in names for column in table.columns) for table in tables]
    best = [table for table, score in zip(tables, scores, strict=True) if score == max(scores)]
    if len(best) == 1:
        return best[0]
    heads = quoted(":".join(map(str, _named_row(table))) for table in best[:6])
    hint = _("write sheet = … and header_row = … in table.toml")
    raise Problem(
        _("{count} tables may be meant, with heads at {places}", count=len(best), places=heads),
        path,
        None,
        None,
        hint,
        "several-tables",
    )


def _named_row(table: LaidTable) -> tuple[int | str, ...]:
    number = table.sheet.row_numbers[table.head[0]]
    return (f"{table.sheet.name}!{number}",) if table.sheet.name else (number,)


@dataclass(frozen=True, slots=True)
class TablePlaces:
    """`grid.Places` of a table on a sheet; `shift` counts columns that the sheet does not have."""

    table: LaidTable
    columns: tuple[LaidColumn, ...]
    shift: int

    def cell(self, row: int, column: int) -> tuple[int | None, int | str | None]:
        return self.table.sheet.place(self.table.rows[row], self._column(column))

    def header(self, column: int) -> tuple[int | None, int | str | None]:
        return self.table.sheet.place(max(self.table.head), self._column(column))

    def _column(self, column: int) -> int:
        return self.columns[max(column - self.shift, 0)].index


def _grid(table: LaidTable, path: str, names: Collection[str]) -> Grid:
    used = tuple(column for column in table.columns if _holds(table, column) or _name(table, column) in names)
    headers = [_name(table, column) for column in used]
    notes = list(around(table.above, table.below).notes)
    told = [settled(table, column, notes) for column in used]
    columns = [tuple(without_numbers(column.cells)) for column in told]
    shift = 1 if table.has_parts else 0
    marks = {
        (row, index + shift): cell_marks
        for index, column in enumerate(told)
        for row, cell_marks in enumerate(column.marks)
        if cell_marks
    }
    if shift:
        headers.insert(0, PART)
        columns.insert(0, tuple(_part(table, row) for row in table.rows))
    dropped = frozenset(_name(table, column) for column in table.columns) - frozenset(headers)
    places = TablePlaces(table, used, shift)
    return Grid(tuple(headers), tuple(columns), len(table.rows), places, path, dropped, marks=marks)


def _part(table: LaidTable, row: int) -> str:
    """The label of the row's part; a row above all parts, such as a total, is a part by itself."""
    texts = (slot.value for slot in table.sheet.rows[row] if slot is not None and isinstance(slot.value, str))
    return table.parts[row] or next(texts, "")


def _holds(table: LaidTable, column: LaidColumn) -> bool:
    return any(table.cell(row, column) is not None for row in table.rows)


def _name(table: LaidTable, column: LaidColumn) -> str:
    """A column's label with its unit as the file has it, or with its spanners where labels repeat."""
    return column.path if sum(other.label == column.label for other in table.columns) > 1 else column.label
