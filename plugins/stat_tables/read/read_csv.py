"""A CSV or TSV file -> grid of texts; an office's, with titles, parts and notes, is laid out as a workbook is."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Collection
from itertools import islice

from portal.errors import BuildFailed, Problem
from portal.i18n import Translator
from stat_tables.declare.sidecar import DataFormat
from stat_tables.declare.sidecar_keys import DELIMITERS

from .csv_places import CsvPlaces
from .csv_scan import broken_csv
from .grid import Grid, transposed
from .sheets.series_export import has_title_for_head
from .text_encoding import decode

_ = Translator(__file__)

_PREAMBLE = 30  # lines that may stand above the names
_SAID = re.compile(r"[\"']?sep=([;,\t|])[\"']?\n", re.IGNORECASE)
# Marks of notes at the end of a cell, which are no part of its text.
_MARKED = re.compile(r"(?:[*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹]|\(\*+\)|\[\d{1,2}\])\"?[ ]*(?:[,;\t|\n]|\Z)")
_FULL_WIDTH = re.compile("[\uff10-\uff19]")
_NUMBERED = re.compile(r"\d{1,3}\s*[.)]\s*(?=[^\W\d])")
_NAMES = {",": ",", ";": ";", "\t": "\\t", "|": "|"}


def read_csv(data: bytes, path: str, reading: DataFormat, names: Collection[str]) -> Grid:
    """Read one file; raises BuildFailed with every fault of its form.

    A plain file, names first and a cell in each column below, is a grid already; any other is laid out like a sheet.

    Args:
        names: how the declared columns may be called; they tell the delimiter where the sidecar does not.
    """
    text = decode(data, path, reading.encoding)
    said = _SAID.match(text)
    if said is not None and reading.header_row == 1:  # Excel's own line `sep=;`
        reading = reading._replace(delimiter=reading.delimiter or said[1], header_row=2)
    delimiter = reading.delimiter or ("\t" if path.endswith(".tsv") else _delimiter(text, path, reading, names))
    rows = _records(text, delimiter, path)
    head = reading.header_row - 1
    if head >= len(rows) or not any(rows[head]):
        hint = _("the row of names is row {row}; see “header_row” in table.toml", row=reading.header_row)
        raise Problem(_("there is no row with the names of the columns"), path, None, None, hint, "no-header")
    header, body = _without_empty_end(rows[head], rows[head + 1 :])
    plain = reading.last_header_row <= reading.header_row and not reading.last_row and not reading.parts
    stated = reading.head_stated or _named(rows[head], names) > 0
    plain = plain and _is_plain(header, body) and not _MARKED.search(text) and not _is_numbered(body)
    plain = plain and header[0] != "" and not has_title_for_head(header[0]) and not _FULL_WIDTH.search(text)
    torn = stated and _is_torn(header, body)
    if not torn and (not plain or (not stated and _names_below(rows, head, names))):
        return _laid_out(text, path, delimiter, reading._replace(head_stated=stated), names)
    places = CsvPlaces(text, delimiter, head)
    width = len(header)
    if not set(map(len, body)) <= {width}:
        raise BuildFailed(_ragged(body, width, places, path))
    headers = tuple(_name(cell.strip(), names) for cell in header)
    return Grid(headers, transposed(body, width), len(body), places, path)


def _laid_out(text: str, path: str, delimiter: str, reading: DataFormat, names: Collection[str]) -> Grid:
    from .read_spreadsheet import read_sheets  # with all that knows sheets: most files need none of it
    from .sheets.csv import sheet_of_text

    return read_sheets((sheet_of_text(text, path, delimiter),), path, reading, names)


def _is_plain(header: list[str], body: list[list[str]]) -> bool:
    """Whether rows are rows: none is empty or a label alone, as titles, parts and notes of an office's table are."""
    if len(header) == 1:
        return True
    return not any(("" in row or len(row) < 2) and _is_label(row, len(header)) for row in body)


def _is_numbered(body: list[list[str]]) -> bool:
    """`1. Hà Nội`, `2. Hà Giang`: labels with their numbers."""
    return len(body) > 1 and all(row and _NUMBERED.match(row[0]) for row in body[:2])


def _is_torn(header: list[str], body: list[list[str]]) -> bool:
    """Whether a row above the last full one has cells too many or too few: a delimiter stands within a cell."""
    width = len(header)
    last = max((number for number, row in enumerate(body) if len(row) == width), default=0)
    return any(len(row) != width and sum(1 for cell in row if cell.strip()) > 1 for row in body[:last])


def _is_label(row: list[str], width: int) -> bool:
    """Whether a row holds words in one cell at most; in a table of two columns a blank figure is a slip."""
    filled = [cell for cell in row if cell.strip()]
    return len(filled) < 2 and (len(row) < 2 or width > 2) and not any(cell[0].isdigit() for cell in filled)


