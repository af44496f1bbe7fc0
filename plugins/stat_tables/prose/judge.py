"""One number against one table: it agrees, contradicts a figure, speaks of something elsewhere, or nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cached_property

from portal.i18n import Translator
from stat_tables.model.number_format import PERCENTAGE_POINTS
from stat_tables.model.times import Time, TimeMention
from stat_tables.model.unit_kinds import are_kin, converted
from stat_tables.prose.reading.agreement import (
    NEAR,
    THOUSAND,
    agrees,
    distance,
    has_digits_of,
    is_bound_kept,
    is_slip,
    is_swapped,
    is_turned,
    is_typo,
)
from stat_tables.prose.reading.binding import ProseMention, SentenceReading, names_in
from stat_tables.prose.reading.prose_facts import Fact, KnownColumn, KnownTable
from stat_tables.prose.reading.prose_numbers import TIMES, ProseNumber
from stat_tables.prose.reading.roles import Role, direction_between, role_of
from stat_tables.prose.reading.wording import (
    ADDED,
    CUMULATED,
    FAR,
    IS,
    LEFT,
    MOVEMENT,
    PLAIN,
    ROUNDED_TIMES,
    TOGETHER,
    WORDS,
    Word,
)
from stat_tables.prose.reading.wording import TIMES as TIMES_BEFORE

from .evidence import TELLING_DIGITS, Evidence

_ = Translator(__file__)

# More words around a figure that are none of the data may say that it is about something else.
MOST_STRANGERS = 1


class Verdict(Enum):
    AGREES = 0
    CONTRADICTS = 1
    ELSEWHERE = 2
    UNKNOWN = 3


@dataclass(frozen=True)
class FigureJudgement:
    """`fact` that is contradicted, and what to do about it; `bound`: the sentence says which row it means.

    Args:
        near: nothing but its nearness to the fact speaks against the number.
    """

    verdict: Verdict
    fact: Fact | None = None
    hint: str = ""
    bound: bool = True
    near: bool = False


_AGREES, _ELSEWHERE, _UNKNOWN = (
    FigureJudgement(verdict) for verdict in (Verdict.AGREES, Verdict.ELSEWHERE, Verdict.UNKNOWN)
)


class Judge:
    """Numbers of one sentence against one table."""

    def __init__(self, reading: SentenceReading, known: KnownTable) -> None:
        self.reading, self.known = reading, known

    @cached_property
    def names(self) -> list[ProseMention]:
        return names_in(self.reading, self.known)

    def judge(self, number: ProseNumber) -> FigureJudgement | None:
        """None where the table has nothing of the number's unit."""
        columns = columns_of(self.known, self.reading, number)
        if columns:
            return _Case(self.known, self.reading, number, columns, self.names).judge()
        kin = [column for column in self.known.columns if are_kin(column.unit, number.unit)]
        return _OtherUnit(self.known, self.reading, number, kin, self.names).judge() if kin else None

    def contradicts_by_name(self, number: ProseNumber) -> bool:
        """Whether the number contradicts a figure whose row, area and column the sentence names in full."""
        columns = columns_of(self.known, self.reading, number)
        # Few sentences name a figure of a table that their story does not call: to judge comes last.
        if not columns or not _Case(self.known, self.reading, number, columns, self.names).is_named_in_full:
            return False
        judgement = self.judge(number)
        return judgement is not None and judgement.verdict is Verdict.CONTRADICTS and judgement.bound


def columns_of(known: KnownTable, reading: SentenceReading, number: ProseNumber) -> list[KnownColumn]:
    """Columns that have the number's unit, or whose figures it may be worked out from."""
    columns = known.columns
    if number.unit == PERCENTAGE_POINTS:
        return [column for column in columns if column.is_rate or column.unit == PERCENTAGE_POINTS]
    if number.unit == TIMES:
        return list(columns)
    own = [column for column in columns if column.unit == number.unit]
    if number.unit == "%" and (
        role_of(reading, number)[0] in (Role.CHANGE, Role.SHARE) or FAR.search(reading.before(number))
    ):
        return list(columns)
    return own


