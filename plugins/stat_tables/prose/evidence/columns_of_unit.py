"""Columns of a table that a number of a sentence may be of, by its unit."""

from __future__ import annotations

from stat_tables.model.number_format import PERCENTAGE_POINTS
from stat_tables.prose.reading.known_columns import KnownColumn
from stat_tables.prose.reading.prose_facts import KnownTable
from stat_tables.prose.reading.prose_numbers import TIMES, ProseNumber
from stat_tables.prose.reading.roles import Role, role_of
from stat_tables.prose.reading.sentence_reading import SentenceReading
from stat_tables.prose.reading.wording import FAR


def columns_of(known: KnownTable, reading: SentenceReading, number: ProseNumber) -> list[KnownColumn]:
    """Columns that have the number's unit, or whose figures it may be worked out from."""
    columns = known.columns
    if number.unit == PERCENTAGE_POINTS:
        return [column for column in columns if column.is_rate or column.unit == PERCENTAGE_POINTS]
    if number.unit == TIMES:
        return list(columns)
    own = [column for column in columns if column.unit == number.unit]
    if number.unit == "%" and (
        role_of(reading, number)[0] in (Role.CHANGE, Role.SHARE) or FAR.search(reading.before(number))
    ):
        return list(columns)
    return own
