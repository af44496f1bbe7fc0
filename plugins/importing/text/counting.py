"""How browsers number the items of a list: from a number, backwards, in letters, in Roman numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bs4 import Tag

_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b(lower|upper)-(alpha|latin|roman)\b", re.I)
_KINDS = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A"}
_ROMAN = {"i": "i", "I": "I", "lower-roman": "i", "upper-roman": "I"}
_STEPS = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")]
_STEPS += [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]


def counting_of(tag: Tag) -> str:
    """`1`, `a`, `A`, `i` or `I`."""
    kind = str(tag.get("type") or "").strip()
    if kind in ("1", "a", "A", "i", "I"):
        return kind
    style = _STYLE.search(str(tag.get("style") or ""))
    name = f"{style.group(1)}-{style.group(2)}".lower() if style else ""
    return _KINDS.get(name) or _ROMAN.get(name) or "1"


def numbers_of(tag: Tag, items: Iterable[Tag]) -> Iterator[int]:
    """The number of each item."""
    listed = list(items)
    step = -1 if tag.has_attr("reversed") else 1
    number = _number(tag.get("start"), len(listed) if step < 0 else 1)
    for item in listed:
        number = _number(item.get("value"), number)
        yield number
        number += step


def label_of(number: int, counting: str) -> str:
    if counting == "1" or number < 1:
        return str(number)
    text = _roman(number) if counting in "iI" else _letters(number)
    return text.upper() if counting in "AI" else text


def _letters(number: int) -> str:
    text = ""
    while number:
        number, letter = divmod(number - 1, 26)
        text = chr(ord("a") + letter) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, sign in _STEPS:
        count, number = divmod(number, value)
        text += sign * count
    return text


def _number(value: object, default: int) -> int:
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) < 4 else default
