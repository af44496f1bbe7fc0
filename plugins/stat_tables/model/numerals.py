"""How figures are written: canonical (`1234.5`), Vietnamese (`1.234,5`, `1 234,5`), English (`1,234.5`).

Whether a dot groups or divides is decided for an entire column, never for one cell: `1.234` alone is ambiguous.
Approximators (`gần 1.600`) belong to the value. A figure as text is taken apart here; meaning comes later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Context, Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from .table import Approximator, Status


class Numerals(StrEnum):
    """A way of writing numbers: which mark divides, which groups."""

    CANONICAL = "canonical"
    VIETNAMESE = "vi"
    ENGLISH = "en"


# Products of figures and powers of ten are exact: far more digits than any published figure has.
EXACT = Context(prec=100)
MOST_DIGITS = 40  # with marks; what is longer is no figure
SPACES = " \u00a0\u2009\u202f"
MINUS = "\u2212"
_DASH = "\u2013"  # what word processors make of a minus
POWERS = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}

_APOSTROPHES = "'\u2019"  # between thousands in Switzerland
_SIGN = f"[-+{MINUS}]?"
_D = "[0-9]"
_BY_SPACES = rf"(?:[{SPACES}]{_D}{{3}})+"
_BY_APOSTROPHES = rf"(?:[{_APOSTROPHES}]{_D}{{3}})+"
_GROUPED = rf"[1-9]{_D}{{0,2}}(?:(?:\.{_D}{{3}})+|{_BY_SPACES}|{_BY_APOSTROPHES})"
VIETNAMESE_NUMBER = rf"{_SIGN}(?:{_GROUPED}|{_D}+)(?:,{_D}+)?"
CANONICAL_NUMBER = (
    rf"{_SIGN}(?:(?:{_D}{{1,3}}(?:{_BY_SPACES}|{_BY_APOSTROPHES})|{_D}+)(?:\.{_D}+)?|\.{_D}+)"  # `.5`: no zero before
)
_BY_LAKHS = rf"[1-9]{_D}?(?:,{_D}{{2}})+,{_D}{{3}}"  # 19,98,12,341: India
ENGLISH_NUMBER = rf"{_SIGN}(?:(?:[1-9]{_D}{{0,2}}(?:,{_D}{{3}})+|{_BY_LAKHS}|{_D}+)(?:\.{_D}+)?|\.{_D}+)"
_NUMBER = {
    Numerals.VIETNAMESE: VIETNAMESE_NUMBER,
    Numerals.CANONICAL: CANONICAL_NUMBER,
    Numerals.ENGLISH: ENGLISH_NUMBER,
}
_MULTIPLIERS = "|".join(POWERS)
_WORDS = "|".join(sorted(Approximator, key=len, reverse=True))
_FIGURE = (
    rf"(?:(?P<approximator>{_WORDS})[{SPACES}]+)?"
    rf"(?P<open>\()?(?:(?P<currency>[$€£¥])[{SPACES}]?)?"
    rf"(?P<number>[-+{MINUS}]?[.]?{_D}[0-9.,{_APOSTROPHES}{SPACES}]*(?<![{SPACES}]))(?P<close>\))?"
    rf"(?:[{SPACES}]*(?P<power>(?:{_MULTIPLIERS})(?:[{SPACES}](?:tỷ|tỉ))?)(?!\w))?"
    rf"(?:[{SPACES}]*(?P<unit>[%‰]|[^\W\d_][^\[\]\d]*?))?"
    rf"(?:[{SPACES}]*\[(?P<status>[prexc])\])?"
)
# `8.2466e6`, `1e+05`, as programmes write them; `1.23E+11` is what a spreadsheet leaves of a longer number, no figure.
_WITH_EXPONENT = r"(?:[-+]?[0-9]\.[0-9]+[eE][-+]?[0-9]{1,2}|[-+]?[0-9]+[eE][-+][0-9]{1,2})"
_CUT_SHORT = r"[-+]?[0-9]\.[0-9]{2}E\+[0-9]{2}"
# Longer texts are no figures; short ones keep every pattern here quick.
_LONGEST = 120

_LAKHS = rf"{_SIGN}{_BY_LAKHS}(?:\.{_D}+)?"
_THOUSANDS = rf"{_SIGN}(?:[1-9]{_D}{{2}},{_D}{{3}}|[1-9]{_D}{{0,2}}(?:,{_D}{{3}}){{2,}})(?:\.{_D}+)?"

# A lone mark before exactly three digits: the one form that can group or divide.
_DOUBTFUL = rf"{_SIGN}[1-9]{_D}{{0,2}}[.,]{_D}{{3}}"
_NOTHING = dict.fromkeys(SPACES + _APOSTROPHES)
_TO_CANONICAL = {
    Numerals.VIETNAMESE: str.maketrans({",": ".", ".": None, "+": None, MINUS: "-", **_NOTHING}),
    Numerals.ENGLISH: str.maketrans({",": None, "+": None, MINUS: "-"}),
    Numerals.CANONICAL: str.maketrans({"+": None, MINUS: "-", **_NOTHING}),
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


class Decision(NamedTuple):
    """How a column of numbers is written, or why that cannot be known.

    Args:
        numerals: the way, or None.
        broken: a number that no way allows.
        pair: two numbers that no way allows together.
        doubtful: a number whose value depends on the way; `readings` are its values under each.
    """

    numerals: Numerals | None
    broken: str = ""
    pair: tuple[str, str] | None = None
    doubtful: str = ""
    readings: tuple[tuple[Numerals, Decimal], ...] = ()


@lru_cache(maxsize=1 << 14)  # a column is read under each way of writing that may be meant
def take_apart(text: str) -> Figure | None:
    """The figure that `text` is, or None where it is something else."""
    text = text.strip(SPACES)
    if text[:1] == _DASH and text[1:2].isdigit():
        text = MINUS + text[1:]
    if "e" in text.lower() and _pattern(_WITH_EXPONENT).fullmatch(text) and not _pattern(_CUT_SHORT).fullmatch(text):
        return Figure(f"{Decimal(text):f}")
    match = _pattern(_FIGURE).fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    return Figure(
        number=match["number"],
        approximator=Approximator(match["approximator"].lower()) if match["approximator"] else None,
        power=power_of(match["power"] or ""),
        unit=" ".join((match["unit"] or match["currency"] or "").split()),
        status=Status(match["status"].lower()) if match["status"] else None,
        parentheses=bool(match["open"]),
    )


def power_of(words: str) -> int:
    """Power of ten of `nghìn`, `triệu`, `tỷ`, `nghìn tỷ` and their variants; 0 for none."""
    return sum(POWERS[word] for word in words.lower().split())


def decide(numbers: Iterable[str], *, whole: bool = False) -> Decision:
    """The one way in which all numbers of a column are written.

    Args:
        whole: only ways under which every number is whole are allowed, where there are any.
    """
    distinct = tuple(dict.fromkeys(numbers))
    left = frozenset(Numerals)
    first: dict[frozenset[Numerals], str] = {}
    for number in distinct:
        ways = ways_of(number)
        if not ways:
            return Decision(None, broken=number)
        if not left & ways:
            return Decision(
                None, pair=(next((text for known, text in first.items() if not known & ways), distinct[0]), number)
            )
        left &= ways
        first.setdefault(ways, number)
    if mixed := _mixed_groups(distinct):
        return Decision(None, pair=mixed)
    if whole:
        left = _whole(distinct, left) or left
    return _settled(distinct, left, certain=len(first) > 1 and not whole)


def _mixed_groups(numbers: tuple[str, ...]) -> tuple[str, str] | None:
    """A number in lakhs and one in thousands that would be written otherwise beside it: a comma is misplaced."""
    lakhs = next((number for number in numbers if number.count(",") > 1 and _pattern(_LAKHS).fullmatch(number)), None)
    thousands = next((number for number in numbers if lakhs and _pattern(_THOUSANDS).fullmatch(number)), None)
    return (thousands, lakhs) if lakhs and thousands else None


def ways_of(number: str) -> frozenset[Numerals]:
    """Under which ways of writing the text is a number."""
    return frozenset(numerals for numerals in Numerals if _fits(number, numerals))


def _whole(numbers: tuple[str, ...], ways: frozenset[Numerals]) -> frozenset[Numerals]:
    def is_whole(number: str, numerals: Numerals) -> bool:
        value = to_decimal(number, numerals)
        return value is not None and value.as_tuple().exponent == 0

    return frozenset(numerals for numerals in ways if all(is_whole(number, numerals) for number in numbers))


def _settled(numbers: tuple[str, ...], ways: frozenset[Numerals], *, certain: bool) -> Decision:
    """The first way, where all that are left read every number alike; otherwise the number that they read apart."""
    order = [numerals for numerals in Numerals if numerals in ways]
    for number in numbers:
        readings = tuple((numerals, value) for numerals in order if (value := to_decimal(number, numerals)) is not None)
        distinct = {value: numerals for numerals, value in reversed(readings)}
        if len(distinct) > 1:
            apart = tuple((numerals, value) for value, numerals in reversed(distinct.items()))
            return Decision(None, doubtful=number, readings=apart)
        if certain and Numerals.CANONICAL in ways and _pattern(_DOUBTFUL).fullmatch(number):
            # Beside `12.5` a `1.600` is 1.6, unless the source mixes its marks, as yearbooks do: worth a question.
            other = to_decimal(number, Numerals.VIETNAMESE)
            if other is not None:
                return Decision(None, doubtful=number, readings=(readings[0], (Numerals.VIETNAMESE, other)))
    return Decision(order[0])


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
