"""How the other columns of a table write their numbers, for one whose own tell it not: `1.527` beside `83,5`.

Only where all columns that tell it agree, and only for marks between thousands: `1.600` beside `12.5` may be 1.6 or,
in yearbooks that mix their marks, 1600, and stays a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from portal.i18n import Translator
from stat_tables.model.numerals import Numerals, decide, take_apart, to_decimal, ways_of
from stat_tables.model.table import Measure
from stat_tables.pull.canonical import CanonicalColumn, canonical_columns
from stat_tables.pull.mixed_numerals import MixedNumerals
from stat_tables.pull.pulled import PulledTable

_ = Translator(__file__)
_ALL = frozenset(Numerals)


def written_alike(pulled: PulledTable) -> tuple[tuple[CanonicalColumn, ...], Numerals, str] | None:
    """The columns, how doubtful ones are written, and why; None where the others tell it not."""
    for numerals in Numerals:
        try:
            columns = canonical_columns(pulled, numerals)
        except MixedNumerals:
            continue
        if why := _why(pulled, columns, numerals):
            return columns, numerals, why
    return None


def _why(pulled: PulledTable, columns: Sequence[CanonicalColumn], numerals: Numerals) -> str:
    """By which cell of another column doubtful ones are written in this way; empty where the others tell it not.

    Args:
        columns: as they are if doubtful ones are written so.
    """
    texts = {index: _numbers(pulled, index) for index, column in enumerate(columns) if column.type.is_numeric}
    ways = {index: reduce(frozenset.__and__, map(ways_of, numbers), _ALL) for index, numbers in texts.items()}
    doubtful = [index for index, numbers in texts.items() if numbers and decide(numbers).numerals is None]
    witnesses = [index for index in ways if index not in doubtful and ways[index] < _ALL]
    agreed = reduce(frozenset.__and__, (ways[index] for index in witnesses), _ALL)
    if not witnesses or any(_settled(texts[index], ways[index] & agreed) is not numerals for index in doubtful):
        return ""
    if any(columns[index].measure is Measure.RATE for index in doubtful):
        return ""  # a rate of a thousand per cent is a slip sooner than a number with marks of thousands
    witness = witnesses[0]
    number = next(text for text in texts[witness] if ways_of(text) < _ALL)
    return _("as column “{label}” writes “{number}”", label=pulled.columns[witness].label, number=number)


def _numbers(pulled: PulledTable, index: int) -> tuple[str, ...]:
    figures = (take_apart(row[index]) for row in pulled.rows if type(row[index]) is str)
    return tuple(dict.fromkeys(figure.number for figure in figures if figure))


def _settled(numbers: Sequence[str], ways: frozenset[Numerals]) -> Numerals | None:
    """The first of the ways, where it takes the marks of all numbers that others read apart for marks of thousands."""
    way = next((one for one in Numerals if one in ways), None)
    if way is None or any(len({to_decimal(number, one) for one in ways}) > 1 for number in numbers):
        return None
    values = (to_decimal(number, way) for number in numbers)
    return way if all(value is not None and value == value.to_integral_value() for value in values) else None
