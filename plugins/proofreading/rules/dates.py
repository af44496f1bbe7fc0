"""Days, months and hours that the calendar does not have, American dates, weekdays that do not fit."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from portal.i18n import Translator
from portal.vietnam.text import WEEKDAYS

from ..house.rule import Desk, ProofMark, Rule
from ..source.manuscript import Manuscript

_ = Translator(__file__)

_CUE = r"(?:ngày|hôm|sáng|trưa|chiều|tối|đêm|khuya|mùng|mồng|hạn|dịp)"
_FULL = re.compile(r"(?<![\d/.,-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/]|[.-]\d|-[A-ZĐ])")
_SHORT = re.compile(r"(\d\d?)/(\d{1,2})(?<![\d/.,-]\d/\d)(?<![\d/.,-]\d\d/\d)(?![\d/%]|[.,]\d)")
_SHORT_CUE = re.compile(rf"(?<!\w){_CUE}(?:\s+(?:từ|thứ|nay))?\s+$", re.IGNORECASE)
_WORDS = re.compile(
    r"[NnMm](?:gày|ùng|ồng)\s+(\d{1,2})(?:\s+tháng\s+|[/-])(\d{1,2})(?:\s+năm\s+(\d{4}))?(?![\d/.,]\d|[\d/])"
)
_MONTH = re.compile(r"[Tt]háng\s+(\d{1,2})(?![\d%]|[.,]\d)")
_PAY = re.compile(r"(?:lương|thưởng|thứ)\s+$", re.IGNORECASE)
_DAY = re.compile(
    r"[NnMm](?:gày|ùng|ồng)\s+(\d{2})(?=\s+(?:tháng\s+(?:này|sau|trước|tới)|hằng tháng|hàng tháng|âm lịch))"
)
_QUARTER = re.compile(r"[Qq]uý\s+(\d{1,2}|[IVX]{1,4})(?=[\s,.;:)]|/\d{4}|$)(?!\s*(?:vị|ông|bà))")
_CLOCK = re.compile(r"(?<![\d:/.,])(\d{1,2})(:|h|g|\s+giờ\s+)(\d{2})(?![\d:/]|[.,]\d)(?:\s+phút)?")
_CLOCK_CUE = re.compile(r"(?:lúc|hồi|vào|khoảng|tới|đến|từ|trước|sau|chiếu|giờ)\s*$", re.IGNORECASE)
_HOUR = re.compile(r"(\d\d?)\s*(?:giờ|h)(?!\w)")
_WEEKDAY = re.compile(
    r"([Tt]hứ\s+(?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[Bb]ẩy|[2-7])|[Cc]hủ\s+[Nn]hật)(?:,\s+|\s+|\s*\(|,?\s+ngày\s+)(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)"
)
_DAY_WORDS = ("ngày", "mùng", "mồng")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def impossible_date(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    if not manuscript.numbers and "quý" not in manuscript.low:
        return
    seen: set[int] = set()
    for match, day, month, year in _dates(manuscript):
        if match.start(1) in seen:
            continue
        seen.add(match.start(1))
        if not exists(day, month, year) and not _is_american(match, day, month):
            yield ProofMark(match.start(1), match.end(), _absent(day, month, year), _("check the date"))
    for match in manuscript.at_words(_MONTH, ("tháng",)):
        if match.start(1) not in seen and not 1 <= int(match[1]) <= 12 and not _is_told(match, manuscript.prose):
            yield ProofMark(
                match.start(), match.end(1), _("there is no month {month}", month=match[1]), _("check the date")
            )
    for match in manuscript.at_words(_QUARTER, ("quý",)):
        number = _ROMAN.get(match[1].lower()) or (int(match[1]) if match[1].isdecimal() else 0)
        if not 1 <= number <= 4:
            yield ProofMark(
                match.start(), match.end(1), _("there is no quarter {quarter}", quarter=match[1]), _("check the date")
            )
    for match in manuscript.at_words(_DAY, _DAY_WORDS):
        if not 1 <= int(match[1]) <= 31:
            yield ProofMark(match.start(), match.end(1), _("there is no day {day}", day=match[1]), _("check the date"))


def _is_told(match: re.Match[str], prose: str) -> bool:
    """`ngày 31 tháng 13` has been told as a whole; `lương tháng 13` is a thirteenth month's pay."""
    before = prose[max(0, match.start() - 12) : match.start()]
    return (
        _PAY.search(before) is not None
        or re.search(r"(?:ngày|mùng|mồng)\s+\d{1,2}\s+$", before, re.IGNORECASE) is not None
    )


