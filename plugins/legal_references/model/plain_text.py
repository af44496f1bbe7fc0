"""A text made ready for the forms: composed letters, one kind of space and hyphen, and the way back to its places."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

# One character for one: places stay.
_ALIKE = {
    "\u00a0": " ",
    "\n": " ",
    "\t": " ",
    "\r": " ",
    "\u202f": " ",
    "\u2009": " ",
    "Ð": "Đ",
    "ð": "đ",
} | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
# What does not come out as it went in: a run of spaces, invisible characters, loose marks on a letter.
_UNEVEN = re.compile(f"[{_INVISIBLE}]+| [ {_INVISIBLE}]+|[\u0300-\u036f]+")
# Letters, figures and signs as wide as Chinese ones; those that a number has.
_WIDE = re.compile("[\uff01-\uff5e]")
_WIDE_OF_NUMBERS = "０１２３４５６７８９／－ＮＣＴ"
_BETWEEN_LETTERS = re.compile("(?<=[A-ZĐ])_(?=[A-ZĐ])")  # TT_BTP
# `05 CT/TW`, `168 NĐ-CP`: the sign after the figures is missing.
_BODIES = {"/": ("TW", "TU", "TƯ"), "-": ("CP", "TTg")}
_SIGN_MISSING = re.compile(
    "(?<=[0-9]) (?=(?:CT|NQ|KL|QĐ|HD|TB)/T[WUƯ](?![\\w])|(?P<slash>(?:NĐ-CP|QĐ-TTg|CT-TTg)(?!\\w)))"
)
_DROPPED = dict.fromkeys(map(ord, _INVISIBLE))
# All of this at once: most texts have none of it, but for the ends of lines.
_ODD = re.compile(f"[{''.join(_ALIKE)}{_INVISIBLE}\uff01-\uff5e\u0300-\u036f_]".replace("\n", ""))


class PlainText(NamedTuple):
    """`text` with what is told apart by no reader made alike; `low` is its lower case, letter for letter.

    Args:
        steps: (place in `text`, place in the text that was handed over, end there of what stands before), in order.
    """

    text: str
    low: str
    steps: tuple[tuple[int, int, int], ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span from `start` up to `end` as one of the text that was handed over."""
        if not self.steps:
            return start, end
        _step, origin, _end = self._step(start)
        step, last, before = self._step(end)
        return start + origin - _step, before if step == end else end + last - step

    def _step(self, place: int) -> tuple[int, int, int]:
        index = bisect_right(self.steps, place, key=lambda step: step[0]) - 1
        return self.steps[index] if index >= 0 else (0, 0, 0)


def plain(text: str) -> PlainText:
    text = text.replace("\n", " ")
    odd = _ODD.search(text) is not None
    if odd:
        text = _alike(text)
    if _lacks_sign(text, "/") or _lacks_sign(text, "-"):
        text = _SIGN_MISSING.sub(lambda match: "-" if match["slash"] is None else "/", text)
    steps: list[tuple[int, int, int]] = []
    if odd and (any(map(text.__contains__, _INVISIBLE)) or not unicodedata.is_normalized("NFC", text)):
        text = _evened(text, steps)
    elif "  " in text:
        text = _with_single_spaces(text, steps)
    low = text.lower()
    if len(low) != len(text):
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return PlainText(text, low, tuple(steps))


def _alike(text: str) -> str:
    """One character for one."""
    for written in filter(text.__contains__, _ALIKE):
        text = text.replace(written, _ALIKE[written])
    if any(map(text.__contains__, _WIDE_OF_NUMBERS)):
        text = _WIDE.sub(lambda match: chr(ord(match.group()) - 0xFEE0), text)
    return _BETWEEN_LETTERS.sub("-", text) if "_" in text else text


def _lacks_sign(text: str, sign: str) -> bool:
    """Whether two letters with a space and a figure before stand before `sign` and one of its bodies somewhere."""
    place = text.find(sign)
    while place >= 0:
        behind_figure = text[place - 3 : place - 2] == " " and text[place - 4 : place - 3].isdigit()
        if behind_figure and text.startswith(_BODIES[sign], place + 1):
            return True
        place = text.find(sign, place + 1)
    return False


def figures(text: str) -> list[int]:
    """Places of all figures that begin a number, in order. Looking for each sign of ten by itself takes least time."""
    places = []
    for figure in "0123456789":
        place = text.find(figure)
        while place >= 0:
            if not text[place - 1 : place].isdigit():
                places.append(place)
            place = text.find(figure, place + 1)
    places.sort()
    return places


def _with_single_spaces(text: str, steps: list[tuple[int, int, int]]) -> str:
    """The commonest of what is uneven, without a pattern."""
    pieces: list[str] = []
    length = taken = 0
    place = text.find("  ")
    while place >= 0:
        end = place + 2
        while text.startswith(" ", end):
            end += 1
        pieces.append(text[taken : place + 1])
        length += place + 1 - taken
        steps.append((length, end, place + 1))
        taken, place = end, text.find("  ", end)
    return "".join([*pieces, text[taken:]])


def _evened(text: str, steps: list[tuple[int, int, int]]) -> str:
    pieces: list[str] = []
    length = taken = 0
    for match in _UNEVEN.finditer(text):
        # Of a run of spaces the first stays; a loose mark is taken with the letter before it.
        start, piece = match.start(), match.group()
        is_space, is_mark = piece[0] == " ", "\u0300" <= piece[0] <= "\u036f"
        start += is_space
        start -= is_mark and start > taken
        composed = "" if is_space else unicodedata.normalize("NFC", text[start : match.end()].translate(_DROPPED))
        pieces += [text[taken:start], composed]
        length += start - taken
        if composed and len(composed) == 1:
            steps.append((length, start, start))
        length += len(composed)
        taken = match.end()
        steps.append((length, taken, taken if composed else start))
    return "".join([*pieces, text[taken:]])
