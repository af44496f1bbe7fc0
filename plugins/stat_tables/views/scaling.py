"""Figures in the unit that the editor asks for: `đồng` as `tỷ đồng`, with as many digits as one can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from portal.body import at_line
from portal.errors import Problem
from portal.i18n import Translator
from stat_tables.model.number_format import round_to, trimmed
from stat_tables.model.numerals import POWERS, power_of, scale
from stat_tables.model.table import Column, Table, Unit, Value, decimals_of
from stat_tables.request.directive import ViewRequest
from stat_tables.request.selection import find_column, same_name, unknown_column

_ = Translator(__file__)

T = TypeVar("T")

# A newspaper's table keeps three or four digits: 12,2 tỷ, 216 tỷ, 1.598.
READABLE_DIGITS = 3


@dataclass(frozen=True)
class Presentation:
    """How the figures of one column are printed. `decimals` None: as published."""

    unit: Unit | None
    decimals: int | None = None

    def apply(self, value: Value) -> Value:
        """The same quantity in this presentation; values without a number stay."""
        number = value.number
        if number is None:
            return value
        shift = (value.unit.power if value.unit else 0) - (self.unit.power if self.unit else 0)
        number = scale(number, shift) if shift else number
        decimals = value.decimals if self.decimals is None else self.decimals
        return replace(value, scalar=round_to(number, decimals), decimals=decimals, unit=self.unit)


def presentations(table: Table, request: ViewRequest, faults: list[Problem]) -> dict[str, Presentation]:
    """Column id -> presentation, for the columns that the options `đơn vị` and `số lẻ` change."""
    units = _by_column(table, request.units, request.line_of("units"), faults)
    digits = _by_column(table, request.decimals, request.line_of("decimals"), faults)
    by_column: dict[str, Presentation] = {}
    for column in table.columns:
        unit, decimals = column.unit, digits.get(column.id, digits.get("*"))
        wanted = units.get(column.id) or units.get("*")
        if wanted and column.unit:
            unit = parse_unit(wanted, column.unit)
            if unit is None and column.id in units:
                faults.append(_no_unit(column, wanted, request.line_of("units")))
            unit = unit or column.unit
            if unit != column.unit and decimals is None:
                decimals = _readable_decimals(table, column, unit)
        elif wanted and column.id in units:
            faults.append(_no_unit(column, wanted, request.line_of("units")))
        if (unit != column.unit or decimals is not None) and column.type.is_numeric:
            by_column[column.id] = Presentation(unit, decimals)
    return by_column


def parse_unit(text: str, like: Unit) -> Unit | None:
    """`tỷ đồng` for a column in `đồng` -> its unit of power 9; None where the base differs."""
    words = text.split()
    count = 0
    while count < len(words) and words[count].lower() in POWERS:
        count += 1
    if same_name(" ".join(words[count:])) != same_name(like.base):
        return None
    return Unit(text, like.base, power_of(" ".join(words[:count])))


def _by_column(table: Table, by_name: Mapping[str, T], line: int, faults: list[Problem]) -> dict[str, T]:
    by_column = {}
    for name, value in by_name.items():
        column = find_column(table, name) if name != "*" else None
        if column is not None or name == "*":
            by_column[column.id if column else "*"] = value
        else:
            faults.append(unknown_column(table, name, line))
    return by_column


def _no_unit(column: Column, wanted: str, line: int) -> Problem:
    own = column.unit.text if column.unit else _("none")
    message = _("column “{column}” cannot be shown in “{unit}”", column=column.id, unit=wanted)
    base = column.unit.base if column.unit else ""
    hint = _("its unit is {own}; write such as {example}", own=own, example=f"tỷ {base}".strip())
    return at_line(message, line, hint, "unit")


def _readable_decimals(table: Table, column: Column, unit: Unit) -> int:
    power = column.unit.power if column.unit else 0
    numbers = [number for number in table.values[column.id] if isinstance(number, Decimal)]
    return readable_decimals(scale(number, power - unit.power) for number in numbers)


def readable_decimals(numbers: Iterable[Decimal]) -> int:
    """Digits after the mark that show the largest number with three digits, and no more than any of them has."""
    known = [number for number in numbers if number]
    if not known:
        return 0
    largest = max(abs(number) for number in known)
    wanted = max(0, READABLE_DIGITS - 1 - largest.adjusted())
    return min(wanted, max(decimals_of(trimmed(number)) for number in known))
