"""Which rows are the head: from the figures upwards, tier by tier; what is above is title, letterhead or preamble."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from stat_tables.read.sheets.sheet import SheetCell

from .body import names_region
from .laid import LaidColumn
from .row_kinds import Lines, figure_columns, is_figure, is_missing, is_unit, is_year
from .translations import is_translated_tier, without_translations

_GROUPED_YEAR = re.compile(r"1[.,]9\d\d|2[.,]0\d\d")
# Columns further down than this are looked at for figures.
_SEEN_ROWS = 400


def find_head(lines: Lines, start: int) -> tuple[int, ...]:
    """Rows of the head of the first table at or below `start`, with rows of units and numbers; empty where none is."""
    first = _first_data(lines, start)
    while first is not None:
        body = [row for row in range(first, min(lines.count, first + _SEEN_ROWS)) if lines.is_data(row)]
        wanted = figure_columns(lines, _of_one_table(lines, body)) or _filled(lines, first)
        head = _head_above(lines, start, first, wanted)
        if head:
            return head
        first = _first_data(lines, first + 1)
    return ()


def words_head(lines: Lines) -> tuple[int, ...]:
    """The head of a table without a figure: its first row of several cells, and the tiers beneath."""
    rows = [row for row in range(lines.count) if len(lines.cells(row)) > 1 and not lines.is_letterhead(row)]
    if len(rows) < 2:
        return ()
    head, columns = [rows[0]], frozenset(range(1, lines.sheet.width))
    for row in rows[1:-1]:
        if row != head[-1] + 1 or not (_belongs_to_head(lines, row) or _is_tier(lines, head[-1], row, columns)):
            break
        head.append(row)
    return tuple(head)


def declared_head(lines: Lines) -> tuple[int, ...]:
    """The head that a page marks as such: its `thead` with the header rows below, else its leading header rows."""
    rows = range(lines.count)
    marked = [row for row in rows if lines.cells(row) and lines.cells(row)[0].head]
    follow = max(marked) + 1 if marked else 0
    while follow < lines.count and _all_strong(lines, follow) and not lines.is_lone(follow):
        marked.append(follow)
        follow += 1
    if not marked and lines.count and lines.is_lone(0):
        after = next((row for row in rows if not lines.is_lone(row)), None)
        while after is not None and after < lines.count and _all_strong(lines, after) and not lines.is_lone(after):
            marked.append(after)
            after += 1
    head = [row for row in marked if not lines.is_lone(row)]
    if head and head[-1] + 1 < lines.count and _belongs_to_head(lines, head[-1] + 1):
        head.append(head[-1] + 1)
    return tuple(head) if head and head[-1] + 1 < lines.count else ()


def _all_strong(lines: Lines, row: int) -> bool:
    cells = lines.cells(row)
    figures = [cell for cell in cells if cell.column > 0 and is_figure(cell)]
    return bool(cells) and all(cell.strong for cell in cells) and (not figures or lines.is_years(row))


def _filled(lines: Lines, row: int) -> frozenset[int]:
    """Columns, without the first, that hold anything: of a row with nothing but words and signs for missing figures."""
    return frozenset(cell.column for cell in lines.cells(row) if cell.column > 0)


def _belongs_to_head(lines: Lines, row: int) -> bool:
    return lines.is_numbering(row) or lines.is_units(row)


def _first_data(lines: Lines, start: int) -> int | None:
    return next((row for row in range(start, lines.count) if lines.is_data(row)), None)


def _of_one_table(lines: Lines, body: Sequence[int]) -> Sequence[int]:
    """The rows down to the next gap that a row of words follows; the rest may be another table's."""
    for number, row in enumerate(body[1:], 1):
        between = range(body[number - 1] + 1, row)
        if any(not lines.is_lone(other) and lines.cells(other) for other in between):
            return body[:number]
    return body


def _head_above(lines: Lines, start: int, first: int, wanted: frozenset[int]) -> tuple[int, ...]:
    """The group of rows of words, nearest above the first figures, whose labels cover all columns of figures."""
    group: list[int] = []
    for row in range(first - 1, start - 1, -1):
        if names_region(lines, row):  # it stands below a head, and rows of words may follow it
            continue
        broken = lines.is_lone(row) or not lines.cells(row) or lines.is_letterhead(row)
        if not broken:
            group.insert(0, row)
        if group and (broken or row == start or lines.gap_before(row)):
            head = _tiers(lines, group, wanted)
            if head:
                return head
            group = []
    # A row of years directly above, which reads as figures, may be the only head there is.
    return ()


