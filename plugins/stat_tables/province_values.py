"""Figures by province, in either classification: rows of merged provinces are put together, never renamed.

Units are joined by (name, vintage): the code 15 is Yên Bái in the one and Lào Cai in the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from portal.i18n import Translator
from portal.provinces import Province, Vintage, find, parts, provinces

from .aggregate import NOT_COMPUTED, ReadValue, aggregate
from .model import Column, ColumnType, Table, Value

_ = Translator(__file__)


class NotComparable(ValueError):
    """The rows cannot be read as provinces of the wanted classification; the text says why."""


def province_column(table: Table) -> Column | None:
    """The column that names provinces, if there is one."""
    return next((column for column in table.columns if column.type is ColumnType.PROVINCE), None)


def rows_by_province(table: Table, rows: Sequence[int]) -> dict[Province, list[int]]:
    """Rows of each province, in the classification of the table; sums and unknown names are left out."""
    column = province_column(table)
    found: dict[Province, list[int]] = {}
    if column is None or table.territory is None:
        return found
    for row in rows:
        province = find(str(table.values[column.id][row]), table.territory.vintage)
        if province is not None and row not in table.total_rows:
            found.setdefault(province, []).append(row)
    return found


def values_by_province(
    table: Table, column: Column, rows: Sequence[int], vintage: Vintage, read: ReadValue
) -> dict[Province, Value]:
    """One value for each province of `vintage` that the rows speak of.

    Raises:
        NotComparable: several rows for a province, or the rows are in today's larger units and `vintage` is not.
    """
    given = rows_by_province(table, rows)
    for province, several in given.items():
        if len(several) > 1:
            raise NotComparable(_("there are {count} rows for {name}", count=len(several), name=province.name))
    if table.territory is None or table.territory.vintage is vintage:
        return {province: read(several[0], column.id) for province, several in given.items()}
    if vintage is Vintage.UNITS_63:
        raise NotComparable(_("figures of the 34 provinces cannot be divided among the 63"))
    merged = ((province, _merged(table, column, province, given, read)) for province in provinces(vintage))
    return {province: value for province, value in merged if value is not None}


def _merged(
    table: Table, column: Column, province: Province, given: dict[Province, list[int]], read: ReadValue
) -> Value | None:
    members = parts(province)
    known = [given[member][0] for member in members if member in given]
    if not known:
        return None
    if len(members) == 1:
        return read(known[0], column.id)
    if len(known) < len(members):
        missing = ", ".join(member.name for member in members if member not in given)
        reason = _("it cannot be computed: no figure for {names}", names=missing)
        return Value(None, unit=column.unit, missing=NOT_COMPUTED, reason=reason)
    return aggregate(table, column, known, read)
