"""A sheet of an XLSX or ODS file -> grid. Cells are named as spreadsheets do: `Sheet1!C7`."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from portal.errors import BuildFailed, Problem, Reporter
from portal.i18n import Translator
from portal.schema.nearest import hint_for
from stat_tables.declare.sidecar import DataFormat

from .grid import MOST_CELLS, Grid, RawCell, transposed

_ = Translator(__file__)

# Limits against archives made to fill the memory: far above any table a newspaper prints.
MOST_MEMBERS = 2_000
MOST_UNPACKED = 200_000_000


def read_spreadsheet(data: bytes, path: str, reading: DataFormat) -> Grid:
    """Read one sheet; raises Problem or BuildFailed. Rows above `reading.header_row` are passed over."""
    sheet = _sheet(data, path, reading.sheet)
    rows = _values(sheet, path)
    head = reading.header_row - 1
    if head >= len(rows) or not any(cell != "" for cell in rows[head]):
        hint = _("the row of names is row {row}; see “header_row” in table.toml", row=reading.header_row)
        raise Problem(
            _("there is no row with the names of the columns"),
            path,
            None,
            f"{sheet.name}!A{head + 1}",
            hint,
            "no-header",
        )
    while len(rows) > head + 1 and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    used = [index for index in range(len(rows[0])) if any(row[index] != "" for row in rows[head:])]
    places = SheetPlaces(sheet.name, head, tuple(used))
    problems = Reporter()
    _refuse_merged(sheet, head, path, problems)
    body = [[_plain(row[index]) for index in used] for row in rows[head + 1 :]]
    if problems:
        raise BuildFailed(problems)
    headers = tuple(str(_plain(rows[head][index])).strip() for index in used)
    return Grid(headers, transposed(body, len(used)), len(body), places, path)


@dataclass(frozen=True, slots=True)
class SheetPlaces:
    """`grid.Places` of a sheet; `columns` are the sheet's columns that are used."""

    sheet: str
    head: int
    columns: tuple[int, ...]

    def cell(self, row: int, column: int) -> tuple[int | None, int | str | None]:
        return None, f"{self.sheet}!{column_letters(self.columns[column])}{self.head + row + 2}"

    def header(self, column: int) -> tuple[int | None, int | str | None]:
        return None, f"{self.sheet}!{column_letters(self.columns[column])}{self.head + 1}"


def column_letters(index: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _sheet(data: bytes, path: str, name: str) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook  # only spreadsheets need it

    _refuse_bomb(data, path)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = list(workbook.sheet_names)
        if name and name not in names:
            raise Problem(_("there is no sheet “{name}”", name=name), path, None, None, hint_for(name, names), "sheet")
        return workbook.get_sheet_by_name(name) if name else workbook.get_sheet_by_index(0)
    except (CalamineError, ValueError, OSError, IndexError) as error:
        hint = _("open it in a spreadsheet programme and save it again as XLSX or ODS, without a password")
        message = _("the file cannot be read ({reason})", reason=error)
        raise Problem(message, path, None, None, hint, "spreadsheet") from None


def _refuse_bomb(data: bytes, path: str) -> None:
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        hint = _("save it as XLSX or ODS")
        raise Problem(_("the file is no XLSX or ODS file"), path, None, None, hint, "spreadsheet") from None
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        hint = _("keep only the sheet that is needed")
        raise Problem(_("the file is too large once unpacked"), path, None, None, hint, "too-large")


def _values(sheet: Any, path: str) -> list[list[Any]]:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        hint = _("keep only the sheet that is needed")
        raise Problem(_("the sheet “{name}” has too many cells", name=sheet.name), path, None, None, hint, "too-large")
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


def _refuse_merged(sheet: Any, head: int, path: str, problems: Reporter) -> None:
    ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]] = sheet.merged_cell_ranges or ()
    for (top, left), (bottom, right) in ranges:
        if bottom >= head:
            first, last = f"{column_letters(left)}{top + 1}", f"{column_letters(right)}{bottom + 1}"
            message = _("the cells {first} to {last} are merged", first=first, last=last)
            hint = _("split them and give each its own value")
            problems.add(Problem(message, path, None, f"{sheet.name}!{first}", hint, "merged-cells"))


def _plain(value: Any) -> RawCell:
    """A cell's value as text, exact decimal, date or truth value."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip()
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return exact(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(sep=" ")
    return value if isinstance(value, date) else str(value)


def exact(value: float) -> Decimal:
    """The shortest decimal that a spreadsheet's binary number stands for: 59.36, 1598."""
    whole = int(value) if value == value and abs(value) != float("inf") else None
    if whole is not None and whole == value:
        return Decimal(whole)
    return Decimal(f"{Decimal(repr(value)):f}")
