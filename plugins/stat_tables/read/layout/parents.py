"""Rows with figures that head the rows beneath them, where labels repeat: `2022 | Quý I | Quý II | 2023 | Quý I`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from stat_tables.read.sheets.sheet import SheetCell

from .row_kinds import Lines, figure_columns, is_year

_ROMAN = re.compile(r"(?:[IVX]{1,5}|[A-Z])\s*[.)/\-–]?(?:\s|$)")
_PERIOD = re.compile(r"(?:quý|tháng|q[1-4]|t\d|\d+ tháng|cả năm|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.I)


def parents(lines: Lines, rows: Sequence[int]) -> dict[int, str]:
    """Row -> the label of the row that heads it; empty where labels differ, or where nothing shows the heads.

    A head stands under its own label; rows above the first head under none.
    """
    labels = {row: label_of(lines, row) for row in rows}
    names = _names(lines, rows)
    if len(set(names.values())) == len(rows) or any(label is None for label in labels.values()):
        return {}
    counts = Counter(names.values())
    for heads in _candidates(lines, {row: label for row, label in labels.items() if label is not None}):
        if len(heads) > 1 and all(counts[names[row]] == 1 for row in heads):
            head_of = _under(rows, heads, labels)
            if len({(head_of[row], names[row]) for row in rows}) == len(rows):
                return head_of
    return {}


_ROMAN = re.compile(r"[IVX]+[.)]?")  # `II` numbers a row as `2` does


def label_of(lines: Lines, row: int) -> SheetCell | None:
    """The first cell of words in a row; numbers of rows stand before it."""
    cells = lines.cells(row)
    worded = (
        cell
        for cell in cells
        if (sum(map(str.isalpha, cell.text)) > 1 and not _ROMAN.fullmatch(cell.text)) or is_year(cell)
    )
    return next(worded, cells[0] if cells else None)


def _names(lines: Lines, rows: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The labels of each row, without figures and without numbers of rows."""
    figures = figure_columns(lines, rows)
    columns = [column for column in range(lines.sheet.width) if column not in figures]
    worded = [
        column
        for column in columns
        if any((cell := lines.at(row, column)) is not None and sum(map(str.isalpha, cell.text)) > 1 for row in rows)
    ]
    named = worded or columns[:1]
    return {
        row: tuple(cell.text if (cell := lines.at(row, column)) is not None else "" for column in named) for row in rows
    }


def _candidates(lines: Lines, labels: dict[int, SheetCell]) -> Iterator[list[int]]:
    """Rows that may be heads, by each sign of one: bold, further left, a Roman number, capitals, a year over months."""
    least = min(cell.indent for cell in labels.values())
    signs: tuple[Callable[[int, SheetCell], bool], ...] = (
        lambda _row, cell: cell.strong,
        lambda _row, cell: cell.indent == least,
        lambda row, _cell: _ROMAN.match(lines.cells(row)[0].text) is not None,
        lambda _row, cell: cell.text.isupper(),
        lambda _row, cell: not _PERIOD.match(cell.text) and is_year(cell),
    )
    for sign in signs:
        heads = [row for row, cell in labels.items() if sign(row, cell)]
        if len(heads) < len(labels):
            yield heads


def _under(rows: Sequence[int], heads: Sequence[int], labels: dict[int, SheetCell | None]) -> dict[int, str]:
    head_of: dict[int, str] = {}
    part = ""
    for row in rows:
        label = labels[row]
        if row in heads and label is not None:
            part = label.text
        head_of[row] = part
    return head_of
