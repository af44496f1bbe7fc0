"""An office's file -> the table in it and how its columns are read, as the build will read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from portal.errors import BuildFailed, Problem
from portal.i18n import Translator
from stat_tables.model.numerals import Numerals
from stat_tables.pull.canonical import CanonicalColumn
from stat_tables.pull.from_layout import pulled_of
from stat_tables.pull.mixed_numerals import MixedNumerals
from stat_tables.pull.pulled import PulledTable
from stat_tables.pull.totals import part_remarks, proved_columns, total_rows
from stat_tables.read.layout.find import ended, find_tables, regions_of, table_at
from stat_tables.read.layout.laid import LaidTable
from stat_tables.read.layout.lines import Around, around
from stat_tables.read.sheets.csv import csv_sheet
from stat_tables.read.sheets.open import is_workbook, open_book
from stat_tables.read.sheets.sheet import Sheet

from .written_alike import written_alike

_ = Translator(__file__)


@dataclass(frozen=True)
class OfficeRequest:
    """What the editor says of the file; rows as the spreadsheet numbers them, zero and empty where it is found out."""

    sheet: str = ""
    header_row: int = 0
    last_header_row: int = 0
    number: int = 0
    numerals: Numerals | None = None
    parts: tuple[str, ...] = ()
    last_row: int = 0
    encoding: str = ""


@dataclass(frozen=True)
class OfficeTable:
    """Args:
    laid: the table on its sheet; `pulled` the same, settled.
    numerals: how doubtful columns are written, and `why` that was taken; None where no column is doubtful.
    remarks: what was left out.
    wanted: what the editor said.
    """

    laid: LaidTable
    pulled: PulledTable
    around: Around
    columns: tuple[CanonicalColumn, ...]
    numerals: Numerals | None
    why: str
    remarks: tuple[str, ...]
    is_csv: bool
    wanted: OfficeRequest


class SeveralTables(Problem):
    """More than one table may be meant; `names` describes them."""

    names: tuple[str, ...] = ()


def read_office_file(data: bytes, path: Path, wanted: OfficeRequest) -> OfficeTable:
    display_path = str(path)
    remarks: tuple[str, ...] = ()
    if is_workbook(data) or data[:4] == b"%PDF":
        book = open_book(data, display_path)
        sheets: Sequence[Sheet] = (book.sheet(wanted.sheet),) if wanted.sheet else book.all()
        remarks = book.remarks
    elif data.lstrip()[:1] == b"<":
        hint = _("read it with scripts/pull-table, which writes the table as CSV")
        raise Problem(_("the file is a web page"), display_path, None, None, hint, "page")
    else:
        sheets = (csv_sheet(data, display_path, encoding=wanted.encoding),)
    laid = _chosen(sheets, wanted, display_path)
    regions = () if wanted.parts else regions_of(laid)
    if regions:
        wanted = replace(wanted, parts=regions)
        laid = replace(_chosen(sheets, wanted, display_path), by_region=True)
    told = around(laid.above, laid.below)
    pulled = pulled_of(laid, told)
    if pulled.doubts:
        raise BuildFailed(
            Problem(doubt.message, display_path, doubt.place[0], doubt.place[1], doubt.hint, doubt.code)
            for doubt in pulled.doubts
        )
    columns, numerals, why = _columns(pulled, wanted.numerals, display_path)
    is_csv = not laid.sheet.name
    remarks = (*remarks, *pulled.remarks, *part_remarks(columns, total_rows(columns)))
    return OfficeTable(laid, pulled, told, columns, numerals, why, remarks, is_csv, wanted)


def _columns(
    pulled: PulledTable, asked: Numerals | None, path: str
) -> tuple[tuple[CanonicalColumn, ...], Numerals | None, str]:
    """The columns, how doubtful ones are written, and why that was taken."""
    try:
        return proved_columns(pulled, asked)
    except MixedNumerals as error:
        if error.doubtful and asked is None and (alike := written_alike(pulled)):
            return alike
        if error.doubtful:
            raise Problem(str(error), path, hint="", code="numerals") from None
        raise BuildFailed(Problem(text, path) for text in error.texts) from None


def _chosen(sheets: Sequence[Sheet], wanted: OfficeRequest, path: str) -> LaidTable:
    if wanted.header_row:
        sheet = sheets[0]
        last = max(wanted.header_row, wanted.last_header_row)
        head = [row for row, number in enumerate(sheet.row_numbers) if wanted.header_row <= number <= last]
        if head:
            return ended(table_at(sheet, head, None, wanted.parts), wanted.last_row, wanted.parts)
        raise Problem(
            _("there is no row with the names of the columns"), path, None, f"{sheet.name}!A{last}", "", "no-header"
        )
    laid = [table for sheet in sheets for table in find_tables(sheet, wanted.parts)]
    tables = [ended(table, wanted.last_row, wanted.parts) for table in laid]
    if not tables:
        hint = _("say where its head is: --header-row")
        raise Problem(_("no table is found in the file"), path, None, None, hint, "no-table")
    if wanted.number and wanted.number <= len(tables):
        return tables[wanted.number - 1]
    if len(tables) == 1:
        return tables[0]
    names = tuple(_described(table) for table in tables)
    listed = "; ".join(f"{number}. {name}" for number, name in enumerate(names, 1))
    error = SeveralTables(
        _("there are {count} tables: {names}", count=len(tables), names=listed),
        path,
        hint=_("choose one with --number"),
    )
    error.names = names
    raise error


def _described(table: LaidTable) -> str:
    labels = ", ".join(column.label for column in table.columns[:4])
    return f"{table.sheet.name}!{table.sheet.row_numbers[table.head[0]]} ({labels})"


def parts_of(table: LaidTable) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in table.parts.values() if part))
