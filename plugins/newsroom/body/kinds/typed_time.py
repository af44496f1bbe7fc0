"""The time at the head of an entry of a live story, as editors type it.

14:30   14h30   14g30   14 giờ 30   14h   2h30 chiều   2:30 PM
14h30 ngày 17/4   17/4/2024, 14h30   14h30 ngày 17 tháng 4 năm 2024   2024-04-17T14:30+07:00
behind it (GMT+7), (giờ Hà Nội); another zone is refused, with the same moment as Hanoi has it
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from portal.i18n import Translator
from portal.vietnam.text import HANOI, slugify

_ = Translator(__file__)

_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:T|[\s,]+)", re.IGNORECASE)
_DAY = re.compile(
    r"[\s,]*\(?(?P<named>ngày\s+)?(?P<day>\d{1,2})(?:[/-]|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:(?:[/-]|,?\s+năm\s+)(?P<year>\d{4}))?\)?(?![\d/])",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"[\s,]*(?:lúc\s+)?(?P<hour>\d{1,2})(?:\s*[:hg]\s*(?P<minute>\d{2})(?::00(?!\d)|\s*ph(?:út)?\b)?"
    r"|\s*giờ(?:\s+(?P<words>\d{1,2})(?:\s*phút|(?P<unsure>)))?|\s*[hg])(?!\w|:\d)",
    re.IGNORECASE,
)
_PART = re.compile(r"\s*(sáng|trưa|chiều|tối|đêm|AM|PM|SA|CH)\b", re.IGNORECASE)
_ZONE = re.compile(
    r"\s*(?:\((?P<aside>[^()\n]{1,40})\)|(?P<plain>(?:GMT|UTC)(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}|Z\b"
    r"|giờ\s+[A-ZĐ]\w+(?:\s+[A-ZĐ]\w+){0,2}))"
)
_OFFSET = re.compile(r"(?:(?:GMT|UTC)\s*)?([+-])\s*(\d{1,2}):?(\d{2})?|(Z|GMT|UTC)", re.IGNORECASE)
_OURS = frozenset(("gio-ha-noi", "gio-viet-nam", "gio-vn", "gio-dong-duong"))
_MARK = re.compile(r"\s*[:：|.,–—-]\s*")


@dataclass(frozen=True)
class TypedTime:
    """
    Args:
        day: (day, month, year or 0); None where the editor typed none.
        length: characters from the beginning to the end of the mark behind the time.
        mark: what parts it from the words behind it: a mark, the end of its line, or nothing.
        fault, hint: what is wrong with it, if anything.
    """

    hour: int
    minute: int
    day: tuple[int, int, int] | None
    length: int
    mark: str
    fault: str = ""
    hint: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for the same time, however it is marked."""
        return (self.hour, self.minute, self.day, self.fault)

    def on(self, day: date) -> datetime:
        return datetime.combine(day, time(self.hour, self.minute), HANOI)

    def named_day(self, year: int) -> date | None:
        """The day that was typed, in `year` where it names none."""
        if self.day is None:
            return None
        day, month, typed = self.day
        return date(typed or year, month, day)


def typed_time(text: str) -> TypedTime | None:
    """The time that `text` begins with; None where it begins with none."""
    day = _ISO_DAY.match(text) or _DAY.match(text)
    clock = _CLOCK.match(text, day.end() if day else 0)
    if clock is None:
        return None
    part = _PART.match(text, clock.end())
    end = part.end() if part else clock.end()
    zone = _ZONE.match(text, end)
    aside = (zone["aside"] or zone["plain"]).strip() if zone else ""
    if zone and _is_zone(aside):
        end = zone.end()
    else:
        aside = ""
    if day is None and (behind := _DAY.match(text, end)) and (behind["named"] or _mark_at(text, behind.end())):
        day, end = behind, behind.end()
    hour, minute = int(clock["hour"]), int(clock["minute"] or clock["words"] or 0)
    typed = (int(day["day"]), int(day["month"]), int(day["year"] or 0)) if day else None
    time = TypedTime(hour, minute, typed, _words_at(text, end), _mark_at(text, end))
    in_words = clock["unsure"] is not None and not time.mark  # 14 giờ 30 đại biểu
    if in_words or _CLOCK.match(text, time.length) or _DAY.match(text, time.length):
        hint = _("write one time, such as 14h30 or 14h30 ngày 17/4")
        return _wrong(time, _("it is not clear which time is meant"), hint)
    return _checked(time, part[1] if part else "", aside)


