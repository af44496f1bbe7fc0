"""A statistical table as frozen data: what every other module of the plugin, and the theme, reads.

Values are kept by column, as plain scalars; what only a few cells carry (an approximator, a missing-value code,
a status flag, earlier published values) stands in `Table.marks`. A `Cell` is a view made when somebody asks.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from .table_facts import Definition as Definition
from .table_facts import Identity as Identity
from .table_facts import Licence as Licence
from .table_facts import Measure as Measure
from .table_facts import Note as Note
from .table_facts import Period as Period
from .table_facts import Source as Source
from .table_facts import Territory as Territory
from .table_facts import Unit as Unit

Scalar = Decimal | str | date | bool | None


class ColumnType(StrEnum):
    """Types of Table Schema, and `province`: a name or code of the territory's classification vintage."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    YEAR = "year"
    BOOLEAN = "boolean"
    PROVINCE = "province"

    @property
    def is_numeric(self) -> bool:
        return self in (ColumnType.INTEGER, ColumnType.NUMBER)


class Approximator(StrEnum):
    """The word that a source prints before a rounded figure. It is part of the value."""

    NEARLY = "gần"
    MORE_THAN = "hơn"
    OVER = "trên"
    ABOUT = "khoảng"
    APPROXIMATELY = "xấp xỉ"


class Status(StrEnum):
    """Observation status, as statistics offices print it."""

    PROVISIONAL = "p"
    REVISED = "r"
    ESTIMATED = "e"
    UNAVAILABLE = "x"
    CONFIDENTIAL = "c"


class Constraints(NamedTuple):
    """Checks in the words of Table Schema."""

    required: bool = False
    unique: bool = False
    minimum: Decimal | date | None = None
    maximum: Decimal | date | None = None
    enum: tuple[str, ...] = ()
    pattern: str = ""


NO_CONSTRAINTS = Constraints()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Args:
        id: stable name, used in articles, addresses and downloads.
        header: what the data file calls it.
        decimals: digits after the mark that the source prints; None where the cells differ.
        notes: ids of notes that hold for the entire column.
        group: label of the spanner over it, or empty.
        indicator: id of the series it belongs to over several datasets, or empty.
        numerator, denominator: ids of the columns from which a rate is recomputed, or empty.
        multiplier: what numerator / denominator is multiplied by: 100 for a percentage.
        weight: of an average: id of the column that it is weighted by, or empty.
        change_of: id of the column whose change it is, or empty.
        calendar, part: of a column of years; see `reporting_calendar`.
    """

    id: str
    label: str
    type: ColumnType
    header: str = ""
    unit: Unit | None = None
    measure: Measure = Measure.OTHER
    decimals: int | None = None
    description: str = ""
    notes: tuple[str, ...] = ()
    group: str = ""
    indicator: str = ""
    numerator: str = ""
    denominator: str = ""
    multiplier: Decimal = Decimal(100)
    weight: str = ""
    change_of: str = ""
    source: str = ""
    calendar: str = ""
    part: str = "year"
    constraints: Constraints = NO_CONSTRAINTS


class Revision(NamedTuple):
    """One published value of a cell; `source` is the id of a source."""

    value: Decimal
    published: date
    source: str = ""
    approximator: Approximator | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a cell carries beside its scalar. Most cells have none.

    Args:
        missing: the code that stands for the value, such as `…`; its reason is in `Table.missing`.
        reason: of this cell alone, where it differs from that of the code.
        revisions: every published value, oldest first; the last one is the cell's scalar. Empty or two and more.
    """

    approximator: Approximator | None = None
    missing: str = ""
    status: Status | None = None
    notes: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()
    reason: str = ""


NO_MARK = Mark()
# Published figures have fewer digits after the mark; what has more was worked out.
MOST_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Value:
    """A value as one reader of one day sees it: the scalar and what is printed with it.

    Args:
        decimals: digits after the mark as published; the text shows as many.
        reason: why there is no scalar, in words; empty where there is one.
    """

    scalar: Scalar
    decimals: int = 0
    unit: Unit | None = None
    approximator: Approximator | None = None
    status: Status | None = None
    missing: str = ""
    reason: str = ""

    @property
    def number(self) -> Decimal | None:
        return self.scalar if isinstance(self.scalar, Decimal) else None


@dataclass(frozen=True, slots=True)
class Cell:
    """A view of one cell, made when somebody asks for it."""

    table: Table
    row: int
    column: Column

    @property
    def mark(self) -> Mark:
        return self.table.marks.get((self.row, self.column.id), NO_MARK)

    @property
    def scalar(self) -> Scalar:
        """What the latest published value is, without how it is shown."""
        return self.table.values[self.column.id][self.row]

    @property
    def value(self) -> Value:
        """The latest published value."""
        return self.table.latest(self.column)[self.row]

    def value_as_of(self, day: date) -> Value:
        """The value that was published last on `day`; the first one where `day` is before it."""
        revisions = self.mark.revisions
        if not revisions:
            return self.value
        told = ([revision for revision in revisions if revision.published <= day] or [revisions[0]])[-1]
        return _value(self.table, self.column, self.mark, told.value, told.approximator)


