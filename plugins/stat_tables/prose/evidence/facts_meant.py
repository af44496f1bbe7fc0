"""What of a table speaks for or against one number: the facts it may mean, and whether it says one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from stat_tables.model.number_format import PERCENTAGE_POINTS, format_number, with_unit
from stat_tables.model.numerals import Numerals, scale, to_decimal
from stat_tables.model.table import Measure
from stat_tables.model.times import TimeMention, times_in
from stat_tables.prose.reading.agreement import agrees, has_digits_of
from stat_tables.prose.reading.binding import columns_in
from stat_tables.prose.reading.known_columns import KnownColumn
from stat_tables.prose.reading.prose_facts import Fact
from stat_tables.prose.reading.prose_numbers import TIMES, ProseNumber
from stat_tables.prose.reading.roles import Role
from stat_tables.prose.reading.wording import (
    ALL_OF,
    BASE,
    DIRECTLY,
    FALLING,
    FILLER,
    GOES_ON,
    LAST_FIGURE,
    NEGATIVE,
    POSITIVE,
    SHARE_FOLLOWS,
)

from .columns_of_unit import columns_of
from .comparisons import Comparisons, compared, period_before

TELLING_DIGITS = 4
MOST_STRANGE = 2  # words of no table around a number whose neighbours are of the table


class Evidence(Comparisons):
    """Facts of the rows and columns that a number is about."""

    @cached_property
    def is_told(self) -> bool:
        """Whether the number is a figure of the rows and columns meant, or the change of one."""
        if self.number.digits < 2:
            return False
        own = self.facts_in(self.rows, self.own_columns)
        if self.role is Role.CHANGE:
            if any(self.says_change(fact) for fact in own):
                return True
            return any(agrees(self.number, fact, signed=False) for fact in self.changes(self.rows))
        return any(self.says(fact) for fact in own)

    @cached_property
    def has_company(self) -> bool:
        """Another figure of the sentence is one of the table, as it is bound there."""
        return any(self.is_of_table_too(other) for other in self.reading.numbers if other is not self.number)

    def is_of_table_too(self, other: ProseNumber) -> bool:
        if other.start not in self.told:
            columns = columns_of(self.known, self.reading, other)
            case = Evidence(self.known, self.reading, other, columns, self.names, self.told) if columns else None
            self.told[other.start] = case is not None and not case.elsewhere and case.is_told
        return self.told[other.start]

    @property
    def is_placed(self) -> bool:
        """It is certain what the number is about, or another figure beside it is of the table and little is strange."""
        return self.is_certain or (self.has_company and not self.is_apart and len(self.strangers) <= MOST_STRANGE)

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

    @cached_property
    def told_changes(self) -> list[KnownColumn]:
        """Columns of the table that tell changes against what the sentence compares with, or against anything."""
        columns = [column for column in self.columns if column.is_change and column.unit == self.number.unit]
        base = min(
            (mention for mention in self.bases if isinstance(mention.key, TimeMention)),
            key=lambda mention: abs(mention.start - self.number.start),
            default=None,
        )
        if base is None or not isinstance(base.key, TimeMention):
            return columns
        wanted = self._ways_to_say(base.key)
        against = [column for column in columns if wanted.intersection(_bases_of(column))]
        if not against and self.reading.lower[base.start : base.end].startswith(("năm", "cùng")):
            loose = {("previous", None), ("same", None)}  # of a part of a year both are the same
            against = [column for column in columns if loose.intersection(_bases_of(column))]
        return against or [column for column in columns if not _bases_of(column)]

    def _ways_to_say(self, base: TimeMention) -> set[tuple[str, int | None]]:
        """`so với tháng 6/2017`, of a figure of July: `tháng trước`; `năm 2016`: `cùng kỳ`, `năm trước`."""
        ways: set[tuple[str, int | None]] = {(base.relative, None if base.relative else base.time.year)}
        own = next((time.time for time in self.times), None)
        if own is not None and own.year is None:
            own = own._replace(year=base.time.year)  # `tháng 7 giảm 5,2% so với tháng 6/2024`
        if base.relative or own is None or own.year is None:
            return ways
        told = base.time._replace(told=own.told)
        if period_before(own)[:3] == told[:3]:
            ways.add(("previous", None))
        if base.time.year == own.year - 1 and (not base.time.told or own[1:3] == base.time[1:3]):
            ways |= {("same", None), ("previous", None)} if not base.time.told else {("same", None)}
        return ways

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
        falling = self.falls and FALLING.search(self.reading.before(number)[-40:]) is not None
        if fact.value < 0 and number.value > 0 and (negative or self.down_column or falling):
            return agrees(number, fact, signed=False)
        if fact.value > 0 and number.value > 0 and negative:
            return False
        if fact.value < 0 and positive:
            return False
        return agrees(number, fact)

    @property
    def falls(self) -> bool:
        """The number's columns tell of changes."""
        return any(column.is_change for column in self.own_columns)

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
        least = TELLING_DIGITS - (len(self.rows) == 1 and self.column_is_named and self.is_certain)
        return any(has_digits_of(self.number, fact, least) for fact in self.facts_of_other_units())

    @property
    def is_apart(self) -> bool:
        """What the sentence speaks of is not what the table tells of: a part, what is undone, what a rate is of."""
        return self.is_part or self.is_undone or self.is_base_of_rate

    @cached_property
    def columns_said(self) -> list[tuple[KnownColumn, int]]:
        """The columns of the number's unit that the sentence names, in its order, and where."""
        alike = [column for column in self.known.columns if not self._is_of_other_unit(column)]
        named: dict[str, tuple[KnownColumn, int]] = {}
        for mention in columns_in(self.reading, alike, self.names):
            if isinstance(mention.key, KnownColumn):
                named.setdefault(mention.key.column.id, (mention.key, mention.start))
        by_unit: dict[str, list[tuple[KnownColumn, int]]] = {}
        for column, start in named.values():
            by_unit.setdefault(column.unit, []).append((column, start))
        pairs = [columns for columns in by_unit.values() if len(columns) == 2]
        return pairs[0] if len(pairs) == 1 else list(named.values())

    def _is_of_other_unit(self, column: KnownColumn) -> bool:
        if self.number.unit == PERCENTAGE_POINTS:
            return not column.is_rate
        return column.unit != self.number.unit and self.number.unit not in (TIMES, "%")

    def between_columns(self) -> Iterator[Fact]:
        """`thành thị cao hơn nông thôn 2,3 triệu đồng`, `gấp 1,5 lần nông thôn`: two columns of one row."""
        if len(self.columns_said) != 2:
            return
        (first, _at), (second, _there) = self.columns_said
        if first.is_change or second.is_change:
            return
        for row in sorted(self.rows):
            new, old = self.known.value(row, first), self.known.value(row, second)
            if new is not None and old is not None and first.unit == second.unit and old.value:
                yield from compared(new, old, first)

    @property
    def follows_figure_of_row(self) -> bool:
        """`Hà Nội có 226,9 triệu USD, chiếm 22,4%`: of the very figure before it, which is one of the row."""
        before = self.reading.previous(self.number)
        if before is None or not SHARE_FOLLOWS.fullmatch(self.reading.lower[before.end : self.number.start]):
            return False
        columns = columns_of(self.known, self.reading, before)
        case = Evidence(self.known, self.reading, before, columns, self.names) if columns else None
        return case is not None and len(self.rows) == 1 and case.rows == self.rows and case.is_told

    @property
    def goes_on_directly(self) -> bool:
        """`ước đạt 35.230 tỷ đồng, tăng 13,6%`: the change of the very figure before it, not of another one."""
        before = self.reading.previous(self.number)
        if self.number.unit != "%":
            return False
        return before is not None and DIRECTLY.fullmatch(self.reading.lower[before.end : self.number.start]) is not None

    def stands_in_rows(self, text: str) -> bool:
        """Whether a figure without its unit is one of the rows' own: `là 63, tăng 6 dự án`."""
        value = to_decimal(text, Numerals.VIETNAMESE)
        return value is not None and any(
            scale(fact.value, -column.power) == value
            for row in self.rows
            for column in self.known.columns
            for fact in self.known.facts(row, column)
        )

    def sums_of_columns(self) -> Iterator[Fact]:
        """`tổng kim ngạch xuất nhập khẩu`: the columns of one unit that add, put together; only where a sum is told."""
        alike = [column for column in self.columns if column.unit == self.number.unit and column.column.measure.adds]
        if len(alike) != 2 or any(column.is_change for column in alike) or not self.is_told_together:
            return
        for row in sorted(self.rows):
            new, old = (self.known.value(row, column) for column in alike)
            if new is not None and old is not None:
                value = new.value + old.value
                text = with_unit(format_number(scale(value, -alike[0].power)), _unit_of(alike[0]))
                yield Fact(value, new.unit, text, f"{new.place} ({new.text} + {old.text})", new.word or old.word)

    @property
    def is_told_together(self) -> bool:
        return ALL_OF.search(self.reading.before(self.number)) is not None

    def last_figure(self) -> tuple[ProseNumber | None, str]:
        """The figure that this one goes on about, and its text; empty where there is none: `3.249 việc, giảm 1,8%`."""
        number, before = self.number, self.reading.before(self.number)
        for time in self.reading.times:
            if time.end <= number.start:
                before = before[: time.start] + " " * (time.end - time.start) + before[time.end :]
        figures = [match.span() for match in LAST_FIGURE.finditer(before)]
        first, last = figures[-1] if figures else (0, 0)
        own = next((each for each in self.reading.numbers if each.start < last <= each.end < number.start), None)
        end = own.end if own is not None else last
        if not last or not GOES_ON.fullmatch(before[end:]):
            return None, ""
        said = columns_in(self.reading, self.known.columns, self.names)
        told = [*self.names, *(each for each in said if before[each.start : each.end] not in ("tăng", "giảm"))]
        if any(end <= mention.start < number.start and not mention.base for mention in told):
            return None, ""
        return own, before[first:last]

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


def _unit_of(column: KnownColumn) -> str:
    return column.column.unit.text if column.column.unit else ""


def _bases_of(column: KnownColumn) -> list[tuple[str, int | None]]:
    """What the label of a column of changes compares with: `cùng kỳ`, `năm trước`, a year."""
    label = column.label.lower()
    times = [time for time in times_in(label) if time.relative or BASE.search(label[: time.start])]
    return [(time.relative, None if time.relative else time.time.year) for time in times]
