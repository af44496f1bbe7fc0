"""Rows that sum up a part of a table, such as a region over its provinces: they stand with it, not in the foot."""

from __future__ import annotations

from collections.abc import Sequence

from stat_tables.model.table import Column, Table
from stat_tables.request.directive import ViewRequest
from stat_tables.request.selection import Selection


def part_column(table: Table, request: ViewRequest, selection: Selection) -> Column | None:
    """The column that groups a whole table by itself: two or more of its values have a published total of their own.

    A table that the request sorts, or names another group for, stays as it asks.
    """
    if request.group or request.sort or len(table.keys) < 2:
        return None
    for column in selection.columns:
        may_group = column.id in table.keys and column.id != table.keys[-1]
        if may_group and len(summed_parts(table, column, selection.rows, selection.totals)) > 1:
            return column
    return None


def summed_parts(table: Table, column: Column, rows: Sequence[int], totals: Sequence[int]) -> dict[object, list[int]]:
    """Value of `column` -> the totals of the rows that have it; without values of no row, such as that of the whole."""
    parts = {_scalar(table, row, column) for row in rows}
    totals_of: dict[object, list[int]] = {}
    for row in totals:
        if (part := _scalar(table, row, column)) in parts:
            totals_of.setdefault(part, []).append(row)
    return totals_of


def _scalar(table: Table, row: int, column: Column) -> object:
    return table.cell(row, column.id).value.scalar
