"""The text of a sheet's cell: cleaned, its footnote marks apart, its leading spaces as an indent."""

from __future__ import annotations

from typing import NamedTuple

from .marks import clean, normal_mark, take_marks


class SheetText(NamedTuple):
    text: str
    marks: tuple[str, ...] = ()
    indent: int = 0
    raw: str = ""


def cell_of_text(written: str, certain: tuple[str, ...] = ()) -> SheetText:
    """Args:
    certain: marks that the file raises above the line; those at the end of the text are found here.
    """
    whole = clean(written)
    text, found = take_marks(whole)
    marks = tuple(dict.fromkeys([*map(normal_mark, certain), *found]))
    spaces = len(written) - len(written.lstrip(" \u00a0\u2003\t"))
    return SheetText(text, marks, (spaces + 1) // 2, whole if found else "")
