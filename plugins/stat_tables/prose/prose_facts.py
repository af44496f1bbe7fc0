"""What a dataset says, as numbers in base units: its cells, and what a reporter may have worked out from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stat_tables.model.kept import kept
from stat_tables.model.number_format import PERCENTAGE_POINTS, format_number, format_value, round_to, with_unit
from stat_tables.model.numerals import EXACT, scale
from stat_tables.model.table import Approximator, Column, Table, Value

# Pairs of rows grow with the square; above this nobody compares every row with every other one.
MOST_COMPARED_ROWS = 40
SHOWN_DECIMALS = 2


@dataclass(frozen=True)
class Fact:
    """One number of the data.

    Args:
        value: in the base unit. `unit`: its name, `%` or `điểm phần trăm`.
        row: of the cell; None for what was worked out.
        row_parts: texts that name the row in a sentence.
        text: as a reader would see it.
    """

    table: Table
    column: Column
    value: Decimal
    unit: str
    text: str
    row: int | None = None
    row_parts: tuple[str, ...] = ()
    word: Approximator | None = None


def known_facts(table: Table, as_of: date | None) -> tuple[Fact, ...]:
    """`cell_facts`, worked out once per table; the day only matters where figures were revised."""
    day = as_of if table.revised_cells else None
    return kept(table, ("facts", day), lambda: tuple(cell_facts(table, day)))


def cell_facts(table: Table, as_of: date | None) -> Iterator[Fact]:
    """Every numeric cell with a unit, with what was published for it until the article's day."""
    for column in table.columns:
        if not column.type.is_numeric or column.unit is None:
            continue
        for row in range(table.row_count):
            for value in _values(table, row, column, as_of):
                if value.number is not None:
                    text = format_value(value, unit=True)
                    full = scale(value.number, column.unit.power)
                    parts = table.key_of(row)
                    yield Fact(table, column, full, column.unit.base.lower(), text, row, parts, value.approximator)


def derived_facts(table: Table, as_of: date | None) -> Iterator[Fact]:
    """Differences and relative changes between rows, sums over all rows and shares of them."""
    rows = [row for row in range(table.row_count) if row not in table.total_rows]
    for column in table.columns:
        if not column.type.is_numeric or column.unit is None:
            continue
        values = [_value(table, row, column, as_of) for row in rows]
        known = [(scale(value.number, column.unit.power), value) for value in values if value.number is not None]
        if len(known) <= MOST_COMPARED_ROWS:
            yield from _comparisons(table, column, known)
        if column.measure.adds and len(known) == len(rows) > 1:
            yield from _sums(table, column, known)


def _comparisons(table: Table, column: Column, known: list[tuple[Decimal, Value]]) -> Iterator[Fact]:
    unit = column.unit
    if unit is None:
        return
    name = PERCENTAGE_POINTS if unit.text == "%" else unit.base.lower()
    for place, (earlier, first) in enumerate(known):
        for later, second in known[place + 1 :]:
            word = first.approximator or second.approximator
            difference = later - earlier
            own = scale(difference, -unit.power)
            text = with_unit(format_number(own), PERCENTAGE_POINTS if unit.text == "%" else unit.text)
            yield Fact(table, column, difference, name, text, word=word)
            for base, other in ((earlier, later), (later, earlier)):
                if base:
                    yield _percent(table, column, (other - base) * 100, base, word)


def _sums(table: Table, column: Column, known: list[tuple[Decimal, Value]]) -> Iterator[Fact]:
    unit = column.unit
    total = sum((number for number, _value in known), Decimal(0))
    if unit is None or not total:
        return
    word = next((value.approximator for _number, value in known if value.approximator), None)
    text = with_unit(format_number(scale(total, -unit.power)), unit.text)
    yield Fact(table, column, total, unit.base.lower(), text, word=word)
    for number, value in known:
        yield _percent(table, column, number * 100, total, word or value.approximator)


def _percent(table: Table, column: Column, part: Decimal, base: Decimal, word: Approximator | None) -> Fact:
    value = EXACT.divide(part, abs(base))
    return Fact(table, column, value, "%", with_unit(format_number(round_to(value, SHOWN_DECIMALS)), "%"), word=word)


def _value(table: Table, row: int, column: Column, as_of: date | None) -> Value:
    cell = table.cell(row, column.id)
    return cell.value if as_of is None else cell.value_as_of(as_of)


def _values(table: Table, row: int, column: Column, as_of: date | None) -> Iterator[Value]:
    """The value of the day first, then those that stood before: a story may tell how a figure was revised."""
    cell = table.cell(row, column.id)
    yield _value(table, row, column, as_of)
    for revision in cell.mark.revisions:
        if as_of is None or revision.published < as_of:
            yield cell.value_as_of(revision.published)
