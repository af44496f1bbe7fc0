"""Footnote marks on texts and figures: `Vĩnh Phúc*`, `1527 (1)`, `1 234 b`, `9¹`; the text of the cell without them."""

from __future__ import annotations

import re
import unicodedata

# All the spaces that word processors leave: no-break, thin, narrow, ideographic, zero width.
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+")
_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_ENDS_OF_MARKS = (")", "]", "*", "†", "‡", "§", *_RAISED)
_TO_RAISED = str.maketrans("0123456789", _RAISED)
_FROM_RAISED = str.maketrans(_RAISED, "0123456789")
_WORD = r"(?:note|chú thích|ghi chú|fn)\s*\d{1,2}"
_MARK = re.compile(
    rf"\[\s*(?:\d{{1,2}}|[a-z]|{_WORD})\s*\]|\(\s*(?:\*{{1,3}}|\d{{1,2}}|[a-z])\s*\)|\*{{1,3}}|[†‡§]"
    rf"|\d{{1,2}}\)?|[a-z]\)?",
    re.IGNORECASE,
)
_TRAILING_MARK = re.compile(
    rf"\s*(\(\s*\*{{1,3}}\s*\)|\*{{1,3}}|[†‡§]|\[\s*(?:\d{{1,2}}|[abdf-oqs-wyz]|{_WORD})\s*\])$", re.IGNORECASE
)
# `1.234 (2)`, `1527(1)`: behind a figure that is complete without it; `(12) 5` and `(5,2)` are figures.
_NOTE_BEHIND_FIGURE = re.compile(r"(?<=\d)\s*(\(\d{1,2}\))$")
_RAISED_BEHIND = re.compile(rf"(?<=\S)([{_RAISED}]+)$")
_UNIT_BEFORE_POWER = re.compile(r"(?:\b|\d\s?)[kcdm]?m$")
# Flags of statistics offices behind a figure: Eurostat `12.3 b`, Statistics Canada `1,234E`.
_FLAG = re.compile(r"^([-+\u2212]?\d[\d.,\s]*?)\s?([a-zE]{1,2})$")
# Not available, and why: `: c` of Eurostat, `…(1)`.
MISSING_WITH_FLAG = re.compile(r"(:|…|[-–—]|\.{2,3})\s?((?:(?<=:)|(?<=:\s))[bcdefnprsuz]|\(\d{1,2}\)|\[\d{1,2}\])")
FLAGS = frozenset("bcdefnprsuz")
_NO_FLAGS = frozenset(("bn", "cr", "rs"))  # billions, crores, rupees


def clean(text: str) -> str:
    """NFC, one ordinary space between words, full-width forms as ordinary ones."""
    if text.isascii():
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", text.translate(_FULL_WIDTH))
    return _SPACES.sub(" ", text).strip()


def normal_mark(mark: str) -> str:
    """`[1]`, `(1)`, `1)`, `¹` and `[Note 1]` are one mark: `1`."""
    bare = mark.translate(_FROM_RAISED).strip("[]()/ ")
    return re.sub(r"^\D+\s*(?=\d)", "", bare) if bare[:1].isalpha() and bare[-1:].isdigit() else bare


def is_mark(text: str) -> bool:
    return _MARK.fullmatch(clean(text)) is not None


def take_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """A cleaned text without the marks at its end, and these, normal and each once."""
    if not text.endswith(_ENDS_OF_MARKS):
        return text, ()
    marks: list[str] = []
    for pattern in (_TRAILING_MARK, _NOTE_BEHIND_FIGURE, _RAISED_BEHIND):
        while match := pattern.search(text):
            before = text[: match.start()].rstrip()
            if pattern is _RAISED_BEHIND and _UNIT_BEFORE_POWER.search(before):
                break
            if not before.strip("*"):  # a cell of stars alone is a sign for a missing figure
                break
            marks.append(match[1])
            text = before
    return text, tuple(dict.fromkeys(map(normal_mark, marks)))


def take_flags(text: str) -> tuple[str, tuple[str, ...]]:
    """A figure without the flags of its office (`12.3 bp` -> `12.3`, b and p); any other text as it is."""
    match = _FLAG.match(text)
    if match is None or not are_flags(match[2]):
        return text, ()
    return match[1], tuple(match[2])


def are_flags(text: str) -> bool:
    """Whether letters behind a figure are flags (`p`, `ep`), and no word for billions."""
    letters = text.lower()
    return len(letters) < 3 and set(letters) <= FLAGS and letters not in _NO_FLAGS


def without_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """A figure without the marks and flags behind it, and these; as it is where it has none."""
    bare, marks = take_marks(clean(text))
    figure, flags = take_flags(bare)
    if marks and _NOTE_BEHIND_FIGURE.search(clean(text)):
        return text, ()  # `1.527 (2)` may be a rank; only notes under the table would tell
    return figure, (*marks, *flags)


def raised(text: str, before: str) -> tuple[str, tuple[str, ...]]:
    """What a raised piece of text adds to its cell: text (`m³`), or marks."""
    text = clean(text)
    if text.isdigit() and _UNIT_BEFORE_POWER.search(before):
        return text.translate(_TO_RAISED), ()
    parts = [part for part in re.split(r"[,;\s]+|(?<=[\])])(?=[\[(])", text) if part]
    if parts and all(is_mark(part) for part in parts):
        return "", tuple(parts)
    return text, ()
