"""Where the records and cells of a CSV text stand: physical line and column. Slow and careful; for messages only."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from portal.errors import Problem
from portal.i18n import Translator

_ = Translator(__file__)


@dataclass(frozen=True, slots=True)
class CsvPlace:
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """The places of the cells of one record. `open_quote`: where a quotation begins that never ends."""

    cells: tuple[CsvPlace, ...]
    open_quote: CsvPlace | None = None
    stray: CsvPlace | None = None


def scan(text: str, delimiter: str) -> Iterator[CsvRecord]:
    """Records in order. A quotation begins at the start of a cell only; `stray` is the first thing after its end."""
    at, line, line_start = 0, 1, 0
    while at < len(text):
        cells: list[CsvPlace] = []
        open_quote = stray = None
        while True:
            place = CsvPlace(line, at - line_start + 1)
            cells.append(place)
            if text.startswith('"', at):
                end = _closing(text, at + 1)
                line += text.count("\n", at, end)
                line_start = max(line_start, text.rfind("\n", at, end) + 1)
                open_quote = open_quote or (place if end >= len(text) and not _closed(text, at) else None)
                at = end
                if at < len(text) and text[at] not in (delimiter, "\n", "\r"):
                    stray = stray or CsvPlace(line, at - line_start + 1)
            while at < len(text) and text[at] not in (delimiter, "\n", "\r"):
                at += 1
            if at >= len(text) or text[at] != delimiter:
                break
            at += 1
        yield CsvRecord(tuple(cells), open_quote, stray)
        at += 2 if text.startswith("\r\n", at) else 1
        line, line_start = line + 1, at


def broken_csv(text: str, delimiter: str, path: str, error: csv.Error) -> Problem:
    """Where a text is no CSV, with what to do."""
    for record in scan(text, delimiter):
        if record.open_quote is not None:
            place, message = record.open_quote, _("a quotation begins here and never ends")
            return Problem(message, path, place.line, place.column, _('close it with "'), "open-quote")
        if record.stray is not None:
            place, message = record.stray, _("there is text after the end of a quotation")
            hint = _('within a quotation write "" for a quotation mark')
            return Problem(message, path, place.line, place.column, hint, "stray-quote")
    return Problem(_("this is not valid CSV ({reason})", reason=error), path, None, None, "", "csv-syntax")


def _closing(text: str, at: int) -> int:
    """The position after the quotation whose content begins at `at`."""
    while True:
        end = text.find('"', at)
        if end < 0:
            return len(text)
        if not text.startswith('""', end):
            return end + 1
        at = end + 2


def _closed(text: str, start: int) -> bool:
    """Whether the quotation that begins at `start` and reaches the end of the text is closed there."""
    inner = text[start + 1 :].replace('""', "")
    return inner.endswith('"')
