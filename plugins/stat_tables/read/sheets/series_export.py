"""A file of one series, as ONS and INSEE export it: its title, facts about it, then periods and figures, no head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from portal.i18n import Translator
from portal.vietnam.text import fold

from .sheet import Sheet

_ = Translator(__file__)

_TITLES = frozenset(("title", "libelle", "titel", "titulo", "titolo", "series title", "series name"))
_PERIOD = re.compile(
    r"(?:1[89]|20|21)\d\d(?:[ -]?(?:q[1-4]|t[1-4]|s[12]|h[12]|m?\d{1,2}|[a-z]{3})(?:-\d{2})?)?", re.IGNORECASE
)
_HEAD = frozenset(("year", "date", "period", "time", "month", "quarter", "nam", "ky", "thang", "quy", "annee", "jahr"))
_FEWEST = 2  # facts between the title and the first period


# What the Australian office writes of each series, between its name and its figures.
_FACTS = frozenset(
    (
        "unit",
        "series type",
        "data type",
        "frequency",
        "collection month",
        "series start",
        "series end",
        "no. obs",
        "series id",
    )
)
_UNIT = "unit"


def without_series_facts(sheet: Sheet) -> Sheet:
    """A sheet of series side by side without the rows of facts under their names; the unit goes into the name."""
    rows = sheet.rows
    last = next((row for row in range(1, len(rows)) if _label(sheet, row) not in _FACTS), len(rows)) - 1
    if last < _FEWEST or last + 1 == len(rows):
        return sheet
    units = next((rows[row] for row in range(1, last + 1) if _label(sheet, row) == _UNIT), (None,) * sheet.width)
    named = tuple(
        cell._replace(value=f"{cell.text} ({unit.text})") if cell is not None and unit is not None and at else cell
        for at, (cell, unit) in enumerate(zip(rows[0], units, strict=True))
    )
    said = _(
        "facts about each series, passed over: rows {first}–{last}",
        first=sheet.row_numbers[1],
        last=sheet.row_numbers[last],
    )
    shortened = _keeping(sheet, [0, *range(last + 1, len(rows))])
    return replace(shortened, rows=(named, *shortened.rows[1:]), hidden=(*shortened.hidden, said))


def _label(sheet: Sheet, row: int) -> str:
    cell = sheet.rows[row][0]
    return fold(cell.text) if cell is not None else ""


def has_title_for_head(label: str) -> bool:
    """Whether a file whose first cell says so may be an export of one series."""
    return fold(label) in _TITLES


def without_facts(sheet: Sheet) -> Sheet:
    """The sheet with its title as the head of the periods; any other sheet as it is."""
    first = _first_period(sheet)
    if first is None:
        return sheet
    return _keeping(sheet, [0, *range(first, len(sheet.rows))])


def _keeping(sheet: Sheet, wanted: Sequence[int]) -> Sheet:
    place = sheet.place
    rows = tuple(
        tuple(None if cell is None else cell._replace(row=number) for cell in sheet.rows[row])
        for number, row in enumerate(wanted)
    )
    return replace(
        sheet,
        rows=rows,
        row_numbers=tuple(sheet.row_numbers[row] for row in wanted),
        place=lambda row, column: place(wanted[row], column),
        after_gap=frozenset(number for number, row in enumerate(wanted) if row in sheet.after_gap and number > 1),
    )


def _first_period(sheet: Sheet) -> int | None:
    labels = [row[0].text if row and row[0] is not None else "" for row in sheet.rows]
    if not 1 < sheet.width <= 3 or not labels or not has_title_for_head(labels[0]) or sheet.rows[0][1] is None:
        return None
    first = next((row for row, label in enumerate(labels) if _PERIOD.fullmatch(label)), None)
    if first is None or first <= _FEWEST or not all(_PERIOD.fullmatch(label) for label in labels[first:]):
        return None
    last = sheet.rows[first - 1]
    return None if fold(labels[first - 1]) in _HEAD and last[1] is not None else first
