"""Which columns of a table a number of a sentence is about, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from stat_tables.model.number_format import PERCENTAGE_POINTS
from stat_tables.prose.reading.binding import clause_of, columns_in, nearest
from stat_tables.prose.reading.known_columns import KnownColumn
from stat_tables.prose.reading.known_names import full_words
from stat_tables.prose.reading.prose_numbers import TIMES
from stat_tables.prose.reading.roles import Role
from stat_tables.prose.reading.sentence_reading import ProseMention
from stat_tables.prose.reading.wording import (
    ALONE,
    AVERAGED,
    COMMON_LEVEL,
    COUNTED_ROWS,
    EACH,
    MEASURED,
    NONE_OF_THEM,
    OF_MEASURE,
    OUT_OF,
    PART,
    PER,
    PLAIN,
    RATE_CHANGED,
    SAME_AS,
    SIGNED,
    SMALLER_UNIT,
    UNDONE,
    WANTED,
    WITHIN,
)

from .rows_meant import RowsMeant

_MONEY = frozenset(("tiền", "vốn", "giá"))


class Scope(RowsMeant):
    """One number of a sentence before one table: its rows, its columns, and what may make it another figure."""

    @cached_property
    def own_columns(self) -> list[KnownColumn]:
        """Those that the sentence may mean: the one that it names, or all."""
        rates = [column for column in self.columns if column.is_rate]
        others = [column for column in self.columns if not column.is_rate]
        return [*self.meant(rates), *self.meant(others)]

    def meant(self, columns: list[KnownColumn]) -> list[KnownColumn]:
        told = [column for column in columns if column.is_change]
        if self.role is Role.CHANGE and self.number.unit == "%" and all(column.is_rate for column in columns) and told:
            columns = told
        if self.role is Role.SHARE and 0 < len(told) < len(columns):
            columns = [column for column in columns if not column.is_change]
        columns = self._of_period(columns)
        if len(columns) < 2:
            return columns
        if self._counted in columns:
            return [self._counted]
        balances = [column for column in columns if self.known.goes_below(column)]
        if balances and SIGNED.search(self.reading.before(self.number)):
            return balances  # `thặng dư 4.727,8 tỷ đồng`
        if OUT_OF.search(self.reading.before(self.number)):
            return columns  # `17 trong 18 vụ việc được hoà giải thành`: the second is the whole
        said = [
            each
            for each in columns_in(self.reading, columns, self.names)
            if each.end > self.number.start or not self.is_whole_of_share(each)
        ]
        if self.role is Role.SHARE and (whole := self._shared_column(said)) is not None:
            return [whole]
        mention = nearest(self.reading, self.number, said, alike=self.alike)
        if mention is None or not isinstance(mention.key, KnownColumn):
            return columns
        return [self._said_in_full(said, mention.key)]

    def _of_period(self, columns: list[KnownColumn]) -> list[KnownColumn]:
        """`9 tháng năm 2020 tăng 2,12%`: the columns whose label has these months, where labels tell them apart."""
        told = [time.time for time in self.times if time.time.told]
        if not self.known.periods or not told:
            return columns
        months = {(time.first, time.last) for time in told}
        return [column for column in columns if column.time and (column.time.first, column.time.last) in months]

    def _said_in_full(self, said: Sequence[ProseMention], near: KnownColumn) -> KnownColumn:
        """The nearest column; another one where most of its words are said and few of the nearest: `cấp phép`."""
        words: dict[str, set[str]] = {}
        columns = {mention.key.column.id: mention.key for mention in said if isinstance(mention.key, KnownColumn)}
        for mention in said:
            if isinstance(mention.key, KnownColumn) and (mention.start < self.number.end or mention.key is near):
                words.setdefault(mention.key.column.id, set()).update(
                    self.reading.lower[mention.start : mention.end].split()
                )
        others = frozenset().union(*(column.words for column in columns.values() if column is not near))
        if len(words) < 2 or near.column.id not in words or 2 * len(words[near.column.id]) > len(near.words - others):
            return near
        best = max(words, key=lambda name: len(words[name]))
        in_full = len(words[best]) > 1 and words[best] >= columns[best].words  # `thụ lý 5.710 vụ án hôn nhân`
        return columns[best] if len(words[best]) > 2 or in_full else near

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
        columns = [column for said, column in self.known.counted.items() if text.endswith(said)]
        return columns[0] if len(columns) == 1 else None

    @property
    def is_of_table(self) -> bool:
        """`Số doanh nghiệp thành lập mới trong tháng 1/2024 là …`, with no row named: the total."""
        if self.role is not Role.LEVEL or self.number.unit in ("%", "‰") or self.reading.earlier:
            return False
        before = self.reading.before(self.number)
        if PART.search(before) or COUNTED_ROWS.search(before):
            return False
        if any(other.end <= self.number.start for other in self.reading.numbers):
            return False
        after = next((name.start for name in self.names if name.key in self.known.names), None)
        if after is not None and not PART.search(self.reading.lower, self.number.end, after):
            return False
        return self.label_is_said and not self.strangers_before

    @cached_property
    def is_part(self) -> bool:
        before = self.reading.before(self.number)
        if self._counted is not None and self.is_bound and WITHIN.search(before):
            return False  # `trong đó có 721 hộ nghèo`: the column of the part
        if (part := PART.search(before)) is not None:
            # `trong đó, đường bộ xảy ra …`: a row of the table; `trong đó giải quyết 5.730 vụ`: a column
            return not (self._is_named_after(part.start()) or self._is_column_after(part.start()))
        alone = ALONE.search(before)  # `riêng án tín dụng`; `riêng Hà Nội` names a row
        if alone is not None and not self._leads_to_name(alone.end()):
            return True
        smaller = SMALLER_UNIT.search(before)
        if smaller is None or not self.reading.text[smaller.end() - 1].isupper():
            return False
        own = [name for name in self.names if name.key in self.known.names]
        return not any(name.start < smaller.end() <= name.end for name in own)

    def _leads_to_name(self, end: int) -> bool:
        """Whether a name or a period stands here; a row also after words for what the rows are: `án hình sự`."""
        if any(mention.start <= end <= mention.start + 5 for mention in (*self.names, *self.reading.times)):
            return True
        words = [self.reading.lower[end : name.start].split() for name in self.names if name.key in self.known.names]
        return any(0 < len(each) < 3 and self.known.kind_words.issuperset(each) for each in words)

    def _is_named_after(self, start: int) -> bool:
        """`trong đó, đường bộ xảy ra 315 vụ`, `trong đó 5.422 việc có điều kiện`."""
        return any(start <= name.start for name in self.named if name.key in self.known.names and not name.base)

    def _is_column_after(self, start: int) -> bool:
        """Whether the sentence names the one column that is meant from `start` on, and no other one before."""
        own = [column for column in self.own_columns if column.unit == self.number.unit]
        said = columns_in(self.reading, [each for each in self.columns if each.unit == self.number.unit], self.names)
        return len(own) == 1 and any(each.key is own[0] and start <= each.start < self.number.end for each in said)

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
        match = WANTED.search(self.reading.before(self.number))
        if match is None:
            return False
        wanted = frozenset(match["wanted"].split())
        own = frozenset().union(*(column.words for column in self.own_columns))
        return not wanted <= own and not self.known.vocabulary.issuperset(match["wanted"].split()[:1])

    @property
    def is_of_other_measure(self) -> bool:
        """`tăng 6,3% về khối lượng`, `tỷ lệ tăng 8,8%`, where no column is of that."""
        if RATE_CHANGED.search(self.reading.before(self.number)):
            return self.number.unit == "%" and not any(column.is_rate for column in self.known.columns)
        match = OF_MEASURE.match(self.reading.lower[self.number.end :]) or MEASURED.search(
            self.reading.before(self.number)
        )
        if match is None or self.number.unit not in ("%", TIMES):
            return False
        known = self.known.vocabulary.union(*(column.words for column in self.known.columns))
        units = {word for column in self.known.columns for word in column.unit.split()}
        return known.union(units, _MONEY if "đồng" in units else ()).isdisjoint(match["measure"].split())

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
        words.update(word for text in words.copy() for word in full_words(text))
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
        return self._unknown(self.words_around)

    @cached_property
    def strangers_before(self) -> list[str]:
        """The same of the whole sentence up to the end of its clause."""
        return self._unknown(self._words_between(0, clause_of(self.reading, self.number)[1]))

    def _unknown(self, words: Sequence[str]) -> list[str]:
        own = self.own_columns
        alike = [column for column in self.columns if column.unit == self.number.unit and column not in own]
        told = [column for column in self.known.columns if column not in alike]
        known = self.known.vocabulary.union(
            *(column.words for column in told), *(column.unit.split() for column in told)
        )
        known |= {word for word, same in SAME_AS.items() if same in known}
        known |= self.known.kind_words
        return [word for word in words if not (word in PLAIN or word in known or word.isdigit())]

    @cached_property
    def words_around(self) -> list[str]:
        """Words of the number's clause that are neither figures nor names of periods and rows."""
        return self._words_between(*clause_of(self.reading, self.number))

    def _words_between(self, start: int, end: int) -> list[str]:
        spans = [(mention.start, mention.end) for mention in (*self.reading.times, *self.names)]
        spans += [(number.start, number.end) for number in self.reading.numbers]
        spans += [match.span() for match in re.finditer(r"\bviệt nam\b", self.reading.lower)]
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
