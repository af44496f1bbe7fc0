"""What is asked of the moment of the build is noted with the bounds within which the answer stays."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.traces.moment import DayReached, TracedMoment, microseconds
from portal.traces.trace import WorkTrace, tracing

HANOI = timezone(timedelta(hours=7))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2028, 1, 1)).map(lambda moment: moment.replace(tzinfo=HANOI))
Question = Callable[[datetime, datetime], object]
QUESTIONS: dict[str, Question] = {
    "before": lambda moment, other: moment < other,
    "not after": lambda moment, other: moment <= other,
    "after": lambda moment, other: moment > other,
    "not before": lambda moment, other: moment >= other,
    "at": lambda moment, other: moment == other,
    "not at": lambda moment, other: moment != other,
    "other first": lambda moment, other: other <= moment,
    "within two days": lambda moment, other: moment - timedelta(hours=48) <= other <= moment,
    "a week on": lambda moment, other: moment + timedelta(days=7) < other,
    "year": lambda moment, _other: moment.year,
    "year elsewhere": lambda moment, _other: moment.astimezone(UTC).year,
    "day": lambda moment, _other: moment.date(),
    "day reached": lambda moment, other: other.date() <= DayReached(moment),
    "later of both": lambda moment, other: max(moment, other) == other,
    "text": lambda moment, _other: moment.isoformat(),
    "hour": lambda moment, _other: moment.hour,
    "distance": lambda moment, other: moment - other,
    "distance from other": lambda moment, other: other - moment,
    "format": lambda moment, _other: f"{moment:%H:%M}",
}


def asked(question: Question, moment: datetime, other: datetime) -> tuple[object, WorkTrace]:
    with tracing() as trace:
        answer = question(TracedMoment.of(moment), other)
    return answer, trace


@pytest.mark.parametrize("name", QUESTIONS)
@given(moments, moments, moments)
def test_the_answer_is_that_of_a_plain_moment_wherever_the_trace_holds(
    name: str, moment: datetime, other: datetime, later: datetime
) -> None:
    question = QUESTIONS[name]
    answer, trace = asked(question, moment, other)
    assert answer == question(moment, other)
    assert trace.holds_at(microseconds(moment))
    for place in (later, *(bound(edge) for edge in (trace.lower, trace.upper) if edge is not None)):
        if trace.holds_at(microseconds(place)):
            assert question(place, other) == answer


def bound(edge: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC).astimezone(HANOI) + timedelta(microseconds=edge)


def test_a_comparison_holds_up_to_the_very_moment() -> None:
    moment, noon = datetime(2024, 5, 1, 9, tzinfo=HANOI), datetime(2024, 5, 1, 12, tzinfo=HANOI)
    _answer, trace = asked(QUESTIONS["not before"], moment, noon)
    assert trace.upper == microseconds(noon) - 1
    assert trace.lower is None


def test_what_travels_to_another_process_is_a_plain_moment_that_was_seen() -> None:
    moment = datetime(2024, 5, 1, 9, tzinfo=HANOI)
    with tracing() as trace:
        copy = pickle.loads(pickle.dumps(TracedMoment.of(moment)))
    assert type(copy) is datetime
    assert trace.lower == trace.upper == microseconds(moment)
