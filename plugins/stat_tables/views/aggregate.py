"""Rows put together: counts and money add, rates are computed from their parts, and what cannot be known says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from portal.i18n import Translator
from stat_tables.model.number_format import round_to
from stat_tables.model.numerals import EXACT
from stat_tables.model.table import Approximator, Column, Status, Table, Value

_ = Translator(__file__)

# What stands in the cell where rows cannot be put together.
NOT_COMPUTED = "–"
RATE_DECIMALS = 2

ReadValue = Callable[[int, str], Value]


def aggregate(table: Table, column: Column, rows: Sequence[int], read: ReadValue) -> Value | None:
    """The value of `rows` together; None for columns of words.

    Args:
        read: (row, column id) -> value, so that an article can ask for the figures of its day.
    """
    if not column.type.is_numeric:
        return None
    if column.measure.adds:
        return _sum(column, rows, read)
    if column.numerator and column.denominator:
        return _ratio(table, column, rows, read)
    return _unknown(column, _("it cannot be computed from the rows above"))


def _sum(column: Column, rows: Sequence[int], read: ReadValue) -> Value:
    values = [read(row, column.id) for row in rows]
    numbers = [value.number for value in values]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return _unknown(column, _("it cannot be computed: a figure is missing"))
    rounded = any(value.approximator for value in values)
    revised = any(value.status is Status.REVISED for value in values)
    return Value(
        scalar=sum(known, Decimal(0)),
        decimals=max((value.decimals for value in values), default=0),
        unit=column.unit,
        approximator=Approximator.ABOUT if rounded else None,
        status=Status.REVISED if revised else None,
    )


def _ratio(table: Table, column: Column, rows: Sequence[int], read: ReadValue) -> Value:
    above = _sum(table.column_by_id[column.numerator], rows, read)
    below = _sum(table.column_by_id[column.denominator], rows, read)
    upper, lower = _full(above), _full(below)
    if upper is None or lower is None or lower == 0:
        return _unknown(column, _("it cannot be computed: a figure is missing"))
    decimals = RATE_DECIMALS if column.decimals is None else column.decimals
    rate = EXACT.divide(EXACT.multiply(upper, column.multiplier), lower)
    word = above.approximator or below.approximator
    status = above.status or below.status
    return Value(round_to(rate, decimals), decimals=decimals, unit=column.unit, approximator=word, status=status)


def _full(value: Value) -> Decimal | None:
    """In the base unit, so that numerator and denominator may be printed in different powers of ten."""
    if value.number is None:
        return None
    return value.number.scaleb(value.unit.power if value.unit else 0, EXACT)


def _unknown(column: Column, reason: str) -> Value:
    return Value(None, unit=column.unit, missing=NOT_COMPUTED, reason=reason)
