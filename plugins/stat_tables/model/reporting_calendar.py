"""Calendars that figures are reported by: that of civil judgment enforcement (THADS), and the civil year.

The THADS year runs from 1 October to 30 September: Thông tư 05/2024/TT-BTP on statistics of the Ministry of Justice's
sector, before it 06/2019/TT-BTP. "Sáu tháng đầu năm 2024" is 1 October 2023 to 31 March 2024 there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from portal.i18n import Translator

from .table import Period

_ = Translator(__file__)

QUARTERS = {"quarter-1": 1, "quarter-2": 2, "quarter-3": 3, "quarter-4": 4}


@dataclass(frozen=True)
class Calendar:
    """Years that begin in `first_month`; one that does not begin in January has the number of the year it ends in."""

    first_month: int

    def year_of(self, day: date) -> int:
        """The year that `day` falls into: of THADS, 2024 for 1 October 2023."""
        return day.year + (day.month >= self.first_month > 1)

    def year(self, number: int) -> Period:
        """The whole year."""
        return self._span(number, 0, 12, _("year {year}", year=number))

    def first_months(self, number: int, months: int) -> Period:
        """The first `months` (1 to 12) of a year: what reports are cumulated over."""
        if months == 12:
            return self.year(number)
        return self._span(number, 0, months, _("first {months} months of {year}", months=months, year=number))

    def part(self, number: int, name: str) -> Period:
        """A named part: `year`, `first-half`, `second-half`, `quarter-1` to `quarter-4`."""
        if name == "first-half":
            return self.first_months(number, 6)
        if name == "second-half":
            return self._span(number, 6, 6, _("last 6 months of {year}", year=number))
        if name in QUARTERS:
            quarter = QUARTERS[name]
            label = (
                _("quarter {quarter} of {year}", quarter=quarter, year=number)
                if self.first_month == 1
                else _("quarter {quarter} of working year {year}", quarter=quarter, year=number)
            )
            return self._span(number, 3 * (quarter - 1), 3, label)
        return self.year(number)

    def _span(self, number: int, skipped: int, months: int, label: str) -> Period:
        end = self._month(number, skipped + months) - timedelta(days=1)
        return Period(self._month(number, skipped), end, label)

    def _month(self, number: int, offset: int) -> date:
        """First day of the month `offset` months after the beginning of the year."""
        begins = number if self.first_month == 1 else number - 1
        months = begins * 12 + self.first_month - 1 + offset
        return date(months // 12, months % 12 + 1, 1)


THADS, CIVIL = Calendar(10), Calendar(1)
CALENDARS: Mapping[str, Calendar] = {"thads": THADS, "civil": CIVIL}


def months_of(period: Period) -> int:
    """How many months the period has; one for anything shorter."""
    after = period.end + timedelta(days=1)
    return max(1, (after.year - period.start.year) * 12 + after.month - period.start.month)
