"""A table of the 63 provinces, put together by the 34 that they were merged into on 1 July 2025.

What is declared to add up is added; rates are made anew from their parts; all else is missing, with the reason.
Units are joined by (name, vintage), never by code: 15 was Yên Bái and is Lào Cai.
"""

from __future__ import annotations

from dataclasses import replace

from portal.i18n import Translator
from portal.vietnam.provinces import Province, Vintage, find, parts, provinces
from stat_tables.model.table import Column, ColumnType, Mark, Scalar, Table, Value

from .aggregate import NOT_COMPUTED, ReadValue, aggregate

_ = Translator(__file__)


def province_column(table: Table) -> Column | None:
    """The column that names provinces, if there is one."""
    return next((column for column in table.columns if column.type is ColumnType.PROVINCE), None)


def province_of(table: Table, row: int) -> Province | None:
    """The province that a row speaks of, in the classification of the table; None for sums."""
    column = province_column(table)
    if column is None or table.territory is None or row in table.total_rows:
        return None
    return find(str(table.values[column.id][row]), table.territory.vintage)


def merged_table(table: Table, read: ReadValue) -> Table | None:
    """`table` by the 34 provinces; None where it is not by the 63.

    Args:
        read: (row, column id) -> the value to start from.
    """
    column = province_column(table)
    if column is None or table.territory is None or table.territory.vintage is not Vintage.UNITS_63:
        return None
    rows = [_Merged(table, column, province, *rest) for province, rest in _groups(table, column)]
    cells = [{each.id: row.value(each, read) for each in table.columns} for row in rows]
    marks: dict[tuple[int, str], Mark] = {}
    reasons: dict[str, dict[str, None]] = {}
    for number, values in enumerate(cells):
        for name, value in values.items():
            if value.missing or value.approximator or value.status:
                marks[number, name] = Mark(value.approximator, value.missing, value.status, reason=value.reason)
            if value.missing:
                reasons.setdefault(value.missing, {})[value.reason] = None
    return replace(
        table,
        values={each.id: tuple(values[each.id].scalar for values in cells) for each in table.columns},
        row_count=len(rows),
        marks=marks,
        # A code such as – may stand for what the source says and for what cannot be computed: both are told.
        missing={code: "; ".join(filter(None, told)) for code, told in reasons.items()},
        total_rows=frozenset(),
        territory=replace(table.territory, vintage=Vintage.UNITS_34),
        identities=(),
    )


def _groups(table: Table, column: Column) -> list[tuple[Province, tuple[dict[Province, int], tuple[Scalar, ...]]]]:
    """(province of the 34, (part -> row, values of the other key columns)), by code and then by those values."""
    others = [key for key in table.keys if key != column.id]
    rows_of_parts: dict[tuple[Scalar, ...], dict[Province, int]] = {}
    for row in range(table.row_count):
        province = province_of(table, row)
        if province is not None:
            rows_of_parts.setdefault(tuple(table.values[key][row] for key in others), {})[province] = row
    return [
        (province, ({part: rows[part] for part in parts(province) if part in rows}, key))
        for province in provinces(Vintage.UNITS_34)
        for key, rows in rows_of_parts.items()
        if any(part in rows for part in parts(province))
    ]


class _Merged:
    """One row of the merged table in the making."""

    def __init__(
        self, table: Table, column: Column, province: Province, rows: dict[Province, int], key: tuple[Scalar, ...]
    ) -> None:
        self._table, self._column, self._province, self._rows = table, column, province, rows
        self._key = dict(zip((name for name in table.keys if name != column.id), key, strict=True))

    def value(self, column: Column, read: ReadValue) -> Value:
        if column.id == self._column.id:
            return Value(self._province.name)
        if column.id in self._key:
            return Value(self._key[column.id])
        absent = [part.name for part in parts(self._province) if part not in self._rows]
        if absent:
            reason = _("it cannot be computed: a part of the province has no figures")
            return Value(None, unit=column.unit, missing=NOT_COMPUTED, reason=reason)
        rows = list(self._rows.values())
        if len(rows) == 1:
            return read(rows[0], column.id)
        return aggregate(self._table, column, rows, read) or Value(None, missing=NOT_COMPUTED, reason=_("not merged"))
