"""A table of a page -> sheet, as browsers show it: hidden rows and cells are not there, fields show what is in them."""

from __future__ import annotations

import re

from bs4.element import Tag

from portal.i18n import Translator
from stat_tables.read.grid import BrokenCell
from stat_tables.read.sheets.sheet import Sheet, SheetCell, struck_through
from stat_tables.read.sheets.xlsx import hidden_words

from .cell_text import cell_text, inner_table, is_hidden
from .grid import WIDEST, PageGrid, PlacedCell, form_grid

_ = Translator(__file__)

_COLLAPSED = re.compile(r"visibility\s*:\s*collapse", re.IGNORECASE)


def html_sheet(table: Tag) -> Sheet:
    hidden = hidden_columns(table)
    grid = form_grid(table, hidden)
    width = _width(grid)
    visible = [column for column in range(width) if column not in hidden]
    cells = {id(cell): _cell(cell, visible) for cell in grid.cells if cell.column < width}
    rows = [
        tuple(cells[id(cell)] if (cell := grid.at(row, column)) is not None else None for column in visible)
        for row in range(grid.rows)
    ]
    numbers = [number for number, row in enumerate(rows) if any(cell is not None and cell.text for cell in row)]
    filled = tuple(tuple(cell if cell is not None and cell.text else None for cell in rows[row]) for row in numbers)
    # Empty rows of a page are spacing, no gap between tables.
    counted = tuple(range(1, len(filled) + 1))

    def place(row: int, column: int) -> tuple[None, str]:
        return None, _("row {row}, cell {cell}", row=numbers[row] + 1, cell=visible[column] + 1)

    return Sheet("", filled, counted, place, hidden_words([], sorted(hidden & set(range(width)))), len(visible))


def _width(grid: PageGrid) -> int:
    """Columns in which some cell begins; `colspan="100%"` reaches over columns that are not there."""
    return max((cell.column + 1 for cell in grid.cells), default=0)


def hidden_columns(table: Tag) -> frozenset[int]:
    """Columns that a `col` hides, as office programmes do when they save a page."""
    hidden: set[int] = set()
    column = 0
    for element in table.find_all("col"):
        if element.find_parent("table") is table:
            span = str(element.get("span", "1"))
            count = min(int(span), WIDEST) if span.isdecimal() and len(span) < 6 else 1
            if is_hidden(element) or _COLLAPSED.search(str(element.get("style", ""))):
                hidden.update(range(column, column + count))
            column += count
    return frozenset(hidden)


def _cell(cell: PlacedCell, visible: list[int]) -> SheetCell:
    told = cell_text(cell.element)
    value: str = struck_through(told.text) if told.struck and told.text else told.text
    across = [index for index, column in enumerate(visible) if cell.column <= column < cell.column + cell.width]
    if inner_table(cell.element):
        value = BrokenCell(told.text or "…", _("a table of several cells stands within this cell"))
    return SheetCell(
        value,
        cell.row,
        across[0] if across else 0,
        cell.height,
        max(len(across), 1),
        told.marks,
        strong=cell.is_header,
        head=cell.group == "head",
        raw=told.raw,
    )