class _Case(Evidence):
    """One number on trial."""

    def judge(self) -> FigureJudgement:
        if self.elsewhere:
            return self._elsewhere()
        if self.is_of_all or self.is_wanted or self.is_of_none:
            return _ELSEWHERE
        told = self._by_role()
        if told.verdict is not Verdict.AGREES and (fact := self.changed_places()) is not None:
            return FigureJudgement(Verdict.CONTRADICTS, fact, _("two figures have changed places"))
        if told.verdict is Verdict.CONTRADICTS and (
            (self.is_rated and not self.is_average) or self.is_cumulated or self.goes_on_elsewhere
        ):
            return _ELSEWHERE
        if told.near and self.is_beside_unknown:
            return _UNKNOWN
        if told.hint == _WRITE() and told.fact is not None and self._is_said_already(told.fact):
            return _UNKNOWN
        unknown = told.verdict is Verdict.UNKNOWN
        return _ELSEWHERE if unknown and (self.is_rated or self.is_in_table) else told

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
        return CUMULATED.search(self.reading.lower) is not None

    @property
    def goes_on_elsewhere(self) -> bool:
        """The figure goes on about one that the table does not have: `lãi 3 tỷ đồng, tăng 12%`."""
        if self.role is Role.LEVEL and self.number.unit not in ("%", "‰"):
            return False
        last, text = self.last_figure()
        if last is None:
            return bool(text) and not self.stands_in_rows(text)
        columns = columns_of(self.known, self.reading, last)
        if not columns:
            return True
        case = _Case(self.known, self.reading, last, columns, self.names)
        return case._by_role().verdict is not Verdict.AGREES

    def _by_role(self) -> FigureJudgement:
        judged = {
            Role.LEVEL: self._level,
            Role.CHANGE: self._change,
            Role.RATIO: self._ratio,
            Role.SHARE: self._share,
        }[self.role]()
        return judged

    @property
    def is_named_in_full(self) -> bool:
        named = any(mention.key in self.known.names or mention.key in self.known.places for mention in self.named)
        timed = bool(self.times) and (self.known.has_times or self.known.period is not None)
        return named and timed and self.is_bound and self.label_is_said and self.is_certain

    # The four roles.

    def _level(self) -> FigureJudgement:
        facts = list(self.facts_in(self.rows, self.own_columns))
        agreeing = [fact for fact in facts if self.says(fact)]
        if agreeing:
            return self._moved() or _AGREES
        wrong_sign = [fact for fact in facts if agrees(self.number, fact, signed=False) and not self.says(fact)]
        sums = list(self.sums())
        across = list(self.sums_of_columns())
        if any(self.says(fact) for fact in (*sums, *self.sums_of_kinds(), *across)):
            return _AGREES
        if not self.is_bound and any(agrees(self.number, fact) for fact in self.worked_out()):
            return _AGREES
        if MOVEMENT.search(self.reading.lower) and any(
            agrees(self.number, fact, signed=False) for fact in self.changes(self.rows)
        ):
            return _AGREES  # `mức tăng 45.901 việc và 27.843 tỷ đồng`
        if not wrong_sign and (between := self._between()) is not None:
            return between  # `khoảng cách thành thị - nông thôn`
        left = self.is_undone or LEFT.search(self.reading.before(self.number)) is not None
        if left and any(agrees(self.number, fact) for fact in self.rests()):
            return _AGREES  # `còn 33 vụ việc chưa giải quyết`
        if wrong_sign and (self.is_bound or self.number.digits >= TELLING_DIGITS):
            return FigureJudgement(Verdict.CONTRADICTS, wrong_sign[0], _("mind the sign: is it plus or minus?"))
        if across and len(self.own_columns) > 1:
            facts = across  # `tổng sản lượng` of two columns
        return self._contradicted([*sums, *facts] if self.is_sum else [*facts, *sums])

    def _change(self) -> FigureJudgement:
        number = self.number
        plain = [
            fact
            for fact in self.facts_in(self.rows, [c for c in self.own_columns if c.is_change and c.unit == number.unit])
        ]
        if any(self.says_change(fact) for fact in plain):
            return _AGREES
        if ADDED.search(self.reading.before(number)) and any(
            self.says(fact) for fact in (*self.facts_in(self.rows, self.own_columns), *self.sums())
        ):
            return _AGREES  # `có thêm 975 doanh nghiệp`
        if self.told_changes and self.is_bound:
            told = self._as_told()
            if told is not None:
                return told
        if len(self.columns_said) == 2 and (between := self._between()) is not None:
            return between
        if self.base_elsewhere:
            return self._told_change(plain) if self.is_bound and self.is_base_of(plain) else _ELSEWHERE
        # A quarter is compared with a quarter, not its months with each other.
        own = self.period_changes() if self.base_periods else self.changes(self.rows)
        changes = [*own, *self.total_changes()]
        # In `tức hơn 33,17%` the word compares, it does not round.
        bare = replace(number, word=None) if number.word is Word.ABOVE else number
        if any(
            agrees(each, fact, signed=False) and self.goes_along(fact) for each in (number, bare) for fact in changes
        ):
            return _AGREES
        if number.unit == "%" and self._changes_another(changes):
            return _AGREES  # `tăng 13 vụ, 6 bị cáo, tỷ lệ tăng 19,1%`: of the first, not of the nearest
        against = [fact for fact in (*changes, *plain) if agrees(number, fact, signed=False)]
        if against:
            return FigureJudgement(Verdict.CONTRADICTS, against[0], _("mind the direction: is it a rise or a fall?"))
        if number.unit == "%" and (self.is_bound or self.base_rows or self.is_certain):
            points = replace(number, unit=PERCENTAGE_POINTS)
            for fact in changes:
                if fact.unit == PERCENTAGE_POINTS and agrees(points, fact, signed=False):
                    hint = _("the difference of two rates is in percentage points: write “điểm phần trăm”")
                    return FigureJudgement(Verdict.CONTRADICTS, fact, hint)
        if number.unit == PERCENTAGE_POINTS and IS.search(self.reading.before(number)):
            level = replace(number, unit="%")
            for fact in (
                fact for row in sorted(self.rows) for c in self.own_columns for fact in self.known.facts(row, c)
            ):
                if fact.unit == "%" and agrees(level, fact):
                    return FigureJudgement(Verdict.CONTRADICTS, fact, _("a rate itself is in per cent: write “%”"))
        same = [fact for fact in (*plain, *changes) if fact.unit == number.unit]
        if same and self.is_bound and self.is_certain and (self.base_rows or plain or self.known.has_times):
            return FigureJudgement(Verdict.CONTRADICTS, min(same, key=lambda fact: distance(number, fact)), _WRITE())
        swapped = next((fact for fact in same if is_swapped(number, fact)), None)
        if swapped is not None:
            return FigureJudgement(Verdict.CONTRADICTS, swapped, _("two digits are swapped"))
        if same and not self.is_bound and self.is_certain and self.label_is_said and len(self.own_columns) == 1:
            close = min(same, key=lambda fact: distance(number, fact))
            if is_typo(number, close):
                return FigureJudgement(Verdict.CONTRADICTS, close, _WRITE(), bound=False)
        return _UNKNOWN

    def _changes_another(self, own: Sequence[Fact]) -> bool:
        """Whether the rows have another column that changed so; none of their own did, either way."""
        if not self.is_bound or any(agrees(self.number, fact, signed=False) for fact in own):
            return False
        if any(word in column.words and word not in PLAIN for column in self.own_columns for word in self.words_around):
            return False
        others = [column for column in self.known.columns if not column.is_rate and column not in self.own_columns]
        return any(
            agrees(self.number, fact, signed=False) and self.goes_along(fact)
            for fact in self.changes(self.rows, others)
        )

    def _as_told(self) -> FigureJudgement | None:
        """A change that a column of the table tells against the same base; None where it may be worked out."""
        number, columns = self.number, self.told_changes
        facts = list(self.facts_in(self.rows, columns))
        if any(self.says_change(fact) for fact in facts):
            return _AGREES
        if not any(isinstance(mention.key, TimeMention) for mention in self.bases) or not facts:
            return None
        if self.known.has_times and any(agrees(number, fact, signed=False) for fact in self.changes(self.rows)):
            return None
        against = next((fact for fact in facts if agrees(number, fact, signed=False)), None)
        if against is not None:
            return FigureJudgement(Verdict.CONTRADICTS, against, _("mind the direction: is it a rise or a fall?"))
        near = min(facts, key=lambda fact: distance(number, fact))
        others = self.facts_in(range(self.known.table.row_count), self.columns)
        if number.digits >= TELLING_DIGITS - 1 and any(agrees(number, fact, signed=False) for fact in others):
            return FigureJudgement(Verdict.CONTRADICTS, near, _("this is the figure of another row or column"))
        if is_typo(number, near) or (self.is_certain and len(facts) == 1):
            return FigureJudgement(Verdict.CONTRADICTS, near, _WRITE())
        return None

    def _between(self) -> FigureJudgement | None:
        """Two columns of the row, compared with each other; None where that is not what is said."""
        number = self.number
        facts = [fact for fact in self.between_columns() if fact.unit == number.unit]
        near = [fact for fact in facts if agrees(number, fact, signed=False)]
        if not near:
            typo = next((fact for fact in facts if self.is_bound and is_typo(number, fact)), None)
            told = typo is not None and direction_between(self.reading.lower[: number.start]) != 0
            return FigureJudgement(Verdict.CONTRADICTS, typo, _WRITE()) if told else None
        (_first, start), (_second, end) = self.columns_said
        direction = self.direction or direction_between(self.reading.lower[start : number.start])
        if any(not direction or (fact.value > 0) == (direction > 0) for fact in near):
            return _AGREES
        if near and self.is_bound and start < end < number.start:
            return FigureJudgement(Verdict.CONTRADICTS, near[0], _("mind the direction: is it a rise or a fall?"))
        return None

    def _told_change(self, plain: Sequence[Fact]) -> FigureJudgement:
        """A change that is no figure of the table's column of changes, for the row that is named."""
        number = self.number
        against = next((fact for fact in plain if agrees(number, fact, signed=False)), None)
        if against is not None:
            return FigureJudgement(Verdict.CONTRADICTS, against, _("mind the direction: is it a rise or a fall?"))
        slip = next((fact for fact in plain if is_slip(number, fact)), None)
        if slip is not None and (self.is_certain or is_typo(number, slip)):
            return FigureJudgement(Verdict.CONTRADICTS, slip, _WRITE())
        columns = [column for column in self.own_columns if column.is_change]
        if any(agrees(number, fact) for fact in self.facts_in(range(self.known.table.row_count), columns)):
            return FigureJudgement(Verdict.CONTRADICTS, plain[0], _("this is the figure of another row or column"))
        return _UNKNOWN

    def _ratio(self) -> FigureJudgement:
        if TIMES_BEFORE.search(self.reading.before(self.number)[-60:]) is None:
            return _ELSEWHERE
        if self.base_elsewhere and len(self.columns_said) != 2:
            return _ELSEWHERE
        ratios = list(self.ratios())
        if any(agrees(self._with_word_before(), fact) for fact in ratios):
            return _AGREES
        between = [fact for fact in self.between_columns() if fact.unit == TIMES]
        if any(agrees(self.number, fact) for fact in between):
            return _AGREES
        if len(between) == 1 and self.is_bound and not self.base_rows and self.columns_said[1][1] > self.number.start:
            return FigureJudgement(Verdict.CONTRADICTS, between[0], _WRITE())
        if ratios and self.is_bound and self.base_rows and self.is_certain:
            return FigureJudgement(
                Verdict.CONTRADICTS, min(ratios, key=lambda fact: distance(self.number, fact)), _WRITE()
            )
        return _ELSEWHERE

    def _with_word_before(self) -> ProseNumber:
        """`gần gấp bốn lần`: the word that rounds stands before `gấp`."""
        match = ROUNDED_TIMES.search(self.reading.before(self.number)) if self.number.word is None else None
        return replace(self.number, word=WORDS[match["word"]]) if match else self.number

    def _share(self) -> FigureJudgement:
        level = [column for column in self.own_columns if column.unit == "%"]
        if any(self.says(fact) for fact in self.facts_in(self.rows, level)):
            return _AGREES
        if self.whole_rows is not None:
            parts = list(self.parts_of(self.whole_rows))
            if any(agrees(self.number, fact) for fact in parts):
                return _AGREES
            told = [*parts, *self.facts_in(self.rows, level)]
            typo = next((fact for fact in told if self.is_bound and is_typo(self.number, fact)), None)
            return FigureJudgement(Verdict.CONTRADICTS, typo, _WRITE()) if typo else _UNKNOWN
        shares = list(self.shares())
        if any(agrees(self.number, fact) for fact in shares):
            return _AGREES
        # Of what a share is taken is said in many ways: only what looks like a slip stops a story.
        if (
            len(shares) == 1
            and self.is_bound
            and ((self.is_certain and is_slip(self.number, shares[0])) or is_typo(self.number, shares[0]))
        ):
            return FigureJudgement(Verdict.CONTRADICTS, shares[0], _WRITE())
        if not level or not self.is_bound or self.is_apart:
            return _UNKNOWN
        own = [fact for fact in self.facts_in(self.rows, level) if is_typo(self.number, fact)]
        near = next(self.facts_in(self.rows, level), None)
        others = self.facts_in(range(self.known.table.row_count), level)
        least = TELLING_DIGITS - (self.is_certain and len(level) == 1)
        if own or (self.number.digits >= least and any(agrees(self.number, fact) for fact in others)):
            return FigureJudgement(Verdict.CONTRADICTS, own[0] if own else near, _WRITE())
        if near is not None and self.number.word and self.is_certain and distance(self.number, near) <= NEAR:
            return FigureJudgement(Verdict.CONTRADICTS, near, _WRITE())
        return _UNKNOWN

    def _elsewhere(self) -> FigureJudgement:
        """What is told of another period is not known here; the very figure of a cell with many digits is no chance."""
        number = self.number
        if self.role is not Role.LEVEL or number.word or number.digits < TELLING_DIGITS + 1:
            return _ELSEWHERE
        if self.named and not all(name.key in self.known.names or name.key in self.known.places for name in self.named):
            return _ELSEWHERE
        own = [column for column in self.own_columns if column.unit == number.unit]
        for fact in self.facts_in(range(self.known.table.row_count), own):
            if agrees(number, fact) and self.is_certain:
                return FigureJudgement(Verdict.CONTRADICTS, fact, _("this is the figure of another period"))
        return _ELSEWHERE

    # Facts.

    def _moved(self) -> FigureJudgement | None:
        """The level is right; the way it went (`tăng lên`, `giảm còn`) may not be."""
        if not self.direction or not self.known.has_times or not self.is_bound:
            return None
        for row in self.rows:
            bases = self.base_rows or frozenset(self.relative(row, TimeMention(0, 0, Time(None), "previous")))
            for column in self.own_columns:
                new = self.known.value(row, column)
                if new is None or not self.says(new):
                    continue
                for base in bases - {row}:
                    old = self.known.value(base, column)
                    if old and old.value != new.value and (new.value > old.value) != (self.direction > 0):
                        fact = replace(old, text=f"{old.text} → {new.text}")
                        return FigureJudgement(
                            Verdict.CONTRADICTS, fact, _("mind the direction: is it a rise or a fall?")
                        )
        return None

    # Contradictions.

    def _contradicted(self, facts: Sequence[Fact]) -> FigureJudgement:
        number = self.number
        facts = [fact for fact in facts if fact.unit == number.unit]
        swapped = next((fact for fact in facts if is_swapped(number, fact)), None)
        if swapped is not None and (self.is_bound or not number.word) and not self.is_part:
            return FigureJudgement(Verdict.CONTRADICTS, swapped, _("two digits are swapped"))
        if not facts:
            return _UNKNOWN
        if is_bound_kept(number, facts):
            return _ELSEWHERE
        if self.is_bound or number.digits >= TELLING_DIGITS:
            for factor in (THOUSAND, 1 / THOUSAND, THOUSAND**2, 1 / THOUSAND**2):
                for fact in facts:
                    if agrees(_times(number, factor), fact):
                        return FigureJudgement(Verdict.CONTRADICTS, fact, _("nghìn, triệu or tỷ is mistaken"))
        close = min(facts, key=lambda fact: distance(number, fact))
        if self.is_of_span:
            typo = is_typo(number, close) and not self.is_part and not self.is_undone
            return FigureJudgement(Verdict.CONTRADICTS, close, _WRITE()) if typo else _UNKNOWN
        if self.is_bound:
            return self._mistyped(facts, close) or self._contradicted_when_bound(close)
        return self._contradicted_when_unbound(close)

    def _mistyped(self, facts: Sequence[Fact], close: Fact) -> FigureJudgement | None:
        """A slip of the finger, the word of the other side, or a figure dealt out to another row."""
        number = self.number
        typo = next((fact for fact in facts if is_typo(number, fact)), None)
        if typo is not None and not self.is_part and not self.is_undone:
            return FigureJudgement(Verdict.CONTRADICTS, typo, _WRITE())
        if self.column_is_named and not self.is_apart and len(facts) == 1 and is_turned(number, close):
            return FigureJudgement(Verdict.CONTRADICTS, close, _WRITE())
        if any(agrees(number, fact) for fact in self.facts_in(self.dealt_rows, self.own_columns)):
            return self._of_another(close)
        return None

    def _of_another(self, fact: Fact, *, bound: bool = True) -> FigureJudgement:
        hint = _("this is the figure of another row or column")
        return FigureJudgement(Verdict.CONTRADICTS, fact, hint, bound=bound)

    def _contradicted_when_bound(self, close: Fact) -> FigureJudgement:
        number = self.number
        if number.digits >= TELLING_DIGITS and not self.is_part:
            alike = [column for column in self.columns if column.unit == number.unit]
            if any(agrees(number, fact) for fact in self.facts_in(range(self.known.table.row_count), alike)):
                return self._of_another(close)
        together = self.is_sum and TOGETHER.search(self.reading.before(number)) is not None
        if self.is_certain and (is_slip(number, close) or self.is_of_another or together):
            near = not self.is_of_another and not together
            return FigureJudgement(Verdict.CONTRADICTS, close, _WRITE(), near=near)
        if len(self.rows) == 1 and not self.is_part and self.has_digits_of_another:
            return self._of_another(close)
        slip = number.digits > 1 and is_slip(number, close)
        if slip and self.column_is_named and not self.is_apart and len(self.strangers) <= MOST_STRANGERS:
            return FigureJudgement(Verdict.CONTRADICTS, close, _WRITE(), near=True)
        return _UNKNOWN

    def _contradicted_when_unbound(self, close: Fact) -> FigureJudgement:
        if self.is_of_other_column:
            return self._of_another(close, bound=False)
        if self.is_certain and self.label_is_said and self.number.digits >= 2 and is_typo(self.number, close):
            return FigureJudgement(Verdict.CONTRADICTS, close, _WRITE(), bound=False)
        return _UNKNOWN


class _OtherUnit(Evidence):
    """A number in a unit that the table's figures are not in, but might be: hectares for square metres."""

    def judge(self) -> FigureJudgement:
        number = self.number
        if self.elsewhere or self.is_apart or not self.is_bound or self.role is not Role.LEVEL:
            return _ELSEWHERE
        for column in self.own_columns:
            for row in sorted(self.rows):
                fact = self.known.value(row, column)
                if fact is None or not has_digits_of(number, fact, TELLING_DIGITS - 1):
                    continue
                value = converted(fact.value, column.unit, number.unit)
                if value is None or not agrees(number, replace(fact, value=value, unit=number.unit)):
                    return FigureJudgement(Verdict.CONTRADICTS, fact, _("the unit is mistaken"))
        return _ELSEWHERE


def _WRITE() -> str:
    return _("write what the table says, or correct the table")


def _times(number: ProseNumber, factor: Decimal) -> ProseNumber:
    upto = number.upto * factor if number.upto is not None else None
    return replace(number, value=number.value * factor, step=number.step * factor, upto=upto)
