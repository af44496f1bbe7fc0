"""Bytes as published -> parsed page: HTML as browsers parse it; sheets and CSV turned into the table markup of a page.

One way for everything: what tells heads, units and notes apart is written once, for tables of pages.
"""

from __future__ import annotations

import csv
import html
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from bs4 import BeautifulSoup
from bs4.dammit import EncodingDetector

from portal.i18n import Translator

_ = Translator(__file__)

MOST_PARTS, MOST_UNPACKED, MOST_RATIO = 5_000, 200 * 2**20, 200
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class UnreadableFile(ValueError):
    """The bytes are no page, sheet or CSV that can be read; the message says why."""


def parse_published(data: bytes, content_type: str = "", sheet: str = "") -> BeautifulSoup:
    """The page, or a page made of the sheet.

    Args:
        content_type: as the server said; a `charset` in it counts.
        sheet: name of the sheet of an XLSX or ODS file; the first one otherwise.
    """
    if data[:2] == b"PK":
        return _soup(_sheet_rows(data, sheet))
    text_type = content_type.split(";")[0].strip().lower()
    if text_type in ("text/csv", "text/tab-separated-values") or _looks_like_csv(data):
        return _soup(_csv_rows(_decode(data)))
    if data[:4] == b"%PDF" or data[:4] == b"\xd0\xcf\x11\xe0":
        raise UnreadableFile(_("only HTML, CSV, XLSX and ODS are read; save the file as XLSX"))
    return BeautifulSoup(_page_text(data, content_type), "html5lib")


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
    head = data[:2048].lstrip().lower()
    return not head.startswith(b"<") and b"<table" not in data.lower() and b"<html" not in head and b"<li" not in head


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-16" if data[:2] in _UTF16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(_("the file is not UTF-8; save it as “CSV UTF-8”")) from None


def _csv_rows(text: str) -> list[list[str]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t|", key=first.count)
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(row)]
    if len(rows) < 2 or len(rows[0]) < 2:
        raise UnreadableFile(_("no table is found in the file"))
    return rows


def _sheet_rows(data: bytes, sheet: str) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_bombs(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        name = sheet or book.sheet_names[0]
        if name not in book.sheet_names:
            known = ", ".join(book.sheet_names)
            raise UnreadableFile(_("no sheet “{name}”; sheets: {known}", name=name, known=known))
        return [[_cell(value) for value in row] for row in book.get_sheet_by_name(name).to_python()]
    except (CalamineError, IndexError) as error:
        raise UnreadableFile(_("the sheet cannot be read: {reason}", reason=error)) from None


def _refuse_bombs(data: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile as error:
        raise UnreadableFile(_("the sheet cannot be read: {reason}", reason=error)) from None
    unpacked = sum(part.file_size for part in parts)
    ratio = unpacked / max(1, len(data))
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or (ratio > MOST_RATIO and unpacked > 2**20):
        raise UnreadableFile(_("the file unpacks to far more than any table holds"))


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return "" if value is None else str(value)


def _soup(rows: Iterable[Sequence[str]]) -> BeautifulSoup:
    """Rows as a page. Leading rows with a single cell are the title; a row ends with its last filled cell."""
    kept = [list(row) for row in rows if any(cell.strip() for cell in row)]
    width = max((len(row) for row in kept), default=0)
    lines = []
    for row in kept:
        filled = [cell for cell in row if cell.strip()]
        cells = (
            f'<td colspan="{width}">{html.escape(filled[0])}</td>'
            if len(filled) == 1 and row[0].strip() and width > 1
            else "".join(f"<td>{html.escape(cell)}</td>" for cell in [*row, *[""] * (width - len(row))])
        )
        lines.append(f"<tr>{cells}</tr>")
    return BeautifulSoup(f"<table>{''.join(lines)}</table>", "html5lib")
