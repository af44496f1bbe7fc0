"""Numbers in words, as reporters write them: `một nghìn tám trăm`, `bảy mươi ba tỷ`, `hai nghìn rưỡi`.

A lone small number (`hai`, `năm`) is left alone: it is an article or a year as often as a figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

MOST_WORDS = 24
_DIGITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_BIG = (("tỷ", 9), ("triệu", 6), ("nghìn", 3))
_SAME = {"tỉ": "tỷ", "ngàn": "nghìn", "lẻ": "linh", "mưòi": "mười"}
# `hai tỷ lệ` are two rates, not two thousand millions.
_BILLION = r"(?:tỷ|tỉ)(?![ \u00a0]+(?:lệ|trọng|suất|giá|số|phú)\b)"
_TOKENS = "|".join((*_DIGITS, "mười", "mươi", "trăm", "linh", "lẻ", "nghìn", "ngàn", "triệu", _BILLION, "rưỡi", "phẩy"))
# What a run of such words looks like; whether it is a number is for `number_in_words` to say.
SPELLED = rf"(?:{_TOKENS})(?:[ \u00a0]+(?:{_TOKENS}))+|mười"


# `gấp ba lần`: a small number that counts times.
FEW_TIMES = r"(?:hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)(?=[ ]+lần\b)"


def small_number(word: str) -> int:
    """`ba`, `mười`; -1 for another word."""
    return 10 if word == "mười" else _DIGITS.get(word, -1)


def few_times(text: str) -> tuple[Decimal, int] | None:
    """The number of a single word such as `ba`."""
    digit = _DIGITS.get(text.lower())
    return None if digit is None else (Decimal(digit), 0)


def number_in_words(text: str) -> tuple[Decimal, int] | None:
    """The number, and the power of ten of the last word that multiplies; None where the words make no number."""
    words = [_SAME.get(word, word) for word in re.split(r"[ \u00a0]+", text.lower().strip())]
    if "phẩy" in words:
        return _with_fraction(words)
    value = _value(words) if len(words) <= MOST_WORDS else None
    if value is None or (len(words) == 1 and words != ["mười"]):
        return None
    return value, _last_power(words)


def _with_fraction(words: Sequence[str]) -> tuple[Decimal, int] | None:
    """`tám mươi ba phẩy tám sáu`, `một phẩy hai triệu`; the fraction digit by digit, or as a number of two."""
    place, power = words.index("phẩy"), _last_power(words)
    behind = list(words[place + 1 :])
    while behind and behind[-1] in dict(_BIG):
        behind.pop()
    whole = _value(words[:place])
    if whole is None or not behind:
        return None
    if all(word in _DIGITS for word in behind):
        digits = "".join(str(_DIGITS[word]) for word in behind)
    else:
        value = _tens(behind)
        digits = "" if value is None else str(value)
    return (Decimal(f"{whole}.{digits}").scaleb(power), power - len(digits)) if digits else None


def _last_power(words: Sequence[str]) -> int:
    power = 0
    for word in reversed(words):
        multiplier = dict(_BIG).get(word)
        if multiplier is None:
            break
        power += multiplier
    return power


def _value(words: Sequence[str]) -> Decimal | None:
    for name, power in _BIG:
        if name in words:
            place = len(words) - 1 - list(reversed(words)).index(name)
            left, rest = _value(words[:place]), list(words[place + 1 :])
            if left is None:
                return None
            if rest == ["rưỡi"]:
                return left.scaleb(power) + Decimal(5).scaleb(power - 1)
            right = _value(rest) if rest else Decimal(0)
            return None if right is None else left.scaleb(power) + right
    return _hundreds(list(words))


def _hundreds(words: list[str]) -> Decimal | None:
    if "trăm" not in words:
        return _tens(words)
    place = words.index("trăm")
    if place != 1 or words[0] not in _DIGITS:
        return None
    rest = words[2:]
    below = Decimal(50) if rest == ["rưỡi"] else _tens(rest) if rest else Decimal(0)
    return None if below is None else Decimal(100 * _DIGITS[words[0]]) + below


def _tens(words: list[str]) -> Decimal | None:
    if words[:1] == ["linh"]:
        words = words[1:]
    if len(words) == 1 and words[0] in _DIGITS:
        return Decimal(_DIGITS[words[0]])
    if words[:1] == ["mười"] and len(words) <= 2:
        return _plus(10, words[1:])
    if len(words) in (2, 3) and words[0] in _DIGITS and words[1] == "mươi":
        return _plus(10 * _DIGITS[words[0]], words[2:])
    if len(words) == 2 and words[0] in _DIGITS and words[1] in _DIGITS and _DIGITS[words[0]] > 1:
        # `hai lăm`, `bảy ba`: the short form in speech; `hai ba` also means two or three.
        return _plus(10 * _DIGITS[words[0]], words[1:]) if words[1] in ("lăm", "mốt", "tư") else None
    return None


def _plus(tens: int, rest: list[str]) -> Decimal | None:
    if not rest:
        return Decimal(tens)
    return Decimal(tens + _DIGITS[rest[0]]) if rest[0] in _DIGITS else None
