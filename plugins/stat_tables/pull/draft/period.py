"""The period that the title of a table names: `6 THÁNG ĐẦU NĂM 2026`, `quý II/2025`, `năm 2024`."""

from __future__ import annotations

import re
from typing import NamedTuple

from portal.vietnam.text import fold

_YEAR = r"(?:nam\s*)?((?:19|20)\d\d)"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_FORMS = (
    (re.compile(rf"\b(?:6|sau) thang dau {_YEAR}"), "first-half"),
    (re.compile(rf"\b(?:6|sau) thang cuoi {_YEAR}"), "second-half"),
    (re.compile(rf"\b(\d{{1,2}}) thang(?: dau)? {_YEAR}"), "months"),
    (re.compile(rf"\bquy ([ivx1-4]{{1,3}})\s*(?:[/,-]|nam)?\s*{_YEAR}"), "quarter"),
    (re.compile(r"\bnam ((?:19|20)\d\d)\b"), "year"),
)


class PeriodDraft(NamedTuple):
    """The keys of [period]: calendar, year, and part or months."""

    calendar: str
    year: int
    part: str = ""
    months: int = 0


def period_in(title: str) -> PeriodDraft | None:
    """None where the title names no period, or a span of several years."""
    text = fold(title)
    if re.search(r"(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d", text):
        return None
    # Years of civil judgment enforcement run from 1 October.
    calendar = "thads" if "thi hanh an dan su" in text else "civil"
    for pattern, kind in _FORMS:
        if match := pattern.search(text):
            return _period(match, kind, calendar)
    return None


def _period(match: re.Match[str], kind: str, calendar: str) -> PeriodDraft | None:
    if kind == "months":
        months = int(match[1])
        return PeriodDraft(calendar, int(match[2]), months=months) if 1 <= months <= 12 else None
    if kind == "quarter":
        quarter = _QUARTERS.get(match[1])
        return PeriodDraft(calendar, int(match[2]), f"quarter-{quarter}") if quarter else None
    return PeriodDraft(calendar, int(match[1]), "" if kind == "year" else kind)
