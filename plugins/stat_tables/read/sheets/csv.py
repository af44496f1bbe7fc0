"""A CSV text whose delimiter nobody has named -> sheet of texts."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace

from portal.errors import Problem
from portal.i18n import Translator
from stat_tables.read.csv_places import CsvPlaces
from stat_tables.read.csv_scan import broken_csv
from stat_tables.read.text_encoding import decode

from .series_export import without_facts
from .sheet import Filled, Sheet, assemble
from .texts import cell_of_text

_ = Translator(__file__)

DELIMITERS = (";", "\t", ",", "|")
_SEEN = 200  # records from which the delimiter is found out


def csv_sheet(data: bytes, path: str, delimiter: str = "", encoding: str = "") -> Sheet:
    """Raises Problem where the text is no CSV, or may be divided in two ways."""
    return sheet_of_text(decode(data, path, encoding), path, delimiter)


def sheet_of_text(text: str, path: str, delimiter: str = "") -> Sheet:
    """A text as `decode` gives it."""
    first, _newline, _rest = text.partition("\n")
    said = first.strip().strip('"')
    skipped = 0
    if said.lower().startswith("sep=") and len(said) == 5:
        delimiter, skipped = delimiter or said[4], 1
    delimiter = delimiter or _delimiter(text, path)
    cells: list[Filled] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, record in enumerate(reader):
            if number >= skipped:
                cells.extend(_cells(number, record))
    except csv.Error as error:
        raise broken_csv(text, delimiter, path, error) from None
    sheet = assemble("", cells, (), lambda _row: False, lambda _column: False, (), path)
    columns = sorted({cell.column for cell in cells if cell.value != ""})
    places, numbers = CsvPlaces(text, delimiter, -1), sheet.row_numbers
    return without_facts(replace(sheet, place=lambda row, column: places.cell(numbers[row] - 1, columns[column])))


def _cells(number: int, record: list[str]) -> list[Filled]:
    cells = []
    for column, text in enumerate(record):
        told = cell_of_text(text)
        if told.text:
            cells.append(Filled(number, column, told.text, told.marks, None, told.indent, False, told.raw))
    return cells


def _delimiter(text: str, path: str) -> str:
    """The mark by which most records divide into the same number of cells."""
    scores = {}
    for mark in DELIMITERS:
        widths = _widths(text, mark)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        scores[mark] = (count, width) if width > 1 else (0, 0)
    best = max(scores.values())
    if best == (0, 0):
        hint = _("save it as “CSV UTF-8”, with a head and at least two columns")
        raise Problem(_("no table is found in the file"), path, None, None, hint, "no-table")
    # Semicolons and tabs divide nothing but cells; a comma may be the mark of as many fractions in every row.
    fit = [
        mark
        for mark, (count, width) in scores.items()
        if count == best[0] or (mark in ";\t" and 2 * count >= best[0] and width >= best[1])
    ]
    return next(mark for mark in DELIMITERS if mark in fit)


def _widths(text: str, mark: str) -> Counter[int]:
    """How many records have so many cells; with what is empty at their ends or without, whichever is more alike."""
    whole: Counter[int] = Counter()
    filled: Counter[int] = Counter()
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark)):
            width = len(record)
            while record and not record[-1].strip():
                record.pop()
            if record:
                whole[width] += 1
                filled[len(record)] += 1
            if number > _SEEN:
                break
    except csv.Error:
        return Counter()
    for widths in (whole, filled):
        widths.pop(1, None)
    return max(filled, whole, key=lambda widths: max(widths.values(), default=0))
