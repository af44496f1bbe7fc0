"""Columns of a table as the audit looks at them: words, periods, whether they tell changes, what they count."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.vietnam.text import one_tone_style
from stat_tables.model.table import Column, Measure, Table, Unit
from stat_tables.model.times import Time, times_in
from stat_tables.request.selection import full_label

from .known_names import words_of
from .wording import word_set

# An index of 100 falls below this hardly ever, a change rises above it hardly ever.
SMALLEST_INDEX = 60
_COUNTED = re.compile(r"(?:tổng )?số ([^\W\d]+(?: [^\W\d]+){0,4})$")
_PEOPLE = re.compile(r"([^\W\d]+(?: [^\W\d]+){1,3})")  # `Hoà giải viên`, in `người`
_CHANGES = word_set("tăng giảm vượt chênh đổi")
_SHARE_OF = word_set("góp vào trong chiếm")
# Words that many labels share; they do not tell which column a sentence speaks of.
COMMON = word_set("số bị tỷ lệ của về các được theo và trên với trong tổng so người đã là một mỗi")
# People that are counted in `người` by labels of several words: `Lực lượng lao động`.
_PERSONS = ("lao động", "học sinh", "sinh viên", "giáo viên", "công nhân", "cán bộ", "bệnh nhân", "hội viên")


@dataclass(frozen=True)
class KnownColumn:
    """A column with numbers; `words` that name it. `is_change`: it tells a change; `falls`: its plus is a fall.

    Args:
        time: the period that its label names: `9 tháng`, `Tháng 7`.
    """

    column: Column
    unit: str
    power: int
    words: frozenset[str]
    label: str
    is_change: bool
    falls: bool
    time: Time | None = None

    @property
    def is_rate(self) -> bool:
        return self.unit in ("%", "‰")

    def is_said(self, words: Collection[str]) -> bool:
        """Whether `words` of a sentence hold most of those that name the column."""
        return 2 * len(self.words.intersection(words)) > len(self.words)

    def is_named(self, words: Collection[str]) -> bool:
        """The same without the words of its unit, which stand behind every figure of that unit."""
        own = self.words.difference(self.unit.split())
        return 2 * len(own.intersection(words)) > len(own) if own else self.is_said(words)


def columns_known(table: Table) -> tuple[KnownColumn, ...]:
    numeric = [column for column in table.columns if column.type.is_numeric and column.unit is not None]
    columns = []
    for column in numeric:
        unit = column.unit or Unit("", "")
        label = full_label(column)
        words = words_of(label)
        change = bool(column.change_of) or _tells_change(words) or _is_against(table, column, label)
        falls = "giảm" in words and "tăng" not in words
        text = f"{label} ({column.id})"
        named = frozenset(words) - COMMON
        time = _period_of(label)
        columns.append(KnownColumn(column, unit.base.lower(), unit.power, named, text, change, falls, time))
    return tuple(columns)


def _period_of(label: str) -> Time | None:
    """The months that the label of a column is of."""
    told = [mention.time for mention in times_in(label.lower()) if not mention.relative and mention.span is None]
    return told[0] if told and told[0].told else None


def _tells_change(words: Sequence[str]) -> bool:
    """`Tốc độ tăng`, `So với cùng kỳ (tăng, giảm)`; not `Đóng góp vào mức tăng chung`."""
    change = next((place for place, word in enumerate(words) if word in _CHANGES), None)
    return change is not None and not _SHARE_OF.intersection(words[:change])


def _is_against(table: Table, column: Column, label: str) -> bool:
    """`So với cùng kỳ (%)` with figures under zero, or so small that they are no index of 100."""
    if "so với" not in label.lower() or column.unit is None or column.unit.base != "%":
        return False
    values = [value for value in table.values[column.id] if isinstance(value, Decimal)]
    return any(value < 0 for value in values) or (bool(values) and max(values) < SMALLEST_INDEX)


def units_said(columns: Sequence[KnownColumn]) -> Mapping[str, str]:
    """How units are said: as they are declared, and by what is counted: `104 chấp hành viên` of `Số chấp hành viên`."""
    units = {column.unit: column.unit for column in columns}
    for unit in tuple(units):
        words = unit.split()
        if len(words) > 1 and all(word.isalpha() for word in words):
            units.setdefault("".join(word[0] for word in words), unit)  # `138.139 DN`
        if words[:1] == ["lượt"]:
            units.setdefault("lượt", unit)
    for column in columns:
        if text := counted_by(column):
            units.setdefault(text, column.unit)
        if column.unit == "người":
            label = one_tone_style(column.column.label).lower()
            units.update({text: column.unit for text in _PERSONS if text in label and text not in units})
    return units


def counted_by(column: KnownColumn) -> str:
    """What the column counts, by its label; empty where it counts nothing."""
    label = one_tone_style(column.column.label).lower()
    counted = _COUNTED.match(label) or (_PEOPLE.fullmatch(label) if column.unit == "người" else None)
    if counted is None or column.is_rate or column.power or column.column.measure is Measure.MONEY:
        return ""
    return counted[1]
