"""The text of a sheet's cell: cleaned, its footnote marks apart, its leading spaces as an indent."""

from __future__ import annotations

import re
from typing import NamedTuple

from .marks import clean, normal_mark, take_marks

# Dots that lead the eye to the figures (`Corn .......`), and those that move a label in (`..Alabama`).
_LEADERS = re.compile(r"(?<=[^.\s])\s*\.{4,}$|(?<=[^.\s])\s+\.{3,}$")
_MOVED_IN = re.compile(r"^(\.{1,6})(?=[^\W\d_]{2})")


def without_leaders(text: str) -> str:
    return _LEADERS.sub("", text) if text.endswith(".") else text


class SheetText(NamedTuple):
    text: str
    marks: tuple[str, ...] = ()
    indent: int = 0
    raw: str = ""


def cell_of_text(written: str, certain: tuple[str, ...] = ()) -> SheetText:
    """Args:
    certain: marks that the file raises above the line; those at the end of the text are found here.
    """
    whole = without_leaders(clean(written))
    dots = _MOVED_IN.match(whole) if whole.startswith(".") else None
    if dots:
        whole = whole[dots.end() :]
    text, trailing = take_marks(whole)
    marks = tuple(dict.fromkeys([*map(normal_mark, certain), *trailing]))
    spaces = len(written) - len(written.lstrip(" \u00a0\u2003\t"))
    return SheetText(text, marks, (spaces + 1) // 2 + (len(dots[1]) if dots else 0), whole if trailing else "")
