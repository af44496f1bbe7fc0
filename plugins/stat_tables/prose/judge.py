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

from .agreement import NEAR, THOUSAND, agrees, distance, is_slip, is_swapped
from .binding import ProseMention, SentenceReading, names_in
from .evidence import TELLING_DIGITS, Evidence
from .prose_facts import Fact, KnownColumn, KnownTable
from .prose_numbers import TIMES, ProseNumber
from .roles import Role, role_of
from .wording import FAR, IS, LEFT, MOVEMENT, TOGETHER, Word
from .wording import TIMES as TIMES_BEFORE

_ = Translator(__file__)


class Verdict(Enum):
    AGREES = 0
    CONTRADICTS = 1
    ELSEWHERE = 2
    UNKNOWN = 3


@dataclass(frozen=True)
class FigureJudgement:
    """`fact` that is contradicted, and what to do about it; `bound`: the sentence says which row it means."""

    verdict: Verdict
    fact: Fact | None = None
    hint: str = ""
    bound: bool = True


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
        columns = self._columns(number)
        return _Case(self.known, self.reading, number, columns, self.names).judge() if columns else None

    def contradicts_by_name(self, number: ProseNumber) -> bool:
        """Whether the number contradicts a figure whose row, area and column the sentence names in full."""
        columns = self._columns(number)
        # Few sentences name a figure of a table that their story does not call: to judge comes last.
        if not columns or not _Case(self.known, self.reading, number, columns, self.names).is_named_in_full:
            return False
        judgement = self.judge(number)
        return judgement is not None and judgement.verdict is Verdict.CONTRADICTS and judgement.bound

    def _columns(self, number: ProseNumber) -> list[KnownColumn]:
        columns = self.known.columns
        if number.unit == PERCENTAGE_POINTS:
            return [column for column in columns if column.is_rate or column.unit == PERCENTAGE_POINTS]
        if number.unit == TIMES:
            return list(columns)
        own = [column for column in columns if column.unit == number.unit]
        if number.unit == "%" and (
            role_of(self.reading, number)[0] in (Role.CHANGE, Role.SHARE) or FAR.search(self.reading.before(number))
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
        if told.verdict is Verdict.CONTRADICTS and self.is_rated and not self.is_average:
            return _ELSEWHERE
        unknown = told.verdict is Verdict.UNKNOWN
        return _ELSEWHERE if unknown and (self.is_rated or self.is_in_table) else told

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
        if any(self.says(fact) for fact in (*sums, *self.sums_of_kinds())):
            return _AGREES
        if not self.is_bound and any(agrees(self.number, fact) for fact in self.worked_out()):
            return _AGREES
        if MOVEMENT.search(self.reading.lower) and any(
            agrees(self.number, fact, signed=False) for fact in self.changes(self.rows)
        ):
            return _AGREES  # `mức tăng 45.901 việc và 27.843 tỷ đồng`
        left = self.is_undone or LEFT.search(self.reading.before(self.number)) is not None
        if left and any(agrees(self.number, fact) for fact in self.rests()):
            return _AGREES  # `còn 33 vụ việc chưa giải quyết`
        if wrong_sign and (self.is_bound or self.number.digits >= TELLING_DIGITS):
            return FigureJudgement(Verdict.CONTRADICTS, wrong_sign[0], _("mind the sign: is it plus or minus?"))
        return self._contradicted([*sums, *facts] if self.is_sum else [*facts, *sums])

    def _change(self) -> FigureJudgement:
        number = self.number
        plain = [
            fact
            for fact in self.facts_in(self.rows, [c for c in self.own_columns if c.is_change and c.unit == number.unit])
        ]
        if any(self.says_change(fact) for fact in plain):
            return _AGREES
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
        against = [fact for fact in (*changes, *plain) if agrees(number, fact, signed=False)]
        if against:
            return FigureJudgement(Verdict.CONTRADICTS, against[0], _("mind the direction: is it a rise or a fall?"))
        if number.unit == "%":
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
            if is_slip(number, close):
                return FigureJudgement(Verdict.CONTRADICTS, close, _WRITE(), bound=False)
        return _UNKNOWN

    def _told_change(self, plain: Sequence[Fact]) -> FigureJudgement:
        """A change that is no figure of the table's column of changes, for the row that is named."""
        number = self.number
        against = next((fact for fact in plain if agrees(number, fact, signed=False)), None)
        if against is not None:
            return FigureJudgement(Verdict.CONTRADICTS, against, _("mind the direction: is it a rise or a fall?"))
        slip = next((fact for fact in plain if is_slip(number, fact)), None)
        if slip is not None and self.is_certain:
            return FigureJudgement(Verdict.CONTRADICTS, slip, _WRITE())
        columns = [column for column in self.own_columns if column.is_change]
        if any(agrees(number, fact) for fact in self.facts_in(range(self.known.table.row_count), columns)):
            return FigureJudgement(Verdict.CONTRADICTS, plain[0], _("this is the figure of another row or column"))
        return _UNKNOWN

    def _ratio(self) -> FigureJudgement:
        if TIMES_BEFORE.search(self.reading.before(self.number)[-60:]) is None or self.base_elsewhere:
            return _ELSEWHERE
        ratios = list(self.ratios())
        if any(agrees(self.number, fact) for fact in ratios):
            return _AGREES
        if ratios and self.is_bound and self.base_rows and self.is_certain:
            return FigureJudgement(
                Verdict.CONTRADICTS, min(ratios, key=lambda fact: distance(self.number, fact)), _WRITE()
            )
        return _ELSEWHERE

    def _share(self) -> FigureJudgement:
        level = [column for column in self.own_columns if column.unit == "%"]
        if any(self.says(fact) for fact in self.facts_in(self.rows, level)):
            return _AGREES
        if self.whole_rows is not None:
            return _AGREES if any(agrees(self.number, fact) for fact in self.parts_of(self.whole_rows)) else _UNKNOWN
        shares = list(self.shares())
        if any(agrees(self.number, fact) for fact in shares):
            return _AGREES
        # Of what a share is taken is said in many ways: only what looks like a slip stops a story.
        if len(shares) == 1 and self.is_bound and self.is_certain and is_slip(self.number, shares[0]):
            return FigureJudgement(Verdict.CONTRADICTS, shares[0], _WRITE())
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
        if swapped is not None and (self.is_bound or not number.word):
            return FigureJudgement(Verdict.CONTRADICTS, swapped, _("two digits are swapped"))
        if not facts:
            return _UNKNOWN
        nearest_fact = min(facts, key=lambda fact: distance(number, fact))
        if self.is_bound or number.digits >= TELLING_DIGITS:
            for factor in (THOUSAND, 1 / THOUSAND, THOUSAND**2, 1 / THOUSAND**2):
                for fact in facts:
                    if agrees(_times(number, factor), fact):
                        return FigureJudgement(Verdict.CONTRADICTS, fact, _("nghìn, triệu or tỷ is mistaken"))
        if self.is_bound:
            if number.digits >= TELLING_DIGITS and not self.is_part:
                others = self.facts_in(
                    range(self.known.table.row_count), [c for c in self.columns if c.unit == number.unit]
                )
                if any(agrees(number, fact) for fact in others):
                    return FigureJudgement(
                        Verdict.CONTRADICTS, nearest_fact, _("this is the figure of another row or column")
                    )
            together = self.is_sum and TOGETHER.search(self.reading.before(number)) is not None
            if self.is_certain and (is_slip(number, nearest_fact) or self.is_of_another or together):
                return FigureJudgement(Verdict.CONTRADICTS, nearest_fact, _WRITE())
            if len(self.rows) == 1 and not self.is_part and self.has_digits_of_another:
                return FigureJudgement(
                    Verdict.CONTRADICTS, nearest_fact, _("this is the figure of another row or column")
                )
            if (
                distance(number, nearest_fact) <= NEAR
                and self.label_is_said
                and not (self.is_undone or self.is_base_of_rate)
            ):
                return FigureJudgement(Verdict.CONTRADICTS, nearest_fact, _WRITE())
        elif self.is_of_other_column:
            return FigureJudgement(
                Verdict.CONTRADICTS, nearest_fact, _("this is the figure of another row or column"), bound=False
            )
        elif self.is_certain and self.label_is_said and number.digits >= 2 and is_slip(number, nearest_fact):
            return FigureJudgement(Verdict.CONTRADICTS, nearest_fact, _WRITE(), bound=False)
        return _UNKNOWN


def _WRITE() -> str:
    return _("write what the table says, or correct the table")


def _times(number: ProseNumber, factor: Decimal) -> ProseNumber:
    upto = number.upto * factor if number.upto is not None else None
    return replace(number, value=number.value * factor, step=number.step * factor, upto=upto)
