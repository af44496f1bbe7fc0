"""What the other figures of a sentence tell of the row that one of them is about.

`Cả nước xảy ra 1.734 vụ, làm chết 708 người`: where 1.734 stands in one row of the table alone, 708 is of that row.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from stat_tables.prose.reading.agreement import agrees
from stat_tables.prose.reading.prose_facts import Fact
from stat_tables.prose.reading.prose_numbers import ProseNumber
from stat_tables.prose.reading.roles import Role
from stat_tables.prose.reading.wording import DIRECTLY, Word

from .scope import Scope

# A shorter figure stands in too many tables by chance.
_TELLING, _TELLING_OF_NAMED = 3, 2


class Neighbours(Scope):
    """A number before a table whose period or row the sentence leaves to the figures beside it."""

    def time_rows_beside(self) -> frozenset[int] | None:
        times = {self.known.times[row] for row in self._beside}
        if len(times) != 1:
            return None
        return frozenset(row for row, time in enumerate(self.known.times) if time in times)

    def rows_beside(self) -> frozenset[int]:
        return self._beside if len(self._beside) == 1 else frozenset()

    @cached_property
    def _beside(self) -> frozenset[int]:
        """Rows that hold a neighbour, where all of these hold all of them or are of one period."""
        neighbours = list(self._rows_beside())
        common = frozenset.intersection(*neighbours) if neighbours else frozenset()
        return common or frozenset().union(*neighbours)

    def changed_places(self) -> Fact | None:
        """What this number should be, where it and another of the sentence are each other's figure in the table."""
        if self.role is not Role.LEVEL or not _is_telling(self.number):
            return None
        for other in self.reading.numbers:
            if other is self.number or not _is_telling(other):
                continue
            columns = [column for column in self.known.columns if column.unit == other.unit]
            scope = Scope(self.known, self.reading, other, columns, self.names)
            if scope.role is Role.LEVEL and (fact := self._exchanged(other, scope)) is not None:
                return fact
        return None

    def _exchanged(self, other: ProseNumber, scope: Scope) -> Fact | None:
        if self.known.names and not (self.named and scope.named):
            return None
        for row in sorted(self.rows):
            for there in sorted(scope.rows):
                if self.known.times[row] != self.known.times[there]:
                    continue
                for column in self.own_columns:
                    for its in scope.own_columns:
                        mine, yours = self.known.value(row, column), self.known.value(there, its)
                        if mine is None or yours is None or (row, column) == (there, its) or mine.value == yours.value:
                            continue
                        if abs(mine.value) == abs(other.value) and abs(yours.value) == abs(self.number.value):
                            return mine
        return None

    def _rows_beside(self) -> Iterator[frozenset[int]]:
        """Rows of each other figure; none at all beside one of the same column: `từ 5 vụ xuống 4 vụ`."""
        before = self.reading.previous(self.number) if self.role is Role.CHANGE else None
        if before is not None and DIRECTLY.fullmatch(self.reading.lower[before.end : self.number.start]):
            scope = self._scope_of(before)  # `ước đạt 6.338.600 lượt người, giảm 4,1%`
            if scope is not None and (rows := self._rows_of(scope)):
                yield rows
            return
        scopes = [scope for other in self.reading.numbers if (scope := self._scope_of(other)) is not None]
        others = [scope for scope in scopes if not self._is_compared_with(scope)]
        if len(others) == len(scopes) or self.role is not Role.LEVEL:
            yield from (rows for scope in others if (rows := self._rows_of(scope)))

    def _scope_of(self, other: ProseNumber) -> Scope | None:
        columns = [column for column in self.known.columns if column.unit == other.unit]
        if other is self.number or not columns:
            return None
        scope = Scope(self.known, self.reading, other, columns, self.names)
        # `bằng 30,8% dự toán` is a figure of a column as well.
        return scope if scope.role in (Role.LEVEL, Role.SHARE) and not scope.elsewhere else None

    def _is_compared_with(self, scope: Scope) -> bool:
        mine, its = ({name.start for name in each.named} for each in (self, scope))
        if mine and its and mine.isdisjoint(its):
            return False
        own = {column.column.id for column in self.own_columns}
        return not own.isdisjoint(column.column.id for column in scope.own_columns)

    def _rows_of(self, scope: Scope) -> frozenset[int]:
        """Rows where the other figure stands, to the digit."""
        other = scope.number
        if other.word is not None or other.digits < (_TELLING_OF_NAMED if scope.named else _TELLING):
            return frozenset()
        return frozenset(
            row
            for row in scope.rows
            for column in scope.own_columns
            if column.unit == other.unit and any(agrees(other, fact) for fact in self.known.facts(row, column))
        )


def _is_telling(number: ProseNumber) -> bool:
    return number.word in (None, Word.NEAR) and number.digits >= _TELLING