def _value(table: Table, column: Column, mark: Mark, scalar: Scalar, approximator: Approximator | None) -> Value:
    return Value(
        scalar=scalar,
        decimals=_shown_decimals(table, column, scalar),
        unit=column.unit,
        approximator=approximator,
        status=mark.status,
        missing=mark.missing,
        reason=mark.reason or table.missing.get(mark.missing, ""),
    )


def _shown_decimals(table: Table, column: Column, scalar: Scalar) -> int:
    """As declared, else as published; a column of worked-out figures (23,2240051365074) is rounded for show."""
    if column.decimals is not None:
        return column.decimals
    own = decimals_of(scalar)
    return own if own <= MOST_DECIMALS else min(own, table.readable_decimals(column))


def decimals_of(scalar: Scalar) -> int:
    """Digits after the mark, as written: 2 for 59.36, 1 for 83.0."""
    if not isinstance(scalar, Decimal):
        return 0
    exponent = scalar.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


@dataclass(frozen=True)
class Table:
    """A dataset, checked. Made by `load.load_dataset`; never changed.

    Args:
        id: name of its folder, part of its addresses.
        values: column id -> its scalars, all of one length; `row_count` rows.
        marks: (row, column id) -> what a cell carries beside its scalar.
        keys: ids of the columns that together name a row.
        total_rows: rows that are sums of others; they stand apart and never add again.
        missing: code -> reason.
        status: of the whole table.
        embargo: moment before which nothing of the table may be seen, or None.
        path: its table.toml, for messages; `data_path` the file with the figures.
        digest: SHA-256 (hex) of sidecar and data, the version of the table.
        worked_out: what `kept` has worked out from this very table; a changed copy starts without anything.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    values: Mapping[str, tuple[Scalar, ...]]
    row_count: int
    description: str = ""
    keys: tuple[str, ...] = ()
    period: Period | None = None
    territory: Territory | None = None
    marks: Mapping[tuple[int, str], Mark] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    total_rows: frozenset[int] = frozenset()
    sources: tuple[Source, ...] = ()
    licence: Licence | None = None
    notes: tuple[Note, ...] = ()
    definitions: tuple[Definition, ...] = ()
    identities: tuple[Identity, ...] = ()
    status: Status | None = None
    published: date | None = None
    modified: date | None = None
    embargo: datetime | None = None
    topics: tuple[str, ...] = ()
    path: str = ""
    data_path: str = ""
    digest: str = ""
    worked_out: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def column_by_id(self) -> Mapping[str, Column]:
        return {column.id: column for column in self.columns}

    @cached_property
    def row_by_key(self) -> Mapping[tuple[str, ...], int]:
        """Texts of the key columns -> row."""
        return {self.key_of(row): row for row in range(self.row_count)}

    def key_of(self, row: int) -> tuple[str, ...]:
        return tuple(str(self.values[key][row]) for key in self.keys)

    def cell(self, row: int, column: str) -> Cell:
        return Cell(self, row, self.column_by_id[column])

    def readable_decimals(self, column: Column) -> int:
        """Two digits after the mark; for figures that are all below one, as many as show three."""
        known: dict[str, int] = self.__dict__.setdefault("_readable", {})
        if column.id not in known:
            numbers = [abs(scalar) for scalar in self.values[column.id] if isinstance(scalar, Decimal) and scalar]
            known[column.id] = max(2, 2 - max(numbers).adjusted()) if numbers else 2
        return known[column.id]

    def latest(self, column: Column) -> tuple[Value, ...]:
        """The latest published values of a column, made once."""
        known: dict[str, tuple[Value, ...]] = self.__dict__.setdefault("_latest", {})
        if column.id not in known:
            rows = enumerate(self.values[column.id])
            pairs = ((scalar, self.marks.get((row, column.id), NO_MARK)) for row, scalar in rows)
            known[column.id] = tuple(_value(self, column, mark, scalar, mark.approximator) for scalar, mark in pairs)
        return known[column.id]

    @cached_property
    def revised_cells(self) -> tuple[tuple[int, str], ...]:
        """(row, column id) of cells with several published values, in the order of the table."""
        order = {column.id: index for index, column in enumerate(self.columns)}
        places = (place for place, mark in self.marks.items() if mark.revisions)
        return tuple(sorted(places, key=lambda place: (place[0], order[place[1]])))

    def source(self, identifier: str) -> Source | None:
        return next((source for source in self.sources if source.id == identifier), None)
