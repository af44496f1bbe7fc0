"""One directive -> what stands in the article: table, chart or map, for the page, for feeds and for search."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from portal import addresses
from portal.body import Fragment
from portal.errors import Problem
from stat_tables.downloads.files import csv_file
from stat_tables.drawings.drawing import by_wanted_units, drawing
from stat_tables.model.kept import kept
from stat_tables.model.table import Table
from stat_tables.request.directive import ViewRequest
from stat_tables.request.directive_options import BlockKind
from stat_tables.views.cells import cell_id
from stat_tables.views.render import render
from stat_tables.views.table_view import Setting, table_view
from stat_tables.views.view import Download, TableView

_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_NAME = re.compile(r'aria-label="([^"]*)"')
# Fewer rows are read at a glance and need no sorting.
FEWEST_SORTED_ROWS = 4
# Longer tables beside a chart are folded up.
MOST_OPEN_ROWS = 12


@dataclass(frozen=True)
class Exhibit:
    """`cells`: (row, column id) that the page now shows; `interactive`: the table can be sorted by a script."""

    fragment: Fragment
    cells: frozenset[tuple[int, str]]
    interactive: bool


Result = tuple[Exhibit | None, list[Problem]]


def exhibit(table: Table, request: ViewRequest, setting: Setting, theme: Path) -> Result:
    """Make what `request` asks for; None with the faults of the request."""
    shown = by_wanted_units(table, request, setting)
    merged = shown is not table
    if merged:
        # Nothing points to a cell that was put together, and its values are those of the day already.
        table, setting = shown, replace(setting, as_of=None, anchors=frozenset())
    made, faults = table_view(table, request, setting)
    if made is None:
        return None, faults
    made = replace(made, downloads=_links(table)) if request.downloads else replace(made, page_url="")
    cells = _cells(table, setting, made)
    interactive = made.row_count >= FEWEST_SORTED_ROWS
    body = Markup(render(theme, "table_body", made))
    if request.kind is BlockKind.TABLE:
        page = render(theme, "stat_table", made, interactive, body)
        feed = render(theme, "stat_table", made, False, _in_words(body)) if request.bars or request.sparks else page
        return Exhibit(Fragment(page, feed, search_text(made)), cells, interactive), []
    drawn, faults = drawing(table, request, made, setting)
    if drawn is None:
        return None, faults
    drawn = replace(drawn, merged=merged)
    folded = request.table == "closed" or ("table" not in request.lines and made.row_count > MOST_OPEN_ROWS)
    page = render(theme, "drawing", drawn, made, body, folded, interactive)
    feed = render(theme, "drawing_in_words", drawn, made, body)
    return Exhibit(Fragment(page, feed, search_text(made)), cells, interactive), []


def _in_words(markup: Markup) -> Markup:
    """For feeds, whose readers have no style sheet: drawings, black boxes there, become their accessible names."""
    return Markup(_DRAWING.sub(lambda drawing: "".join(_NAME.findall(drawing[0])), markup))


def _links(table: Table) -> tuple[Download, ...]:
    """The file that most readers want, with its size; the dataset's page has all."""
    return kept(table, "links", lambda: (csv_file(table).link(addresses.dataset(table.id)),))


def _cells(table: Table, setting: Setting, view: TableView) -> frozenset[tuple[int, str]]:
    """Which of the cells that something points to are in the view."""
    if not setting.anchors:
        return frozenset()
    ids = {cell.anchor for group in view.groups for row in group.rows for cell in row.cells if cell.anchor}
    ids.update(cell.anchor for row in view.foot for cell in row.cells if cell.anchor)
    return frozenset(cell for cell in setting.anchors if cell_id(table, *cell) in ids)


def search_text(view: TableView) -> str:
    """Caption and labels, by which readers look for a table."""
    labels = [head.label for head in view.flat_heads]
    labels += [row.cells[0].text for group in view.groups for row in group.rows]
    return "; ".join(dict.fromkeys(label for label in (view.caption, *labels) if label))
