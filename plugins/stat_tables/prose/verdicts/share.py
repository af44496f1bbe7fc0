"""A number that is a share of a whole, or a ratio of two figures."""

from __future__ import annotations

from dataclasses import replace

from stat_tables.model.times import TimeMention
from stat_tables.prose.evidence.facts_meant import TELLING_DIGITS, Evidence
from stat_tables.prose.reading.agreement import (
    NEAR,
    agrees,
    distance,
    is_slip,
    is_typo,
)
from stat_tables.prose.reading.prose_numbers import TIMES, ProseNumber
from stat_tables.prose.reading.wording import ROUNDED_TIMES, WORDS
from stat_tables.prose.reading.wording import TIMES as TIMES_BEFORE

from .judgement import (
    AGREES,
    ELSEWHERE,
    UNKNOWN,
    FigureJudgement,
    contradiction,
    write_the_table,
)


def judge_share(case: Evidence) -> FigureJudgement:
    level = [column for column in case.own_columns if column.unit == "%"]
    if any(case.says(fact) for fact in case.facts_in(case.rows, level)):
        return AGREES
    if case.whole_rows is not None:
        parts = list(case.parts_of(case.whole_rows))
        if any(agrees(case.number, fact) for fact in parts):
            return AGREES
        told = [*parts, *case.facts_in(case.rows, level)]
        typo = next((fact for fact in told if case.is_bound and is_typo(case.number, fact)), None)
        return contradiction(typo, write_the_table()) if typo else UNKNOWN
    shares = list(case.shares())
    if any(agrees(case.number, fact) for fact in shares):
        return AGREES
    # Of what a share is taken is said in many ways: only what looks like a slip stops a story.
    if (
        len(shares) == 1
        and case.is_bound
        and ((case.is_certain and is_slip(case.number, shares[0])) or is_typo(case.number, shares[0]))
    ):
        return contradiction(shares[0], write_the_table())
    if not level or not case.is_bound or case.is_apart:
        return UNKNOWN
    own = [fact for fact in case.facts_in(case.rows, level) if is_typo(case.number, fact)]
    near = next(case.facts_in(case.rows, level), None)
    others = case.facts_in(range(case.known.table.row_count), level)
    least = TELLING_DIGITS - (case.is_certain and len(level) == 1)
    if own or (case.number.digits >= least and any(agrees(case.number, fact) for fact in others)):
        return contradiction(own[0] if own else near, write_the_table())
    if near is not None and case.number.word and case.is_certain and distance(case.number, near) <= NEAR:
        return contradiction(near, write_the_table())
    if (
        near is not None
        and len(level) == 1
        and case.is_certain
        and case.follows_figure_of_row
        and case.number.digits > 1
    ):
        return contradiction(near, write_the_table())
    return UNKNOWN


def judge_ratio(case: Evidence) -> FigureJudgement:
    if TIMES_BEFORE.search(case.reading.before(case.number)[-60:]) is None:
        return ELSEWHERE
    if case.base_elsewhere and len(case.columns_said) != 2:
        return ELSEWHERE
    ratios = list(case.ratios())
    if any(agrees(_with_word_before(case), fact) for fact in ratios):
        return AGREES
    between = [fact for fact in case.between_columns() if fact.unit == TIMES]
    if any(agrees(case.number, fact) for fact in between):
        return AGREES
    over_time = any(isinstance(mention.key, TimeMention) for mention in case.bases)
    if (
        len(between) == 1
        and case.is_bound
        and not (case.base_rows or over_time)
        and case.columns_said[1][1] > case.number.start
    ):
        return contradiction(between[0], write_the_table())
    if ratios and case.is_bound and case.base_rows and case.is_certain:
        return contradiction(min(ratios, key=lambda fact: distance(case.number, fact)), write_the_table())
    return ELSEWHERE


def _with_word_before(case: Evidence) -> ProseNumber:
    """`gần gấp bốn lần`: the word that rounds stands before `gấp`."""
    match = ROUNDED_TIMES.search(case.reading.before(case.number)) if case.number.word is None else None
    return replace(case.number, word=WORDS[match["word"]]) if match else case.number
