"""An old XLS workbook (Excel 97-2003) -> sheets as Excel shows them."""

from __future__ import annotations

import io
from datetime import date
from itertools import pairwise
from typing import Any

from portal.errors import Problem
from portal.i18n import Translator
from stat_tables.read.grid import BrokenCell, RawCell

from .book import Book
from .limits import MOST_FILLED
from .marks import raised
from .number_formats import Format, format_of, formatted
from .sheet import Filled, Sheet, assemble
from .texts import cell_of_text
from .xlsx import hidden_words

_ = Translator(__file__)

_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR, _BLANK = range(7)
_SUPERSCRIPT = 1
LARGEST = 8_000_000  # bytes; the library reads the file whole


def open_xls(data: bytes, path: str) -> Book:
    import xlrd

    if len(data) > LARGEST:
        message = _("an XLS file of more than {size} MB is not read", size=LARGEST // 1_000_000)
        raise Problem(message, path, None, None, _("save it as XLSX"), "too-large")
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
        sheets = {sheet.name: sheet for sheet in book.sheets()}
    except Exception as error:  # noqa: BLE001 (the library lets out whatever a damaged file makes it trip over)
        hint = _("open it in Excel and save it as XLSX, without a password")
        message = _("the file is damaged, or has a password ({reason})", reason=type(error).__name__)
        raise Problem(message, path, None, None, hint, "spreadsheet") from None
    visible = tuple(name for name, sheet in sheets.items() if sheet.visibility == 0)
    concealed = tuple(name for name in sheets if name not in visible)
    return Book(path, visible, concealed, lambda name: _sheet(book, sheets[name], path))


def _sheet(book: Any, sheet: Any, path: str) -> Sheet:
    hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden or info.height == 0}
    hidden_columns = {column for column, info in sheet.colinfo_map.items() if info.hidden or info.width == 0}
    cells: list[Filled] = []
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            filled = None if kind in (_EMPTY, _BLANK) else _filled(book, sheet, row, column)
            if filled is not None:
                cells.append(filled)
        if len(cells) > MOST_FILLED:
            message = _("the sheet “{name}” has more than {count} filled cells", name=sheet.name, count=MOST_FILLED)
            raise Problem(message, path, None, None, _("keep only the sheet that is needed"), "too-large")
    merged = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    rows = sorted({cell.row for cell in cells} & hidden_rows)
    columns = sorted({cell.column for cell in cells} & hidden_columns)
    said = hidden_words(rows, columns)
    return assemble(sheet.name, cells, merged, hidden_rows.__contains__, hidden_columns.__contains__, said, path)


def _filled(book: Any, sheet: Any, row: int, column: int) -> Filled | None:
    cell = sheet.cell(row, column)
    style = book.xf_list[cell.xf_index] if cell.xf_index is not None and cell.xf_index < len(book.xf_list) else None
    strong = bool(style and book.font_list[style.font_index].weight >= 600)
    indent = style.alignment.indent_level if style else 0
    if cell.ctype == _TEXT:
        text, marks = _runs(book, sheet, row, column, cell.value)
        told = cell_of_text(text, marks)
        if not told.text:
            return None
        return Filled(row, column, told.text, told.marks, None, indent + told.indent, strong, told.raw)
    if cell.ctype in (_NUMBER, _DATE):
        form = _format(book, style)
        return Filled(row, column, _number(book, cell.value, form), (), form.decimals, indent, strong)
    if cell.ctype == _BOOLEAN:
        return Filled(row, column, bool(cell.value))
    if cell.ctype == _ERROR:
        return Filled(row, column, BrokenCell("#?", _("Excel shows an error here; correct the formula")))
    return None


def _number(book: Any, value: float, form: Format) -> RawCell:
    base = date(1904, 1, 1) if book.datemode else date(1899, 12, 30)
    if form.divisor:
        return BrokenCell(
            str(value), _("the format shows thousands of the number {value}; write it out in full", value=value)
        )
    try:
        return formatted(value, form, base)
    except (OverflowError, ValueError):
        return BrokenCell(str(value), _("Excel shows no date here"))


def _format(book: Any, style: Any) -> Format:
    known = book.format_map.get(style.format_key) if style else None
    return format_of(known.format_str or "General" if known else "General")


def _runs(book: Any, sheet: Any, row: int, column: int, text: str) -> tuple[str, tuple[str, ...]]:
    """A text without its raised marks."""
    runs = sheet.rich_text_runlist_map.get((row, column))
    if not runs:
        return text, ()
    edges = [(0, None), *runs, (len(text), None)]
    plain, marks = "", tuple[str, ...]()
    for (start, font), (end, _font) in pairwise(edges):
        piece = text[start:end]
        if font is not None and book.font_list[font].escapement == _SUPERSCRIPT:
            piece, raised_marks = raised(piece, plain)
            marks = (*marks, *raised_marks)
        plain += piece
    return plain, marks
