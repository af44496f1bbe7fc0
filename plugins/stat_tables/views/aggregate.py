"""Rows put together: what adds is added, rates and averages are made anew from their parts, the rest says why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from portal.i18n import Translator
from stat_tables.model.number_format import round_to
from stat_tables.model.numerals import EXACT
from stat_tables.model.table import Approximator, Column, Measure, Status, Table, Value

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
    if column.weight:
        return _weighted(table, column, rows, read)
    return _unknown(column, why_not_added(column.measure))


def undeclared_parts(table: Table, columns: Iterable[Column]) -> list[Column]:
    """Columns of which nobody has said whether they add up, among `columns` and what these are computed from."""
    asked: dict[str, Column] = {}
    for column in columns:
        parts = (column.numerator, column.denominator) if column.numerator and column.denominator else (column.weight,)
        for name in (column.id, *parts):
            part = table.column_by_id.get(name)
            if part is not None and part.type.is_numeric and part.measure is Measure.UNDECLARED:
                asked[part.id] = part
    return [part for part in asked.values() if not (part.numerator and part.denominator) and not part.weight]


def why_not_added(measure: Measure) -> str:
    """For readers: why figures of this kind have no sum."""
    return {
        Measure.RATE: _("rates do not add up"),
        Measure.RANK: _("ranks do not add up"),
        Measure.AVERAGE: _("averages do not add up"),
        Measure.DENSITY: _("densities do not add up"),
        Measure.INDEX: _("index figures do not add up"),
        Measure.UNDECLARED: _("not added up: the source does not say whether these figures can be"),
    }.get(measure, _("these figures do not add up"))


def _sum(column: Column, rows: Sequence[int], read: ReadValue) -> Value:
    if not column.measure.adds:
        return _unknown(column, why_not_added(column.measure))
    values = [read(row, column.id) for row in rows]
    numbers = [value.number for value in values]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return _unknown(column, _("it cannot be computed: a figure is missing"))
    word, status = _told(values)
    return Value(
        scalar=sum(known, Decimal(0)),
        decimals=max((value.decimals for value in values), default=0),
        unit=column.unit,
        approximator=word,
        status=status,
    )


def _told(values: Iterable[Value]) -> tuple[Approximator | None, Status | None]:
    """What a figure made of `values` must say of itself."""
    known = list(values)
    rounded = any(value.approximator for value in known)
    revised = any(value.status is Status.REVISED for value in known)
    return Approximator.ABOUT if rounded else None, Status.REVISED if revised else None


def _ratio(table: Table, column: Column, rows: Sequence[int], read: ReadValue) -> Value:
    above = _sum(table.column_by_id[column.numerator], rows, read)
    below = _sum(table.column_by_id[column.denominator], rows, read)
    upper, lower = _full(above), _full(below)
    if upper is None or lower is None or lower == 0:
        reason = above.reason or below.reason or _("it cannot be computed: it would be divided by zero")
        return _unknown(column, reason)
    ratio = EXACT.divide(EXACT.multiply(upper, column.multiplier), lower)
    word, status = above.approximator or below.approximator, above.status or below.status
    return _rounded(column, ratio.scaleb(-_power(column), EXACT), RATE_DECIMALS, word, status)


def _weighted(table: Table, column: Column, rows: Sequence[int], read: ReadValue) -> Value:
    """An average of averages, each counted as often as its weight says."""
    weight = table.column_by_id[column.weight]
    total = _sum(weight, rows, read)
    if total.number is None or total.number == 0:
        return _unknown(column, total.reason or _("it cannot be computed: it would be divided by zero"))
    values, weights = [read(row, column.id) for row in rows], [read(row, weight.id) for row in rows]
    products = [
        EXACT.multiply(value.number, counted.number)
        for value, counted in zip(values, weights, strict=True)
        if value.number is not None and counted.number is not None
    ]
    if len(products) < len(values):
        return _unknown(column, _("it cannot be computed: a figure is missing"))
    decimals = max((value.decimals for value in values), default=0)
    average = EXACT.divide(sum(products, Decimal(0)), total.number)
    return _rounded(column, average, decimals, *_told((*values, *weights)))


def _rounded(column: Column, number: Decimal, decimals: int, word: Approximator | None, status: Status | None) -> Value:
    digits = decimals if column.decimals is None else column.decimals
    return Value(round_to(number, digits), decimals=digits, unit=column.unit, approximator=word, status=status)


def _power(column: Column) -> int:
    return column.unit.power if column.unit else 0


def _full(value: Value) -> Decimal | None:
    """In the base unit, so that numerator and denominator may be printed in different powers of ten."""
    if value.number is None:
        return None
    return value.number.scaleb(value.unit.power if value.unit else 0, EXACT)


def _unknown(column: Column, reason: str) -> Value:
    return Value(None, unit=column.unit, missing=NOT_COMPUTED, reason=reason)
