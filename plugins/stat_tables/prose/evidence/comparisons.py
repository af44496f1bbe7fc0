"""What a reporter works out from a table: differences, relative changes, ratios and shares of the rows meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from stat_tables.model.number_format import PERCENTAGE_POINTS, format_number, round_to, with_unit
from stat_tables.model.numerals import EXACT, scale
from stat_tables.model.times import Time, TimeMention
from stat_tables.prose.reading.known_columns import KnownColumn
from stat_tables.prose.reading.prose_facts import Fact, percent_of, percent_text
from stat_tables.prose.reading.prose_numbers import TIMES
from stat_tables.prose.reading.sentence_reading import ProseMention
from stat_tables.prose.reading.wording import OF_ALL

from .neighbours import Neighbours
from .periods import rows_of

# Above this nobody compares every row with every other one.
MOST_COMPARED_ROWS = 40


class Comparisons(Neighbours):
    """The figures that a number may be worked out from."""

    @cached_property
    def bases(self) -> list[ProseMention]:
        bases = [mention for mention in (*self.reading.times, *self.names) if mention.base]
        return bases or [*self.reading.bases_before]

    @cached_property
    def base_rows(self) -> frozenset[int]:
        """Rows that the sentence compares with; empty where it does not say, or they are not there."""
        rows: set[int] = set()
        for mention in self.bases:
            if isinstance(mention.key, TimeMention):
                for row in self.scope_rows:
                    rows.update(self.relative(row, mention.key))
            elif mention.key in self.known.names:
                rows.update(self.known.names[mention.key])
        return frozenset(rows)

    @property
    def scope_rows(self) -> frozenset[int]:
        return self.rows if self.is_bound else frozenset(range(self.known.table.row_count))

    @cached_property
    def base_elsewhere(self) -> bool:
        times = [mention.key for mention in self.bases if isinstance(mention.key, TimeMention)]
        names = [mention for mention in self.bases if not isinstance(mention.key, TimeMention)]
        if times and not self.known.has_times:
            return True
        if times and self.bases and not self.base_rows and not any(self.base_periods):
            return True
        return bool(names) and not any(mention.key in self.known.names for mention in names)

    def relative(self, row: int, mention: TimeMention) -> Iterator[int]:
        """Rows of the period that `mention` names from where `row` stands, alike in all other keys."""
        own = self.known.times[row]
        if own is None or own.year is None:
            return
        if mention.relative == "previous":
            wanted = own._replace(year=own.year - 1) if self.known.is_of_one_part else period_before(own)
        elif mention.relative == "same":
            wanted = own._replace(year=mention.time.year or own.year - 1)
        else:
            told = mention.time
            year = told.year or own.year
            wanted = own._replace(year=year) if not told.told else Time(year, told.first, told.last)
        for other in self.beside(row):
            time = self.known.times[other]
            if time and time[:3] == wanted[:3]:
                yield other

    def beside(self, row: int) -> Iterator[int]:
        """Rows that differ from `row` in nothing but the period."""
        table = self.known.table
        names = [name for name, rows in self.known.names.items() if row in rows]
        for other in range(table.row_count):
            if other != row and all(other in self.known.names[name] for name in names):
                yield other

    def pairs(self, rows: frozenset[int]) -> Iterator[tuple[int, int]]:
        """(row, what it is compared with)."""
        if len(rows) > MOST_COMPARED_ROWS and not self.base_rows:
            return
        if self.bases and self.base_rows:
            for row in rows:
                yield from ((row, base) for base in self.base_rows if base != row)
            return
        whole = sorted(self.known.table.total_rows) if OF_ALL.search(self.reading.lower) else ()
        for row in rows if whole or self.is_bound else rows - self.known.table.total_rows:
            own = self.known.times[row]
            others = (
                list(self.beside(row))
                if self.known.has_times
                else [each for each in (*self.known.rows, *whole) if each != row]
            )
            for other in others:
                time = self.known.times[other]
                if not self.known.has_times or (own and time and time[:3] < own[:3]):
                    yield row, other

    def changes(self, rows: frozenset[int], columns: Sequence[KnownColumn] | None = None) -> Iterator[Fact]:
        for row, base in self.pairs(rows):
            for column in self.own_columns if columns is None else columns:
                if column.is_change and not self.base_rows:
                    continue  # nobody takes one change from another
                new = self.known.value(row, column)
                for old in self.known.facts(base, column):
                    if new is not None:
                        yield from _change_facts(new, old, column)

    @cached_property
    def base_periods(self) -> tuple[frozenset[int], ...]:
        """For periods that are made up of rows (a quarter of months): the rows of those they are compared with."""
        if self.time_rows is None or len(self.rows) < 2 or len(self.times) != 1 or not self.times[0].time.told:
            return ()
        own = self.times[0].time
        if len({time.year for row in self.rows if (time := self.known.times[row])}) > 1:
            return ()
        year = own.year or next((time.year for row in self.time_rows if (time := self.known.times[row])), None)
        own = own._replace(year=year)
        periods = []
        for mention in self.bases:
            if isinstance(mention.key, TimeMention):
                periods.append(rows_of(self.known, mention.key._replace(time=_period_of(mention.key, own))))
        return tuple(periods)

    def period_changes(self) -> Iterator[Fact]:
        """How the sum of a period that rows make up differs from that of another such period."""
        rows = (self.time_rows or frozenset()) & self.rows
        for base in self.base_periods:
            for column in self.own_columns:
                new, old = self.known.total(sorted(rows), column), self.known.total(sorted(base), column)
                if new is not None and old is not None and base != rows:
                    yield from _change_facts(new, old, column)

    def total_changes(self) -> Iterator[Fact]:
        """How the sum of all rows of a period differs from that of the period that is compared with."""
        if self.is_bound or not self.time_rows or not self.known.names:
            return
        rows = self.time_rows - self.known.table.total_rows
        base = {other for row in rows for mention in self.bases for other in self._compared(row, mention)}
        for column in self.own_columns:
            new, old = self.known.total(sorted(rows), column), self.known.total(sorted(base), column)
            if new is not None and old is not None and len(base) == len(rows):
                yield from _change_facts(new, old, column)

    def _compared(self, row: int, mention: ProseMention) -> Iterator[int]:
        return self.relative(row, mention.key) if isinstance(mention.key, TimeMention) else iter(())

    def rests(self) -> Iterator[Fact]:
        """What one column of a row leaves of another: taken up and not done."""
        for row in sorted(self.rows):
            facts = [fact for column in self.known.columns if (fact := self.known.value(row, column)) is not None]
            for whole in facts:
                for part in facts:
                    if whole.unit == part.unit == self.number.unit and whole.value > part.value:
                        left = whole.value - part.value
                        yield Fact(left, whole.unit, format_number(left), f"{whole.place} − {part.text}", whole.word)

    def ratios(self) -> Iterator[Fact]:
        for row, base in self.pairs(self.rows):
            for column in self.own_columns:
                new, old = self.known.value(row, column), self.known.value(base, column)
                if new and old and old.value > 0 and new.value > 0:
                    yield _ratio(new, old)

    def shares(self) -> Iterator[Fact]:
        """What part of the whole the rows make up."""
        for column in self.own_columns:
            if not column.column.measure.adds:
                continue
            for row in sorted(self.rows & frozenset(self.known.rows)):
                total, fact = self._whole(row, column), self.known.value(row, column)
                if fact is not None and total is not None and total.value:
                    share = percent_of(fact.value, total.value)
                    yield Fact(share, "%", percent_text(share), f"{fact.place} / {total.text}", fact.word or total.word)

    def parts_of(self, others: frozenset[int]) -> Iterator[Fact]:
        """What part of one row another one is."""
        for row in sorted(self.rows):
            for other in sorted(others - {row}):
                for column in self.own_columns:
                    new, old = self.known.value(row, column), self.known.value(other, column)
                    if new is not None and old is not None and old.value and not column.is_rate:
                        share = percent_of(new.value, old.value)
                        yield Fact(share, "%", percent_text(share), f"{new.place} / {old.text}", new.word or old.word)

    def _whole(self, row: int, column: KnownColumn) -> Fact | None:
        """What a row is a part of: the rows of its period, where the table has several periods and names."""
        times, rows = self.known.times, self.known.rows
        if self.known.has_times and self.known.names:
            rows = tuple(other for other in rows if times[other] == times[row])
        printed = [
            fact
            for other in self.known.table.total_rows
            if times[other] in (None, times[row]) and (fact := self.known.value(other, column)) is not None
        ]
        return printed[-1] if printed else self.known.total(rows, column)


def compared(new: Fact, old: Fact, column: KnownColumn) -> Iterator[Fact]:
    """The difference of two figures, in its unit and relative, and their ratio."""
    yield from _change_facts(new, old, column)
    if new.value > 0 and old.value > 0:
        yield _ratio(new, old)


def _ratio(new: Fact, old: Fact) -> Fact:
    ratio = EXACT.divide(new.value, old.value)
    text = with_unit(format_number(round_to(ratio, 2)), TIMES)
    return Fact(ratio, TIMES, text, f"{new.place} : {old.text}", new.word or old.word)


def _change_facts(new: Fact, old: Fact, column: KnownColumn) -> Iterator[Fact]:
    difference = new.value - old.value
    word = new.word or old.word
    place = f"{new.place} ({new.text} − {old.text})"
    if column.is_rate:
        yield Fact(difference, PERCENTAGE_POINTS, with_unit(format_number(difference), PERCENTAGE_POINTS), place, word)
    else:
        unit = column.column.unit
        text = with_unit(format_number(scale(difference, -column.power)), unit.text if unit else "")
        yield Fact(difference, column.unit, text, place, word)
    if old.value:
        share = percent_of(difference, old.value)
        if not column.is_rate:
            yield Fact(share, "%", percent_text(share), place, word)


def _period_of(mention: TimeMention, own: Time) -> Time:
    """The period that is compared with, where `own` is told."""
    if mention.relative == "previous":
        return period_before(own)._replace(told=True)
    if mention.relative == "same":
        return own._replace(year=mention.time.year or (own.year or 1) - 1)
    return mention.time._replace(year=mention.time.year or own.year)


def period_before(time: Time) -> Time:
    """The period of the same length right before."""
    year = time.year or 0
    if time.last > 12:  # school years
        return time._replace(year=year - 1)
    if time.first > time.months:
        return Time(year, time.first - time.months, time.last - time.months)
    return Time(year - 1, 13 - time.months, 12) if time.months < 12 else Time(year - 1)
