"""Grid -> table: which rows are heads, which one holds units or column numbers, which rows only name a part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4.element import Tag

from .cell_text import CellText, cell_text
from .grid import PageGrid, PlacedCell, form_grid
from .pulled import PulledColumn, PulledTable
from .surroundings import Surroundings, surroundings_of

PART_LABEL = "Nhóm"  # head of the column made from rows that only name a part of the table

_FIGURE = re.compile(r"[-+\u2212(]?\d[\d.,\s]*\)?\s*%?")
_YEAR = re.compile(r"(?:năm\s+)?(?:19|20)\d\d", re.IGNORECASE)
_COLUMN_NUMBER = re.compile(r"[A-H]|\(?\d{1,2}\)?(?:\s*=\s*[\d\s+\-–:/x×()]+)?")
_UNIT_CELL = re.compile(r"\(?\s*(%|‰|[^\W\d_][^\d()]*?)\s*\)?")
_UNIT_WORDS = re.compile(
    r"%|‰|việc|vụ|người|đồng|nghìn|triệu|tỷ|tỉ|tấn|kg|ha|km|m²|m³|điểm|lần|cái|chiếc|hộ|lượt", re.IGNORECASE
)
_UNIT_IN_LABEL = re.compile(r"^(.+?)\s*\(([^()]{1,30})\)$")


@dataclass(frozen=True)
class _Rows:
    """A grid as texts: one CellText per slot, spans repeated; `origin` tells which slot a cell starts in."""

    grid: PageGrid
    texts: tuple[tuple[CellText, ...], ...]

    def covered_by_one(self, row: int) -> bool:
        return len({id(cell) for cell in self.grid.row(row) if cell}) == 1

    def filled(self, row: int) -> list[str]:
        return [cell.text for cell in self.texts[row] if cell.text]


EMPTY = CellText("")


def extract(table: Tag) -> PulledTable | None:
    """The table as data; None where it holds none (a layout table, heads only)."""
    grid = form_grid(table)
    around = surroundings_of(table)
    rows = _Rows(grid, tuple(tuple(_texts(grid.row(row))) for row in range(grid.rows)))
    kept = [row for row in range(grid.rows) if rows.filled(row) and not _is_title_or_foot(rows, row)]
    heads = _head_rows(rows, kept)
    body = [row for row in kept if row not in heads]
    if not body or grid.columns < 2:
        return None
    heads, units = _split_units(rows, heads, body)
    body = [row for row in body if row not in units and not _is_numbering(rows, row, body)]
    return _assemble(rows, heads, units, body, around)


def _texts(row: list[PlacedCell | None]) -> list[CellText]:
    return [cell_text(cell.element) if cell else EMPTY for cell in row]


def _is_title_or_foot(rows: _Rows, row: int) -> bool:
    """One cell over the entire first or last row: title, source or notes, which `surroundings` reads."""
    if not (rows.grid.columns > 1 and rows.covered_by_one(row)):
        return False
    last = all(rows.covered_by_one(later) for later in range(row, rows.grid.rows))
    return last or all(rows.covered_by_one(earlier) for earlier in range(row + 1))


def _head_rows(rows: _Rows, kept: list[int]) -> list[int]:
    """Rows of `thead`; else the leading rows of header cells; else the rows above the first figures."""
    in_head = [row for row in kept if (cell := _first_cell(rows, row)) and cell.group == "head"]
    if in_head:
        return in_head + _header_cell_rows(rows, [row for row in kept if row not in in_head])
    by_cells = _header_cell_rows(rows, kept)
    return by_cells or _rows_above_figures(rows, kept)


def _first_cell(rows: _Rows, row: int) -> PlacedCell | None:
    return next((cell for cell in rows.grid.row(row) if cell), None)


def _header_cell_rows(rows: _Rows, kept: list[int]) -> list[int]:
    heads = []
    for row in kept:
        cells = [cell for cell in rows.grid.row(row) if cell]
        if rows.covered_by_one(row) or not all(cell.is_header for cell in cells) or _has_figures(rows, row):
            break
        heads.append(row)
    return heads


def _has_figures(rows: _Rows, row: int) -> bool:
    """Whether a cell beside the stub is a figure; years and column numbers are heads too."""
    texts = [cell.text for cell in rows.texts[row][1:]]
    figures = [text for text in texts if text and _FIGURE.fullmatch(text) and not _YEAR.fullmatch(text)]
    return bool(figures) and not _all_column_numbers(rows, row)


def _rows_above_figures(rows: _Rows, kept: list[int]) -> list[int]:
    heads: list[int] = []
    for row in kept:
        if _has_figures(rows, row) or (heads and rows.covered_by_one(row)):
            # A part's name directly above the figures is no head.
            break
        heads.append(row)
    return heads if len(heads) < len(kept) else heads[:1]


def _all_column_numbers(rows: _Rows, row: int) -> bool:
    texts = rows.filled(row)
    numbers = [int(match[0]) for text in texts if (match := re.search(r"\d+", text.split("=")[0]))]
    counted = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return counted and numbers[0] <= 2 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts)


def _is_numbering(rows: _Rows, row: int, body: list[int]) -> bool:
    """The row `A | 1 | 2 | 3 = 1 + 2` that official forms print under their heads."""
    return row == body[0] and len(body) > 1 and _all_column_numbers(rows, row)


def _split_units(rows: _Rows, heads: list[int], body: list[int]) -> tuple[list[int], list[int]]:
    """Heads without the units row and the numbering row, and the units row (in a list) where there is one."""
    heads = [row for row in heads if not _all_column_numbers(rows, row)]
    units = [row for row in [*heads[1:], *body[:1]] if _is_units_row(rows, row)]
    return [row for row in heads if row not in units], units


def _is_units_row(rows: _Rows, row: int) -> bool:
    texts = [cell.text for cell in rows.texts[row][1:]]
    filled = [text for text in texts if text]
    return bool(filled) and all(_UNIT_CELL.fullmatch(text) and _UNIT_WORDS.search(text) for text in filled)


def _assemble(rows: _Rows, heads: list[int], units: list[int], body: list[int], around: Surroundings) -> PulledTable:
    parts = [row for row in body if _names_a_part(rows, row)]
    columns = _columns(rows, heads, units, around.unit)
    lines: list[tuple[str, ...]] = []
    marks: list[tuple[tuple[int, int], tuple[str, ...]]] = []
    part = ""
    for row in body:
        if row in parts:
            part = rows.filled(row)[0]
            continue
        shift = 1 if parts else 0
        for column, cell in enumerate(rows.texts[row]):
            if cell.marks:
                marks.append(((len(lines), column + shift), cell.marks))
        lines.append((*((part,) if parts else ()), *(cell.text for cell in rows.texts[row])))
    return PulledTable(
        caption=around.caption,
        columns=((PulledColumn(PART_LABEL), *columns) if parts else columns),
        rows=tuple(lines),
        cell_marks=tuple(marks),
        notes=around.notes,
        source=around.source,
        headings=around.headings,
    )


def _names_a_part(rows: _Rows, row: int) -> bool:
    """A row inside the body that only holds a label: one cell over everything, or a header cell before empty ones."""
    if rows.covered_by_one(row):
        return True
    first = _first_cell(rows, row)
    return first is not None and first.is_header and rows.filled(row) == [rows.texts[row][0].text] != [""]


def _columns(rows: _Rows, heads: list[int], units: list[int], table_unit: str) -> tuple[PulledColumn, ...]:
    made: list[PulledColumn] = []
    for column in range(rows.grid.columns):
        levels = [rows.texts[row][column] for row in heads if rows.texts[row][column].text]
        names = list(dict.fromkeys(level.text for level in levels))
        label, unit = _label_and_unit(names[-1] if names else "")
        if units and rows.texts[units[0]][column].text and column > 0:
            unit = rows.texts[units[0]][column].text.strip("() ")
        marks = tuple(dict.fromkeys(mark for level in levels for mark in level.marks))
        group = " – ".join(names[:-1])
        made.append(PulledColumn(label, group, unit or (table_unit if column > 0 else ""), marks))
    return _distinct(made)


def _label_and_unit(text: str) -> tuple[str, str]:
    match = _UNIT_IN_LABEL.match(text)
    return (match[1], match[2]) if match and _UNIT_WORDS.search(match[2]) else (text, "")


def _distinct(columns: list[PulledColumn]) -> tuple[PulledColumn, ...]:
    """Columns without a label get one; equal labels under one spanner are numbered."""
    seen: dict[tuple[str, str], int] = {}
    named = []
    for index, column in enumerate(columns):
        label = column.label or (f"Cột {index + 1}" if index else "Chỉ tiêu")
        count = seen[column.group, label] = seen.get((column.group, label), 0) + 1
        named.append(
            PulledColumn(label if count == 1 else f"{label} ({count})", column.group, column.unit, column.marks)
        )
    return tuple(named)
