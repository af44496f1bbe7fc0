"""The reporting calendar of civil judgment enforcement (THADS): the year runs from 1 October to 30 September.

Legal base: Thông tư 05/2024/TT-BTP on statistics of the Ministry of Justice's sector, before it 06/2019/TT-BTP.
"Sáu tháng đầu năm 2024" is 1 October 2023 to 31 March 2024, not a half of the calendar year.
"""

from __future__ import annotations

from datetime import date, timedelta

from portal.i18n import Translator

from .model import Period

_ = Translator(__file__)

FIRST_MONTH = 10
QUARTERS = {"quarter-1": 1, "quarter-2": 2, "quarter-3": 3, "quarter-4": 4}


def year_of(day: date) -> int:
    """The THADS year that `day` falls into: 2024 for 1 October 2023."""
    return day.year + (day.month >= FIRST_MONTH)


def year(number: int) -> Period:
    """1 October of the year before to 30 September."""
    return _span(number, 0, 12, _("year {year}", year=number))


def first_months(number: int, months: int) -> Period:
    """The first `months` (1 to 12) of a year: what reports are cumulated over."""
    if months == 12:
        return year(number)
    return _span(number, 0, months, _("first {months} months of {year}", months=months, year=number))


def part(number: int, name: str) -> Period:
    """A named part: `year`, `first-half`, `second-half`, `quarter-1` to `quarter-4`."""
    if name == "first-half":
        return first_months(number, 6)
    if name == "second-half":
        return _span(number, 6, 6, _("last 6 months of {year}", year=number))
    if name in QUARTERS:
        quarter = QUARTERS[name]
        return _span(number, 3 * (quarter - 1), 3, _("quarter {quarter} of {year}", quarter=quarter, year=number))
    return year(number)


def _span(number: int, skipped: int, months: int, label: str) -> Period:
    end = _month(number, skipped + months) - timedelta(days=1)
    return Period(_month(number, skipped), end, label)


def _month(number: int, offset: int) -> date:
    """First day of the month `offset` months after the beginning of the THADS year."""
    months = (number - 1) * 12 + FIRST_MONTH - 1 + offset
    return date(months // 12, months % 12 + 1, 1)
