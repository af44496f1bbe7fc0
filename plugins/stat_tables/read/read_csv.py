"""A CSV or TSV file -> grid of texts. Strict: what spreadsheets guess about silently is told to the editor."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Collection
from itertools import islice

from portal.errors import BuildFailed, Problem, Reporter
from portal.i18n import Translator
from stat_tables.declare.sidecar import DataFormat
from stat_tables.declare.sidecar_keys import DELIMITERS

from .csv_places import CsvPlaces
from .grid import Grid, transposed

_ = Translator(__file__)

_NAMES = {",": ",", ";": ";", "\t": "\\t", "|": "|"}


def read_csv(data: bytes, path: str, reading: DataFormat, names: Collection[str]) -> Grid:
    """Read one file; raises BuildFailed with every fault of its form.

    Args:
        names: how the declared columns may be called; they tell the delimiter where the sidecar does not.
    """
    problems = Reporter()
    text = decode(data, path)
    delimiter = reading.delimiter or ("\t" if path.endswith(".tsv") else _delimiter(text, path, reading, names))
    rows = _records(text, delimiter, path)
    head = reading.header_row - 1
    if head >= len(rows) or not any(rows[head]):
        hint = _("the row of names is row {row}; see “header_row” in table.toml", row=reading.header_row)
        raise Problem(_("there is no row with the names of the columns"), path, None, None, hint, "no-header")
    places = CsvPlaces(text, delimiter, head)
    header, body = rows[head], rows[head + 1 :]
    width = len(header)
    if not set(map(len, body)) <= {width}:
        problems.extend(_ragged(body, width, places, path))
        raise BuildFailed(problems)
    headers = tuple(cell.strip() for cell in header)
    return Grid(headers, transposed(body, width), len(body), places, path)


def decode(data: bytes, path: str) -> str:
    """UTF-8 with or without its mark, in NFC; anything else is refused with a hint at what it may be."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        hint = _("save it as UTF-8 (in Excel: “CSV UTF-8”)")
        raise Problem(_("the file is UTF-16"), path, 1, 1, hint, "encoding")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        message = _("byte {byte} is not UTF-8", byte=f"0x{data[error.start]:02X}")
        hint = _("the file may be in an old encoding (Windows-1258, TCVN3, VNI); save it as UTF-8")
        raise Problem(message, path, line, column, hint, "encoding") from None
    if "\x00" in text:
        at = text.index("\x00")
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        raise Problem(
            _("the file holds a zero character; it is no text"), path, line, column, _("save it as UTF-8"), "encoding"
        )
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


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
