"""Periods that a text names: `năm 2024`, `quý I/2024`, `6 tháng đầu năm`, `tháng Ba`, `cùng kỳ năm trước`.

A period is a year and the months of it, 1 to 12; of rows as well, whose key is a year or a text such as `Quý I/2024`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

WHOLE = (1, 12)
SCHOOL_YEAR = (9, 17)


class Time(NamedTuple):
    """Months `first` to `last` of `year`; None for a year that the text does not name.

    Args:
        told: the text names months, or says `cả năm`: a bare year may stand for a part of it in loose speech.
    """

    year: int | None
    first: int = 1
    last: int = 12
    told: bool = False

    @property
    def months(self) -> int:
        return self.last - self.first + 1


class TimeMention(NamedTuple):
    """`relative` is `previous` or `same` (period of the year before) for `năm trước`, `cùng kỳ`; `span` of years."""

    start: int
    end: int
    time: Time
    relative: str = ""
    span: tuple[int, int] | None = None


_YEAR = r"(?:19|20)\d\d"
_NUMBERS = {
    "một": 1,
    "giêng": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "chạp": 12,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "đầu": 1,
    "cuối": 4,
}
_WORDS = r"mười hai|mười một|mười|một|giêng|hai|ba|bốn|tư|năm(?! (?:19|20)\d\d)|sáu|bảy|tám|chín|chạp"
_OF_YEAR = rf"(?:[ ,]*(?:/|-|năm|của năm|trong năm|năm công tác)[ ]*(?P<{{0}}>{_YEAR})(?!\d))?"
_FORMS = (
    # From the beginning of the year to a day: of its months, whole or not.
    r"(?P<through>(?:(?:tính|luỹ kế|lũy kế|từ đầu năm)[ ]+)?(?:(?:đến[ ]+)?hết|đến[ ]+cuối)[ ]+tháng[ ]+"
    r"(?P<through_month>1[0-2]|0?[1-9])"
    rf"(?:[ ]*(?:/|-|năm)[ ]*(?P<through_year>{_YEAR}))?(?![\d/]))",
    r"(?P<until>(?:tính đến|tính tới|đến hết|lũy kế đến|luỹ kế đến|đến(?=[ ]+ngày))[ ]+(?:hết[ ]+)?(?:ngày[ ]+)?"
    rf"\d{{1,2}}[/.-](?P<until_month>1[0-2]|0?[1-9])(?:[/.-](?P<until_year>{_YEAR}))?(?![\d/]))",
    # From day to day, of one year of reports: `từ ngày 16/12/2013 đến ngày 15/3/2014`.
    rf"(?P<days>(?:từ[ ]+)?(?:ngày[ ]+)?\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-](?P<days_from>{_YEAR}))?[ ]*(?:đến|tới|–|-)[ ]*"
    rf"(?:hết[ ]+)?(?:ngày[ ]+)?\d{{1,2}}[/.-]\d{{1,2}}[/.-](?P<days_year>{_YEAR})(?![\d/]))",
    rf"(?P<date>ngày[ ]+\d{{1,2}}(?:[/.-]\d{{1,2}}(?:[/.-]{_YEAR})?|[ ]+tháng[ ]+\d{{1,2}}(?:[ ]+năm[ ]+{_YEAR})?))",
    rf"(?P<school>năm học[ ]+(?P<school_year>{_YEAR})[ ]*[–/-][ ]*{_YEAR})",
    rf"(?P<span>(?:(?:từ|giai đoạn|thời kỳ)[ ]+(?:năm[ ]+)?|năm[ ]+(?={_YEAR}[ ]*[–-]))(?P<from>{_YEAR})[ ]*"
    rf"(?:[–-]|đến|tới)[ ]*(?:năm[ ]+)?(?P<to>{_YEAR}))",
    rf"(?P<same>cùng (?:kỳ|thời điểm)(?:[ ]+(?:năm[ ]+)?(?P<same_year>{_YEAR}|trước|ngoái))?)",
    r"(?P<previous>(?:năm|quý|tháng|kỳ)[ ]+(?:liền[ ]+)?(?:trước(?:[ ]+(?:đó|nữa))?|ngoái|liền kề|liền trước))",
    r"(?P<quarter>quý[ ]+(?P<quarter_no>iv|i{1,3}|[1-4]|một|hai|ba|bốn|tư|đầu|cuối)\b"
    rf"{_OF_YEAR.format('quarter_year')})",
    rf"(?P<quarters>(?P<quarters_count>[2-4]|hai|ba|bốn)[ ]+quý(?:[ ]+(?P<quarters_side>đầu|cuối))?"
    rf"(?:[ ]+của)?{_OF_YEAR.format('quarters_year')}(?:[ ]+năm(?![ ]*\d))?)",
    rf"(?P<months>(?P<count>\d{{1,2}}|{_WORDS})[ ]+tháng\b(?![ ]+\d{{1,2}}[ ]*(?:,|và)[ ]*\d)"
    r"(?:[ ]+(?P<side>đầu|cuối|qua))?"
    rf"(?:[ ]+của)?{_OF_YEAR.format('months_year')}(?:[ ]+năm(?![ ]*\d))?)",
    rf"(?P<half>nửa(?:[ ]+năm)?[ ]+(?P<half_side>đầu|cuối)(?:[ ]+năm)?(?:[ ]+(?P<half_year>{_YEAR}))?)",
    # Neighbouring months with one year: `tháng 5 và 6/2024`, `các tháng 4, 5 và 6 năm 2024`.
    r"(?P<together>tháng[ ]+(?P<together_first>\d{1,2})(?:[ ]*,[ ]*\d{1,2}(?![.,]?\d)){0,9}"
    rf"[ ]*(?:,|và)[ ]*(?:tháng[ ]+)?(?P<together_last>\d{{1,2}})[ ]*(?:/|-|năm)[ ]*(?P<together_year>{_YEAR})(?!\d))",
    rf"(?P<month>tháng[ ]+(?P<month_no>1[0-2]|0?[1-9]|{_WORDS})\b{_OF_YEAR.format('month_year')})",
    rf"(?P<whole>cả năm(?:[ ]+(?P<whole_year>{_YEAR}))?)",
    rf"(?P<year>(?:năm(?:[ ]+công tác|[ ]+học)?[ ]+)(?P<year_no>{_YEAR})(?![\d.,/]\d|\d))",
    rf"(?P<bare>(?<![\w/.,:–-])(?P<bare_no>{_YEAR})(?![\w/–-]|[.,]\d))",
)
_COUNTED = re.compile(rf"(?:\d|\b(?!một )(?:{_WORDS}|mươi|chục|mấy|vài|nhiều))[ ]+$")
_TIME = re.compile("|".join(_FORMS))
# What each of the forms has, or a year; many texts have none of it.
_OF_TIME = ("năm", "quý", "tháng", "kỳ", "nửa", "tính đến", "tính tới", "đến hết", "kế đến", "đến ngày")
_ANY_YEAR = re.compile(_YEAR)


def may_name_times(text: str) -> bool:
    return any(word in text for word in _OF_TIME) or _ANY_YEAR.search(text) is not None


def times_in(text: str) -> Iterator[TimeMention]:
    """The periods that `text`, in small letters, names, in its order; dates are passed over."""
    if not may_name_times(text):
        return
    for match in _TIME.finditer(text):
        if match["previous"] and _COUNTED.search(text, max(0, match.start() - 8), match.start()):
            continue  # `tám năm trước` is no year before
        mention = _mention(match)
        if mention is not None:
            yield mention


def time_of(text: str) -> Time | None:
    """The period that the whole of `text` names, such as the key of a row; None where it is something else."""
    bare = " ".join(text.lower().split())
    mentions = list(times_in(bare))
    if len(mentions) != 1 or mentions[0].relative or mentions[0].span:
        return None
    rest = bare[: mentions[0].start] + bare[mentions[0].end :]
    return mentions[0].time if not rest.strip(" .()") else None


def _mention(match: re.Match[str]) -> TimeMention | None:
    start, end, kind = match.start(), match.end(), match.lastgroup
    named = {name: text for name, text in match.groupdict().items() if text}
    kind = next(name for name in named if name in _KINDS)
    if kind == "date":
        return None
    if kind == "days" and int(named["days_year"]) - int(named.get("days_from", named["days_year"])) > 1:
        return None
    if kind == "span":
        span = (int(named["from"]), int(named["to"]))
        return TimeMention(start, end, Time(None), span=span)
    if kind in ("same", "previous"):
        year = named.get("same_year", "")
        return TimeMention(start, end, Time(int(year) if year.isdigit() else None), relative=kind)
    time = _time(kind, named)
    return TimeMention(start, end, time) if time else None


_KINDS = (
    "through",
    "until",
    "days",
    "date",
    "school",
    "span",
    "same",
    "previous",
    "quarter",
    "quarters",
    "months",
    "half",
    "together",
    "month",
    "whole",
    "year",
    "bare",
)


def _time(kind: str, named: dict[str, str]) -> Time | None:
    if kind == "days":
        return Time(int(named["days_year"]))
    year = next(
        (int(named[name]) for name in named if name.startswith(kind + "_") and re.fullmatch(_YEAR, named[name])), None
    )
    if kind == "school":  # from September on, into the year after
        return Time(year, *SCHOOL_YEAR, True)
    if kind == "quarter":
        quarter = _number(named["quarter_no"])
        return Time(year, 3 * quarter - 2, 3 * quarter, True)
    if kind in ("until", "through"):
        return Time(year, 1, _number(named[f"{kind}_month"]), True)
    if kind == "month":
        month = _number(named["month_no"])
        return Time(year, month, month, True)
    if kind == "together":
        first, last = int(named["together_first"]), int(named["together_last"])
        return Time(year, first, last, True) if 1 <= first < last <= 12 else None
    if kind == "months":
        count = _number(named["count"])
        if not 1 <= count <= 12 or (count == 1 and not named.get("side") and not year):
            return None  # `3,5 triệu đồng một tháng`
        return Time(year, 13 - count, 12, True) if named.get("side") == "cuối" else Time(year, 1, count, True)
    if kind == "quarters":
        count = 3 * _number(named["quarters_count"])
        return Time(year, 13 - count, 12, True) if named.get("quarters_side") == "cuối" else Time(year, 1, count, True)
    if kind == "half":
        return Time(year, *((1, 6) if named["half_side"] == "đầu" else (7, 12)), True)
    return Time(year, *WHOLE, kind == "whole")


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text]
