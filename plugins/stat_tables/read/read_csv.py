"""A CSV or TSV file -> grid of texts. Strict: what spreadsheets guess about silently is told to the editor."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection
from itertools import islice

from portal.errors import BuildFailed, Problem, Reporter
from portal.i18n import Translator
from stat_tables.declare.sidecar import DataFormat
from stat_tables.declare.sidecar_keys import DELIMITERS

from .csv_places import CsvPlaces
from .grid import Grid, transposed
from .text_encoding import decode

_ = Translator(__file__)

_PREAMBLE = 30  # lines that may stand above the names

_SAID = re.compile(r"[\"']?sep=([;,\t|])[\"']?\n", re.IGNORECASE)
_NAMES = {",": ",", ";": ";", "\t": "\\t", "|": "|"}


def read_csv(data: bytes, path: str, reading: DataFormat, names: Collection[str]) -> Grid:
    """Read one file; raises BuildFailed with every fault of its form.

    Args:
        names: how the declared columns may be called; they tell the delimiter where the sidecar does not.
    """
    problems = Reporter()
    text = decode(data, path)
    said = _SAID.match(text)
    if said is not None and reading.header_row == 1:  # Excel's own line `sep=;`
        reading = reading._replace(delimiter=reading.delimiter or said[1], header_row=2)
    delimiter = reading.delimiter or ("\t" if path.endswith(".tsv") else _delimiter(text, path, reading, names))
    rows = _records(text, delimiter, path)
    head = reading.header_row - 1
    if head >= len(rows) or not any(rows[head]):
        hint = _("the row of names is row {row}; see “header_row” in table.toml", row=reading.header_row)
        raise Problem(_("there is no row with the names of the columns"), path, None, None, hint, "no-header")
    places = CsvPlaces(text, delimiter, head)
    _refuse_preamble(rows, head, names, places, path)
    header, body = _without_empty_end(rows[head], rows[head + 1 :])
    width = len(header)
    if not set(map(len, body)) <= {width}:
        problems.extend(_ragged(body, width, places, path))
        raise BuildFailed(problems)
    headers = tuple(cell.strip() for cell in header)
    return Grid(headers, transposed(body, width), len(body), places, path)


def _refuse_preamble(rows: list[list[str]], head: int, names: Collection[str], places: CsvPlaces, path: str) -> None:
    """Tell where the names stand, if not in the row that they are looked for in: lines of a title come before them."""
    if any(cell.strip() in names for cell in rows[head]):
        return
    for number, row in enumerate(rows[head + 1 : head + 1 + _PREAMBLE], head + 1):
        found = sum(cell.strip() in names for cell in row)
        if found > 1 and 2 * found >= len([cell for cell in row if cell.strip()]):
            line, _column = places.cell(number - head - 1, 0)
            hint = _("write header_row = {row} in table.toml", row=number + 1)
            raise Problem(_("the names of the columns stand here"), path, line, None, hint, "header-row")


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
    found = [delimiter for delimiter, count in known.items() if count == most]
    if most and max(len(_header(text, delimiter, reading.header_row)) for delimiter in found) == 1:
        return next((delimiter for delimiter in found if delimiter not in text), found[0])  # one column only
    if most and len(found) == 1:
        return found[0]
    if not most:  # no name is known: take the mark that is there, so that the names themselves can be told wrong
        line = "".join(text.split("\n", reading.header_row)[reading.header_row - 1 : reading.header_row])
        found = [delimiter for delimiter in DELIMITERS if delimiter in line] or [","]
    if len(found) == 1:
        return found[0]
    shown = ", ".join(f"“{_NAMES[delimiter]}”" for delimiter in found)
    hint = _('write it in table.toml, such as delimiter = ";"')
    message = _("what divides the cells may be {marks}", marks=shown)
    raise Problem(message, path, reading.header_row, None, hint, "delimiter")


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
            raise _broken(text, delimiter, path, error) from None
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _broken(text: str, delimiter: str, path: str, error: csv.Error) -> Problem:
    from .csv_scan import scan

    for record in scan(text, delimiter):
        if record.open_quote is not None:
            place, message = record.open_quote, _("a quotation begins here and never ends")
            return Problem(message, path, place.line, place.column, _('close it with "'), "open-quote")
        if record.stray is not None:
            place, message = record.stray, _("there is text after the end of a quotation")
            hint = _('within a quotation write "" for a quotation mark')
            return Problem(message, path, place.line, place.column, hint, "stray-quote")
    return Problem(_("this is not valid CSV ({reason})", reason=error), path, None, None, "", "csv-syntax")


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
