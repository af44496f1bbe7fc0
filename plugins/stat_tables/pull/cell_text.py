"""The text of a cell as a reader sees it: line breaks as spaces, hidden sort keys dropped, footnote marks apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bs4.element import Comment, NavigableString, PageElement, Tag

# All the spaces that word processors leave: no-break, thin, narrow, ideographic, zero width.
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+")
_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HIDDEN_CLASSES = {"sortkey", "sr-only", "visually-hidden", "noprint"}
_UNSEEN = {"script", "style", "template", "noscript", "table"}
_MARK = re.compile(r"\[\s*(?:\d{1,2}|[a-z])\s*\]|\(\s*(?:\*{1,3}|\d{1,2})\s*\)|\*{1,3}|[†‡§]|\d{1,2}\)?|[a-z]\)?")
_TRAILING_MARK = re.compile(r"\s*(\(\s*\*{1,3}\s*\)|\*{1,3}|[†‡§]|\[\s*(?:\d{1,2}|[a-z])\s*\])$")
# `1.234 (2)`: a note only behind a figure that is complete without it; `(12) 5` and `(5,2)` are figures.
_NOTE_BEHIND_FIGURE = re.compile(r"(?<=\d)\s+(\(\d{1,2}\))$")
_UNIT_BEFORE_POWER = re.compile(r"(?:\b|\d\s?)[kcdm]?m$")


@dataclass(frozen=True)
class CellText:
    """Text of a cell, and the marks of the footnotes that hang on it, such as `*` or `1`."""

    text: str
    marks: tuple[str, ...] = ()


def clean(text: str) -> str:
    """NFC, one ordinary space between words, full-width forms as ordinary ones."""
    text = unicodedata.normalize("NFC", text.translate(_FULL_WIDTH))
    return _SPACES.sub(" ", text).strip()


def cell_text(element: Tag) -> CellText:
    marks: list[str] = []
    text = clean("".join(_pieces(element, marks)))
    for pattern in (_TRAILING_MARK, _NOTE_BEHIND_FIGURE):
        while match := pattern.search(text):
            marks.append(match[1])
            text = text[: match.start()].rstrip()
    return CellText(text, tuple(dict.fromkeys(normal_mark(mark) for mark in marks)))


def normal_mark(mark: str) -> str:
    """`[1]`, `(1)` and `1)` are one mark: `1`."""
    return mark.strip("[]() ")


def is_mark(text: str) -> bool:
    return _MARK.fullmatch(clean(text)) is not None


def is_hidden(element: Tag) -> bool:
    classes = set(element.get_attribute_list("class"))
    return element.has_attr("hidden") or bool(
        _HIDDEN_STYLE.search(str(element.get("style", ""))) or classes & _HIDDEN_CLASSES
    )


def _pieces(element: Tag, marks: list[str]) -> Iterator[str]:
    before = ""
    for child in element.children:
        for piece in _child_pieces(child, marks, before):
            before += piece
            yield piece


def _child_pieces(child: PageElement, marks: list[str], before: str) -> Iterator[str]:
    if isinstance(child, Tag):
        if child.name in _UNSEEN or is_hidden(child):
            return
        if child.name == "sup":
            yield from _superscript(child, marks, before)
            return
        block = child.name in ("br", "p", "div", "li")
        yield " " if block else ""
        yield from _pieces(child, marks)
        yield " " if block else ""
    elif isinstance(child, NavigableString) and not isinstance(child, Comment):
        yield str(child)


def _superscript(element: Tag, marks: list[str], before: str) -> Iterator[str]:
    text = clean(element.get_text())
    if text.isdigit() and _UNIT_BEFORE_POWER.search(before):
        yield text.translate(_SUPERSCRIPTS)  # m³, km²
    elif is_mark(text):
        marks.append(text)
    elif all(is_mark(part) for part in re.split(r"[,\s]+|(?<=\])(?=\[)", text)):
        marks.extend(re.split(r"[,\s]+|(?<=\])(?=\[)", text))
    else:
        yield text
