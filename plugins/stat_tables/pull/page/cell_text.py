"""The text of a cell as a reader sees it: line breaks as spaces, hidden sort keys dropped, footnote marks apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4.element import Comment, NavigableString, PageElement, Tag

from stat_tables.read.sheets.marks import clean, normal_mark, raised, take_marks
from stat_tables.read.sheets.texts import without_leaders

_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_GONE_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*collapse)", re.IGNORECASE)
_HIDDEN_CLASSES = {"sortkey", "sr-only", "visually-hidden", "noprint"}
_UNSEEN = {"script", "style", "template", "noscript"}
_BLOCKS = ("br", "p", "div", "li", "tr", "td", "table")


@dataclass(frozen=True)
class CellText:
    """Text of a cell, and the marks of the footnotes that hang on it, such as `*` or `1`.

    What is struck through beside other text is left out; `struck`: there is no other text.
    """

    text: str
    marks: tuple[str, ...] = ()
    raw: str = field(default="", compare=False)
    struck: bool = field(default=False, compare=False)


def cell_text(element: Tag) -> CellText:
    marks: list[str] = []
    struck = is_struck(element)
    whole = without_leaders(clean("".join(_pieces(element, marks))))
    if not whole and (gone := clean(element.get_text())) and any(map(is_struck, element.find_all(True))):
        whole, struck = gone, True
    text, trailing = take_marks(whole)
    both = dict.fromkeys([*map(normal_mark, marks), *trailing])
    return CellText(text, tuple(both), whole if trailing else "", struck)


def is_struck(element: Tag) -> bool:
    """Whether a line goes through it: what it says no longer holds."""
    return element.name in ("del", "s", "strike") or bool(_STRUCK_STYLE.search(str(element.get("style", ""))))


def inner_table(element: Tag) -> bool:
    """Whether a table of more than one filled cell stands in the cell: what a reader sees there is no one value."""
    inner = element.find("table")
    if not isinstance(inner, Tag):
        return False
    return sum(1 for cell in inner.find_all(["td", "th"]) if clean(cell.get_text())) > 1


def is_gone(element: Tag) -> bool:
    """Whether a row or cell takes no room on the page at all."""
    return element.has_attr("hidden") or bool(_GONE_STYLE.search(str(element.get("style", ""))))


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
        if child.name in _UNSEEN or is_hidden(child) or is_struck(child):
            return
        if child.name == "sup":
            text, raised_marks = raised(child.get_text(), before)
            marks.extend(raised_marks)
            yield text
            return
        if child.name in ("input", "select"):
            yield _field(child)
            return
        block = child.name in _BLOCKS
        yield " " if block else ""
        yield from _pieces(child, marks)
        yield " " if block else ""
    elif isinstance(child, NavigableString) and not isinstance(child, Comment):
        yield str(child)


def _field(element: Tag) -> str:
    """What a form's field shows: the text in it, or the option that is chosen."""
    if element.name == "input":
        is_text = str(element.get("type", "text")).lower() in ("text", "number", "search", "tel", "")
        return str(element.get("value", "")) if is_text else ""
    options = element.find_all("option")
    chosen = next((option for option in options if option.has_attr("selected")), options[0] if options else None)
    return chosen.get_text() if chosen is not None else ""
