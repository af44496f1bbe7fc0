"""A table while it is checked: what the sidecar declares and the data say, and the way to a cell for messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from portal.errors import Reporter
from portal.i18n import Translator
from portal.schema.nearest import hint_for
from portal.vietnam.provinces import find
from stat_tables.declare.sidecar import Sidecar
from stat_tables.model.number_format import format_number
from stat_tables.model.table import NO_MARK, Column, ColumnType, Mark, Scalar
from stat_tables.read.grid import Grid

_ = Translator(__file__)


@dataclass
class Draft:
    """Filled step by step by `load`; `indexes` are the columns' places in the data file."""

    sidecar: Sidecar
    grid: Grid
    indexes: Mapping[str, int]
    problems: Reporter
    values: dict[str, tuple[Scalar, ...]] = field(default_factory=dict)
    marks: dict[tuple[int, str], Mark] = field(default_factory=dict)
    total_rows: frozenset[int] = frozenset()
    loose: dict[tuple[int, str], tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        return {column.id: column for column in self.sidecar.columns}

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for key in self.sidecar.keys if key in self.values)

    def mark(self, row: int, column: str) -> Mark:
        return self.marks.get((row, column), NO_MARK)

    def fault(self, message: str, row: int, column: str, hint: str = "", code: str = "") -> None:
        self.problems.add(self.grid.fault(message, row, self.indexes[column], hint, code))

    def place(self, row: int, column: str) -> str:
        return self.grid.place(row, self.indexes[column])

    def rows_where(self, conditions: Mapping[str, Any]) -> Iterator[int]:
        """Rows whose key columns have these values; names of provinces in any known spelling."""
        wanted = {key: self._canonical(key, value) for key, value in conditions.items()}
        for row in range(self.grid.row_count):
            if all(text_of(self.values[key][row]) == text for key, text in wanted.items()):
                yield row

    def one_row(self, conditions: Mapping[str, Any], *path: str | int) -> int | None:
        """The row that a part of the sidecar at `path` names; a fault there where it names none or several."""
        unknown = [key for key in conditions if key not in self.keys]
        for key in unknown:
            message = _("“{key}” is not a key column", key=key)
            self.sidecar.file.report(message, *path, key, hint=hint_for(key, self.keys), code="row")
        if unknown or not conditions:
            return None
        rows = list(self.rows_where(conditions))
        if len(rows) == 1:
            return rows[0]
        row_words = ", ".join(f"{key} = {value}" for key, value in conditions.items())
        if rows:
            hint = _("name all of: {keys}", keys=", ".join(self.keys))
            self.sidecar.file.report(_("several rows have {row}", row=row_words), *path, hint=hint, code="row")
        else:
            self.sidecar.file.report(
                _("no row has {row}", row=row_words), *path, hint=self._near(conditions), code="row"
            )
        return None

    def _near(self, conditions: Mapping[str, Any]) -> str:
        for key, value in conditions.items():
            known = dict.fromkeys(text_of(scalar) for scalar in self.values[key])
            if self._canonical(key, value) not in known:
                return hint_for(str(value), known)
        return ""

    def _canonical(self, key: str, value: Any) -> str:
        territory = self.sidecar.territory
        if self.columns[key].type is ColumnType.PROVINCE and territory is not None:
            province = find(str(value), territory.vintage)
            return province.name if province else str(value)
        return text_of(value)


def text_of(scalar: Any) -> str:
    """A scalar as a key: text as it is, truth values in words."""
    if isinstance(scalar, bool):
        return "có" if scalar else "không"
    return str(scalar)


def in_message(scalar: Scalar) -> str:
    """A scalar for a message: numbers as readers see them, without rounding."""
    return format_number(scalar) if isinstance(scalar, Decimal) else text_of(scalar)
