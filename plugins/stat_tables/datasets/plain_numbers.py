"""Whole columns of bare numbers at once: nearly every column is one, and none of its cells needs a closer look.

Nothing is decided here that `number_columns` would decide otherwise; where there is any doubt, the answer is None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from stat_tables.model.numerals import MINUS, MOST_DIGITS, SPACES, Numerals

_WITHOUT_DIGITS = str.maketrans("", "", "0123456789")
_TO_CANONICAL: dict[str, dict[int, int | None]] = {
    ",": str.maketrans("," + MINUS, ".-", ""),
    ".": str.maketrans(MINUS, "-", ""),
    "groups": str.maketrans("," + MINUS, ".-", "." + SPACES),
}


def read_plain_column(texts: Sequence[str], numerals: Numerals | None, integer: bool) -> tuple[Decimal, ...] | None:
    """The values of a column of bare numbers, or None where it has to be read cell by cell."""
    joined = "\n".join(texts)
    if "" in texts or joined.count("\n") != len(texts) - 1 or max(map(len, texts)) > MOST_DIGITS:
        return None
    marks = set(joined.translate(_WITHOUT_DIGITS))
    marks.discard("\n")
    if not marks:
        return tuple(map(Decimal, texts))
    if marks <= {"-", MINUS}:
        return _converted(joined, ",")
    if integer:  # a dot or a space in a whole number can only group
        return _converted(joined, "groups") if "," not in marks and numerals in (None, Numerals.VIETNAMESE) else None
    if marks <= {",", "-", MINUS} and (numerals is Numerals.VIETNAMESE or _proves(joined, ",", numerals)):
        return _converted(joined, ",")
    if marks <= {".", "-", MINUS} and (numerals is Numerals.CANONICAL or _proves(joined, ".", numerals)):
        return _converted(joined, ".")
    if numerals is Numerals.VIETNAMESE:
        return _converted(joined, "groups")
    return None


def _proves(joined: str, mark: str, numerals: Numerals | None) -> bool:
    """Whether `mark`, the only one there is, divides: beside it never stand exactly three digits."""
    return numerals is None and _three_digits(mark).search(joined) is None


def _converted(joined: str, way: str) -> tuple[Decimal, ...] | None:
    if not all(map(_cell(way).fullmatch, joined.split("\n"))):
        return None
    return tuple(map(Decimal, joined.translate(_TO_CANONICAL[way]).split("\n")))


@cache
def _three_digits(mark: str) -> re.Pattern[str]:
    return re.compile(rf"[{mark}][0-9]{{3}}(?![0-9])")


@cache
def _cell(way: str) -> re.Pattern[str]:
    sign = f"[-{MINUS}]?"
    if way == "groups":
        whole = rf"(?:[1-9][0-9]{{0,2}}(?:(?:\.[0-9]{{3}})+|(?:[{SPACES}][0-9]{{3}})+)|[0-9]+)"
        return re.compile(rf"{sign}{whole}(?:,[0-9]+)?")
    return re.compile(rf"{sign}[0-9]+(?:[{way}][0-9]+)?")
