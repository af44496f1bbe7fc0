"""Days as the index counts them, from 2000-01-01 in Hanoi, and the dates that readers type."""

from __future__ import annotations

import re
from datetime import date, datetime

from portal.vietnam.text import HANOI

FIRST_DAY = date(2000, 1, 1)
EARLIEST, LATEST = (date(1900, 1, 1) - FIRST_DAY).days, (date(2199, 12, 31) - FIRST_DAY).days
_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_MONTH = re.compile(r"([0-9]{1,2})[/.-]([0-9]{4})")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_YEAR = re.compile(r"[0-9]{4}")


def day_number(day: date) -> int:
    return (day - FIRST_DAY).days


def day_of(moment: datetime) -> int:
    """The day of a story."""
    return day_number(moment.astimezone(HANOI).date())


def range_of(text: str) -> tuple[int, int] | None:
    """First and last day of `17/04/2024`, `2024-04-17`, `04/2024`, `2024-04` or `2024`; None for anything else."""
    try:
        days = _range(text.strip(" "))
    except ValueError:  # no such day in the calendar
        return None
    return days if days and EARLIEST <= days[0] <= LATEST else None


def _range(text: str) -> tuple[int, int] | None:
    if match := _DAY.fullmatch(text):
        day = day_number(date(int(match[3]), int(match[2]), int(match[1])))
        return day, day
    if match := _ISO_DAY.fullmatch(text):
        day = day_number(date(int(match[1]), int(match[2]), int(match[3])))
        return day, day
    if match := _MONTH.fullmatch(text):
        return _month(int(match[2]), int(match[1]))
    if match := _ISO_MONTH.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    if _YEAR.fullmatch(text):
        return day_number(date(int(text), 1, 1)), day_number(date(int(text), 12, 31))
    return None


def _month(year: int, month: int) -> tuple[int, int]:
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return day_number(first), day_number(after) - 1
