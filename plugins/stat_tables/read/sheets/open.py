"""The workbook in any file of an office, told by its bytes; what cannot be read is told what to do."""

from __future__ import annotations

from dataclasses import replace

from portal.errors import Problem
from portal.i18n import Translator

from .book import Book
from .limits import Archive
from .ods import open_ods
from .xls import open_xls
from .xlsx import open_xlsx

_ = Translator(__file__)

_PDF, _OLE, _ZIP = b"%PDF", b"\xd0\xcf\x11\xe0", b"PK"


def is_workbook(data: bytes) -> bool:
    return data[:2] == _ZIP or data[:4] == _OLE


def open_book(data: bytes, path: str) -> Book:
    """Raises Problem, in words an editor can act on."""
    return replace(_book(data, path), data=data)


def _book(data: bytes, path: str) -> Book:
    if data[:4] == _PDF:
        hint = _("ask the office for its XLSX, or copy the table into a spreadsheet and check it figure by figure")
        raise Problem(_("tables are not read from PDF files"), path, None, None, hint, "pdf")
    if data[:4] == _OLE:
        return open_xls(data, path)
    if data.lstrip()[:1] == b"<":
        hint = _("open it in Excel and save it as XLSX, or read it with scripts/pull-table")
        raise Problem(
            _("the file is a web page under the name of a spreadsheet"), path, None, None, hint, "spreadsheet"
        )
    archive = Archive(data, path)
    if "xl/workbook.xml" in archive.names:
        return open_xlsx(data, path)
    if "content.xml" in archive.names:
        return open_ods(data, path)
    if any(name.startswith("word/") for name in archive.names):
        hint = _("copy its table into a spreadsheet and save that as XLSX")
        raise Problem(_("tables are not read from Word files"), path, None, None, hint, "docx")
    if any(name.startswith("xl/") for name in archive.names):
        hint = _("save it as XLSX")
        raise Problem(_("tables are not read from XLSB files"), path, None, None, hint, "xlsb")
    return _unknown(archive)


def _unknown(archive: Archive) -> Book:
    raise archive.fault(_("the file is damaged, or no XLSX or ODS file"))
