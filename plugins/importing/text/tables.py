"""A table of HTML, cell for cell: Markdown where its form allows, else HTML in the box that wide tables scroll in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape as html_escape

from bs4 import Tag
from bs4.element import PageElement

from portal.i18n import Translator

from .inline import BREAK, InlineText, with_stars

_ = Translator(__file__)
_BLOCKS = ("p", "div", "ul", "ol", "li", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote")


def table_text(table: Tag, inline: InlineText) -> str:
    """Empty for a table without a word. `inline` collects the notes that cells call."""
    rows = [list(_cells(row)) for row in table.find_all("tr") if row.find_parent("table") is table]
    rows = [row for row in rows if row]
    if not any(cell.get_text().strip() for row in rows for cell in row):
        return ""
    caption = table.find("caption", recursive=False)
    title = caption.get_text(" ", strip=True) if isinstance(caption, Tag) else ""
    if _is_plain(rows):
        lines = list(_pipes(rows))
        return "\n".join([f"Bảng: {title}\n", *lines] if title else lines)
    return "\n".join(_raw(rows, title, inline))


def _cells(row: Tag) -> Iterator[Tag]:
    for cell in row.find_all(["td", "th"], recursive=False):
        if isinstance(cell, Tag):
            yield cell


def _is_plain(rows: list[list[Tag]]) -> bool:
    """As wide all the way down, at least two columns, no cell over others and none with more than a paragraph."""
    widths = {len(row) for row in rows}
    if len(rows) < 2 or len(widths) != 1 or widths == {1} or not any(cell.get_text().strip() for cell in rows[0]):
        return False
    for row in rows:
        for cell in row:
            if _span(cell, "colspan") > 1 or _span(cell, "rowspan") > 1:
                return False
            if len(cell.find_all(_BLOCKS)) > 1 or cell.find(["br", "table", "ul", "ol"]) is not None:
                return False
    heads = [all(cell.name == "th" for cell in row) for row in rows]
    return not any(heads[1:])


def _pipes(rows: list[list[Tag]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        texts = [with_stars(InlineText().of(_inner(cell))).replace(BREAK, " ") for cell in row]
        yield f"| {' | '.join(texts)} |"
        if number == 0:
            yield "|" + "---|" * len(row)


def _inner(cell: Tag) -> list[PageElement]:
    for block in cell.find_all(_BLOCKS):
        block.unwrap()
    return list(cell.children)


def _raw(rows: list[list[Tag]], title: str, inline: InlineText) -> Iterator[str]:
    label = html_escape(title or _("Table"))
    yield f'<div class="table-scroll" role="group" aria-label="{label}" tabindex="0">'
    yield "<table>"
    if title:
        yield f"<caption>{html_escape(title, quote=False)}</caption>"
    for row in rows:
        yield "<tr>" + "".join(_raw_cell(cell, inline) for cell in row) + "</tr>"
    yield "</table>"
    yield "</div>"


def _raw_cell(cell: Tag, inline: InlineText) -> str:
    spans = "".join(f' {name}="{span}"' for name in ("colspan", "rowspan") if (span := _span(cell, name)) > 1)
    return f"<{cell.name}{spans}>{_raw_text(cell, inline)}</{cell.name}>"


def _raw_text(cell: Tag, inline: InlineText) -> str:
    """Blocks of a cell on lines of their own; a table inside it cell by cell."""
    parts = []
    run: list[PageElement] = []
    for child in [*cell.children, None]:
        if isinstance(child, Tag) and child.name in (*_BLOCKS, "tr", "td", "th", "tbody", "thead"):
            parts += [inline.of(run), _raw_text(child, inline)]
            run = []
        elif child is not None:
            run.append(child)
    parts.append(inline.of(run))
    return "<br>".join(re.sub(r"^(?:<br>)+|(?:<br>)+$", "", part) for part in parts if part)


def _span(cell: Tag, name: str) -> int:
    text = str(cell.get(name) or "1")
    return int(text) if text.isdecimal() and len(text) < 4 else 1
