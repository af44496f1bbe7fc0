"""The THADS year, from 1 October to 30 September, and the civil year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stat_tables.declare.sidecar_keys import PARTS
from stat_tables.model.reporting_calendar import CALENDARS, CIVIL, THADS, Calendar, months_of


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("year", date(2023, 10, 1), date(2024, 9, 30)),
        ("first-half", date(2023, 10, 1), date(2024, 3, 31)),
        ("second-half", date(2024, 4, 1), date(2024, 9, 30)),
        ("quarter-1", date(2023, 10, 1), date(2023, 12, 31)),
        ("quarter-2", date(2024, 1, 1), date(2024, 3, 31)),
        ("quarter-4", date(2024, 7, 1), date(2024, 9, 30)),
    ],
)
def test_parts_of_a_year_are_dates(name: str, start: date, end: date) -> None:
    assert (THADS.part(2024, name).start, THADS.part(2024, name).end) == (start, end)


@pytest.mark.parametrize(("months", "end"), [(1, date(2023, 10, 31)), (5, date(2024, 2, 29)), (9, date(2024, 6, 30))])
def test_reports_are_cumulated_from_october(months: int, end: date) -> None:
    assert (THADS.first_months(2024, months).start, THADS.first_months(2024, months).end) == (date(2023, 10, 1), end)


@given(st.sampled_from(sorted(CALENDARS.values(), key=repr)), st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_every_day_lies_in_its_year(calendar: Calendar, day: date) -> None:
    period = calendar.year(calendar.year_of(day))
    assert period.start <= day <= period.end
    assert calendar.year(calendar.year_of(day) + 1).start == period.end + timedelta(days=1)


def test_parts_of_the_civil_year() -> None:
    half = CIVIL.part(2024, "first-half")
    assert (half.start, half.end) == (date(2024, 1, 1), date(2024, 6, 30))
    assert (CIVIL.year(2024).start, CIVIL.year(2024).end) == (date(2024, 1, 1), date(2024, 12, 31))


def test_only_quarters_of_working_years_are_called_so() -> None:
    assert CIVIL.part(2025, "quarter-1").label == "quý 1 năm 2025"
    assert THADS.part(2025, "quarter-1").label == "quý 1 năm công tác 2025"


@pytest.mark.parametrize(("part", "months"), [("year", 12), ("second-half", 6), ("quarter-3", 3)])
def test_length_of_a_period(part: str, months: int) -> None:
    assert {months_of(calendar.part(2024, part)) for calendar in CALENDARS.values()} == {months}


def test_every_part_that_the_sidecar_knows_has_its_own_dates() -> None:
    assert len({(THADS.part(2024, name).start, THADS.part(2024, name).end) for name in PARTS}) == len(PARTS)
