"""What of a table speaks for or against one number: the facts it may mean, and whether it says one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from stat_tables.model.table import Measure
from stat_tables.model.times import TimeMention, times_in

from .agreement import agrees, has_digits_of
from .comparisons import Comparisons
from .prose_facts import Fact, KnownColumn
from .wording import FILLER, NEGATIVE, POSITIVE

TELLING_DIGITS = 4


class Evidence(Comparisons):
    """Facts of the rows and columns that a number is about."""

    @property
    def is_average(self) -> bool:
        return any(column.column.measure is Measure.AVERAGE for column in self.own_columns)

    @property
    def is_in_table(self) -> bool:
        """A figure of many digits that stands in the table is no figure that the data do not have."""
        if self.number.word is not None or self.number.digits < TELLING_DIGITS:
            return False
        every = self.facts_in(range(self.known.table.row_count), self.own_columns)
        return any(agrees(self.number, fact) for fact in every)

    def is_base_of(self, plain: Sequence[Fact]) -> bool:
        """Whether the sentence compares with what the table's own column of changes compares with: `cùng kỳ`."""
        columns = [column for column in self.own_columns if column.is_change]
        said = {mention.key.relative for mention in self.bases if isinstance(mention.key, TimeMention)}
        if not plain or not columns or len(said) != 1 or any(not isinstance(m.key, TimeMention) for m in self.bases):
            return False
        own = {time.relative for column in columns for time in times_in(column.label.lower()) if time.relative}
        return said == own

    @property
    def whole_rows(self) -> frozenset[int] | None:
        """Rows that the share is taken of: `bằng 40% cao su`; None where the whole is meant."""
        mentions = sorted((*self.names, *self.reading.times), key=lambda mention: mention.start)
        after = next((mention for mention in mentions if mention.start >= self.number.end), None)
        if after is None or not FILLER.match(self.reading.lower[self.number.end : after.start]):
            return None
        if isinstance(after.key, TimeMention):
            return frozenset(other for row in self.rows for other in self.relative(row, after.key)) or None
        rows = self.known.names.get(after.key) if isinstance(after.key, tuple) else None
        return None if rows is None or rows <= self.known.table.total_rows else rows

    def facts_in(self, rows: Iterable[int], columns: Sequence[KnownColumn]) -> Iterator[Fact]:
        for row in sorted(rows):
            for column in columns:
                if column.unit == self.number.unit:
                    yield from self.known.facts(row, column)

    @cached_property
    def is_sum(self) -> bool:
        """The number is about several rows together."""
        return len(self.rows) > 1 and (len(self.named) > 1 or self.covers)

    @property
    def covers(self) -> bool:
        """The periods that are named have several rows, which make them up."""
        return self.time_rows is not None and len(self.time_rows) > 1

    def sums(self) -> Iterator[Fact]:
        rows = self.rows - self.known.table.total_rows
        whole = self.names_all or not self.known.names
        if len(rows) < 2 or not (self.is_sum or whole or not self.is_bound):
            return
        for column in self.own_columns:
            if column.unit == self.number.unit and (fact := self.known.total(sorted(rows), column)):
                yield fact

    def sums_of_kinds(self) -> Iterator[Fact]:
        """`bốn xã`, `hai phường`: all rows whose names begin so."""
        said = {token.text for token in self.reading.tokens}
        for kind, rows in self.known.kinds.items():
            for column in self.own_columns if kind in said and not self.is_bound else ():
                if column.unit == self.number.unit and (fact := self.known.total(rows, column)):
                    yield fact

    @property
    def names_all(self) -> bool:
        return any(name.key in self.known.places for name in self.named)

    def worked_out(self) -> Iterator[Fact]:
        """Differences, shares and sums, for a sentence that does not say which rows it means."""
        yield from self.changes(self.rows)
        yield from self.shares()

    def says(self, fact: Fact) -> bool:
        number = self.number
        if fact.unit != number.unit:
            return False
        clause = self.reading.lower[: number.start][-60:]
        signs = sorted((*NEGATIVE.finditer(clause), *POSITIVE.finditer(clause)), key=re.Match.start)
        negative = bool(signs) and signs[-1].re is NEGATIVE  # the nearest one, where years of both kinds are told
        positive = bool(signs) and not negative
        if fact.value < 0 and number.value > 0 and (negative or self.down_column):
            return agrees(number, fact, signed=False)
        if fact.value > 0 and number.value > 0 and negative:
            return False
        if fact.value < 0 and positive:
            return False
        return agrees(number, fact)

    @property
    def down_column(self) -> bool:
        return self.direction < 0

    def says_change(self, fact: Fact) -> bool:
        """A cell that tells a change: `giảm 7,3%` for −7,3; in a column called `Giảm`, for 7,3."""
        falls = any(column.falls and column.label in fact.place for column in self.own_columns)
        going = -1 if (fact.value < 0) != falls else 1
        return agrees(self.number, fact, signed=False) and self.direction in (0, going)

    def goes_along(self, fact: Fact) -> bool:
        return not self.direction or not fact.value or (fact.value > 0) == (self.direction > 0)

    @property
    def is_of_another(self) -> bool:
        """The very figure of another row or column of its unit, or the digits of a figure of another unit."""
        known, number = self.known, self.number
        alike = self.facts_in(range(known.table.row_count), [c for c in self.columns if c.unit == number.unit])
        if number.word is None and any(agrees(number, fact) for fact in alike):
            return True
        if self.has_digits_of_another:
            return True
        facts = self.facts_of_other_units()
        # `có 52 tổ` of the row whose 52 are people.
        one = len(self.rows) == 1 and self.label_is_said and number.word is None and number.digits > 1
        return one and any(abs(fact.value) == abs(number.value) for fact in facts)

    @property
    def has_digits_of_another(self) -> bool:
        return any(has_digits_of(self.number, fact) for fact in self.facts_of_other_units())

    def facts_of_other_units(self) -> list[Fact]:
        others = [column for column in self.known.columns if column.unit != self.number.unit]
        return [fact for row in self.rows for column in others for fact in self.known.facts(row, column)]

    @property
    def is_of_other_column(self) -> bool:
        """The sentence names a column, and the very figure stands in another one of the unit."""
        number = self.number
        alike = [column for column in self.columns if column.unit == number.unit]
        own = [column for column in self.own_columns if column.unit == number.unit]
        if number.digits < TELLING_DIGITS or number.word or len(own) != 1 or len(alike) < 2 or self.is_part:
            return False
        others = [column for column in alike if column is not own[0]]
        return any(agrees(number, fact) for fact in self.facts_in(self.rows, others))
