"""A long table cut at a stated number of rows: the page says how many there are, the file beside it has them all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from portal.i18n import Translator
from stat_tables.model.number_format import format_number

from .view import TableView, ViewGroup

_ = Translator(__file__)

# A row is some 270 bytes of markup: a table in a story stays below 30 kB, the dataset's own page below 150 kB.
MOST_ROWS_IN_STORY = 100
MOST_ROWS_ON_PAGE = 500


def cut(view: TableView, most: int) -> TableView:
    """`view` with its first `most` rows, and a line that says so; totals stay."""
    if view.row_count <= most:
        return view
    left, groups = most, []
    for group in view.groups:
        if left <= 0:
            break
        groups.append(ViewGroup(group.rows[:left], group.label, group.id))
        left -= len(group.rows)
    text = _(
        "First {shown} of {count} rows; all of them are in the file to download.",
        shown=format_number(_whole(most)),
        count=format_number(_whole(view.row_count)),
    )
    return replace(view, groups=tuple(groups), cut=text)


def _whole(number: int) -> Decimal:
    return Decimal(number)
