"""One number against one table: it agrees, contradicts a figure, speaks of something elsewhere, or nobody knows."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from portal.i18n import Translator
from stat_tables.model.unit_kinds import are_kin, converted
from stat_tables.prose.reading.agreement import (
    agrees,
    has_digits_of,
    is_turned,
    is_typo,
)
from stat_tables.prose.reading.names_said import names_in
from stat_tables.prose.reading.prose_facts import Fact, KnownTable
from stat_tables.prose.reading.prose_numbers import ProseNumber
from stat_tables.prose.reading.roles import Role
from stat_tables.prose.reading.sentence_reading import ProseMention, SentenceReading
from stat_tables.prose.reading.wording import (
    AGAIN,
    CLOSED_CHANGE,
    CUMULATED,
)

from .evidence.columns_of_unit import columns_of
from .evidence.facts_meant import TELLING_DIGITS, Evidence
from .verdicts.change import judge_change
from .verdicts.judgement import ELSEWHERE, UNKNOWN, FigureJudgement, Verdict, contradiction, write_the_table
from .verdicts.level import judge_level
from .verdicts.share import judge_ratio, judge_share
from .verdicts.slip_of_the_finger import slip_of_the_finger

_ = Translator(__file__)


class Judge:
    """Numbers of one sentence against one table."""

    def __init__(self, reading: SentenceReading, known: KnownTable) -> None:
        self.reading, self.known = reading, known
        self.told: dict[int, bool] = {}

    @cached_property
    def names(self) -> list[ProseMention]:
        return names_in(self.reading, self.known)

    def judge(self, number: ProseNumber) -> FigureJudgement | None:
        """None where the table has nothing of the number's unit."""
        columns = columns_of(self.known, self.reading, number)
        if columns:
            return _Case(self.known, self.reading, number, columns, self.names, self.told).judge()
        kin = [column for column in self.known.columns if are_kin(column.unit, number.unit)]
        return _OtherUnit(self.known, self.reading, number, kin, self.names, self.told).judge() if kin else None

    def contradicts_by_name(self, number: ProseNumber) -> bool:
        """Whether the number contradicts a figure whose row, area and column the sentence names in full."""
        columns = columns_of(self.known, self.reading, number)
        # Few sentences name a figure of a table that their story does not call: to judge comes last.
        if not columns or not _Case(self.known, self.reading, number, columns, self.names, self.told).is_named_in_full:
            return False
        judgement = self.judge(number)
        return judgement is not None and judgement.verdict is Verdict.CONTRADICTS and judgement.bound


_BY_ROLE = {
    Role.LEVEL: judge_level,
    Role.CHANGE: judge_change,
    Role.RATIO: judge_ratio,
    Role.SHARE: judge_share,
}


