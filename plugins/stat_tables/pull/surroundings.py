"""What stands around a table on its page and belongs to it: caption, headings, unit line, source, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bs4.element import Tag

from .cell_text import cell_text, clean, is_hidden, normal_mark

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "div", "li", "caption", "figcaption", "strong", "em", "span", *_HEADINGS)
_UNIT = re.compile(r"(?:đơn vị(?: tính)?|đvt)\s*[:：]\s*([^;.()]+)", re.IGNORECASE)
_SOURCE = re.compile(r"^\(?(?:nguồn(?: số liệu)?|theo)\s*[:：]\s*(.+?)\)?\.?$", re.IGNORECASE)
_NOTE = re.compile(
    r"^(?:ghi chú\s*[:：]\s*)?(\(\s*\*{1,3}\s*\)|\*{1,3}|[†‡§]|\[\d{1,2}\]|\(\d{1,2}\)|\d{1,2}\))\s*[:：]?\s*(.+)$",
    re.I,
)
_TABLE_TITLE = re.compile(r"^(?:bảng|biểu)\s*(?:số\s*)?\d*[.:\s]", re.IGNORECASE)
NEAR = 4  # paragraphs before or after a table that may speak of it
LONGEST_LINE = 400


@dataclass(frozen=True)
class Surroundings:
    """Texts about one table. `headings`: from the nearest up; `notes`: mark -> text."""

    caption: str
    headings: tuple[str, ...]
    unit: str
    source: str
    notes: tuple[tuple[str, str], ...]


def surroundings_of(table: Tag) -> Surroundings:
    before, after = list(_lines(table, "previous")), list(_lines(table, "next"))
    caption = table.find("caption")
    caption_text = cell_text(caption).text if isinstance(caption, Tag) else ""
    title = next((line for line in before if _TABLE_TITLE.match(line)), "")
    return Surroundings(
        caption=caption_text or _figure_caption(table) or title or next(_edge_lines(table.find_all("tr"), table), ""),
        headings=tuple(_headings(table)),
        unit=_first(_UNIT.search(line) for line in [caption_text, *before]),
        source=_first(_SOURCE.match(line) for line in [*_foot_lines(table), *after]),
        notes=tuple(
            (normal_mark(match[1]), match[2]) for match in map(_NOTE.match, [*_foot_lines(table), *after]) if match
        ),
    )


def unit_in(text: str) -> str:
    """The unit that a line such as `Đơn vị tính: nghìn tấn` names, or empty."""
    return _first([_UNIT.search(text)])


def _first(matches: object) -> str:
    return next((clean(match[1]) for match in matches if match), "")  # type: ignore[attr-defined]


def _figure_caption(table: Tag) -> str:
    figure = table.find_parent("figure")
    caption = figure.find("figcaption") if figure else None
    return cell_text(caption).text if isinstance(caption, Tag) else ""


def _headings(table: Tag) -> Iterator[str]:
    level = 7
    for element in table.find_all_previous(_HEADINGS):
        if int(element.name[1]) < level and not is_hidden(element):
            level = int(element.name[1])
            yield cell_text(element).text


def _lines(table: Tag, direction: str) -> Iterator[str]:
    """The nearest lines before or after the table, up to the next heading's text or another table."""
    found = table.find_all_previous(_BLOCKS) if direction == "previous" else table.find_all_next(_BLOCKS)
    count = 0
    for element in found:
        inside = table in element.parents or element in table.parents
        if inside or element.find("table") or element.find(["p", "div"]):
            continue
        if element.find_parent("table") is not None and element.find_parent("table") is not table.find_parent("table"):
            return  # what stands beyond another table speaks of that one
        line = cell_text(element).text
        if line and len(line) <= LONGEST_LINE:
            yield line
            count += 1
        if count == NEAR or (direction == "next" and element.name in _HEADINGS):
            return


def _foot_lines(table: Tag) -> Iterator[str]:
    """Lines of rows that one cell fills at the bottom of the table: sources and notes are often put there."""
    return _edge_lines(reversed(table.find_all("tr")), table)


def _edge_lines(rows: Iterable[Tag], table: Tag) -> Iterator[str]:
    for row in rows:
        cells = row.find_all(["td", "th"], recursive=False)
        if len(cells) != 1 or row.find_parent("table") is not table:
            return
        yield from (clean(line) for line in cells[0].get_text("\n").split("\n") if clean(line))
