"""Columns of numbers: one way of writing for the entire column, decided by its cells or by the sidecar."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from portal.i18n import Translator
from stat_tables.declare.sidecar_columns import parse_unit
from stat_tables.model.numerals import (
    MOST_DIGITS,
    Evidence,
    Figure,
    Numerals,
    evidence,
    scale,
    take_apart,
    to_decimal,
)
from stat_tables.model.table import ColumnType, Mark, Scalar

from .column_reading import ColumnReading
from .plain_numbers import read_plain_column

_ = Translator(__file__)


def read_numbers(reading: ColumnReading) -> tuple[Scalar, ...]:
    """Exact decimals that keep the zeros of their source; None where a value is missing or faulty."""
    column = reading.plan.column
    cells = reading.cells
    if cells and set(map(type, cells)) == {str}:
        values = read_plain_column(cells, reading.plan.numerals, column.type is ColumnType.INTEGER)  # type: ignore[arg-type]
        if values is not None:
            return values
    return _closely(reading)


def _closely(reading: ColumnReading) -> tuple[Scalar, ...]:
    """Cell by cell: missing codes, approximators, units, parentheses, flags, and every fault."""
    values: list[Scalar] = [None] * len(reading.cells)
    figures: dict[int, Figure] = {}
    for row, cell in enumerate(reading.cells):
        if isinstance(cell, Decimal):
            values[row] = _whole(reading, row, cell)
        elif not reading.is_missing(row):
            figure = take_apart(str(cell)) if isinstance(cell, str) else None
            if figure is None or len(figure.number) > MOST_DIGITS:
                _no_number(reading, row)
            else:
                figures[row] = figure
    numerals = reading.plan.numerals or _decide(reading, figures)
    if numerals is not None:
        for row, figure in figures.items():
            values[row] = _value(reading, row, figure, numerals)
    _refuse_fractions(reading, values)
    return tuple(values)


def _decide(reading: ColumnReading, figures: Mapping[int, Figure]) -> Numerals | None:
    """How the column writes numbers; None, after a fault, where its cells contradict each other or leave doubt."""
    first: dict[Evidence, int] = {}
    for row, figure in figures.items():
        first.setdefault(evidence(figure.number), row)
    if Evidence.ENGLISH in first:
        row = first[Evidence.ENGLISH]
        message = _("“{value}” groups digits with commas, as in English", value=reading.text(row))
        reading.fault(row, message, _("write 1.234.567,8 or 1234567.8"), "english-number")
        return None
    canonical, vietnamese = first.get(Evidence.CANONICAL), first.get(Evidence.VIETNAMESE)
    if canonical is not None and vietnamese is not None:
        _mixed(reading, canonical, vietnamese)
        return None
    doubtful = first.get(Evidence.AMBIGUOUS)
    if vietnamese is not None or doubtful is None:
        return Numerals.CANONICAL if vietnamese is None else Numerals.VIETNAMESE
    only_dots = not any("," in figure.number for figure in figures.values())
    if canonical is None and reading.plan.column.type is ColumnType.INTEGER and only_dots:
        return Numerals.VIETNAMESE  # 1.600 cannot be a fraction here
    hint = _('write numerals = "vi" (1.234 is one thousand …) or "canonical" (1.234 is one and …) in [columns.{id}]')
    message = _("“{value}” can be read in two ways", value=reading.text(doubtful))
    reading.fault(doubtful, message, hint.format(id=reading.plan.column.id), "ambiguous-number")
    return None


def _mixed(reading: ColumnReading, canonical: int, vietnamese: int) -> None:
    early, late = sorted((canonical, vietnamese))
    message = _(
        "“{value}” and “{other}” ({place}) are written in two ways",
        value=reading.text(late),
        other=reading.text(early),
        place=reading.place(early),
    )
    hint = _("write all numbers of a column in one way: 1.234,5 or 1234.5")
    reading.fault(late, message, hint, "mixed-numbers")


def _value(reading: ColumnReading, row: int, figure: Figure, numerals: Numerals) -> Decimal | None:
    number = to_decimal(figure.number, numerals)
    if number is None:
        wanted = "1.234,5" if numerals is Numerals.VIETNAMESE else "1234.5"
        message = _("“{value}” is not written like the other numbers of the column", value=reading.text(row))
        reading.fault(row, message, _("write it like {example}", example=wanted), "number-form")
        return None
    if figure.parentheses:
        if not reading.plan.negative_parentheses:
            hint = _('write −5,2, or parentheses = "negative" in [columns.{id}]', id=reading.plan.column.id)
            reading.fault(row, _("“{value}” stands in parentheses", value=reading.text(row)), hint, "parentheses")
            return None
        number = -number
    if figure.approximator or figure.status:
        reading.marks[row] = Mark(approximator=figure.approximator, status=figure.status)
    return _whole(reading, row, _in_unit(reading, row, figure, number))


def _in_unit(reading: ColumnReading, row: int, figure: Figure, number: Decimal) -> Decimal | None:
    """The number in the column's unit, where the cell names its own: `73.000 triệu` under `tỷ đồng` is 73."""
    if not figure.unit and not figure.power:
        return number
    unit = reading.plan.column.unit
    written = parse_unit(figure.unit).base if figure.unit else ""
    if unit is None or (written and written.casefold() != unit.base.casefold()):
        hint = _('write unit = "{unit}" in [columns.{id}]', unit=figure.unit, id=reading.plan.column.id)
        if unit is not None:
            hint = _("the column is in {unit}", unit=unit.text)
        message = _("“{value}” brings a unit that the column does not have", value=reading.text(row))
        reading.fault(row, message, hint, "unit")
        return None
    return scale(number, figure.power - unit.power)


def _whole(reading: ColumnReading, row: int, number: Decimal | None) -> Decimal | None:
    if number is None or reading.plan.column.type is not ColumnType.INTEGER:
        return number
    whole = number.to_integral_value()
    if whole != number:
        hint = _('write a whole number, or type = "number" in [columns.{id}]', id=reading.plan.column.id)
        reading.fault(row, _("“{value}” is not a whole number", value=reading.text(row)), hint, "integer")
        return None
    return whole


def _no_number(reading: ColumnReading, row: int) -> None:
    message = _(
        "“{value}” is not a number in column “{column}”", value=reading.text(row), column=reading.plan.column.label
    )
    hint = _("write 1600 or 1.600, 59.36 or 59,36, gần 1.600, 73 tỷ")
    if not any(character.isalnum() for character in reading.text(row)):
        hint = _('give the sign a reason in [missing] of table.toml, such as "…" = "nguồn không nêu"')
    reading.fault(row, message, hint, "number")


def _refuse_fractions(reading: ColumnReading, values: list[Scalar]) -> None:
    """Spreadsheets keep 59,36% as 0.5936 and show it otherwise; printed as it is, it would be wrong by a hundred."""
    column = reading.plan.column
    numbers = [
        (row, value)
        for row, value in enumerate(values)
        if isinstance(value, Decimal) and isinstance(reading.cells[row], Decimal)
    ]
    if column.unit is None or column.unit.text != "%" or column.constraints.maximum is not None or not numbers:
        return
    if all(abs(value) <= 1 for _row, value in numbers) and any(value not in (0, 1) for _row, value in numbers):
        hint = _("turn off the percent format and write 59.36; or write “maximum” where rates are so small")
        message = _("“{value}” seems to be a fraction, the column is in %", value=reading.text(numbers[0][0]))
        reading.fault(numbers[0][0], message, hint, "percent-fraction")