class _Case(Evidence):
    """One number on trial."""

    def judge(self) -> FigureJudgement:
        told = self._judge()
        if told.verdict in (Verdict.UNKNOWN, Verdict.ELSEWHERE):
            return slip_of_the_finger(self) or told
        return told

    def _judge(self) -> FigureJudgement:
        if self.elsewhere:
            return self._elsewhere()
        if self.is_of_all or self.is_wanted or self.is_of_none:
            return ELSEWHERE
        told = self._by_role()
        if told.verdict is not Verdict.AGREES and (fact := self.changed_places()) is not None:
            return contradiction(fact, _("two figures have changed places"))
        if (
            told.verdict is Verdict.CONTRADICTS
            and not told.sure
            and (
                (self.is_rated and not self.is_average)
                or self.is_of_other_measure
                or self.is_cumulated
                or self.goes_on_elsewhere
            )
        ):
            return ELSEWHERE
        if told.near and self.is_beside_unknown:
            return UNKNOWN
        if told.hint == write_the_table() and told.fact is not None and self._is_said_already(told.fact):
            return UNKNOWN
        if told.hint == write_the_table() and self._is_of_strangers(told.fact):
            return UNKNOWN
        unknown = told.verdict is Verdict.UNKNOWN
        return ELSEWHERE if unknown and (self.is_rated or self.is_in_table) else told

    def _is_of_strangers(self, fact: Fact | None) -> bool:
        """Nothing but words speaks against the number, and the sentence has some that are not of the table."""
        if fact is None or is_typo(self.number, fact) or is_turned(self.number, fact):
            return False
        return not self.has_company and bool(self.strangers_before)

    @property
    def is_beside_unknown(self) -> bool:
        """The figure before it is none of the table: `Vụ hè thu, tỉnh gieo 276,8 nghìn ha, năng suất 58,1 tạ/ha`."""
        before = self.reading.previous(self.number)
        columns = columns_of(self.known, self.reading, before) if before else []
        if before is None or not columns:
            return False
        return _Case(self.known, self.reading, before, columns, self.names)._by_role().verdict is Verdict.UNKNOWN

    def _is_said_already(self, fact: Fact) -> bool:
        """Another figure before says it, so this is of something else: `tăng 19%, trong đó khối FDI tăng 40,4%`."""
        for other in self.reading.numbers:
            if other.start >= self.number.start:
                break
            if other.unit == fact.unit and agrees(other, fact, signed=False):
                case = _Case(self.known, self.reading, other, columns_of(self.known, self.reading, other), self.names)
                own = case.facts_in(case.rows, case.own_columns)
                if any(each.place == fact.place for each in own) and case._by_role().verdict is Verdict.AGREES:
                    return True
        return False

    @property
    def is_cumulated(self) -> bool:
        period = self.known.period
        if period is not None and period.told and period.first == 1 and 1 < period.months < 12:
            return False  # `luỹ kế 11 tháng`, before a table of eleven months
        times = [time for time in self.known.times if time]
        if self.known.is_of_one_part and all(time.told and time.first == 1 and time.months < 12 for time in times):
            return False  # before one of the first months of several years
        title = self.known.table.title.lower()
        if CUMULATED.search(title) or "từ đầu năm" in title:
            return False
        return CUMULATED.search(self.reading.lower) is not None

    @property
    def goes_on_elsewhere(self) -> bool:
        """The figure goes on about one that the table does not have: `lãi 3 tỷ đồng, tăng 12%`."""
        if self.role is Role.LEVEL and self.number.unit not in ("%", "‰"):
            return False
        again = self.reading.previous(self.number)
        if again is not None and AGAIN.match(self.reading.lower[again.end : self.number.start]):
            columns = columns_of(self.known, self.reading, again)
            told = _Case(self.known, self.reading, again, columns, self.names)._judge() if columns else ELSEWHERE
            if told.verdict is Verdict.ELSEWHERE:
                return True  # `giảm 1.308 vụ = 14,4%`
        if self._follows_unknown():
            return True
        last, text = self.last_figure()
        if last is None:
            return bool(text) and not self.stands_in_rows(text)
        columns = columns_of(self.known, self.reading, last)
        if not columns:
            return True
        case = _Case(self.known, self.reading, last, columns, self.names)
        return case._by_role().verdict is not Verdict.AGREES

    def _follows_unknown(self) -> bool:
        """`của năm trước (144.857 việc) tăng 65.184 việc`: the change of a figure that the table does not have."""
        before = self.reading.previous(self.number)
        if before is None or self.role is not Role.CHANGE or before.unit != self.number.unit:
            return False
        between = self.reading.lower[before.end : self.number.start]
        return CLOSED_CHANGE.fullmatch(between) is not None and not self.is_of_table_too(before)

    def _by_role(self) -> FigureJudgement:
        return _BY_ROLE[self.role](self)

    @property
    def is_named_in_full(self) -> bool:
        named = any(mention.key in self.known.names or mention.key in self.known.places for mention in self.named)
        timed = bool(self.times) and (self.known.has_times or self.known.period is not None)
        return named and timed and self.is_bound and self.label_is_said and self.is_certain

    def _elsewhere(self) -> FigureJudgement:
        """What is told of another period is not known here; the very figure of a cell with many digits is no chance."""
        number = self.number
        if self.role is not Role.LEVEL or number.word or number.digits < TELLING_DIGITS + 1:
            return ELSEWHERE
        if self.named and not all(name.key in self.known.names or name.key in self.known.places for name in self.named):
            return ELSEWHERE
        own = [column for column in self.own_columns if column.unit == number.unit]
        if self.known.has_times and any(time.time.year is None for time in self.times):
            return ELSEWHERE  # `đến tháng 8`, of which year or since when nobody says
        for fact in self.facts_in(range(self.known.table.row_count), own):
            if agrees(number, fact) and self.is_certain:
                return contradiction(fact, _("this is the figure of another period"))
        return ELSEWHERE


class _OtherUnit(Evidence):
    """A number in a unit that the table's figures are not in, but might be: hectares for square metres."""

    def judge(self) -> FigureJudgement:
        number = self.number
        if self.elsewhere or self.is_apart or not self.is_bound or self.role is not Role.LEVEL:
            return ELSEWHERE
        for column in self.own_columns:
            for row in sorted(self.rows):
                fact = self.known.value(row, column)
                if fact is None or not has_digits_of(number, fact, TELLING_DIGITS - 1):
                    continue
                value = converted(fact.value, column.unit, number.unit)
                if value is None or not agrees(number, replace(fact, value=value, unit=number.unit)):
                    return contradiction(fact, _("the unit is mistaken"))
        return ELSEWHERE
