"""What a dataset says, as numbers in base units with all that a sentence may name them by: period, row, column.

Made once for each table; sums, differences and shares are worked out for the rows that a sentence speaks of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from stat_tables.model.number_format import format_number, format_value, round_to, with_unit
from stat_tables.model.numerals import EXACT, scale
from stat_tables.model.once_per_table import once_per_table
from stat_tables.model.row_times import row_times, table_time
from stat_tables.model.table import Approximator, Column, ColumnType, Table, Value
from stat_tables.model.times import Time, times_in
from stat_tables.request.selection import row_name

from .known_columns import KnownColumn, columns_known, counted_by, units_said
from .known_names import (
    WHOLE_AREA,
    all_places,
    row_spellings,
    territory_names,
    vocabulary_of,
    words_of,
)
from .wording import Word, word_set

SHOWN_DECIMALS = 2
MOST_NAMES = 200  # names of a longer table are not compared with each other
_WORDS = {
    Approximator.NEARLY: Word.BELOW,
    Approximator.MORE_THAN: Word.ABOVE,
    Approximator.OVER: Word.ABOVE,
    Approximator.ABOUT: Word.NEAR,
    Approximator.APPROXIMATELY: Word.NEAR,
}


KIND_WORDS = word_set("các cấp bậc khối vùng tỉnh huyện quận xã phường nhóm loại ngành lĩnh vực án mặt hàng khu")


@dataclass(frozen=True)
class Fact:
    """One number of the data, or one worked out from it.

    Args:
        value: in the base unit, with its sign. `unit`: its name, `%`, `điểm phần trăm` or `lần`.
        text: as a reader would see it. `place`: where it stands, or how it was worked out.
        word: with which the source prints it. `exact`: printed digits are all there are, as of a cell.
    """

    value: Decimal
    unit: str
    text: str
    place: str
    word: Word | None = None


@dataclass
class KnownTable:
    """A table as the audit looks at it.

    Args:
        times: period of each row where its key names one; else None. `period`: of the whole table.
        names: of each key that is no period: text of a row's key, in words -> its rows.
        vocabulary: words that speak of the table as a whole. `said`: how its units are said -> base unit.
    """

    table: Table
    as_of: date | None
    columns: tuple[KnownColumn, ...]
    times: tuple[Time | None, ...]
    has_times: bool
    period: Time | None
    names: dict[tuple[str, ...], frozenset[int]]
    vocabulary: frozenset[str]
    rows: tuple[int, ...]
    said: Mapping[str, str]
    places: frozenset[tuple[str, ...]] = frozenset()
    _cells: dict[tuple[int, str], tuple[Fact, ...]] = field(default_factory=dict)

    def may_be_named(self, words: Collection[str]) -> bool:
        """Whether `words` of a sentence hold the beginning of a row's name, or that of the table's area."""
        return not self.first_words.isdisjoint(words)

    def may_be_meant(self, words: Collection[str]) -> bool:
        """Whether `words` of a sentence may name a row or the area, and hold most words of a column's label."""
        return self.may_be_named(words) and any(column.is_said(words) for column in self.columns)

    def goes_below(self, column: KnownColumn) -> bool:
        """Whether the column has figures under zero, as balances and profits have."""
        return column.column.id in self._below

    @cached_property
    def _below(self) -> frozenset[str]:
        table = self.table
        return frozenset(
            known.column.id
            for known in self.columns
            if not known.is_change
            and any(isinstance(value, Decimal) and value < 0 for value in table.values[known.column.id])
        )

    @cached_property
    def labels(self) -> frozenset[tuple[str, ...]]:
        """What the table itself calls its rows."""
        values = (self.table.values[name] for name in self.table.keys)
        return frozenset(tuple(words_of(str(value))) for column in values for value in column)

    @cached_property
    def long_names(self) -> Mapping[str, Sequence[tuple[str, ...]]]:
        """Names of three words and more, that are no places, by each of their words with which they may begin."""
        names_of: dict[str, list[tuple[str, ...]]] = {}
        for name in self.names if len(self.names) <= MOST_NAMES else ():
            if len(name) > 2 and name not in self.all_places:
                for word in dict.fromkeys(name):
                    names_of.setdefault(word, []).append(name)
        return names_of

    @cached_property
    def longer_names(self) -> Mapping[tuple[str, ...], Sequence[tuple[str, ...]]]:
        """For names of rows whose words are all in the names of other rows: those names."""
        if len(self.names) > MOST_NAMES:
            return {}
        words = {name: set(name) for name in self.names}
        longer = {
            name: [other for other in words if words[name] < words[other] and self.names[other] != self.names[name]]
            for name in words
        }
        return {name: others for name, others in longer.items() if others}

    @cached_property
    def periods(self) -> frozenset[tuple[int, int]]:
        """Months that labels of columns tell apart; none where they do not."""
        periods = frozenset((column.time.first, column.time.last) for column in self.columns if column.time)
        return periods if len(periods) > 1 else frozenset()

    @cached_property
    def is_of_one_part(self) -> bool:
        """The rows are of one part of several years: what precedes is a year before."""
        parts = {(time.first, time.last) for time in self.times if time}
        return len(parts) == 1 and len({time.year for time in self.times if time}) > 1

    @cached_property
    def sums(self) -> frozenset[tuple[str, ...]]:
        """Names of the rows that are totals."""
        totals = self.table.total_rows
        return frozenset(name for name, rows in self.names.items() if rows <= totals)

    @cached_property
    def whole_rows(self) -> frozenset[int]:
        """The row of the whole area, one in each period; none where the table has none, or several."""
        named = self.names.get(("toàn", "ngành"), frozenset()) if not self.table.total_rows else frozenset()
        rows = self.table.total_rows or named
        times = [self.times[row] for row in rows]
        return rows if len(times) == len(set(times)) and (not self.has_times or None not in times) else frozenset()

    @cached_property
    def kind_words(self) -> frozenset[str]:
        """Words for what the rows are: `cấp`, `loại án`, `mặt hàng`."""
        labels = [self.table.column_by_id[name].label for name in self.table.keys]
        labels += [column.column.label for column in self.columns]
        return KIND_WORDS.union(*(words_of(label) for label in labels))

    @cached_property
    def counted(self) -> Mapping[str, KnownColumn]:
        """What a column alone counts, as its label says, longer than its unit: `hộ nghèo` -> the column in `hộ`."""
        columns_of: dict[str, list[KnownColumn]] = {}
        for column in self.columns:
            if (text := counted_by(column)) and text != column.unit:
                columns_of.setdefault(text, []).append(column)
        return {text: columns[0] for text, columns in columns_of.items() if len(columns) == 1}

    def is_area(self, name: object) -> bool:
        """Whether it is the name of the table's area; `toàn tỉnh` is, beside a table that does not say it."""
        return name in self.places or (self.table.territory is None and name in WHOLE_AREA)

    @property
    def all_places(self) -> frozenset[tuple[str, ...]]:
        """Names of the area and of all provinces."""
        return self.places | all_places()

    @cached_property
    def kinds(self) -> Mapping[str, tuple[int, ...]]:
        """First word of the names of several rows, not of all -> these rows: `xã`, `phường`."""
        rows_of: dict[str, set[int]] = {}
        for name, rows in self.names.items():
            if len(name) > 1:
                rows_of.setdefault(name[0], set()).update(rows.difference(self.table.total_rows))
        return {word: tuple(sorted(rows)) for word, rows in rows_of.items() if 1 < len(rows) < len(self.rows)}

    @cached_property
    def first_words(self) -> frozenset[str]:
        return frozenset(name[0] for name in (*self.names, *self.places))

    @cached_property
    def names_by_first(self) -> Mapping[str, Sequence[tuple[str, ...]]]:
        """Names of rows, of the area and of all provinces by their first word, longest first."""
        names_of: dict[str, set[tuple[str, ...]]] = {}
        for name in (*self.names, *self.places, *all_places()):
            names_of.setdefault(name[0], set()).add(name)
        return {word: sorted(names, key=lambda name: (-len(name), name)) for word, names in names_of.items()}

    def facts(self, row: int, known: KnownColumn) -> tuple[Fact, ...]:
        """The figure of a cell, that of the day first, then those that stood before: a story may tell of a revision."""
        at = (row, known.column.id)
        if at not in self._cells:
            self._cells[at] = tuple(_facts(self.table, row, known, self.as_of))
        return self._cells[at]

    def value(self, row: int, known: KnownColumn) -> Fact | None:
        """The figure of the day."""
        return next(iter(self.facts(row, known)), None)

    def total(self, rows: Iterable[int], known: KnownColumn) -> Fact | None:
        """The sum of `rows`; None where the column does not add or a figure is missing."""
        if not known.column.measure.adds:
            return None
        facts = [self.value(row, known) for row in rows]
        if not facts or any(fact is None for fact in facts):
            return None
        value = sum((fact.value for fact in facts if fact), Decimal(0))
        word = next((Word.NEAR for fact in facts if fact and fact.word), None)
        return Fact(value, known.unit, figure_text(value, known), f"{self.table.id}, tổng, {known.label}", word)


