"""Which rows of a table a number of a sentence is about, and whether the sentence says so."""

from __future__ import annotations

from functools import cached_property
from itertools import chain

from stat_tables.model.times import Time
from stat_tables.prose.reading.binding import is_dealt_out
from stat_tables.prose.reading.known_names import COUNTRY_NAMES, WHOLE_NAMES
from stat_tables.prose.reading.number_words import small_number
from stat_tables.prose.reading.prose_numbers import ProseNumber
from stat_tables.prose.reading.roles import Role
from stat_tables.prose.reading.sentence_reading import ProseMention
from stat_tables.prose.reading.wording import (
    COUNTED_ROWS,
    FILLER,
    OUT_OF,
    RESPECTIVELY,
    SUM_OF,
    WHOLE_OF,
    WHOLE_OF_SHARE,
)

from .periods import Periods, is_within


class RowsMeant(Periods):
    """One number of a sentence, and the rows that the sentence names."""

    @cached_property
    def named(self) -> list[ProseMention]:
        """The rows that the number is about, with those joined to them."""
        if self.counts_all:
            return []
        known, rows = self.known, list(self.names)
        named = any(name.key in known.names for name in rows)
        if named and not known.whole_rows:
            # `Vụ mùa năm 2019, toàn tỉnh gieo 73.467 ha`: the area is that of every row.
            rows = [name for name in rows if name.key in known.names or not known.is_area(name.key)]
        if known.table.territory is None and (named or not known.names):
            # A table that does not say its area may be of the country that the sentence names beside a row.
            rows = [name for name in rows if name.key in known.names or name.key not in COUNTRY_NAMES]
        return self._named_among(rows)

    def _named_among(self, names: list[ProseMention]) -> list[ProseMention]:
        before = self.reading.before(self.number)
        ahead = self.role is Role.SHARE  # `chiếm 63% của cả nước`
        names = [name for name in names if (ahead and name.end > self.number.start) or not self.is_whole_of_share(name)]
        if match := OUT_OF.search(before):  # `20 trên tổng số 27 vụ việc`: `tổng số` names no row there
            return self.together([name for name in names if name.end <= match.start()] or names)
        if WHOLE_OF.search(before):  # `trong 7.265 vụ của năm 2024, án hình sự chiếm …`
            inside = (name for name in names if self.number.start < name.start < self.number.end)
            return self.together([*(name for name in names if name.end <= self.number.start), *inside])
        return self.together(names)

    def is_whole_of_share(self, name: ProseMention) -> bool:
        return WHOLE_OF_SHARE.search(self.reading.lower[max(0, name.start - 90) : name.start]) is not None

    @cached_property
    def elsewhere(self) -> bool:
        """The sentence names a period or place that the table does not have."""
        known = self.known
        if any(time.span and not self._spans_rows(time.span) for time in self.times) or (
            self.time_rows is not None and not self.time_rows
        ):
            return True
        if self.role is Role.LEVEL and (
            self._is_of_distant_time or self._is_in_relative_time or (self._is_of_relative_time and not known.has_times)
        ):
            return True
        whole = None if known.has_times else known.period
        if known.periods:
            whole = whole and Time(whole.year)
            told = [(time.time.first, time.time.last) for time in self.times if time.time.told]
            if told and known.periods.isdisjoint(told):
                return True
        if whole is not None and not all(is_within(time.time, whole) for time in self.times if not known.periods):
            return True
        in_table = [mention for mention in self.named if mention.key in known.names]
        if in_table or not self.named:
            return False
        return not any(known.is_area(mention.key) for mention in self.named)

    @cached_property
    def rows(self) -> frozenset[int]:
        """All rows that the number may be about."""
        rows = frozenset(range(self.known.table.row_count))
        named = [self.known.names[name.key] for name in self.named if name.key in self.known.names]
        if named:
            rows &= frozenset(chain.from_iterable(named))
        elif self.is_of_whole:
            rows &= self.known.whole_rows
        elif not self.named and (beside := self.rows_beside()):
            rows &= beside
        if self.time_rows is not None:
            rows &= self.time_rows
        self.dealt_rows = self._dealt(rows)
        if self.dealt_rows:
            figures = self._figures_dealt
            rows = frozenset({self.dealt_rows[figures.index(self.number)]})
        return rows

    def rows_beside(self) -> frozenset[int]:
        """Rows that the figures beside it are of, where the sentence names none; empty where they do not tell."""
        return frozenset()

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
        if not known.whole_rows or self.counts_all:
            return False
        if any(name.key in known.names for name in self.named):
            return False
        before = self.reading.before(self.number)
        if any(known.is_area(name.key) for name in self.named):
            return True
        if not self.names and SUM_OF.search(before) is not None:
            return True
        return not self.named and self.is_of_table

    @property
    def is_named_loosely(self) -> bool:
        """The row is named behind the number, another figure stands between: it may be the row of that one."""
        if not self.named or any(name.start < self.number.end for name in self.named):
            return False
        start, end = self.number.end, self.named[0].start
        return any(start <= other.start < end for other in self.reading.numbers)

    @property
    def is_inferred(self) -> bool:
        """Nothing but `tổng`, `cả nước` or that no row is named tells that the number is of the whole."""
        if self.named and not all(name.key in WHOLE_NAMES and name.key not in self.known.labels for name in self.named):
            return False
        return self.is_of_whole or bool(self.named)

    @property
    def is_of_table(self) -> bool:
        """Whether the sentence speaks of what the whole table counts, and of nothing else."""
        return False

    @cached_property
    def counts_all(self) -> bool:
        """`15.181 hộ nghèo của sáu huyện`: as many as the table has."""
        match = COUNTED_ROWS.search(self.reading.lower, self.number.end, self.number.end + 40)
        if match is None or not FILLER.match(self.reading.lower[self.number.end : match.start()]):
            before = [name for name in self.names if name.end <= self.number.start]
            match = None if before else COUNTED_ROWS.search(self.reading.before(self.number))
        if match is None:
            return False
        count = int(match["count"]) if match["count"].isdigit() else small_number(match["count"])
        names = {name for name in self.known.names if not self.known.names[name] <= self.known.table.total_rows}
        rows = {self.known.names[name] for name in names}
        return count == len(rows) > 1

    @cached_property
    def is_bound(self) -> bool:
        """Whether the sentence says which row it means, or there is only one."""
        known = self.known
        if known.table.row_count == 1:
            return True
        time_said = not known.has_times or self.time_rows is not None or self._is_of_later_time
        if self.is_of_whole:
            return time_said
        name_said = not known.names or any(mention.key in known.names for mention in self.named)
        name_said = name_said or (not self.named and len(self.rows_beside()) == 1)
        if known.has_times and known.names:
            return time_said and name_said
        return time_said if known.has_times else name_said

    @property
    def _is_of_later_time(self) -> bool:
        """`so với cùng kỳ năm trước giảm 789 vụ`, before a table of two periods: a change is of the later one."""
        against = [mention for mention in self.reading.times if mention.base]
        return self.role is Role.CHANGE and bool(against) and not self.times and len(set(self.known.times)) == 2
