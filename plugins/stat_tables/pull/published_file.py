"""Bytes as published -> the tables in them: pages as browsers parse them, workbooks and CSV as they are shown."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.dammit import EncodingDetector

from portal.i18n import Translator
from stat_tables.declare.sidecar_keys import ENCODINGS
from stat_tables.read.layout.find import tables_of
from stat_tables.read.layout.lines import around
from stat_tables.read.sheets.csv import csv_sheet
from stat_tables.read.sheets.open import is_workbook, open_book
from stat_tables.read.sheets.sheet import Sheet

from .choose import Selector, choose_among, choose_table
from .from_layout import pulled_of
from .pulled import PulledTable

_ = Translator(__file__)

_CSV_TYPES = ("text/csv", "text/tab-separated-values")


class UnreadableFile(ValueError):
    """The bytes are no page, sheet or CSV that can be read; the message says why."""


@dataclass(frozen=True)
class ChosenTable:
    """The chosen table, and the title of its page."""

    table: PulledTable
    title: str = ""


@dataclass(frozen=True)
class FileReading:
    """What an editor says of a file: labels of parts, the last row of figures, the encoding of a CSV text."""

    parts: tuple[str, ...] = ()
    last_row: int = 0
    encoding: str = ""


def choose_published(
    data: bytes, path: str, content_type: str, sheet: str, selector: Selector, reading: FileReading
) -> ChosenTable:
    """Args:
    content_type: as the server said; a `charset` in it counts.
    sheet: name of the sheet of a workbook; all that are shown are searched otherwise.
    """
    if is_workbook(data) or data[:4] == b"%PDF":
        book = open_book(data, path)
        sheets = (book.sheet(sheet),) if sheet else book.all()
        tables = tuple(table for one in sheets for table in tables_of_sheet(one, reading.parts, reading.last_row))
        chosen = choose_among(tables, selector)
        return ChosenTable(replace(chosen, remarks=(*book.remarks, *chosen.remarks)))
    if content_type.split(";")[0].strip().lower() in _CSV_TYPES or _looks_like_csv(data):
        rows = csv_sheet(data, path, encoding=reading.encoding or _charset(content_type))
        return ChosenTable(choose_among(tables_of_sheet(rows, reading.parts, reading.last_row), selector))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # `<?xml` begins many a page, which is one all the same
        soup = BeautifulSoup(_page_text(data, content_type), "html5lib")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    return ChosenTable(choose_table(soup, selector, reading.parts), title)


def tables_of_sheet(sheet: Sheet, parts: tuple[str, ...] = (), last_row: int = 0) -> tuple[PulledTable, ...]:
    laid = tables_of(sheet, parts, last_row)
    return tuple(pulled_of(table, around(table.above, table.below)) for table in laid)


def _charset(content_type: str) -> str:
    """The encoding that a server names, where it is one of the known ones."""
    said = content_type.lower().partition("charset=")[2].strip(" \"';")
    said = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "shift_jis": "shift-jis"}.get(said, said)
    return said if said in ENCODINGS and not said.startswith("utf") else ""


def _page_text(data: bytes, content_type: str) -> str:
    """The page in the encoding that its byte order mark, the server or the page itself names; UTF-8 otherwise."""
    marked, encoding = EncodingDetector.strip_byte_order_mark(data)
    said = content_type.lower().partition("charset=")[2].strip(" \"';")
    encoding = encoding or said or EncodingDetector.find_declared_encoding(data, is_html=True) or "utf-8"
    try:
        return marked.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise UnreadableFile(_("the page is not in its encoding, {encoding}", encoding=encoding)) from None


def _looks_like_csv(data: bytes) -> bool:
    marked, encoding = EncodingDetector.strip_byte_order_mark(data)
    if encoding:
        data = marked.decode(encoding, "replace").encode()
    head = data[:2048].lstrip().lower()
    return not head.startswith(b"<") and b"<table" not in data.lower() and b"<html" not in head and b"<li" not in head
