"""The period that each row of a table is about, where its key names one: a year, a part of one, `Quý I/2024`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from .once_per_table import once_per_table
from .table import Column, ColumnType, Table
from .times import WHOLE, Time, time_of

_PARTS = {"first-half": (1, 6), "second-half": (7, 12), **{f"quarter-{q}": (3 * q - 2, 3 * q) for q in range(1, 5)}}


class RowTimes(NamedTuple):
    """`times` by row, None for rows without one; `key`: the column that names them, None where no key does."""

    times: tuple[Time | None, ...]
    key: Column | None


def row_times(table: Table) -> RowTimes:
    """Worked out once per table."""
    return once_per_table(table, "row times", lambda: _row_times(table))


def table_time(table: Table) -> Time | None:
    """The period of the whole table, as months of a year."""
    period = table.period
    if period is None:
        return None
    told = time_of(period.label)
    if told is None and period.start.year == period.end.year and period.start < period.end:
        return Time(period.start.year, period.start.month, period.end.month, True)
    return told


def earlier_row(table: Table, row: int, rows: Sequence[int]) -> int | None:
    """Among `rows`, that of the latest period before `row`'s, alike in all other keys."""
    times, key = row_times(table)
    own = _order(times, table, row, key)
    if own is None or key is None:
        return None
    others = [name for name in table.keys if name != key.id]
    same = [
        each
        for each in rows
        if each != row and all(table.values[name][each] == table.values[name][row] for name in others)
    ]
    earlier = [(order, each) for each in same if (order := _order(times, table, each, key)) and order < own]
    return max(earlier)[1] if earlier else None


def _order(times: Sequence[Time | None], table: Table, row: int, key: Column | None) -> tuple[int, ...] | None:
    time = times[row]
    if time is not None:
        return (time.year or 0, time.last, time.first)
    scalar = table.values[key.id][row] if key is not None else None
    return (scalar.toordinal(),) if isinstance(scalar, date) else None


def _row_times(table: Table) -> RowTimes:
    period = table_time(table)
    for key in (table.column_by_id[name] for name in table.keys):
        scalars = table.values[key.id]
        if key.type is ColumnType.YEAR:
            first, last = _PARTS.get(key.part, WHOLE)
            told = (first, last) != WHOLE
            years = (Time(int(year), first, last, told) if isinstance(year, Decimal) else None for year in scalars)
            return RowTimes(tuple(years), key)
        if key.type is ColumnType.DATE:
            return RowTimes((None,) * table.row_count, key)
        if key.type is ColumnType.STRING:
            named = [time_of(str(scalar)) for scalar in scalars]
            if table.row_count > len(table.total_rows) and all(
                time is not None for row, time in enumerate(named) if row not in table.total_rows
            ):
                year = period.year if period else None
                return RowTimes(tuple(time and time._replace(year=time.year or year) for time in named), key)
    return RowTimes((None,) * table.row_count, None)
