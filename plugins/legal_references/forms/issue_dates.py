"""The date of issue after a document: `ngày 14/10/2015`, `của Chính phủ ngày 05 tháng 3 năm 2020`."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(
    r"(?: của [^,.;:()\d]{2,60}?)?,? ?\(?(?:được )?(?:ban hành |ký |ra |thông qua )?(?:vào )?ngày "
    r"(\d{1,2})(?: tháng | ?[/.-] ?)(\d{1,2})(?: năm | ?[/.-] ?)((?:19|20)\d\d)(?!\d)"
)


def issue_date(low: str, end: int) -> date | None:
    """The date that stands right after a mention that ends at `end`; None where there is none, or no such day."""
    match = _DATE.match(low, end)
    if match is None:
        return None
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
