"""How figures are written: canonical (`1234.5`) and Vietnamese (`1.234,5`, `1 234,5`), with the words around them.

Whether a dot groups or divides is decided for an entire column, never for one cell: `1.234` alone is ambiguous.
Approximators (`gần 1.600`) belong to the value. A figure as text is taken apart here; meaning comes later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum

from .model import Approximator, Status


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
_GROUPED = rf"\d{{1,3}}(?:(?:\.\d{{3}})+|(?:[{SPACES}]\d{{3}})+)"
VIETNAMESE_NUMBER = rf"{_SIGN}(?:{_GROUPED}|\d+)(?:,\d+)?"
CANONICAL_NUMBER = rf"{_SIGN}(?:\d{{1,3}}(?:[{SPACES}]\d{{3}})+|\d+)(?:\.\d+)?"
_NUMBER = {
    Numerals.VIETNAMESE: re.compile(VIETNAMESE_NUMBER),
    Numerals.CANONICAL: re.compile(CANONICAL_NUMBER),
}
_MULTIPLIERS = "|".join(POWERS)
_WORDS = "|".join(sorted(Approximator, key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?:(?P<approximator>{_WORDS})[{SPACES}]+)?"
    rf"(?P<open>\()?(?P<number>[-+{MINUS}]?\d[\d.,{SPACES}]*(?<![{SPACES}]))(?P<close>\))?"
    rf"(?:[{SPACES}]*(?P<power>(?:{_MULTIPLIERS})(?:[{SPACES}](?:tỷ|tỉ))?)(?!\w))?"
    rf"(?:[{SPACES}]*(?P<unit>[%‰]|[^\W\d_][^\[\]\d]*?))?"
    rf"(?:[{SPACES}]*\[(?P<status>[prexc])\])?",
    re.IGNORECASE,
)

# What one number says about its column: a mark that can only group, or only divide.
_ONLY_CANONICAL = re.compile(
    rf"{_SIGN}(?:\d+\.(?:\d{{1,2}}|\d{{4,}})|0\.\d+|\d{{4,}}\.\d+|\d[\d{SPACES}]*[{SPACES}]\d{{3}}\.\d+)"
)
_ONLY_VIETNAMESE = re.compile(
    rf"{_SIGN}(?:\d+,(?:\d{{1,2}}|\d{{4,}})|0,\d+|\d{{4,}},\d+|\d{{1,3}}(?:\.\d{{3}}){{2,}}(?:,\d+)?"
    rf"|\d{{1,3}}(?:\.\d{{3}})+,\d+|\d[\d{SPACES}]*[{SPACES}]\d{{3}},\d+)"
)
_AMBIGUOUS = re.compile(rf"{_SIGN}[1-9]\d{{0,2}}[.,]\d{{3}}")
_ENGLISH = re.compile(rf"{_SIGN}\d{{1,3}}(?:,\d{{3}}){{2,}}(?:\.\d+)?|{_SIGN}\d{{1,3}}(?:,\d{{3}})+\.\d+")
_TO_CANONICAL = {
    Numerals.VIETNAMESE: str.maketrans({",": ".", ".": None, "+": None, MINUS: "-", **dict.fromkeys(SPACES)}),
    Numerals.CANONICAL: str.maketrans({"+": None, MINUS: "-", **dict.fromkeys(SPACES)}),
}


@dataclass(frozen=True, slots=True)
class Figure:
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
    match = _FIGURE.fullmatch(text.strip(SPACES))
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
    if number.isdigit():
        return Evidence.NONE
    if _ENGLISH.fullmatch(number):
        return Evidence.ENGLISH
    if _AMBIGUOUS.fullmatch(number):
        return Evidence.AMBIGUOUS
    if _ONLY_VIETNAMESE.fullmatch(number):
        return Evidence.VIETNAMESE if _NUMBER[Numerals.VIETNAMESE].fullmatch(number) else Evidence.BROKEN
    if _ONLY_CANONICAL.fullmatch(number):
        return Evidence.CANONICAL if _NUMBER[Numerals.CANONICAL].fullmatch(number) else Evidence.BROKEN
    return Evidence.NONE if _NUMBER[Numerals.CANONICAL].fullmatch(number) else Evidence.BROKEN


def to_decimal(number: str, numerals: Numerals) -> Decimal | None:
    """The exact value of digits and marks; trailing zeros are kept. None where `numerals` does not allow it."""
    if _NUMBER[numerals].fullmatch(number) is None:
        return None
    return Decimal(number.translate(_TO_CANONICAL[numerals]))


_PLAIN = re.compile(r"(?:-?\d+\n)*-?\d+")
_COLUMN = {
    Numerals.VIETNAMESE: re.compile(rf"(?:{VIETNAMESE_NUMBER}\n)*{VIETNAMESE_NUMBER}"),
    Numerals.CANONICAL: re.compile(rf"(?:{CANONICAL_NUMBER}\n)*{CANONICAL_NUMBER}"),
}
# One cell of each decides for a column of bare numbers; ambiguous ones may not be there (see `column_types`).
_PROOF = {
    Numerals.VIETNAMESE: re.compile(rf"^{_ONLY_VIETNAMESE.pattern}$", re.MULTILINE),
    Numerals.CANONICAL: re.compile(rf"^{_ONLY_CANONICAL.pattern}$", re.MULTILINE),
}
_DOUBT = re.compile(rf"^{_AMBIGUOUS.pattern}$", re.MULTILINE)


def read_plain_column(texts: Sequence[str], numerals: Numerals | None) -> tuple[Decimal, ...] | None:
    """All of a column of bare numbers at once, or None where a cell needs a closer look. The common case, kept fast."""
    joined = "\n".join(texts)
    if len(joined) > MOST_DIGITS and max(map(len, texts)) > MOST_DIGITS:
        return None
    if _PLAIN.fullmatch(joined):
        return tuple(map(Decimal, texts))
    if numerals is None:
        numerals = _decided(joined)
    if numerals is None or joined.count("\n") != len(texts) - 1 or not _COLUMN[numerals].fullmatch(joined):
        return None
    return tuple(map(Decimal, joined.translate(_TO_CANONICAL[numerals]).split("\n")))


def _decided(joined: str) -> Numerals | None:
    proven = [numerals for numerals, pattern in _PROOF.items() if pattern.search(joined)]
    if len(proven) != 1:
        return None
    # Beside a proven dot as divider, `1.600` may still have been meant as 1600: somebody must say.
    return None if proven[0] is Numerals.CANONICAL and _DOUBT.search(joined) else proven[0]


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
