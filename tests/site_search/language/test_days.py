"""Dates that readers type."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from site_search.language.days import day_number, day_of, range_of


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("17/04/2024", date(2024, 4, 17), date(2024, 4, 17)),
        ("7-4-2024", date(2024, 4, 7), date(2024, 4, 7)),
        ("2024-04-17", date(2024, 4, 17), date(2024, 4, 17)),
        ("02/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        (" 2024 ", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_range(text: str, first: date, last: date) -> None:
    assert range_of(text) == (day_number(first), day_number(last))


@pytest.mark.parametrize("text", ["31/02/2024", "13/2024", "00/2024", "24", "1899", "2200", "", "hôm qua", "１２/2024"])
def test_no_date(text: str) -> None:
    assert range_of(text) is None


def test_the_day_is_that_of_hanoi() -> None:
    assert day_of(datetime(2024, 4, 16, 18, 0, tzinfo=UTC)) == day_number(date(2024, 4, 17))
