"""Two columns of one row, compared with each other."""

from __future__ import annotations

from stat_tables.prose.evidence.facts_meant import Evidence
from stat_tables.prose.reading.agreement import (
    agrees,
    is_typo,
)
from stat_tables.prose.reading.roles import direction_between

from .judgement import (
    AGREES,
    FigureJudgement,
    contradiction,
    mind_the_direction,
    write_the_table,
)


def between_columns(case: Evidence) -> FigureJudgement | None:
    """Two columns of the row, compared with each other; None where that is not what is said."""
    number = case.number
    facts = [fact for fact in case.between_columns() if fact.unit == number.unit]
    near = [fact for fact in facts if agrees(number, fact, signed=False)]
    if not near:
        typo = next((fact for fact in facts if case.is_bound and is_typo(number, fact)), None)
        told = typo is not None and direction_between(case.reading.lower[: number.start]) != 0
        return contradiction(typo, write_the_table()) if told else None
    (_first, start), (_second, end) = case.columns_said
    direction = case.direction or direction_between(case.reading.lower[start : number.start])
    if any(not direction or (fact.value > 0) == (direction > 0) for fact in near):
        return AGREES
    if near and case.is_bound and start < end < number.start:
        return contradiction(near[0], mind_the_direction())
    return None
