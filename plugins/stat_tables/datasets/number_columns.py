"""Columns of numbers: one way of writing for the entire column, decided by its cells or by the sidecar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from portal.i18n import Translator
from stat_tables.declare.sidecar_columns import parse_unit
from stat_tables.model.number_format import format_number
from stat_tables.model.numerals import (
    MOST_DIGITS,
    Decision,
    Figure,
    Numerals,
    decide,
    scale,
    take_apart,
    to_decimal,
)
from stat_tables.model.table import ColumnType, Mark, Scalar
from stat_tables.read.grid import BrokenCell, PercentCell
from stat_tables.read.sheets.marks import MISSING_WITH_FLAG, are_flags, without_marks

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
            _refuse_fractions(reading, values)
            return values
    _refuse_percentages(reading)
    return _closely(reading)


def _closely(reading: ColumnReading) -> tuple[Scalar, ...]:
    """Cell by cell: missing codes, approximators, units, parentheses, flags, and every fault."""
    values: list[Scalar] = [None] * len(reading.cells)
    figures: dict[int, Figure] = {}
    for row, cell in enumerate(reading.cells):
        if isinstance(cell, Decimal):
            values[row] = _whole(reading, row, cell)
        elif isinstance(cell, BrokenCell) and str(cell) not in reading.missing:
            reading.fault(row, _("“{value}” stands in the cell", value=reading.text(row)), cell.reason, "broken-cell")
        elif not reading.is_missing(row) and not _is_flagged_missing(reading, row):
            figure = _figure(reading, row, cell) if isinstance(cell, str) else None
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


def _is_flagged_missing(reading: ColumnReading, row: int) -> bool:
    """`: c` of Eurostat, where `:` has its reason."""
    match = MISSING_WITH_FLAG.fullmatch(str(reading.cells[row]).strip())
    if match is None or match[1] not in reading.missing:
        return False
    reading.marks[row] = Mark(missing=match[1])
    reading.loose[row] = (match[2],)
    return True


def _figure(reading: ColumnReading, row: int, cell: str) -> Figure | None:
    """The figure in the cell; marks of notes and flags of offices behind it go to the grid's marks."""
    figure = take_apart(cell)
    if figure is not None and not are_flags(figure.unit or "unit"):
        return figure
    bare, marks = without_marks(cell)
    told = take_apart(bare) if marks else None
    if told is not None:
        reading.loose[row] = marks
    return told or figure


def _decide(reading: ColumnReading, figures: Mapping[int, Figure]) -> Numerals | None:
    """How the column writes numbers; None, after a fault, where its cells contradict each other or leave doubt."""
    whole = reading.plan.column.type is ColumnType.INTEGER  # 1.600 cannot be a fraction there
    decision = decide((figure.number for figure in figures.values()), whole=whole)
    if decision.numerals is not None:
        return decision.numerals
    row_of = {figure.number: row for row, figure in reversed(tuple(figures.items()))}
    if decision.broken:
        _no_number(reading, row_of[decision.broken])
    elif decision.pair:
        _mixed(reading, *(row_of[text] for text in decision.pair))
    else:
        _doubtful(reading, row_of[decision.doubtful], decision)
    return None


def _doubtful(reading: ColumnReading, row: int, decision: Decision) -> None:
    ways = " / ".join(
        f'numerals = "{numerals.value}" ({format_number(value)})' for numerals, value in decision.readings
    )
    hint = _("write one of these in [columns.{id}]: {ways}", id=reading.plan.column.id, ways=ways)
    reading.fault(row, _("“{value}” can be read in two ways", value=reading.text(row)), hint, "ambiguous-number")


def _mixed(reading: ColumnReading, one: int, other: int) -> None:
    early, late = sorted((one, other))
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
        wanted = {Numerals.VIETNAMESE: "1.234,5", Numerals.ENGLISH: "1,234.5"}.get(numerals, "1234.5")
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


def _refuse_fractions(reading: ColumnReading, values: Sequence[Scalar]) -> None:
    """Spreadsheets keep 59,36% as 0.5936 and show it otherwise; printed as it is, it would be wrong by a hundred."""
    column = reading.plan.column
    if column.unit is None or column.unit.text != "%" or column.constraints.maximum is not None:
        return
    if any(isinstance(cell, PercentCell) for cell in reading.cells):
        return
    numbers = [(row, value) for row, value in enumerate(values) if isinstance(value, Decimal)]
    signed = any(isinstance(cell, str) and "%" in cell for cell in reading.cells)
    if signed or not numbers or not all(abs(value) <= 1 for _row, value in numbers):
        return
    row, value = next(((row, value) for row, value in numbers if value not in (0, 1)), (0, None))
    if value is not None:
        written = reading.text(row)
        rate = f"{(value * 100).normalize():f}".replace(".", "," if "," in written else ".")
        hint = _("write {rate}, or “maximum” in table.toml where rates are so small", rate=rate)
        message = _("“{value}” seems to be a fraction, the column is in %", value=written)
        reading.fault(row, message, hint, "percent-fraction")


def _refuse_percentages(reading: ColumnReading) -> None:
    """A cell that the spreadsheet shows with its percent sign, in a column that is not in per cent."""
    unit = reading.plan.column.unit
    if unit is not None and unit.text == "%":
        return
    row = next((row for row, cell in enumerate(reading.cells) if isinstance(cell, PercentCell)), None)
    if row is not None:
        hint = _('write unit = "{unit}" in [columns.{id}]', unit="%", id=reading.plan.column.id)
        message = _("the spreadsheet shows “{value} %” here", value=reading.text(row))
        reading.fault(row, message, hint, "unit")