def _name(header: str, names: Collection[str]) -> str:
    """What a head is called: as written, or without unit and marks where only that is declared."""
    if header in names:
        return header
    from .layout.heads import label_and_unit, without_group
    from .sheets.texts import cell_of_text

    bare, _unit = label_and_unit(without_group(cell_of_text(header).text))
    return bare if bare in names else header


def _named(row: list[str], names: Collection[str]) -> int:
    return sum(cell.strip() in names for cell in row)


def _names_below(rows: list[list[str]], head: int, names: Collection[str]) -> bool:
    """Whether one of the next rows holds the names of the columns: lines of a title stand above it."""
    below = rows[head + 1 : head + 1 + _PREAMBLE]
    return any(
        (count := _named(row, names)) > 1 and 2 * count >= sum(1 for cell in row if cell.strip()) for row in below
    )


def _without_empty_end(header: list[str], body: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Head and rows without the empty columns and lines that spreadsheets leave at the end (`;;`)."""
    while body and not any(cell.strip() for cell in body[-1]):
        body.pop()
    width = len(header)
    while width and not header[width - 1].strip():
        width -= 1
    if width == len(header) and all(len(row) <= width for row in body):
        return header, body
    return header[:width], [row[:width] if not any(cell.strip() for cell in row[width:]) else row for row in body]


def _delimiter(text: str, path: str, reading: DataFormat, names: Collection[str]) -> str:
    """The one delimiter by which the head divides into declared names; never guessed from the figures."""
    known = {name: 0 for name in DELIMITERS}
    for delimiter in DELIMITERS:
        header = _header(text, delimiter, reading.header_row)
        known[delimiter] = sum(cell.strip() in names for cell in header)
        if known[delimiter] == len(header) > 1:
            return delimiter
    most = max(known.values())
    possible = [delimiter for delimiter, count in known.items() if count == most]
    if most and max(len(_header(text, delimiter, reading.header_row)) for delimiter in possible) == 1:
        return next((delimiter for delimiter in possible if delimiter not in text), possible[0])  # one column only
    if most and len(possible) == 1:
        return possible[0]
    if not most and not reading.head_stated and (delimiter := _by_names_below(text, names)):
        return delimiter
    if not most:  # no name is known: take the mark that is there, so that the names themselves can be told wrong
        line = "".join(text.split("\n", reading.header_row)[reading.header_row - 1 : reading.header_row])
        possible = [delimiter for delimiter in DELIMITERS if delimiter in line] or [","]
    if len(possible) == 1:
        return possible[0]
    marks = ", ".join(f"“{_NAMES[delimiter]}”" for delimiter in possible)
    hint = _('write it in table.toml, such as delimiter = ";"')
    message = _("what divides the cells may be {marks}", marks=marks)
    raise Problem(message, path, reading.header_row, None, hint, "delimiter")


def _by_names_below(text: str, names: Collection[str]) -> str:
    """The delimiter under which one of the first lines holds names of columns; empty where none does."""
    counts = {}
    for delimiter in DELIMITERS:
        with contextlib.suppress(csv.Error):
            rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _PREAMBLE)
            counts[delimiter] = max((_named(row, names) for row in rows), default=0)
    best = max(counts, key=lambda delimiter: counts[delimiter], default="")
    return best if best and counts[best] > 1 else ""


def _header(text: str, delimiter: str, row: int) -> list[str]:
    """The cells of the row of names under this delimiter; none where the text is no CSV with it."""
    if row == 1 and '"' not in (line := text[: text.find("\n") + 1 or None]):
        return line.rstrip("\r\n").split(delimiter)
    try:
        return next(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), row - 1, None), [])
    except csv.Error:
        return []


def _records(text: str, delimiter: str, path: str) -> list[list[str]]:
    if '"' not in text and "\r" not in text:  # then a line is a record, and `csv` would only do the same more slowly
        rows = [line.split(delimiter) if line else [] for line in text.split("\n")]
    else:
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        except csv.Error as error:
            raise broken_csv(text, delimiter, path, error) from None
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _ragged(body: list[list[str]], width: int, places: CsvPlaces, path: str) -> list[Problem]:
    faults = []
    for row, cells in enumerate(body):
        if len(cells) == width:
            continue
        line, column = places.cell(row, min(len(cells), width) if len(cells) > width else len(cells))
        if not cells:
            message, hint = _("the line is empty"), _("delete it")
        else:
            message = _("the row has {count} cells, the head has {width}", count=len(cells), width=width)
            hint = _("give every column a cell; put a cell that holds the delimiter in quotes")
        faults.append(Problem(message, path, line, column, hint, "ragged-row"))
    return faults
