"""A number that is a change: told by a column of the table, or worked out from two figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from portal.i18n import Translator
from stat_tables.model.number_format import PERCENTAGE_POINTS
from stat_tables.model.times import TimeMention
from stat_tables.prose.evidence.comparisons import compared
from stat_tables.prose.evidence.facts_meant import TELLING_DIGITS, Evidence
from stat_tables.prose.reading.agreement import (
    agrees,
    digits_exchanged,
    distance,
    is_slip,
    is_swapped,
    is_typo,
)
from stat_tables.prose.reading.binding import columns_in
from stat_tables.prose.reading.prose_facts import Fact
from stat_tables.prose.reading.wording import ADDED, AGAIN, COMPARING, IS, PLAIN, Word

from .columns_compared import between_columns
from .judgement import (
    AGREES,
    ELSEWHERE,
    UNKNOWN,
    FigureJudgement,
    contradiction,
    digits_swapped,
    mind_the_direction,
    of_another,
    write_the_table,
)
from .level_contradicted import off_by_thousands

_ = Translator(__file__)


def judge_change(case: Evidence) -> FigureJudgement:
    number = case.number
    plain = [
        fact
        for fact in case.facts_in(case.rows, [c for c in case.own_columns if c.is_change and c.unit == number.unit])
    ]
    if any(case.says_change(fact) for fact in plain):
        return AGREES
    if ADDED.search(case.reading.before(number)):
        added = [*case.facts_in(case.rows, case.own_columns), *case.sums()]
        if any(case.says(fact) for fact in added):
            return AGREES  # `có thêm 975 doanh nghiệp`
        if case.is_bound and (off := off_by_thousands(number, added)) is not None:
            return off
    if case.told_changes and case.is_bound:
        told = _as_told(case)
        if told is not None:
            return told
    if len(case.columns_said) == 2 and (between := between_columns(case)) is not None:
        return between
    if number.unit == PERCENTAGE_POINTS and IS.search(case.reading.before(number)):
        level = replace(number, unit="%")
        for fact in (fact for row in sorted(case.rows) for c in case.own_columns for fact in case.known.facts(row, c)):
            if fact.unit == "%" and agrees(level, fact):
                return contradiction(fact, _("a rate itself is in per cent: write “%”"))
    if number.unit == PERCENTAGE_POINTS and (wrong := _level_in_points(case)) is not None:
        return wrong
    if number.unit == PERCENTAGE_POINTS and (wrong := _told_in_per_cent(case)) is not None:
        return wrong
    if (wrong := _compared_with_itself(case)) is not None:
        return wrong
    if case.base_elsewhere:
        return _told_change(case, plain) if case.is_bound and case.is_base_of(plain) else ELSEWHERE
    # A quarter is compared with a quarter, not its months with each other.
    own = case.period_changes() if case.base_periods else case.changes(case.rows)
    changes = [*own, *case.total_changes()]
    if (wrong := _said_again(case, changes)) is not None:
        return wrong
    # In `tức hơn 33,17%` the word compares, it does not round.
    bare = replace(number, word=None) if number.word is Word.ABOVE else number
    if any(agrees(each, fact, signed=False) and case.goes_along(fact) for each in (number, bare) for fact in changes):
        return AGREES
    if _changes_another(case, changes):
        return AGREES  # `tăng 13 vụ, 6 bị cáo, tỷ lệ tăng 19,1%`: of the first, not of the nearest
    against = [fact for fact in (*changes, *plain) if agrees(number, fact, signed=False)]
    if against:
        return contradiction(against[0], mind_the_direction())
    if number.unit == "%" and (case.is_bound or case.base_rows or case.is_certain):
        points = replace(number, unit=PERCENTAGE_POINTS)
        for fact in changes:
            if fact.unit == PERCENTAGE_POINTS and agrees(points, fact, signed=False):
                hint = _("the difference of two rates is in percentage points: write “điểm phần trăm”")
                return contradiction(fact, hint)
    same = [fact for fact in (*plain, *changes) if fact.unit == number.unit]
    if same and case.is_bound and case.is_placed and (case.base_rows or plain or case.known.has_times):
        return contradiction(min(same, key=lambda fact: distance(number, fact)), write_the_table())
    swapped = next((fact for fact in same if is_swapped(number, fact)), None)
    if swapped is not None:
        return contradiction(swapped, digits_swapped())
    if same and not case.is_bound and case.is_certain and case.label_is_said and len(case.own_columns) == 1:
        close = min(same, key=lambda fact: distance(number, fact))
        if is_typo(number, close):
            return contradiction(close, write_the_table(), bound=False)
    return UNKNOWN


def _compared_with_itself(case: Evidence) -> FigureJudgement | None:
    """`369.372 việc, tăng 17.190 việc so với năm 2017`, where these are the figures of 2017."""
    against = {mention.key.time.year for mention in case.bases if isinstance(mention.key, TimeMention)}
    own = {time.year if (time := case.known.times[row]) else None for row in case.rows}
    if not case.is_bound or None in own or own != against:
        return None
    for row in case.rows:
        for other in case.beside(row):
            for column in case.own_columns:
                new, old = case.known.value(row, column), case.known.value(other, column)
                for fact in compared(new, old, column) if new and old else ():
                    if agrees(case.number, fact, signed=False) and case.goes_along(fact):
                        return contradiction(fact, _("this is compared with another period"))
    return None


def _level_in_points(case: Evidence) -> FigureJudgement | None:
    """`có 16,9 điểm phần trăm dân số …`: no word of a difference, and a rate of the table."""
    if case.direction or case.number.digits < 2 or COMPARING.search(case.reading.before(case.number)[-60:]):
        return None
    level = replace(case.number, unit="%")
    rates = [column for column in case.columns if column.unit == "%" and not column.is_change]
    facts = [fact for row in sorted(case.rows) for column in rates for fact in case.known.facts(row, column)]
    fact = next((fact for fact in facts if agrees(level, fact)), None)
    return contradiction(fact, _("a rate itself is in per cent: write “%”")) if fact else None


def _told_in_per_cent(case: Evidence) -> FigureJudgement | None:
    """`tăng 88,2 điểm phần trăm`, where the table has a change of 88,2 % of what is no rate."""
    columns = [column for column in case.columns if column.is_change and column.unit == "%"]
    if not case.is_bound or case.number.digits < 2 or any("tỷ lệ" in column.label.lower() for column in columns):
        return None
    level = replace(case.number, unit="%")
    facts = [fact for row in sorted(case.rows) for column in columns for fact in case.known.facts(row, column)]
    fact = next((fact for fact in facts if agrees(level, fact, signed=False)), None)
    return contradiction(fact, _("a change of an amount is in per cent: write “%”")) if fact else None


def _said_again(case: Evidence, changes: Sequence[Fact]) -> FigureJudgement | None:
    """`giảm 33 người chết (giảm 11,5%)`: another percentage than that of the change right before it."""
    number, before = case.number, case.reading.previous(case.number)
    if before is None or number.unit != "%" or not AGAIN.match(case.reading.lower[before.end : number.start]):
        return None
    of_same = [column for column in case.known.columns if column.unit == before.unit and not column.is_rate]
    facts = [*changes, *case.changes(case.rows, of_same)]
    places = {fact.place for fact in facts if fact.unit == before.unit and agrees(before, fact, signed=False)}
    same = [fact for fact in facts if fact.unit == "%" and fact.place in places]
    if before.digits < 2 or not same or any(agrees(number, fact, signed=False) for fact in same):
        return None
    wrong = next((fact for fact in same if digits_exchanged(number, fact, 3) or is_typo(number, fact)), None)
    return contradiction(wrong, write_the_table()) if wrong else None


def _changes_another(case: Evidence, own: Sequence[Fact]) -> bool:
    """Whether the rows have another column that changed so; none of their own did, either way."""
    if not case.is_bound or any(agrees(case.number, fact, signed=False) for fact in own) or case.goes_on_directly:
        return False
    if any(word in column.words and word not in PLAIN for column in case.own_columns for word in case.words_around):
        return False
    others = [column for column in case.known.columns if not column.is_rate and column not in case.own_columns]
    if case.number.unit != "%":  # `thụ lý 5.847 vụ, trong đó giải quyết 5.730 vụ, tăng 910 vụ`
        said = {mention.key for mention in columns_in(case.reading, case.known.columns, case.names)}
        others = [column for column in others if column.unit == case.number.unit and column in said]
    return any(
        agrees(case.number, fact, signed=False) and case.goes_along(fact) for fact in case.changes(case.rows, others)
    )


def _as_told(case: Evidence) -> FigureJudgement | None:
    """A change that a column of the table tells against the same base; None where it may be worked out."""
    number, columns = case.number, case.told_changes
    facts = list(case.facts_in(case.rows, columns))
    if any(case.says_change(fact) for fact in facts):
        return AGREES
    if not any(isinstance(mention.key, TimeMention) for mention in case.bases) or not facts:
        return None
    if case.known.has_times and any(agrees(number, fact, signed=False) for fact in case.changes(case.rows)):
        return None
    against = next((fact for fact in facts if agrees(number, fact, signed=False)), None)
    if against is not None:
        return contradiction(against, mind_the_direction())
    near = min(facts, key=lambda fact: distance(number, fact))
    others = case.facts_in(range(case.known.table.row_count), case.columns)
    if case.is_named_loosely and any(agrees(number, fact, signed=False) for fact in others):
        return UNKNOWN
    others = case.facts_in(range(case.known.table.row_count), case.columns)
    if number.digits >= TELLING_DIGITS - 1 and any(agrees(number, fact, signed=False) for fact in others):
        return contradiction(near, of_another())
    if is_typo(number, near) or (case.is_certain and len(facts) == 1):
        return contradiction(near, write_the_table())
    return None


def _told_change(case: Evidence, plain: Sequence[Fact]) -> FigureJudgement:
    """A change that is no figure of the table's column of changes, for the row that is named."""
    number = case.number
    against = next((fact for fact in plain if agrees(number, fact, signed=False)), None)
    if against is not None:
        return contradiction(against, mind_the_direction())
    slip = next((fact for fact in plain if is_slip(number, fact)), None)
    if slip is not None and (case.is_certain or is_typo(number, slip)):
        return contradiction(slip, write_the_table())
    columns = [column for column in case.own_columns if column.is_change]
    if any(agrees(number, fact) for fact in case.facts_in(range(case.known.table.row_count), columns)):
        return contradiction(plain[0], of_another())
    return UNKNOWN