def _tiers(lines: Lines, group: list[int], wanted: frozenset[int]) -> tuple[int, ...]:
    """The tiers of the head within neighbouring rows of words; a full row beneath a full head is the body's."""
    for top in range(len(group)):
        if _belongs_to_head(lines, group[top]):
            continue
        head, tier, numbered = [group[top]], group[top], False
        for row in group[top + 1 :]:
            extra = _belongs_to_head(lines, row)
            if not extra and (numbered or not _is_tier(lines, tier, row, wanted)):
                break
            head.append(row)
            translated = is_translated_tier(lines, tier, row)
            tier, numbered = (tier if extra or translated else row), numbered or lines.is_numbering(row)
        covered = wanted & _labelled(lines, head)
        # A stray figure beside the table does not unmake its head; it is told as a figure without a name.
        if wanted and 2 * len(covered) >= len(wanted):
            return tuple(head)
    return ()


def _is_tier(lines: Lines, upper: int, lower: int, wanted: frozenset[int]) -> bool:
    """Whether `lower` stands under `upper` in one head."""
    above, below = lines.sheet.rows[upper], lines.sheet.rows[lower]
    if any(one is not None and one is other for one, other in zip(above, below, strict=True)):
        return True
    if any(cell is not None and cell.width > 1 and cell.column in wanted for cell in above):
        return True
    if is_translated_tier(lines, upper, lower) or goes_on(lines, upper, lower):
        return True
    covers = any(above[column] is not None for column in wanted)
    return covers and ((above[0] is None) != (below[0] is None) or _are_spanners_written_out(above, below, wanted))


def goes_on(lines: Lines, upper: int, lower: int) -> bool:
    """`đã xong` under `Số việc`, `thu được` under `Số tiền`: labels written over two lines, cell under cell.

    All begin with a small letter and stand under labels that differ; the row below, the body's, does not begin so.
    """
    cells = [cell for cell in lines.cells(lower) if cell.row == lower]
    above = [lines.at(upper, cell.column) for cell in cells]
    if not cells or not all(isinstance(cell.value, str) and cell.text[0].islower() for cell in cells):
        return False
    labels = {one.text for one in above if one is not None and one.width == 1 and not (is_year(one) or is_figure(one))}
    if len(labels) < len(cells) or any(is_figure(cell) or is_missing(cell) for cell in cells):
        return False
    if cells[0].column > 0:
        return True
    following = lines.at(lower + 1, 0) if lower + 1 < lines.count else None
    return following is not None and not following.text[0].islower()


def _are_spanners_written_out(
    above: Sequence[SheetCell | None], below: Sequence[SheetCell | None], wanted: frozenset[int]
) -> bool:
    """`2022 | 2022 | 2023 | 2023` over `Nam | Nữ | Nam | Nữ`: pairs tell all columns apart, the upper row does not."""
    if below[0] is not None and (above[0] is None or above[0].text != below[0].text):
        return False
    pairs = [(above[column], below[column]) for column in sorted(wanted)]
    named = [(one.text, other.text) for one, other in pairs if one is not None and other is not None]
    return len(named) == len(pairs) == len(set(named)) and len({upper for upper, _lower in named}) < len(named)


def _labelled(lines: Lines, head: Sequence[int]) -> frozenset[int]:
    """Columns with a label; in a row above the last, a label that nothing follows reaches to the right."""
    rows = [row for row in head if not _belongs_to_head(lines, row)]
    covered = {column for row in rows for column, cell in enumerate(lines.sheet.rows[row]) if cell is not None}
    return frozenset(covered)


def head_columns(lines: Lines, head: Sequence[int]) -> tuple[LaidColumn, ...]:
    """Label, spanners, unit and marks of every column of the sheet."""
    tiers = without_translations(lines, [row for row in head if not _belongs_to_head(lines, row)])
    units = [row for row in head if lines.is_units(row) and not lines.is_numbering(row)]
    columns = []
    for column in range(lines.sheet.width):
        cells = [cell for row in tiers if (cell := _over(lines, tiers, row, column)) is not None]
        names = _names(lines, tiers, cells)
        label, unit = label_and_unit(without_group(names[-1]) if names else "")
        unit_cell = (lines.at(units[0], column) or _unit_of_all(lines, units[0])) if units else None
        if unit_cell is not None and column > 0:
            unit = unit_cell.text.strip("() ")
        marks = tuple(dict.fromkeys(mark for cell in cells for mark in cell.marks))
        columns.append(LaidColumn(column, label, " – ".join(names[:-1]), unit, marks))
    return tuple(columns)


