"""A text made ready for the forms: composed letters, one kind of space and hyphen, and the way back to its places."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

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
# What does not come out as it went in: a run of spaces, invisible characters, a letter with loose marks.
_UNEVEN = re.compile(f"[{_INVISIBLE}]+|(?<= ) +|[^\u0300-\u036f][\u0300-\u036f]+")
_SPACES = re.compile("(?<= ) +")
_BETWEEN_LETTERS = re.compile("(?<=[A-ZĐ])_(?=[A-ZĐ])")  # TT_BTP
# `05 CT/TW`, `168 NĐ-CP`: the sign after the figures is missing.
_BODIES = ("/T", "-CP", "-TTg")
_AFTER_FIGURES = (" CT/T", " NQ/T", " KL/T", " QĐ/T", " NĐ-CP", " QĐ-TTg", " CT-TTg", " HD/T", " TB/T")
_SIGN_MISSING = re.compile(
    "(?<=[0-9]) (?=(?:CT|NQ|KL|QĐ|HD|TB)/T[WUƯ](?![\\w])|(?P<slash>(?:NĐ-CP|QĐ-TTg|CT-TTg)(?!\\w)))"
)
_DROPPED = dict.fromkeys(map(ord, _INVISIBLE))


@dataclass(frozen=True)
class PlainText:
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
    for written, meant in _ALIKE.items():
        if written in text:
            text = text.replace(written, meant)
    if "_" in text:
        text = _BETWEEN_LETTERS.sub("-", text)
    if any(map(text.__contains__, _BODIES)) and any(map(text.__contains__, _AFTER_FIGURES)):
        text = _SIGN_MISSING.sub(lambda match: "-" if match["slash"] is None else "/", text)
    steps: list[tuple[int, int, int]] = []
    if any(map(text.__contains__, _INVISIBLE)) or not unicodedata.is_normalized("NFC", text):
        text = _evened(text, steps, _UNEVEN)
    elif "  " in text:
        text = _evened(text, steps, _SPACES)
    low = text.lower()
    if len(low) != len(text):
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return PlainText(text, low, tuple(steps))


def _evened(text: str, steps: list[tuple[int, int, int]], uneven: re.Pattern[str]) -> str:
    pieces: list[str] = []
    length = taken = 0
    for match in uneven.finditer(text):
        composed = unicodedata.normalize("NFC", match.group().translate(_DROPPED)).strip(" ")
        pieces += [text[taken : match.start()], composed]
        length += match.start() - taken
        if composed and len(composed) == 1:
            steps.append((length, match.start(), match.start()))
        length += len(composed)
        taken = match.end()
        steps.append((length, taken, taken if composed else match.start()))
    return "".join([*pieces, text[taken:]])
