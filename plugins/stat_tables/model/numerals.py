"""How figures are written: canonical (`1234.5`) and Vietnamese (`1.234,5`, `1 234,5`), with the words around them.

Whether a dot groups or divides is decided for an entire column, never for one cell: `1.234` alone is ambiguous.
Approximators (`gần 1.600`) belong to the value. A figure as text is taken apart here; meaning comes later.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from .table import Approximator, Status


class Numerals(StrEnum):
    """A way of writing numbers: which mark divides, which groups."""

    CANONICAL = "canonical"
    VIETNAMESE = "vi"


# Products of figures and powers of ten are exact: far more digits than any published figure has.
EXACT = Context(prec=100)
MOST_DIGITS = 40  # with marks; what is longer is no figure
SPACES = " \u00a0\u2009\u202f"
MINUS = "\u2212"
POWERS = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}

_SIGN = f"[-+{MINUS}]?"
_D = "[0-9]"
_GROUPED = rf"{_D}{{1,3}}(?:(?:\.{_D}{{3}})+|(?:[{SPACES}]{_D}{{3}})+)"
VIETNAMESE_NUMBER = rf"{_SIGN}(?:{_GROUPED}|{_D}+)(?:,{_D}+)?"
CANONICAL_NUMBER = rf"{_SIGN}(?:{_D}{{1,3}}(?:[{SPACES}]{_D}{{3}})+|{_D}+)(?:\.{_D}+)?"
_NUMBER = {Numerals.VIETNAMESE: VIETNAMESE_NUMBER, Numerals.CANONICAL: CANONICAL_NUMBER}
_MULTIPLIERS = "|".join(POWERS)
_WORDS = "|".join(sorted(Approximator, key=len, reverse=True))
_FIGURE = (
    rf"(?:(?P<approximator>{_WORDS})[{SPACES}]+)?"
    rf"(?P<open>\()?(?P<number>[-+{MINUS}]?{_D}[0-9.,{SPACES}]*(?<![{SPACES}]))(?P<close>\))?"
    rf"(?:[{SPACES}]*(?P<power>(?:{_MULTIPLIERS})(?:[{SPACES}](?:tỷ|tỉ))?)(?!\w))?"
    rf"(?:[{SPACES}]*(?P<unit>[%‰]|[^\W\d_][^\[\]\d]*?))?"
    rf"(?:[{SPACES}]*\[(?P<status>[prexc])\])?"
)
# Longer texts are no figures; short ones keep every pattern here quick.
_LONGEST = 120

# What one number says about its column: a mark that can only group, or only divide.
_ONLY_CANONICAL = (
    rf"{_SIGN}(?:{_D}+\.(?:{_D}{{1,2}}|{_D}{{4,}})|0\.{_D}+|{_D}{{4,}}\.{_D}+"
    rf"|{_D}[0-9{SPACES}]*[{SPACES}]{_D}{{3}}\.{_D}+)"
)
_ONLY_VIETNAMESE = (
    rf"{_SIGN}(?:{_D}+,(?:{_D}{{1,2}}|{_D}{{4,}})|0,{_D}+|{_D}{{4,}},{_D}+"
    rf"|{_D}{{1,3}}(?:\.{_D}{{3}}){{2,}}(?:,{_D}+)?|{_D}{{1,3}}(?:\.{_D}{{3}})+,{_D}+"
    rf"|{_D}[0-9{SPACES}]*[{SPACES}]{_D}{{3}},{_D}+)"
)
_AMBIGUOUS = rf"{_SIGN}[1-9]{_D}{{0,2}}[.,]{_D}{{3}}"
_ENGLISH = rf"{_SIGN}{_D}{{1,3}}(?:,{_D}{{3}}){{2,}}(?:\.{_D}+)?|{_SIGN}{_D}{{1,3}}(?:,{_D}{{3}})+\.{_D}+"
_TO_CANONICAL = {
    Numerals.VIETNAMESE: str.maketrans({",": ".", ".": None, "+": None, MINUS: "-", **dict.fromkeys(SPACES)}),
    Numerals.CANONICAL: str.maketrans({"+": None, MINUS: "-", **dict.fromkeys(SPACES)}),
}


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """Compiled at first use: a build whose columns hold bare numbers never needs most of these."""
    return re.compile(pattern, re.IGNORECASE if pattern is _FIGURE else 0)


class Figure(NamedTuple):
    """A figure taken apart: `hơn 73 tỷ đồng [p]` -> `73`, power 9, unit `đồng`, approximator, status.

    Args:
        number: the digits with their marks, as written.
        parentheses: the number stood in parentheses, which some tables use for negative figures.
    """

    number: str
    approximator: Approximator | None = None
    power: int = 0
    unit: str = ""
    status: Status | None = None
    parentheses: bool = False


class Evidence(StrEnum):
    """What one number tells about the marks of its column."""

    NONE = "none"
    CANONICAL = "canonical"
    VIETNAMESE = "vi"
    AMBIGUOUS = "ambiguous"
    ENGLISH = "english"
    BROKEN = "broken"


def take_apart(text: str) -> Figure | None:
    """The figure that `text` is, or None where it is something else."""
    text = text.strip(SPACES)
    match = _pattern(_FIGURE).fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    return Figure(
        number=match["number"],
        approximator=Approximator(match["approximator"].lower()) if match["approximator"] else None,
        power=power_of(match["power"] or ""),
        unit=" ".join((match["unit"] or "").split()),
        status=Status(match["status"].lower()) if match["status"] else None,
        parentheses=bool(match["open"]),
    )


def power_of(words: str) -> int:
    """Power of ten of `nghìn`, `triệu`, `tỷ`, `nghìn tỷ` and their variants; 0 for none."""
    return sum(POWERS[word] for word in words.lower().split())


def evidence(number: str) -> Evidence:
    """What `number` says about its column; `BROKEN` where no way of writing fits."""
    if _pattern(_ENGLISH).fullmatch(number):
        return Evidence.ENGLISH
    if _pattern(_AMBIGUOUS).fullmatch(number):
        return Evidence.AMBIGUOUS
    if _pattern(_ONLY_VIETNAMESE).fullmatch(number):
        return Evidence.VIETNAMESE if _fits(number, Numerals.VIETNAMESE) else Evidence.BROKEN
    if _pattern(_ONLY_CANONICAL).fullmatch(number):
        return Evidence.CANONICAL if _fits(number, Numerals.CANONICAL) else Evidence.BROKEN
    return Evidence.NONE if _fits(number, Numerals.CANONICAL) else Evidence.BROKEN


def _fits(number: str, numerals: Numerals) -> bool:
    return _pattern(_NUMBER[numerals]).fullmatch(number) is not None


def to_decimal(number: str, numerals: Numerals) -> Decimal | None:
    """The exact value of digits and marks; trailing zeros are kept. None where `numerals` does not allow it."""
    if not _fits(number, numerals):
        return None
    return Decimal(number.translate(_TO_CANONICAL[numerals]))


def parse_figure(text: str, numerals: Numerals = Numerals.VIETNAMESE) -> tuple[Decimal, Figure] | None:
    """The full value of a figure in running text (`30.000 tỷ đồng` -> 30000000000000) and its parts; None if none."""
    figure = take_apart(text)
    number = to_decimal(figure.number, numerals) if figure else None
    if figure is None or number is None:
        return None
    return scale(number, figure.power), figure


def scale(number: Decimal, power: int) -> Decimal:
    """`number` times ten to the `power`, exactly; written out, never with an exponent."""
    scaled = number.scaleb(power, EXACT)
    exponent = scaled.as_tuple().exponent
    return scaled.quantize(Decimal(1), context=EXACT) if isinstance(exponent, int) and exponent > 0 else scaled
