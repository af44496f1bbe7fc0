"""One directive -> what stands in the article: table, chart or map, for the page, for feeds and for search."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from portal import addresses
from portal.body import Fragment
from portal.errors import Problem
from portal.i18n import Translator
from stat_tables.downloads.files import csv_file
from stat_tables.drawings.drawing import by_wanted_units, drawing
from stat_tables.model.number_format import format_date
from stat_tables.model.once_per_table import once_per_table
from stat_tables.model.table import Table
from stat_tables.request.directive import ViewRequest
from stat_tables.request.directive_options import BlockKind
from stat_tables.views.cells import cell_id
from stat_tables.views.long_table import MOST_ROWS_IN_STORY, cut
from stat_tables.views.render import render
from stat_tables.views.table_view import Setting, table_view
from stat_tables.views.view import Download, TableView

_ = Translator(__file__)

_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_NAME = re.compile(r'aria-label="([^"]*)"')
# Fewer rows are read at a glance and need no sorting.
FEWEST_SORTED_ROWS = 4
# Longer tables beside a chart are folded up.
MOST_OPEN_ROWS = 12


@dataclass(frozen=True)
class Exhibit:
    """`cells`: (row, column id) that the page now shows; `interactive`: the table can be sorted by a script.

    `drawn`: there is a chart or map, which a script saves as a file.
    """

    fragment: Fragment
    cells: frozenset[tuple[int, str]]
    interactive: bool
    drawn: bool = False


Result = tuple[Exhibit | None, list[Problem]]


def exhibit(table: Table, request: ViewRequest, setting: Setting, theme: Path) -> Result:
    """Make what `request` asks for; None with the faults of the request."""
    if request.as_of is not None:
        setting = replace(setting, as_of=request.as_of)
    by_units = by_wanted_units(table, request, setting)
    merged = by_units is not table
    if merged:
        # Nothing points to a cell that was put together, and its values are those of the day already.
        table, setting = by_units, replace(setting, as_of=None, anchors=frozenset())
    view, faults = table_view(table, request, setting)
    if view is None:
        return None, faults
    view = replace(view, downloads=_links(table)) if request.downloads else replace(view, page_url="")
    if request.as_of is not None:
        until = _("figures published until {day}", day=format_date(request.as_of))
        view = replace(view, remark=f"{view.remark} ({until})" if view.remark else until[:1].upper() + until[1:] + ".")
    # Drawings have every row; a table that nobody asked to be so long is cut.
    shown_table = view if request.limit else cut(view, MOST_ROWS_IN_STORY)
    cells = _cells(table, setting, shown_table)
    interactive = view.row_count >= FEWEST_SORTED_ROWS
    body = Markup(render(theme, "table_body", shown_table))
    if request.kind is BlockKind.TABLE:
        page = render(theme, "stat_table", shown_table, interactive, body)
        drawn_in = request.bars or request.sparks
        feed = render(theme, "stat_table", shown_table, False, _in_words(body)) if drawn_in else page
        return Exhibit(Fragment(page, feed, search_text(shown_table)), cells, interactive), []
    drawn, faults = drawing(table, request, view, setting)
    if drawn is None:
        return None, faults
    drawn = replace(drawn, merged=merged)
    # One row is told by its drawing, many bury the story: both stand folded up unless the editor says otherwise.
    folds = view.row_count == 1 or view.row_count > MOST_OPEN_ROWS
    folded = request.table == "closed" or ("table" not in request.lines and folds)
    page = render(theme, "drawing", drawn, shown_table, body, folded, interactive)
    feed = render(theme, "drawing_in_words", drawn, shown_table, body)
    return Exhibit(Fragment(page, feed, search_text(shown_table)), cells, interactive, drawn=True), []


def _in_words(markup: Markup) -> Markup:
    """For feeds, whose readers have no style sheet: drawings, black boxes there, become their accessible names."""
    return Markup(_DRAWING.sub(lambda drawing: "".join(_NAME.findall(drawing[0])), markup))


def _links(table: Table) -> tuple[Download, ...]:
    """The file that most readers want, with its size; the dataset's page has all."""
    return once_per_table(table, "links", lambda: (csv_file(table).link(addresses.dataset(table.id)),))


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
