"""Which rows and columns of a table a number of a sentence is about, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import chain

from stat_tables.model.number_format import PERCENTAGE_POINTS
from stat_tables.model.times import Time, TimeMention

from .binding import ProseMention, SentenceReading, clause_of, columns_in, coordinated, is_dealt_out, nearest
from .number_words import small_number
from .prose_facts import KnownColumn, KnownTable
from .prose_numbers import TIMES, ProseNumber
from .roles import Role, role_of
from .wording import (
    AGAINST,
    ALONE,
    AVERAGED,
    BARE_FROM,
    BASE,
    COMMON_LEVEL,
    COUNTED_ROWS,
    DISTANT,
    EACH,
    FILLER,
    NONE_OF_THEM,
    ONWARDS,
    OUT_OF,
    PART,
    PER,
    PLAIN,
    RESPECTIVELY,
    SAME_AS,
    SIGNED,
    SMALLER_UNIT,
    SUM_OF,
    UNDONE,
    WANTED,
    WHOLE_OF,
    WITHIN,
)


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
        self.dealt_rows: list[int] = []
        self.role, self.direction = role_of(reading, number, [name for name in names if name.base])

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
        if self._is_of_time_before:
            return []
        mentions = self.together(self.reading.times)
        if (begins := self._from) is not None and all(mention.end <= begins for mention in mentions):
            return []  # `năm 2024 tăng 5,01 điểm phần trăm, từ 46,45% lên …`: the first is of another period
        return [mention.key for mention in mentions if isinstance(mention.key, TimeMention)]

    @property
    def _is_of_time_before(self) -> bool:
        """`so với 83,24% của năm trước`: of a period that only its distance tells."""
        if AGAINST.search(self.reading.before(self.number)) is None:
            return False
        after = next((time for time in self.reading.times if time.start >= self.number.end), None)
        return (
            after is not None
            and after.base
            and FILLER.match(self.reading.lower[self.number.end : after.start]) is not None
        )

    @property
    def _from(self) -> int | None:
        """Where `từ` stands, for the first figure of `từ … lên …`."""
        found = BARE_FROM.search(self.reading.before(self.number)[-40:])
        after = next((other.start for other in self.reading.numbers if other.start >= self.number.end), None)
        if found is None or after is None or not ONWARDS.match(self.reading.lower[self.number.end : after]):
            return None
        return max(0, self.number.start - 40) + found.start()

    @cached_property
    def time_rows(self) -> frozenset[int] | None:
        """Rows of the periods that the sentence names; None where it names none, empty where one is not there."""
        if not self.times or not self.known.has_times:
            return None
        rows = [rows_of(self.known, time) for time in self.times]
        return frozenset(chain.from_iterable(rows)) if all(rows) else frozenset()

    @cached_property
    def named(self) -> list[ProseMention]:
        """The rows that the number is about, with those joined to them."""
        before = self.reading.before(self.number)
        if self.counts_all:
            return []
        if found := OUT_OF.search(before):  # `20 trên tổng số 27 vụ việc`: `tổng số` names no row there
            return self.together([name for name in self.names if name.end <= found.start()] or self.names)
        if WHOLE_OF.search(before):  # `trong 7.265 vụ của năm 2024, án hình sự chiếm …`
            return self.together([name for name in self.names if name.end <= self.number.start])
        return self.together(self.names)

    @cached_property
    def elsewhere(self) -> bool:
        """The sentence names a period or place that the table does not have."""
        known = self.known
        if any(time.span and not self._spans_rows(time.span) for time in self.times) or (
            self.time_rows is not None and not self.time_rows
        ):
            return True
        if self.role is Role.LEVEL and (
            self._is_of_distant_time or (self._is_of_relative_time and not known.has_times)
        ):
            return True
        whole = None if known.has_times else known.period
        if whole is not None and not all(_within(time.time, whole) for time in self.times):
            return True
        in_table = [mention for mention in self.named if mention.key in known.names]
        if in_table or not self.named:
            return False
        return not any(mention.key in known.places for mention in self.named)

    @property
    def _is_of_relative_time(self) -> bool:
        """`Kỳ trước, Nghệ An …`: a period before the table's."""
        times = [mention for mention in self.reading.times if mention.end <= self.number.start]
        last = times[-1] if times else None
        if last is None or not isinstance(last.key, TimeMention) or not last.key.relative:
            return False
        return BASE.search(self.reading.lower[max(0, last.start - 40) : last.start]) is None

    @property
    def _is_of_distant_time(self) -> bool:
        """`Mười năm trước, cả nước …`, with no period named between it and the figure."""
        before = self.reading.before(self.number)
        last = max((match.end() for match in DISTANT.finditer(before)), default=0)
        named = [time for time in self.reading.times if not (isinstance(time.key, TimeMention) and time.key.relative)]
        return last > 0 and not any(last <= time.start < self.number.start for time in named)

    def _spans_rows(self, span: tuple[int, int]) -> bool:
        """From one year of the table to another one: `từ năm 2023 đến năm 2024, số việc tăng …`."""
        years = {time.year for time in self.known.times if time}
        return years.issuperset(span)

    @cached_property
    def is_of_span(self) -> bool:
        return any(time.span for time in self.times)

    @cached_property
    def rows(self) -> frozenset[int]:
        """All rows that the number may be about."""
        found = frozenset(range(self.known.table.row_count))
        named = [self.known.names[name.key] for name in self.named if name.key in self.known.names]
        if named:
            found &= frozenset(chain.from_iterable(named))
        elif self.is_of_whole:
            found &= self.known.table.total_rows
        if self.time_rows is not None:
            found &= self.time_rows
        self.dealt_rows = self._dealt(found)
        if self.dealt_rows:
            figures = self._figures_dealt
            found = frozenset({self.dealt_rows[figures.index(self.number)]})
        return found

    @property
    def _figures_dealt(self) -> list[ProseNumber]:
        word = next((match for match in RESPECTIVELY.finditer(self.reading.lower)), None)
        start = word.start() if word else len(self.reading.lower)
        return [other for other in self.reading.numbers if other.start > start and self.alike(other)]

    def _dealt(self, rows: frozenset[int]) -> list[int]:
        """`ba quý đầu năm lần lượt là …`: the rows of the period in their order, where there are as many figures."""
        if not is_dealt_out(self.reading, self.number) or len(rows) < 2 or not self.known.has_times:
            return []
        figures = self._figures_dealt
        times = {row: time for row in rows if (time := self.known.times[row])}
        if len(figures) != len(rows) or self.number not in figures or len(set(times.values())) != len(rows):
            return []
        return sorted(rows, key=lambda row: times[row][:3])

    @cached_property
    def is_of_whole(self) -> bool:
        """The sentence names the area of the table, or a sum, and no row: it may mean the row of the total."""
        known = self.known
        if known.has_times or len(known.table.total_rows) != 1 or self.counts_all:
            return False
        if any(name.key in known.names for name in self.named):
            return False
        before = self.reading.before(self.number)
        return any(name.key in known.places for name in self.named) or (
            not self.names and SUM_OF.search(before) is not None
        )

    @cached_property
    def counts_all(self) -> bool:
        """`15.181 hộ nghèo của sáu huyện`: as many as the table has."""
        found = COUNTED_ROWS.search(self.reading.lower, self.number.end, self.number.end + 40)
        if found is None or not FILLER.match(self.reading.lower[self.number.end : found.start()]):
            before = [name for name in self.names if name.end <= self.number.start]
            found = None if before else COUNTED_ROWS.search(self.reading.before(self.number))
        if found is None:
            return False
        count = int(found["count"]) if found["count"].isdigit() else small_number(found["count"])
        names = {name for name in self.known.names if not self.known.names[name] <= self.known.table.total_rows}
        rows = {self.known.names[name] for name in names}
        return count == len(rows) > 1

    @cached_property
    def is_bound(self) -> bool:
        """Whether the sentence says which row it means, or there is only one."""
        known = self.known
        if known.table.row_count == 1:
            return True
        time_said = not known.has_times or self.time_rows is not None
        if self.is_of_whole:
            return time_said
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
        if self._counted in columns:
            return [self._counted]
        balances = [column for column in columns if self.known.goes_below(column)]
        if balances and SIGNED.search(self.reading.before(self.number)):
            return balances  # `thặng dư 4.727,8 tỷ đồng`
        if OUT_OF.search(self.reading.before(self.number)):
            return columns  # `17 trong 18 vụ việc được hoà giải thành`: the second is the whole
        said = columns_in(self.reading, columns, self.names)
        if self.role is Role.SHARE and (whole := self._shared_column(said)) is not None:
            return [whole]
        mention = nearest(self.reading, self.number, said, alike=self.alike)
        return [mention.key] if mention is not None and isinstance(mention.key, KnownColumn) else columns

    def _shared_column(self, said: Sequence[ProseMention]) -> KnownColumn | None:
        """`chiếm 41,2% số người chết`: the share is of what follows it."""
        after = next((each for each in said if each.start >= self.number.end), None)
        between = self.reading.lower[self.number.end : after.start] if after else ","
        within = not re.search(r"[,;:.()\d]", between) and len(between) < 40
        return after.key if after and within and isinstance(after.key, KnownColumn) else None

    @cached_property
    def _counted(self) -> KnownColumn | None:
        """The column that counts what the figure names behind it: `721 hộ nghèo`."""
        text = self.number.text.lower()
        found = [column for said, column in self.known.counted.items() if text.endswith(said)]
        return found[0] if len(found) == 1 else None

    @cached_property
    def is_part(self) -> bool:
        before = self.reading.before(self.number)
        if self._counted is not None and self.is_bound and WITHIN.search(before):
            return False  # `trong đó có 721 hộ nghèo`: the column of the part
        if PART.search(before):
            return True
        alone = ALONE.search(before)  # `riêng án tín dụng`; `riêng Hà Nội` names a row
        starts = {mention.start for mention in (*self.names, *self.reading.times)}
        if alone is not None and not any(start <= alone.end() <= start + 5 for start in starts):
            return True
        smaller = SMALLER_UNIT.search(before)
        if smaller is None or not self.reading.text[smaller.end() - 1].isupper():
            return False
        own = [name for name in self.names if name.key in self.known.names]
        return not any(name.start < smaller.end() <= name.end for name in own)

    @cached_property
    def is_base_of_rate(self) -> bool:
        """Words of a rate stand around a figure that is none: `số việc có điều kiện` is what the rate is taken of."""
        if any(number.unit in ("%", PERCENTAGE_POINTS, TIMES) for number in self.reading.numbers):
            return False
        own = frozenset().union(*(column.words for column in self.known.columns if not column.is_rate))
        rates = frozenset().union(*(column.words for column in self.known.columns if column.is_rate))
        own |= self.known.vocabulary
        return any(word in rates and word not in own and word not in PLAIN for word in self.words_around)

    @property
    def is_wanted(self) -> bool:
        """`chỉ tiêu được giao là 83%`, where the table tells of what was reached."""
        found = WANTED.search(self.reading.before(self.number))
        if found is None:
            return False
        wanted = frozenset(found["wanted"].split())
        own = frozenset().union(*(column.words for column in self.own_columns))
        return not wanted <= own and not self.known.vocabulary.issuperset(found["wanted"].split()[:1])

    @property
    def is_of_all(self) -> bool:
        """`đều vượt mức chung 41,97%`: no figure of the row that is named."""
        if self.role is Role.CHANGE:
            return False  # `cao hơn bình quân chung 4,5 điểm phần trăm`
        return COMMON_LEVEL.search(self.reading.before(self.number)) is not None

    @property
    def is_of_none(self) -> bool:
        return self.number.word is not None and NONE_OF_THEM.search(self.reading.before(self.number)) is not None

    @property
    def is_rated(self) -> bool:
        """`bình quân mỗi tháng …`, `cứ 100 đồng thì …`: worked out by ways that are not known here."""
        if PER.search(self.reading.lower[: self.number.end]) is not None:
            return True
        mean = AVERAGED.search(self.reading.before(self.number)) is not None
        return mean and EACH.match(self.reading.lower[self.number.end :]) is not None

    @cached_property
    def label_is_said(self) -> bool:
        """Whether the sentence has most words of the column's label."""
        return any(column.unit == self.number.unit and column.is_said(self.said) for column in self.own_columns)

    @cached_property
    def column_is_named(self) -> bool:
        """Whether the sentence names the one column by more than the unit of the figure."""
        own = [column for column in self.own_columns if column.unit == self.number.unit]
        return len(own) == 1 and own[0].is_named(self.said)

    @cached_property
    def said(self) -> frozenset[str]:
        words = {token.text for token in self.reading.tokens}
        return frozenset(words.union(SAME_AS[word] for word in words if word in SAME_AS))

    @cached_property
    def is_certain(self) -> bool:
        """Whether every word around the number is one of the data, of figures, or of any sentence on figures.

        A word that is none of these (`tồn`, `huyện`, `cán bộ luân chuyển`) may say that it is about something else.
        """
        return not (self.is_part or self.is_base_of_rate or self.is_undone or self.strangers)

    @cached_property
    def strangers(self) -> list[str]:
        """Words around the number that are neither of the data nor of any sentence on figures."""
        own = self.own_columns
        alike = [column for column in self.columns if column.unit == self.number.unit and column not in own]
        told = [column for column in self.known.columns if column not in alike]
        known = self.known.vocabulary.union(
            *(column.words for column in told), *(column.unit.split() for column in told)
        )
        known |= {word for word, same in SAME_AS.items() if same in known}
        known |= self.known.kind_words
        return [word for word in self.words_around if not (word in PLAIN or word in known or word.isdigit())]

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


def rows_of(known: KnownTable, mention: TimeMention) -> frozenset[int]:
    """Rows of a period; those that make it up together where no single one does; none where the table lacks it."""
    told = mention.time
    if mention.span is not None:
        first, last = mention.span
        return frozenset(row for row, time in enumerate(known.times) if time and first <= (time.year or 0) <= last)
    rows = [(row, time) for row, time in enumerate(known.times) if time and told.year in (None, time.year)]
    if not told.told:
        return frozenset(row for row, _time in rows)
    exact = frozenset(row for row, time in rows if (time.first, time.last) == (told.first, told.last))
    if exact:
        return exact
    inside = [(row, time) for row, time in rows if told.first <= time.first and time.last <= told.last]
    months = {month for _row, time in inside for month in range(time.first, time.last + 1)}
    return frozenset(row for row, _time in inside) if len(months) == told.months else frozenset()