def figures_for_heads(lines: Lines, head: Sequence[int], first: int) -> SheetCell | None:
    """A figure that heads a column, where nothing shows that it is meant to; `first` is the first row of the body.

    Years, numbers of columns, steps such as ages (`0 | 1 | 2`) and what a style or page marks as a head are meant to.
    """
    tier = next((row for row in reversed(head) if not _belongs_to_head(lines, row)), None)
    if tier is None:
        return None
    cells = lines.cells(tier)
    below = lines.sheet.rows[first]
    figures = [cell for cell in cells if cell.column > 0 and _is_of_body(cell, below[cell.column])]
    marked = all(cell.head for cell in cells) or (
        all(cell.strong for cell in cells) and not all(cell.strong for cell in lines.cells(first))
    )
    if not figures or marked or is_figure(lines.at(tier, 0)) != is_figure(lines.at(first, 0)):
        return None
    return None if _are_steps([cell.value for cell in figures]) else figures[0]


def _is_of_body(cell: SheetCell, below: SheetCell | None) -> bool:
    """A figure that is no year, or a day over a day."""
    if isinstance(cell.value, date):
        return below is not None and isinstance(below.value, date)
    return is_figure(cell) and not is_year(cell) and not _GROUPED_YEAR.fullmatch(cell.text)


def _are_steps(values: Sequence[object]) -> bool:
    numbers = [value if isinstance(value, Decimal) else Decimal(str(value)) for value in values if _is_plain(value)]
    gaps = {above - below for below, above in pairwise(numbers)}
    return len(numbers) == len(values) > 2 and len(gaps) == 1 and gaps.pop() > 0


def _is_plain(value: object) -> bool:
    return isinstance(value, Decimal) or (isinstance(value, str) and value.isdecimal())


def _names(lines: Lines, tiers: Sequence[int], cells: Sequence[SheetCell]) -> list[str]:
    """The labels over a column, from top to bottom; one that goes on in the next line is put together."""
    names: list[str] = []
    for cell in dict.fromkeys(cells):
        at = tiers.index(cell.row) if cell.row in tiers else 0
        if names and at and cell.text and goes_on(lines, tiers[at - 1], cell.row):
            names[-1] = f"{names[-1]} {cell.text}"
        elif cell.text and cell.text not in names:
            names.append(cell.text)
    return names


def _unit_of_all(lines: Lines, row: int) -> SheetCell | None:
    """The one unit of a row that names no other: written over the first figures, it holds for all."""
    cells = [cell for cell in lines.cells(row) if cell.column > 0 and cell.row == row]
    return cells[0] if len(cells) == 1 and cells[0].column == 1 else None


def _over(lines: Lines, tiers: Sequence[int], row: int, column: int) -> SheetCell | None:
    """The head cell over a column in one tier; an unmerged spanner holds until the next label of its tier."""
    cell = lines.at(row, column)
    if cell is not None or row == tiers[-1]:
        return cell
    lower = tiers[tiers.index(row) + 1]
    if column == 0 or lines.at(lower, column) is None:
        return None
    left = next((held for at in range(column - 1, -1, -1) if (held := lines.at(row, at)) is not None), None)
    # A label that stands alone over its column, down to the last tier, is no spanner.
    if left is None or left.height > 1 or left.width > 1 or lines.at(lower, left.column) is None:
        return None
    return left


def without_group(label: str) -> str:
    """`2024` for a year that a programme has written as `2.024`."""
    return re.sub(r"^([12])[.,](\d{3})$", r"\1\2", label) if _GROUPED_YEAR.fullmatch(label) else label


def label_and_unit(text: str) -> tuple[str, str]:
    """`Tỷ lệ (%)` -> `Tỷ lệ`, `%`; parentheses without a word for a unit stay in the label."""
    label, opened, rest = text.rpartition("(")
    unit = rest.rstrip(") ")
    if opened and text.endswith(")") and label.strip() and "(" not in unit and len(unit) <= 40:
        said = unit.removeprefix("Đơn vị tính:").removeprefix("ĐVT:").strip()
        if is_unit(said):
            return label.strip(), said
    label, comma, unit = text.rpartition(",")
    if comma and unit.strip() in ("%", "‰"):
        return label.strip(), unit.strip()
    return text, ""


def is_blank_column(lines: Lines, rows: Sequence[int], column: int) -> bool:
    """Whether no row of the body has anything in the column but signs for missing values."""
    return all((cell := lines.at(row, column)) is None or is_missing(cell) for row in rows)
