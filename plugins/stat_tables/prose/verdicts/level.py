"""A number that is a level: it is a figure of the rows meant, or a sum, rest or difference of such."""

from __future__ import annotations

from dataclasses import replace

from portal.i18n import Translator
from stat_tables.model.times import Time, TimeMention
from stat_tables.prose.evidence.facts_meant import TELLING_DIGITS, Evidence
from stat_tables.prose.reading.agreement import (
    agrees,
)
from stat_tables.prose.reading.wording import LEFT, MOVEMENT

from .columns_compared import between_columns
from .judgement import (
    AGREES,
    FigureJudgement,
    contradiction,
    mind_the_direction,
)
from .level_contradicted import contradicted

_ = Translator(__file__)

MOVED_WITHIN = 60  # letters before a figure in which `mức tăng` makes a difference of it


def judge_level(case: Evidence) -> FigureJudgement:
    facts = list(case.facts_in(case.rows, case.own_columns))
    agreeing = [fact for fact in facts if case.says(fact)]
    if agreeing:
        return _moved(case) or AGREES
    wrong_sign = [fact for fact in facts if agrees(case.number, fact, signed=False) and not case.says(fact)]
    sums = list(case.sums())
    across = list(case.sums_of_columns())
    if any(case.says(fact) for fact in (*sums, *case.sums_of_kinds(), *across)):
        return AGREES
    if not case.is_bound and any(agrees(case.number, fact) for fact in case.worked_out()):
        return AGREES
    if MOVEMENT.search(case.reading.before(case.number)[-MOVED_WITHIN:]) and any(
        agrees(case.number, fact, signed=False) for fact in case.changes(case.rows)
    ):
        return AGREES  # `mức tăng 45.901 việc và 27.843 tỷ đồng`
    if not wrong_sign and (between := between_columns(case)) is not None:
        return between  # `khoảng cách thành thị - nông thôn`
    left = case.is_undone or LEFT.search(case.reading.before(case.number)) is not None
    if left and any(agrees(case.number, fact) for fact in case.rests()):
        return AGREES  # `còn 33 vụ việc chưa giải quyết`
    if wrong_sign and (case.is_bound or case.number.digits >= TELLING_DIGITS):
        return contradiction(wrong_sign[0], _("mind the sign: is it plus or minus?"))
    if across and len(case.own_columns) > 1:
        facts = across  # `tổng sản lượng` of two columns
    return contradicted(case, [*sums, *facts] if case.is_sum else [*facts, *sums])


def _moved(case: Evidence) -> FigureJudgement | None:
    """The level is right; the way it went (`tăng lên`, `giảm còn`) may not be."""
    if not case.direction or not case.known.has_times or not case.is_bound:
        return None
    for row in case.rows:
        bases = case.base_rows or frozenset(case.relative(row, TimeMention(0, 0, Time(None), "previous")))
        for column in case.own_columns:
            new = case.known.value(row, column)
            if new is None or not case.says(new):
                continue
            for base in bases - {row}:
                old = case.known.value(base, column)
                if old and old.value != new.value and (new.value > old.value) != (case.direction > 0):
                    fact = replace(old, text=f"{old.text} → {new.text}")
                    return contradiction(fact, mind_the_direction())
    return None
