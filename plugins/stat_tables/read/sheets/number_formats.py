"""Number formats of spreadsheets: what a binary number is shown as."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from stat_tables.read.grid import PercentCell, RawCell

# Built-in formats of SpreadsheetML that matter here (ECMA-376, 18.8.30).
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "m/d/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
}
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?:[^\]]*)\]')
_DATE = re.compile(r"[dy]|m", re.IGNORECASE)
_SCALE_WORD = re.compile(
    r"(?<!\w)(?:nghìn|ngàn|triệu|tỷ|tỉ|k|tr|m|mn|bn|thousands?|millions?|billions?|mio\.?|mrd\.?)(?!\w)", re.IGNORECASE
)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')


class Format(NamedTuple):
    """Args:
    decimals: digits after the mark; None for General.
    percent, dated, monthly, timed: what the number is.
    divisor: thousands that the format leaves out (`#,##0,` shows thousands).
    words: literal text that the format adds, such as `việc`.
    hides: it shows nothing at all (`;;;`).
    padded: digits to which zeros fill up the number (`00` shows 1 as 01); 0 for none.
    """

    decimals: int | None = None
    percent: bool = False
    dated: bool = False
    monthly: bool = False
    timed: bool = False
    divisor: int = 0
    words: str = ""
    zero_is_blank: bool = False
    padded: int = 0
    hides: bool = False


GENERAL = Format()


@cache
def format_of(code: str) -> Format:
    """What a format code such as `#,##0.00%` or `dd/mm/yyyy` shows."""
    if len(code.strip()) > 1 and not code.strip(" ;"):
        return Format(hides=True)
    section, *others = _sections(code)
    words = "".join(match[1] or match[2] or "" for match in _LITERAL.finditer(section)).strip()
    bare = _QUOTED.sub("", section)
    if not bare.strip() or bare.strip().lower() in ("general", "standard", "@"):
        return Format(words=words) if words else GENERAL
    if _DATE.search(bare) and "0" not in bare and "#" not in bare:
        letters = bare.lower()
        return Format(
            dated="d" in letters or "y" in letters,
            monthly="d" not in letters and "y" in letters,
            timed="h" in letters or "s" in letters,
        )
    digits = re.search(r"\.([0#?]+)", bare)
    trailing = re.search(r"[0#?](,+)(?:[^0#?]*)$", bare)
    return Format(
        decimals=len(digits[1]) if digits else 0,
        percent="%" in bare,
        divisor=3 * len(trailing[1]) if trailing else 0,
        words=words,
        padded=len(bare) if re.fullmatch("0{2,}", bare.strip()) else 0,
        zero_is_blank=len(others) >= 2 and not _QUOTED.sub("", others[1]).strip() and '"-' not in others[1],
    )


def scale_word(words: str) -> bool:
    """Whether words beside a number multiply it: `triệu`, `nghìn đồng`."""
    return _SCALE_WORD.search(words) is not None


def _sections(code: str) -> list[str]:
    """The parts between semicolons that stand outside of quotes."""
    parts, start = [], 0
    for match in re.finditer(r'"[^"]*"|\\.|;', code):
        if match[0] == ";":
            parts.append(code[start : match.start()])
            start = match.end()
    return [*parts, code[start:]]


def exact(value: float) -> Decimal:
    """The decimal that a spreadsheet's binary number stands for, with the 15 digits it keeps: 59.36, 1598."""
    if value.is_integer() and abs(value) < 1e15:
        return Decimal(int(value))
    text = f"{value:.15g}"
    return Decimal(text) if "e" not in text else Decimal(f"{Decimal(text):f}")


def formatted(value: float, form: Format, base: date) -> RawCell:
    """The cell's value as the format has it; numbers keep all their digits.

    Args:
        base: the day before day 1 of the workbook's calendar.
    """
    if form.hides:
        return ""
    if form.dated and not form.timed and value >= 1:
        return _day(value, base, monthly=form.monthly)
    if form.dated or form.timed:
        moment = datetime(base.year, base.month, base.day) + timedelta(days=value)
        return moment.isoformat(sep=" ", timespec="minutes") if form.dated else f"{moment:%H:%M}"
    number = exact(value)
    if form.percent:
        return PercentCell(f"{number.scaleb(2):f}")
    if form.padded and number == number.to_integral_value() and 0 <= number < 10 ** (form.padded - 1):
        return f"{number:0{form.padded}f}"
    return number


def _day(value: float, base: date, *, monthly: bool) -> RawCell:
    day = base + timedelta(days=int(value))
    if base.year == 1899 and value < 60:  # Excel takes 1900 for a leap year
        day += timedelta(days=1)
    return f"{day.month:02}/{day.year}" if monthly else day
