"""What stands around a table on its page and belongs to it: caption, headings, unit line, source, footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bs4.element import Tag

from stat_tables.read.layout.lines import TABLE_TITLE, around
from stat_tables.read.sheets.marks import clean

from .cell_text import cell_text, is_hidden

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "div", "li", "caption", "figcaption", "strong", "em", "span", *_HEADINGS)
NEAR = 4  # paragraphs before or after a table that may speak of it
LONGEST_LINE = 400


@dataclass(frozen=True)
class Surroundings:
    """Texts about one table. `headings` and the lines `before`: from the nearest up; `notes`: mark -> text."""

    caption: str
    headings: tuple[str, ...]
    unit: str
    source: str
    notes: tuple[tuple[str, str], ...]
    before: tuple[str, ...] = ()


def surroundings_of(table: Tag) -> Surroundings:
    before, after = list(_lines(table, "previous")), list(_lines(table, "next"))
    caption = table.find("caption")
    caption_text = cell_text(caption).text if isinstance(caption, Tag) else ""
    title = next((line for line in before if TABLE_TITLE.match(line)), "")
    told = around([caption_text, *before], [*_foot_lines(table), *after])
    return Surroundings(
        caption=caption_text or _figure_caption(table) or title or next(_edge_lines(table.find_all("tr"), table), ""),
        headings=tuple(_headings(table)),
        unit=told.unit,
        source=told.source,
        notes=tuple(note for note in told.notes if note[0]),
        before=tuple(before),
    )


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
    blocks = table.find_all_previous(_BLOCKS) if direction == "previous" else table.find_all_next(_BLOCKS)
    count = 0
    for element in blocks:
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