def _dates(manuscript: Manuscript) -> Iterator[tuple[re.Match[str], int, int, int]]:
    prose = manuscript.prose
    for match in manuscript.at_numbers(_FULL):
        if match[2] == "/" or (1900 <= int(match[4]) <= 2100):
            yield match, int(match[1]), int(match[3]), int(match[4])
    for match in manuscript.at_words(_WORDS, _DAY_WORDS):
        yield match, int(match[1]), int(match[2]), int(match[3] or 0)
    for match in _SHORT.finditer(prose) if "/" in manuscript.signs else ():
        if not _SHORT_CUE.search(prose[max(0, match.start() - 16) : match.start()]):
            continue
        yield match, int(match[1]), int(match[2]), 0


def exists(day: int, month: int, year: int) -> bool:
    """`year` 0: of some year."""
    if not 1 <= month <= 12 or day < 1:
        return False
    return day <= monthrange(year if 1 <= year <= 9999 else 2000, month)[1]


def _absent(day: int, month: int, year: int) -> str:
    if 1 <= month <= 12:
        return _(
            "{month} has no day {day}", month=f"{month}/{year}" if year else _("month {month}", month=month), day=day
        )
    return _("there is no month {month}", month=month)


def _is_american(match: re.Match[str], day: int, month: int) -> bool:
    return match.re is _FULL and month > 12 and day <= 12


def american_date(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    for match in manuscript.at_numbers(_FULL):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if second > 12 and exists(second, first, year):
            hint = _("write {form}", form=f"{second}/{first}/{year}")
            yield ProofMark(match.start(), match.end(), _("{date} puts the month first", date=match.group()), hint)


def impossible_time(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    prose = manuscript.prose
    for match in manuscript.at_numbers(_CLOCK):
        hour, minute = int(match[1]), int(match[3])
        if (hour < 24 and minute < 60) or (hour == 24 and minute == 0):
            continue
        if match[2] == ":" and not _CLOCK_CUE.search(prose[max(0, match.start() - 10) : match.start()]):
            continue
        if "giờ" in match[2] and "phút" not in match.group():
            continue
        if match[2] in "hg" and not match.group()[-1].isdigit():
            continue
        yield ProofMark(
            match.start(), match.end(), _("there is no time {time}", time=match.group()), _("check the time")
        )
    for match in _HOUR.finditer(prose):
        cue = re.search(r"(?:lúc|hồi|vào|khoảng)\s+$", prose[max(0, match.start() - 10) : match.start()], re.IGNORECASE)
        if int(match[1]) > 24 and cue:
            yield ProofMark(
                match.start(1),
                match.end(),
                _("there is no time {time}", time=prose[match.start(1) : match.end()]),
                _("check the time"),
            )


def weekday_of_date(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    for match in manuscript.at_words(_WEEKDAY, ("thứ", "chủ")):
        day, month, year = int(match[2]), int(match[3]), int(match[4])
        if not exists(day, month, year):
            continue
        name = WEEKDAYS[date(year, month, day).weekday()]
        if _weekday(match[1]) != name:
            message = _("{date} is a {weekday}", date=f"{day}/{month}/{year}", weekday=name)
            yield ProofMark(match.start(1), match.end(), message, _("correct the weekday or the date"))


_NUMBERED = {"2": "Hai", "3": "Ba", "4": "Tư", "5": "Năm", "6": "Sáu", "7": "Bảy", "bẩy": "Bảy"}


def _weekday(text: str) -> str:
    first, second = text.split()
    return "Chủ Nhật" if first.lower() == "chủ" else f"Thứ {_NUMBERED.get(second.lower(), second.title())}"


RULES = (
    Rule("impossible-date", "error", impossible_date),
    Rule("us-date", "warning", american_date),
    Rule("impossible-time", "warning", impossible_time),
    Rule("weekday-date", "warning", weekday_of_date),
)
