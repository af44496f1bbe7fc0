"""The THADS year: from 1 October to 30 September."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stat_tables.sidecar_keys import PARTS
from stat_tables.thads_calendar import first_months, part, year, year_of


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
    assert (part(2024, name).start, part(2024, name).end) == (start, end)


@pytest.mark.parametrize(("months", "end"), [(1, date(2023, 10, 31)), (5, date(2024, 2, 29)), (9, date(2024, 6, 30))])
def test_reports_are_cumulated_from_october(months: int, end: date) -> None:
    assert (first_months(2024, months).start, first_months(2024, months).end) == (date(2023, 10, 1), end)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_every_day_lies_in_its_year(day: date) -> None:
    period = year(year_of(day))
    assert period.start <= day <= period.end
    assert year(year_of(day) + 1).start == period.end + timedelta(days=1)


def test_every_part_that_the_sidecar_knows_has_its_own_dates() -> None:
    assert len({(part(2024, name).start, part(2024, name).end) for name in PARTS}) == len(PARTS)
