"""A sheet as its programme shows it: visible cells in their slots, whatever the file it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from portal.errors import Problem
from portal.i18n import Translator
from stat_tables.read.grid import BrokenCell, PercentCell, RawCell

from .limits import refuse_slots

_ = Translator(__file__)

# (line, column or address) of a slot, as messages name it.
Place = tuple[int | None, int | str | None]


class SheetCell(NamedTuple):
    """A filled or merged cell. A tuple, for a sheet has hundreds of thousands, and each is asked often.

    Args:
        value: as shown: percentages are hundreds, dates are dates; what cannot be shown is a `BrokenCell`.
        row, column, height, width: its slots, counted among the visible ones.
        marks: footnote marks that hang on it.
        decimals: digits after the mark that its number format shows; None where it says nothing.
        indent: steps by which its text is moved in.
        strong: bold, or a header cell of a page.
        head: it stands in the head of a page's table.
        raw: its text with the marks, as written; empty where there are none.
    """

    value: RawCell
    row: int
    column: int
    height: int = 1
    width: int = 1
    marks: tuple[str, ...] = ()
    decimals: int | None = None
    indent: int = 0
    strong: bool = False
    head: bool = False
    raw: str = ""

    @property
    def text(self) -> str:
        value = self.value
        return value if type(value) is str else written(value)


def struck_through(text: str) -> BrokenCell:
    """What a cell holds that is struck through, all of it: nobody knows whether it still holds."""
    return BrokenCell(text, _("it is struck through; delete it from the file, or take the line away"))


def written(value: RawCell) -> str:
    """A value as text: numbers plain, percentages with their sign, dates day first."""
    if type(value) is Decimal:
        return f"{value:f}"
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, PercentCell):
        return f"{value:f}%"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return f"{value.day}/{value.month}/{value.year}"


class Filled(NamedTuple):
    """A cell of the file, hidden or not, before it is placed among the visible ones; rows and columns from 0."""

    row: int
    column: int
    value: RawCell
    marks: tuple[str, ...] = ()
    decimals: int | None = None
    indent: int = 0
    strong: bool = False
    raw: str = ""


@dataclass(frozen=True)
class Sheet:
    """Args:
    rows: slots; a merged cell stands in each of its slots, None is an empty one. Rows without content are not there.
    row_numbers: the number of each row in the file, from 1, so that gaps can be seen.
    after_gap: rows above which the file shows empty ones.
    hidden: words on what the file hides and this sheet leaves out.
    place: where a slot stands, for messages.
    """

    name: str
    rows: tuple[tuple[SheetCell | None, ...], ...]
    row_numbers: tuple[int, ...]
    place: Callable[[int, int], Place]
    hidden: tuple[str, ...] = ()
    width: int = 0
    after_gap: frozenset[int] = frozenset()

    def address(self, row: int, column: int) -> str:
        return ":".join(str(part) for part in self.place(row, column) if part is not None)


def column_letters(index: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


Range = tuple[int, int, int, int]  # first row, first column, last row, last column


def _refuse_twice(filled: Sequence[Filled], name: str, path: str) -> None:
    """No spreadsheet programme writes a cell twice; nobody could say which of the two holds."""
    if len({(cell.row, cell.column) for cell in filled}) == len(filled):
        return
    counted = Counter((cell.row, cell.column) for cell in filled)
    row, column = next(place for place, count in counted.items() if count > 1)
    hint = _("open it in a spreadsheet programme and save it again as XLSX or ODS, without a password")
    place = f"{name}!{column_letters(column)}{row + 1}"
    raise Problem(_("the file writes this cell twice"), path, None, place, hint, "spreadsheet")


def assemble(
    name: str,
    cells: Iterable[Filled],
    merged: Sequence[Range],
    is_hidden_row: Callable[[int], bool],
    is_hidden_column: Callable[[int], bool],
    hidden: tuple[str, ...],
    path: str,
) -> Sheet:
    """The visible part of a sheet of cells with addresses; raises Problem where it is too wide a plain."""
    filled = [cell for cell in cells if cell.value != ""]
    _refuse_twice(filled, name, path)
    last = (max((cell.row for cell in filled), default=0), max((cell.column for cell in filled), default=0))
    origins = {
        (top, left): (min(bottom, last[0] + 40), min(right, last[1] + 40)) for top, left, bottom, right in merged
    }
    visible, rows, columns = _in_sight(filled, origins, is_hidden_row, is_hidden_column)
    refuse_slots(len(rows), len(columns), name, path, f"{name}!{column_letters(last[1])}{last[0] + 1}")
    row_at = {row: index for index, row in enumerate(rows)}
    column_at = {column: index for index, column in enumerate(columns)}
    slots: list[list[SheetCell | None]] = [[None] * len(columns) for _row in rows]
    for cell in visible:
        row, column, value, marks, decimals, indent, strong, raw = cell
        span = origins.get((row, column)) if origins else None
        if span is None:
            row, column = row_at[row], column_at[column]
            slots[row][column] = slots[row][column] or SheetCell(
                value, row, column, 1, 1, marks, decimals, indent, strong, False, raw
            )
            continue
        down = [row_at[at] for at in _span(row, span, 0) if at in row_at]
        right = [column_at[at] for at in _span(column, span, 1) if at in column_at]
        placed = SheetCell(value, down[0], right[0], len(down), len(right), marks, decimals, indent, strong, False, raw)
        for row in down:
            for column in right:
                slots[row][column] = slots[row][column] or placed
    return Sheet(
        name,
        tuple(map(tuple, slots)),
        tuple(row + 1 for row in rows),
        lambda row, column: (None, f"{name}!{column_letters(columns[column])}{rows[row] + 1}"),
        hidden,
        len(columns),
        frozenset(index for index, row in enumerate(rows) if index and _is_gap(rows[index - 1], row, is_hidden_row)),
    )


_Origins = Mapping[tuple[int, int], tuple[int, int]]


def _in_sight(
    filled: Sequence[Filled],
    origins: _Origins,
    is_hidden_row: Callable[[int], bool],
    is_hidden_column: Callable[[int], bool],
) -> tuple[list[Filled], list[int], list[int]]:
    """Cells of which something is seen, and the rows and columns of these; each row and column is asked for once."""
    tall = [range(top, bottom + 1) for (top, _left), (bottom, _right) in origins.items()]
    wide = [range(left, right + 1) for (_top, left), (_bottom, right) in origins.items()]
    all_rows, all_columns = {cell.row for cell in filled}.union(*tall), {cell.column for cell in filled}.union(*wide)
    rows = {row for row in all_rows if not is_hidden_row(row)}
    columns = {column for column in all_columns if not is_hidden_column(column)}
    visible: list[Filled] = []
    seen_rows: set[int] = set()
    seen_columns: set[int] = set()
    for cell in filled:
        row, column = cell.row, cell.column
        span = origins.get((row, column)) if origins else None
        if span is None:
            if row in rows and column in columns:
                visible.append(cell)
                seen_rows.add(row)
                seen_columns.add(column)
            continue
        down, right = rows.intersection(_span(row, span, 0)), columns.intersection(_span(column, span, 1))
        if down and right:
            visible.append(cell)
            seen_rows |= down
            seen_columns |= right
    return visible, sorted(seen_rows), sorted(seen_columns)


def _is_gap(above: int, below: int, is_hidden_row: Callable[[int], bool]) -> bool:
    return any(not is_hidden_row(row) for row in range(above + 1, min(below, above + 200)))


def _span(start: int, span: tuple[int, int] | None, axis: int) -> range:
    return range(start, (span[axis] if span else start) + 1)


def is_broken(cell: SheetCell | None) -> bool:
    return cell is not None and isinstance(cell.value, BrokenCell)
