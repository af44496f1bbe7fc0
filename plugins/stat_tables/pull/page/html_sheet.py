"""A table of a page -> sheet, as browsers show it: hidden rows and cells are not there, fields show what is in them."""

from __future__ import annotations

from bs4.element import Tag

from portal.i18n import Translator
from stat_tables.read.grid import BrokenCell
from stat_tables.read.sheets.sheet import Sheet, SheetCell

from .cell_text import cell_text, inner_table
from .grid import PageGrid, PlacedCell, form_grid

_ = Translator(__file__)


def html_sheet(table: Tag) -> Sheet:
    grid = form_grid(table)
    width = _width(grid)
    made = {id(cell): _cell(cell, width) for cell in grid.cells if cell.column < width}
    rows = [
        tuple(made[id(cell)] if (cell := grid.at(row, column)) is not None else None for column in range(width))
        for row in range(grid.rows)
    ]
    numbers = [number for number, row in enumerate(rows) if any(cell is not None and cell.text for cell in row)]
    kept = tuple(tuple(cell if cell is not None and cell.text else None for cell in rows[row]) for row in numbers)
    # Empty rows of a page are spacing, no gap between tables.
    counted = tuple(range(1, len(kept) + 1))

    def place(row: int, column: int) -> tuple[None, str]:
        return None, _("row {row}, cell {cell}", row=numbers[row] + 1, cell=column + 1)

    return Sheet("", kept, counted, place, (), width)


def _width(grid: PageGrid) -> int:
    """Columns in which some cell begins; `colspan="100%"` reaches over columns that are not there."""
    return max((cell.column + 1 for cell in grid.cells), default=0)


def _cell(cell: PlacedCell, width: int) -> SheetCell:
    told = cell_text(cell.element)
    value: str = told.text
    if inner_table(cell.element):
        value = BrokenCell(told.text or "…", _("a table of several cells stands within this cell"))
    return SheetCell(
        value,
        cell.row,
        cell.column,
        cell.height,
        min(cell.width, width - cell.column),
        told.marks,
        strong=cell.is_header,
        head=cell.group == "head",
        raw=told.raw,
    )