def figure_text(value: Decimal, known: KnownColumn) -> str:
    """A worked-out figure as a reader would see it."""
    unit = known.column.unit
    number = scale(value, -known.power)
    return with_unit(format_number(number), unit.text if unit else "")


def known_table(table: Table, as_of: date | None) -> KnownTable:
    """Worked out once per table; the day only matters where figures were revised."""
    day = as_of if table.revised_cells else None
    return once_per_table(table, ("known", day), lambda: _known(table, day))


def _known(table: Table, as_of: date | None) -> KnownTable:
    columns = columns_known(table)
    period = table_time(table) or _told_in_title(table)
    keys = [table.column_by_id[name] for name in table.keys]
    times, time_key = row_times(table)
    if time_key is not None and time_key.type is ColumnType.DATE:
        time_key = None  # days are told in too many ways
    times = _of_part(table, times, time_key)
    names: dict[tuple[str, ...], set[int]] = {}
    for key in keys:
        if key is not time_key:
            for row, scalar in enumerate(table.values[key.id]):
                for text in row_spellings(table, key, str(scalar)):
                    names.setdefault(tuple(words_of(text)), set()).add(row)
    names.pop((), None)
    return KnownTable(
        table,
        as_of,
        columns,
        times,
        time_key is not None,
        period,
        {name: frozenset(rows) for name, rows in names.items()},
        vocabulary_of(table, keys),
        tuple(row for row in range(table.row_count) if row not in table.total_rows),
        units_said(columns),
        territory_names(table),
    )