def _mark_at(text: str, end: int) -> str:
    mark = _MARK.match(text, end)
    if mark:
        return mark.group().strip()
    rest = text[end:].lstrip(" \t\xa0")
    return "" if rest and not rest.startswith("\n") else "\n"


def _words_at(text: str, end: int) -> int:
    mark = _MARK.match(text, end)
    return mark.end() if mark else len(text) - len(text[end:].lstrip())


def _is_zone(words: str) -> bool:
    return _OFFSET.fullmatch(words) is not None or slugify(words).startswith("gio-")


def _wrong(time: TypedTime, fault: str, hint: str) -> TypedTime:
    return TypedTime(0, 0, None, time.length, time.mark, fault, hint)


def _checked(time: TypedTime, part: str, zone: str) -> TypedTime:
    """`time` in hours of 24 and of Hanoi, or with its fault."""
    hour = _in_24(time.hour, part.lower())
    if hour is None:
        return _wrong(time, _("it is not clear which time is meant"), _("write the hour from 0 to 23, such as 14h30"))
    if hour > 23 or time.minute > 59:
        return _wrong(time, _("there is no such time"), _("write the hour from 0 to 23, such as 14h30"))
    if time.day and not _exists(time.day):
        return _wrong(time, _("there is no such day"), _("write day/month/year, such as 17/4/2024"))
    typed = TypedTime(hour, time.minute, time.day, time.length, time.mark)
    return _in_hanoi(typed, zone) if zone else typed


def _in_24(hour: int, part: str) -> int | None:
    """None where the words beside the hour do not fit it."""
    if part in ("", "sáng", "am", "sa"):
        return (0 if hour == 12 and part in ("am", "sa") else hour) if not part or hour <= 12 else None
    if part in ("pm", "ch"):
        return (hour if hour == 12 else hour + 12) if hour <= 12 else None
    bounds = {"trưa": (10, 14), "chiều": (12, 19), "tối": (17, 23), "đêm": (18, 23)}
    if part == "đêm" and hour <= 4:
        return hour
    least, most = bounds[part]
    return next((one for one in (hour, hour + 12) if least <= one <= most), None)


def _exists(day: tuple[int, int, int]) -> bool:
    try:  # 29/2 wants its year
        date(day[2] or 2023, day[1], day[0])
    except ValueError:
        return False
    return True


def _in_hanoi(typed: TypedTime, zone: str) -> TypedTime:
    offset = _OFFSET.fullmatch(zone)
    if offset is None:
        if slugify(zone) in _OURS:
            return typed
        return _wrong(typed, _("the time is of another zone ({zone})", zone=zone), _("write the time of Hanoi"))
    sign, hours, minutes, _zero = offset.groups()
    shift = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    if shift == HANOI.utcoffset(None):
        return typed
    if shift > timedelta(hours=14) or shift < timedelta(hours=-12):
        return _wrong(typed, _("there is no such zone as {zone}", zone=zone), _("write the time of Hanoi"))
    day, month, year = typed.day or (0, 0, 0)
    on = date(year, month, day) if year else date(2024, 1, 2)
    moment = datetime.combine(on, time(typed.hour, typed.minute), timezone(shift))
    local = moment.astimezone(HANOI)
    told = f"{local:%Hh%M}" + (f" {_day_words(local, moment, named=year > 0)}".rstrip())
    return _wrong(
        typed, _("the time is of another zone ({zone})", zone=zone), _("write the time of Hanoi: {time}", time=told)
    )


def _day_words(local: datetime, moment: datetime, *, named: bool) -> str:
    if named:
        return f"ngày {local.day}/{local.month}/{local.year}"
    if local.date() == moment.date():
        return ""
    return _("of the next day") if local.date() > moment.date() else _("of the day before")
