"""Which rows and columns of a table a number of a sentence is about, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain

from stat_tables.model.times import Time, TimeMention

from .binding import ProseMention, SentenceReading, clause_of, columns_in, coordinated, is_dealt_out, nearest
from .prose_facts import KnownColumn, KnownTable
from .prose_numbers import ProseNumber
from .roles import Role, role_of
from .wording import ALONE, PART, PLAIN, SMALLER_UNIT, UNDONE


class Scope:
    """One number of a sentence before one table.

    Args:
        columns: those that have its unit.
        names: rows and places that the sentence names.
    """

    def __init__(
        self,
        known: KnownTable,
        reading: SentenceReading,
        number: ProseNumber,
        columns: Sequence[KnownColumn],
        names: list[ProseMention],
    ) -> None:
        self.known, self.reading, self.number = known, reading, number
        self.columns, self.names = columns, names
        self.role, self.direction = role_of(reading, number)

    def alike(self, other: ProseNumber) -> bool:
        return other.unit == self.number.unit

    def together(self, mentions: Sequence[ProseMention]) -> list[ProseMention]:
        """The mention that the number is about, with those joined to it."""
        if self.role is Role.SHARE:  # `chiếm 63,33% của cả nước`: what follows is the whole
            mentions = [mention for mention in mentions if mention.start < self.number.start]
        mention = nearest(self.reading, self.number, mentions, alike=self.alike)
        if mention is None:
            return []
        if is_dealt_out(self.reading, self.number):
            return [mention]
        return coordinated(self.reading, mention, mentions)

    @cached_property
    def times(self) -> list[TimeMention]:
        return [mention.key for mention in self.together(self.reading.times) if isinstance(mention.key, TimeMention)]

    @cached_property
    def time_rows(self) -> frozenset[int] | None:
        """Rows of the periods that the sentence names; None where it names none, empty where one is not there."""
        if not self.times or not self.known.has_times:
            return None
        rows = [_rows_of(self.known, time) for time in self.times]
        return frozenset(chain.from_iterable(rows)) if all(rows) else frozenset()

    @cached_property
    def named(self) -> list[ProseMention]:
        return self.together(self.names)

    @cached_property
    def elsewhere(self) -> bool:
        """The sentence names a period or place that the table does not have."""
        known = self.known
        if any(time.span for time in self.times) or (self.time_rows is not None and not self.time_rows):
            return True
        whole = None if known.has_times else known.period
        if whole is not None and not all(_within(time.time, whole) for time in self.times):
            return True
        in_table = [mention for mention in self.named if mention.key in known.names]
        if in_table or not self.named:
            return False
        return not any(mention.key in known.places for mention in self.named)

    @cached_property
    def rows(self) -> frozenset[int]:
        """All rows that the number may be about."""
        found = frozenset(range(self.known.table.row_count))
        named = [self.known.names[name.key] for name in self.named if name.key in self.known.names]
        if named:
            found &= frozenset(chain.from_iterable(named))
        if self.time_rows is not None:
            found &= self.time_rows
        return found

    @cached_property
    def is_bound(self) -> bool:
        """Whether the sentence says which row it means, or there is only one."""
        known = self.known
        if known.table.row_count == 1:
            return True
        time_said = not known.has_times or self.time_rows is not None
        name_said = not known.names or any(mention.key in known.names for mention in self.named)
        if known.has_times and known.names:
            return time_said and name_said
        return time_said if known.has_times else name_said

    @cached_property
    def own_columns(self) -> list[KnownColumn]:
        """Those that the sentence may mean: the one that it names, or all."""
        rates = [column for column in self.columns if column.is_rate]
        others = [column for column in self.columns if not column.is_rate]
        return [*self.meant(rates), *self.meant(others)]

    def meant(self, columns: list[KnownColumn]) -> list[KnownColumn]:
        if len(columns) < 2:
            return columns
        mention = nearest(self.reading, self.number, columns_in(self.reading, columns), alike=self.alike)
        return [mention.key] if mention is not None and isinstance(mention.key, KnownColumn) else columns

    @cached_property
    def is_part(self) -> bool:
        before = self.reading.before(self.number)
        if PART.search(before):
            return True
        alone = ALONE.search(before)  # `riêng án tín dụng`; `riêng Hà Nội` names a row
        starts = {mention.start for mention in (*self.names, *self.reading.times)}
        if alone is not None and not any(start <= alone.end() <= start + 5 for start in starts):
            return True
        smaller = SMALLER_UNIT.search(before)
        return smaller is not None and not any(name.start <= smaller.start() < name.end for name in self.names)

    @cached_property
    def label_is_said(self) -> bool:
        """Whether the sentence has most words of the column's label."""
        said = {token.text for token in self.reading.tokens}
        return any(column.unit == self.number.unit and column.is_said(said) for column in self.own_columns)

    @cached_property
    def is_certain(self) -> bool:
        """Whether every word around the number is one of the data, of figures, or of any sentence on figures.

        A word that is none of these (`tồn`, `huyện`, `cán bộ luân chuyển`) may say that it is about something else.
        """
        if self.is_part:
            return False
        own = self.own_columns
        alike = [column for column in self.columns if column.unit == self.number.unit and column not in own]
        told = [column for column in self.known.columns if column not in alike]
        known = self.known.vocabulary.union(
            *(column.words for column in told), *(column.unit.split() for column in told)
        )
        return all(token in PLAIN or token in known or token.isdigit() for token in self.words_around)

    @cached_property
    def words_around(self) -> list[str]:
        """Words of the number's clause that are neither figures nor names of periods and rows."""
        start, end = clause_of(self.reading, self.number)
        spans = [(mention.start, mention.end) for mention in (*self.reading.times, *self.names)]
        spans += [(number.start, number.end) for number in self.reading.numbers]
        return [
            token.text
            for token in self.reading.tokens
            if start <= token.start < end and not any(low <= token.start < high for low, high in spans)
        ]

    @property
    def is_undone(self) -> bool:
        """The clause speaks of what is not done, and the column does not."""
        words = frozenset().union(*(column.words for column in self.own_columns))
        return any(word in UNDONE and word not in words for word in self.words_around)


def _within(told: Time, period: Time) -> bool:
    """Whether a sentence that says `told` may speak of a table of `period`."""
    if told.year is not None and period.year is not None and told.year != period.year:
        return False
    if not told.told:
        return True
    return (told.first, told.last) == (period.first, period.last)


def _rows_of(known: KnownTable, mention: TimeMention) -> frozenset[int]:
    """Rows of a period; those that make it up together where no single one does; none where the table lacks it."""
    told = mention.time
    rows = [(row, time) for row, time in enumerate(known.times) if time and told.year in (None, time.year)]
    if not told.told:
        return frozenset(row for row, _time in rows)
    exact = frozenset(row for row, time in rows if (time.first, time.last) == (told.first, told.last))
    if exact:
        return exact
    inside = [(row, time) for row, time in rows if told.first <= time.first and time.last <= told.last]
    months = {month for _row, time in inside for month in range(time.first, time.last + 1)}
    return frozenset(row for row, _time in inside) if len(months) == told.months else frozenset()