def _told_in_title(table: Table) -> Time | None:
    """`… 8 tháng năm 2022`, of a table that declares no period."""
    told = [time for time in times_in(table.title.lower()) if not time.relative and time.span is None]
    return told[0].time if len(told) == 1 and told[0].time.told else None


def _of_part(table: Table, times: tuple[Time | None, ...], key: Column | None) -> tuple[Time | None, ...]:
    """The periods of rows that name a bare year, where the title says which part of it: `… 6 tháng đầu năm`."""
    if key is None or key.type is not ColumnType.YEAR or any(time and time.told for time in times):
        return times
    parts = [told.time for told in times_in(table.title.lower()) if told.time.told and not told.relative]
    if len(parts) != 1 or parts[0].months == 12:
        return times
    return tuple(time and time._replace(first=parts[0].first, last=parts[0].last, told=True) for time in times)


def _facts(table: Table, row: int, known: KnownColumn, as_of: date | None) -> Iterator[Fact]:
    cell = table.cell(row, known.column.id)
    values = [cell.value if as_of is None else cell.value_as_of(as_of)]
    values += [
        cell.value_as_of(revision.published)
        for revision in cell.mark.revisions
        if as_of is None or revision.published < as_of
    ]
    place = f"{table.id}, {row_name(table, row)}, {known.label}"
    for value in values:
        if value.number is not None:
            full = scale(value.number, known.power)
            yield Fact(full, known.unit, format_value(value, unit=True), place, _word(value))


def _word(value: Value) -> Word | None:
    return _WORDS[value.approximator] if value.approximator else None


def percent_of(part: Decimal, whole: Decimal) -> Decimal:
    return EXACT.divide(part * 100, abs(whole))


def percent_text(value: Decimal) -> str:
    return with_unit(format_number(round_to(value, SHOWN_DECIMALS)), "%")
