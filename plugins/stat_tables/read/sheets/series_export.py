"""A file of one series, as ONS and INSEE export it: its title, facts about it, then periods and figures, no head."""

from __future__ import annotations

import re
from dataclasses import replace

from portal.vietnam.text import fold

from .sheet import Sheet

_TITLES = frozenset(("title", "libelle", "titel", "titulo", "titolo", "series title", "series name"))
_PERIOD = re.compile(
    r"(?:1[89]|20|21)\d\d(?:[ -]?(?:q[1-4]|t[1-4]|s[12]|h[12]|m?\d{1,2}|[a-z]{3})(?:-\d{2})?)?", re.IGNORECASE
)
_HEAD = frozenset(("year", "date", "period", "time", "month", "quarter", "nam", "ky", "thang", "quy", "annee", "jahr"))
_FEWEST = 2  # facts between the title and the first period


def has_title_for_head(label: str) -> bool:
    """Whether a file whose first cell says so may be an export of one series."""
    return fold(label) in _TITLES


def without_facts(sheet: Sheet) -> Sheet:
    """The sheet with its title as the head of the periods; any other sheet as it is."""
    first = _first_period(sheet)
    if first is None:
        return sheet
    kept = [0, *range(first, len(sheet.rows))]
    place = sheet.place
    rows = tuple(
        tuple(None if cell is None else replace(cell, row=number) for cell in sheet.rows[row])
        for number, row in enumerate(kept)
    )
    return replace(
        sheet,
        rows=rows,
        row_numbers=tuple(sheet.row_numbers[row] for row in kept),
        place=lambda row, column: place(kept[row], column),
        after_gap=frozenset(number for number, row in enumerate(kept) if row in sheet.after_gap and number > 1),
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
