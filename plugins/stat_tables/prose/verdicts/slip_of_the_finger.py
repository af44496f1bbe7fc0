"""A figure that stands in no cell, but has the digits or the size of one: wherever in the table that is."""

from __future__ import annotations

from stat_tables.model.numerals import EXACT
from stat_tables.prose.evidence.facts_meant import Evidence
from stat_tables.prose.reading.agreement import agrees, digits_exchanged, is_typo, rounded
from stat_tables.prose.reading.prose_facts import Fact
from stat_tables.prose.reading.prose_numbers import ProseNumber
from stat_tables.prose.reading.roles import Role
from stat_tables.prose.reading.wording import Word

from .judgement import FigureJudgement, contradiction, digits_swapped, mind_the_direction

# So many digits are exchanged by chance nowhere; one less, where the sentence names the column and nothing else.
SURE, LIKELY = 4, 3


def slip_of_the_finger(case: Evidence) -> FigureJudgement | None:
    """`17,1` written `11,7`, a fall written as a rise; None where it is no slip, or of what the table does not have."""
    if case.elsewhere or case.number.upto is not None or case.role is Role.RATIO:
        return None
    return _exchanged(case) or _turned(case)


def _exchanged(case: Evidence) -> FigureJudgement | None:
    number = case.number
    sure = len(_written(number).rstrip("0")) >= SURE
    if not sure and (case.is_apart or not case.column_is_named or number.word not in (None, Word.NEAR)):
        return None
    rows = case.rows if case.is_bound else frozenset(range(case.known.table.row_count))
    facts = list(case.facts_in(rows, case.columns if sure else case.own_columns))
    if any(agrees(number, fact, signed=False) for fact in facts):
        return None
    for fact in facts:
        exchanged = digits_exchanged(number, fact, LIKELY) or (sure and case.label_is_said and is_typo(number, fact))
        if exchanged and sorted(_written(number)) == sorted(_written(number, fact)) and not _is_said(case, fact):
            return contradiction(fact, digits_swapped(), bound=case.is_bound)
    return None


def _written(number: ProseNumber, fact: Fact | None = None) -> str:
    """The digits of the number, or of a fact at the number's own precision."""
    value = rounded(abs(fact.value), number.step) if fact else abs(number.value)
    return str(int(EXACT.divide(value, number.step)))


def _is_said(case: Evidence, fact: Fact) -> bool:
    """Whether another figure of the sentence says it, so that this one is of something else."""
    others = (other for other in case.reading.numbers if other is not case.number)
    return any(agrees(other, fact, signed=False) for other in others)


def _turned(case: Evidence) -> FigureJudgement | None:
    """`giảm 8,02%`, where the table has this change once, upwards."""
    number = case.number
    if case.role is not Role.CHANGE or not case.direction or number.digits < LIKELY - case.is_bound or number.word:
        return None
    rows = case.rows if case.is_bound else frozenset(range(case.known.table.row_count))
    told = [column for column in case.columns if column.is_change]
    facts = [fact for fact in case.facts_in(rows, told) if agrees(number, fact, signed=False)]
    if not facts or any(case.says_change(fact) for fact in facts):
        return None
    return contradiction(facts[0], mind_the_direction(), bound=case.is_bound)
