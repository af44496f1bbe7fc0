"""Where each cell of an HTML table lands: the table algorithm of the HTML standard, as browsers carry it out.

Source: HTML Living Standard, 4.9.12 "Forming a table". Where browsers differ from its letter, we follow them:
a row span ends with its row group, the first `thead` stands on top and the first `tfoot` at the bottom.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bs4.element import Tag

from .cell_text import is_gone

WIDEST, TALLEST = 1000, 65534  # caps of the standard
MOST_SLOTS = 2_000_000  # a table beyond this is an attack, not statistics

_NON_NEGATIVE_INTEGER = re.compile(r"[ \t\n\f\r]*\+?(\d+)")
_ROW_GROUPS = ("thead", "tbody", "tfoot")


class TableTooLarge(ValueError):
    """The spans of the table ask for more slots than any statistics has."""


@dataclass(frozen=True)
class PlacedCell:
    """A `td` or `th` with its place; `row` and `column` from 0, `height` and `width` in slots."""

    element: Tag
    row: int
    column: int
    height: int
    width: int
    group: str

    @property
    def is_header(self) -> bool:
        return self.element.name == "th"


@dataclass(frozen=True)
class PageGrid:
    """A table of `rows` x `columns` slots; a slot is covered by one cell, none, or (by faulty spans) several."""

    cells: tuple[PlacedCell, ...]
    rows: int
    columns: int

    @cached_property
    def _by_slot(self) -> Mapping[tuple[int, int], PlacedCell]:
        slots: dict[tuple[int, int], PlacedCell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.height):
                for column in range(cell.column, cell.column + cell.width):
                    slots.setdefault((row, column), cell)
        return slots

    def at(self, row: int, column: int) -> PlacedCell | None:
        """The cell that covers a slot; the first one where cells overlap."""
        return self._by_slot.get((row, column))

    def row(self, row: int) -> list[PlacedCell | None]:
        return [self.at(row, column) for column in range(self.columns)]


def form_grid(table: Tag, hidden: Collection[int] = ()) -> PageGrid:
    """Place the cells of `table`. Tables nested in its cells keep to themselves.

    Args:
        hidden: columns that the page hides as a whole; their cells keep their place, hidden by themselves too or not.
    """
    cells: list[PlacedCell] = []
    top = width = slots = 0
    for group, rows in _row_groups(table):
        for cell in _place_group(group, rows, top, hidden):
            slots += cell.height * cell.width
            if slots > MOST_SLOTS:
                raise TableTooLarge(f"spans cover more than {MOST_SLOTS} slots")
            width = max(width, cell.column + cell.width)
            cells.append(cell)
        top += len(rows)
    return PageGrid(tuple(cells), top, width)


def _row_groups(table: Tag) -> Iterator[tuple[str, list[Tag]]]:
    """(name, rows) of each group from top to bottom as a browser shows them."""
    groups = [child for child in table.children if isinstance(child, Tag) and child.name in (*_ROW_GROUPS, "tr")]
    head = next((group for group in groups if group.name == "thead"), None)
    foot = next((group for group in groups if group.name == "tfoot"), None)
    body = [group for group in groups if group is not head and group is not foot]
    for group in [head, *body, foot]:
        if group is not None and not is_gone(group):
            rows = [group] if group.name == "tr" else group.find_all("tr", recursive=False)
            yield _role(group, head, foot), [row for row in rows if isinstance(row, Tag) and not is_gone(row)]


def _role(group: Tag, head: Tag | None, foot: Tag | None) -> str:
    return "head" if group is head else "foot" if group is foot else "body"


def _place_group(group: str, rows: list[Tag], top: int, hidden: Collection[int]) -> Iterator[PlacedCell]:
    taken: set[tuple[int, int]] = set()
    for index, row in enumerate(rows):
        column = 0
        for element in row.find_all(["td", "th"], recursive=False):
            while (index, column) in taken:
                column += 1
            if is_gone(element) and column not in hidden:
                continue
            width = min(_span(element, "colspan") or 1, WIDEST)
            # Zero means: down to the end of the group.
            height = min(_span(element, "rowspan") or len(rows), TALLEST, len(rows) - index)
            if len(taken) + width * height > MOST_SLOTS:
                raise TableTooLarge(f"spans cover more than {MOST_SLOTS} slots")
            taken.update((index + down, column + right) for down in range(height) for right in range(width))
            yield PlacedCell(element, top + index, column, height, width, group)
            column += width


def _span(element: Tag, attribute: str) -> int:
    """The rules for parsing non-negative integers; 1 where they fail."""
    match = _NON_NEGATIVE_INTEGER.match(str(element.get(attribute, "1")))
    return int(match[1][:6]) if match else 1
