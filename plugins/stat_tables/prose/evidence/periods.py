"""The periods of a table that a number of a sentence is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import chain

from portal.vietnam.text import one_tone_style
from stat_tables.model.times import Time, TimeMention
from stat_tables.prose.reading.binding import coordinated, is_dealt_out, nearest
from stat_tables.prose.reading.known_columns import KnownColumn
from stat_tables.prose.reading.prose_facts import KnownTable
from stat_tables.prose.reading.prose_numbers import ProseNumber
from stat_tables.prose.reading.roles import Role, role_of
from stat_tables.prose.reading.sentence_reading import ProseMention, SentenceReading
from stat_tables.prose.reading.wording import AGAINST, BARE_FROM, BASE, DISTANT, FILLER, IN_TIME, OF_BASE, ONWARDS


class Periods:
    """One number of a sentence before one table.

    Args:
        columns: those that have its unit.
        names: rows and places that the sentence names.
        told: by where a number of the sentence begins, whether the table has it; filled as it is asked for.
    """

    def __init__(
        self,
        known: KnownTable,
        reading: SentenceReading,
        number: ProseNumber,
        columns: Sequence[KnownColumn],
        names: list[ProseMention],
        told: dict[int, bool] | None = None,
    ) -> None:
        self.known, self.reading, self.number = known, reading, number
        self.columns, self.names = columns, names
        self.told: dict[int, bool] = {} if told is None else told
        self.dealt_rows: list[int] = []
        self.role, self.direction = role_of(reading, number, [name for name in names if name.base])
        if self.role is Role.CHANGE and any(_ends_label(reading.before(number), column) for column in columns):
            self.role, self.direction = Role.LEVEL, 0

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
        mentions = self.together(self.named_times)
        if (begins := self._from) is not None and all(mention.end <= begins for mention in mentions):
            return []  # `năm 2024 tăng 5,01 điểm phần trăm, từ 46,45% lên …`: the first is of another period
        return [mention.key for mention in mentions if isinstance(mention.key, TimeMention)]

    @cached_property
    def named_times(self) -> list[ProseMention]:
        """Periods that the sentence names; not `cả năm` beside a table that has a row of this name."""
        rows = [(name.start, name.end) for name in self.names if name.key in self.known.names]
        return [
            mention
            for mention in self.reading.times
            if not isinstance(mention.key, TimeMention)
            or mention.key.time.year is not None
            or mention.key.relative
            or not any(start < mention.end and mention.start < end for start, end in rows)
        ]

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
        match = BARE_FROM.search(self.reading.before(self.number)[-40:])
        after = next((other.start for other in self.reading.numbers if other.start >= self.number.end), None)
        if match is None or after is None or not ONWARDS.match(self.reading.lower[self.number.end : after]):
            return None
        return max(0, self.number.start - 40) + match.start()

    @cached_property
    def time_rows(self) -> frozenset[int] | None:
        """Rows of the periods that the sentence names; None where it names none, empty where one is not there."""
        if not self.known.has_times:
            return None
        if not self.times:
            if self._is_of_time_before or any(not mention.base for mention in self.named_times):
                return None
            beside = self.time_rows_beside()
            return self.later_rows if beside is None else beside
        named = [rows_of(self.known, time) for time in self.times]
        rows = frozenset(chain.from_iterable(named)) if all(named) else frozenset()
        if all(time.time.year is None for time in self.times) and len({self.known.times[row] for row in rows}) > 1:
            beside = self.time_rows_beside()  # `trong tháng 5`, of which year the figures beside it tell
            if beside is not None and rows & beside:
                return rows & beside
            return rows - self._compared_rows or rows
        return rows

    @property
    def _compared_rows(self) -> frozenset[int]:
        """`sáu tháng đầu năm thụ lý 79.177 việc, giảm 2.676 việc so với năm 2018`: not those of 2018."""
        bases = [
            mention.key.time.year
            for mention in self.named_times
            if mention.base and isinstance(mention.key, TimeMention)
        ]
        return frozenset(row for row, time in enumerate(self.known.times) if time and time.year in bases)

    @property
    def later_rows(self) -> frozenset[int] | None:
        """`91.112 người (tăng 506 người so với cùng kỳ năm 2021)`, before a table of two periods: the later one."""
        last = max((mention.end for mention in self.named_times if mention.end <= self.number.start), default=None)
        if last is not None and OF_BASE.match(self.reading.lower[last : self.number.start]):
            return None  # `cùng kỳ năm trước là 301 vụ/127 người chết`
        bases = [mention.key.time.year for mention in self.named_times if isinstance(mention.key, TimeMention)]
        bases += [mention.time.year for mention in self.reading.bases_after]
        times = sorted({time[:3] for time in self.known.times if time}, key=lambda time: (time[0] or 0, *time[1:]))
        if not bases or len(times) != 2 or any(year not in (None, times[0][0]) for year in bases):
            return None
        return frozenset(row for row, time in enumerate(self.known.times) if time and time[:3] == times[1])

    def time_rows_beside(self) -> frozenset[int] | None:
        """Rows of the period that the figures beside it are of; None where they do not tell."""
        return None

    @property
    def _is_of_relative_time(self) -> bool:
        """`Kỳ trước, Nghệ An …`: a period before the table's."""
        times = [mention for mention in self.reading.times if mention.end <= self.number.start]
        last = times[-1] if times else None
        if last is None or not isinstance(last.key, TimeMention) or not last.key.relative:
            return False
        return BASE.search(self.reading.lower[max(0, last.start - 40) : last.start]) is None

    @property
    def _is_in_relative_time(self) -> bool:
        """`3.435.000 người trong năm ngoái`: of which year it speaks, the text before may tell."""
        after = next((time for time in self.reading.times if time.start >= self.number.end), None)
        if after is None or not isinstance(after.key, TimeMention) or after.key.relative != "previous":
            return False
        return IN_TIME.fullmatch(self.reading.lower[self.number.end : after.start]) is not None

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


def _ends_label(before: str, column: KnownColumn) -> bool:
    """`tổng vốn cấp mới và tăng thêm là`, beside a column of this name: no change is told."""
    words = one_tone_style(column.column.label).lower().split()
    return len(words) > 2 and _SAID.sub("", before).endswith(" ".join(words[-2:]))


_SAID = re.compile(r"(?:[ ]+(?:là|đạt|ước|được|gần|hơn|khoảng|trên|ở mức))*[ ]*$")


def is_within(told: Time, period: Time) -> bool:
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
    rows = [
        (row, time)
        for row, time in enumerate(known.times)
        if time and (told.year in (None, time.year) or time.year is None)
    ]
    if not told.told:
        return frozenset(row for row, _time in rows)
    exact = frozenset(row for row, time in rows if (time.first, time.last) == (told.first, told.last))
    if exact:
        return exact
    inside = [(row, time) for row, time in rows if told.first <= time.first and time.last <= told.last]
    months = {month for _row, time in inside for month in range(time.first, time.last + 1)}
    return frozenset(row for row, _time in inside) if len(months) == told.months else frozenset()
