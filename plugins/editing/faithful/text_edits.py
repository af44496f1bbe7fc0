"""Replacements in a text, made all at once; and the lines of a text with the line ends they have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BREAK = re.compile(r"\r\n|\r|\n")


class Replacement(NamedTuple):
    """What stands from `start` to `end` becomes `text`."""

    start: int
    end: int
    text: str


def replaced(source: str, edits: Iterable[Replacement]) -> str:
    """`source` with all `edits`, whose places do not overlap; insertions at one place keep their order."""
    pieces, position = [], 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if edit.start < position:
            raise ValueError("two edits of one place")
        pieces += [source[position : edit.start], edit.text]
        position = edit.end
    return "".join([*pieces, source[position:]])


def lines_of(text: str) -> list[str]:
    """With their ends: `\\n`, `\\r\\n` and `\\r`, and no other sign that Python takes for one."""
    return _LINE.findall(text)


def line_end(text: str) -> str:
    """How the first line of the text ends."""
    match = _BREAK.search(text)
    return match.group() if match else "\n"


def end_of_line(text: str, position: int) -> int:
    """Where the line behind that of `position` begins."""
    match = _BREAK.search(text, position)
    return match.end() if match else len(text)


def start_of_line(text: str, position: int) -> int:
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1
