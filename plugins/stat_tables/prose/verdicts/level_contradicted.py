"""A level that is none of the figures meant: which of them it looks like, and whether that stops a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from portal.i18n import Translator
from stat_tables.prose.evidence.facts_meant import TELLING_DIGITS, Evidence
from stat_tables.prose.reading.agreement import (
    SWAP_DIGITS,
    THOUSAND,
    agrees,
    digits_exchanged,
    distance,
    is_bound_kept,
    is_reversed,
    is_slip,
    is_swapped,
    is_turned,
    is_typo,
)
from stat_tables.prose.reading.prose_facts import Fact
from stat_tables.prose.reading.prose_numbers import ProseNumber
from stat_tables.prose.reading.wording import TOGETHER

from .judgement import (
    ELSEWHERE,
    UNKNOWN,
    FigureJudgement,
    contradiction,
    digits_swapped,
    of_another,
    write_the_table,
)

_ = Translator(__file__)

# More words around a figure that are none of the data may say that it is about something else.
MOST_STRANGERS = 1


def contradicted(case: Evidence, facts: Sequence[Fact]) -> FigureJudgement:
    number = case.number
    facts = [fact for fact in facts if fact.unit == number.unit]
    swapped = next((fact for fact in facts if is_swapped(number, fact)), None)
    if swapped is not None and (case.is_bound or not number.word) and not case.is_part:
        return contradiction(swapped, digits_swapped())
    if not facts:
        return UNKNOWN
    if is_bound_kept(number, facts):
        return ELSEWHERE
    if case.is_bound or number.digits >= TELLING_DIGITS - case.label_is_said:
        off = off_by_thousands(number, facts)
        if off is not None:
            return off
    close = min(facts, key=lambda fact: distance(number, fact))
    if case.is_named_loosely and any(
        agrees(number, fact) for fact in case.facts_in(range(case.known.table.row_count), case.own_columns)
    ):
        return UNKNOWN
    if case.is_inferred and any(agrees(number, fact) for fact in case.facts_in(_beside(case), case.own_columns)):
        return UNKNOWN  # `cả nước có 1.820 dự án mới`: a row that is called otherwise
    if case.is_of_span:
        typo = is_typo(number, close) and not case.is_part and not case.is_undone
        return contradiction(close, write_the_table()) if typo else UNKNOWN
    if case.is_bound:
        return _mistyped(case, facts, close) or _when_bound(case, close)
    return _when_unbound(case, close)


def _beside(case: Evidence) -> frozenset[int]:
    """Other rows of the same period."""
    times = {case.known.times[row] for row in case.rows}
    return frozenset(row for row, time in enumerate(case.known.times) if time in times) - case.rows


def off_by_thousands(number: ProseNumber, facts: Sequence[Fact]) -> FigureJudgement | None:
    """`6,5 triệu USD` for 6,5 tỷ."""
    for factor in (THOUSAND, 1 / THOUSAND, THOUSAND**2, 1 / THOUSAND**2):
        for fact in facts:
            if agrees(_times(number, factor), fact):
                return contradiction(fact, _("nghìn, triệu or tỷ is mistaken"))
    return None


def _mistyped(case: Evidence, facts: Sequence[Fact], close: Fact) -> FigureJudgement | None:
    """A slip of the finger, the word of the other side, or a figure dealt out to another row."""
    number = case.number
    typo = next((fact for fact in facts if is_typo(number, fact)), None)
    if typo is not None and not case.is_part and not case.is_undone:
        return contradiction(typo, write_the_table(), sure=digits_exchanged(number, typo, SWAP_DIGITS))
    if case.column_is_named and not case.is_apart and len(facts) == 1:
        if is_reversed(number, close):
            return contradiction(close, digits_swapped())
        if is_turned(number, close):
            return contradiction(close, write_the_table())
    if any(agrees(number, fact) for fact in case.facts_in(case.dealt_rows, case.own_columns)):
        return _of_another(case, close)
    return None


def _of_another(case: Evidence, fact: Fact, *, bound: bool = True) -> FigureJudgement:
    hint = of_another()
    return contradiction(fact, hint, bound=bound)


def _when_bound(case: Evidence, close: Fact) -> FigureJudgement:
    number = case.number
    if number.digits >= TELLING_DIGITS and not case.is_part:
        alike = [column for column in case.columns if column.unit == number.unit]
        if any(agrees(number, fact) for fact in case.facts_in(range(case.known.table.row_count), alike)):
            return _of_another(case, close)
    least = TELLING_DIGITS - 1 - (case.is_certain and case.column_is_named)
    if number.digits >= least and not case.is_apart and _is_of_other_row(case):
        return _of_another(case, close)
    together = case.is_sum and TOGETHER.search(case.reading.before(number)) is not None
    if case.is_placed and (is_slip(number, close) or case.is_of_another or together):
        near = not case.is_of_another and not together
        return contradiction(close, write_the_table(), near=near)
    if len(case.rows) == 1 and not case.is_part and case.has_digits_of_another:
        return _of_another(case, close)
    slip = number.digits > 1 and is_slip(number, close)
    if slip and case.column_is_named and not case.is_apart and len(case.strangers) <= MOST_STRANGERS:
        return contradiction(close, write_the_table(), near=True)
    return UNKNOWN


def _is_of_other_row(case: Evidence) -> bool:
    """`Năm 2015 khởi tố 256 vụ`: the one column that is meant has this very figure in another row."""
    own = [column for column in case.own_columns if column.unit == case.number.unit]
    others = frozenset(range(case.known.table.row_count)) - case.rows
    one = len(own) == 1 and (case.number.word is None or (case.is_certain and case.column_is_named))
    return one and any(agrees(case.number, fact) for fact in case.facts_in(others, own))


def _when_unbound(case: Evidence, close: Fact) -> FigureJudgement:
    if case.is_of_other_column:
        return _of_another(case, close, bound=False)
    if case.is_certain and case.label_is_said and case.number.digits >= 2 and is_typo(case.number, close):
        return contradiction(close, write_the_table(), bound=False)
    return UNKNOWN


def _times(number: ProseNumber, factor: Decimal) -> ProseNumber:
    upto = number.upto * factor if number.upto is not None else None
    return replace(number, value=number.value * factor, step=number.step * factor, upto=upto)
