"""A sheet -> the tables on it, one after another, each with its doubts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from portal.i18n import Translator
from portal.vietnam.text import fold
from stat_tables.read.sheets.marks import FLAGS
from stat_tables.read.sheets.sheet import Sheet, SheetCell

from .body import TableBody, read_body, regions_over_provinces
from .heads import declared_head, figures_for_heads, find_head, head_columns, words_head
from .labels_once import labels_once
from .laid import Doubt, LaidColumn, LaidTable
from .row_kinds import Lines, figure_columns, is_figure, is_missing, is_year

_ = Translator(__file__)

FIRST_LABEL = "Chỉ tiêu"
HEADLESS = "headless"


def find_tables(sheet: Sheet, parts: Iterable[str] = ()) -> tuple[LaidTable, ...]:
    """Every table of the sheet, from top to bottom.

    Args:
        parts: labels that are known to name parts of a table.
    """
    lines, headings = Lines(sheet), frozenset(parts)
    tables: list[LaidTable] = []
    start = top = 0
    while start < lines.count:
        head = (declared_head(lines) if start == 0 else ()) or _head_of_words(lines, start) or find_head(lines, start)
        if not head:
            break
        body = read_body(lines, head, headings)
        start = max(body.end, max(head) + 1)
        if body.rows and not _tells_of_file(lines, head, body, start):
            laid = _laid(lines, top, head, body)
            tables.append(replace(laid, doubts=(*laid.doubts, *_headless(lines, head, body))))
            top = start
    return tuple(_with_lines_below(lines, tables))


def table_at(sheet: Sheet, head: Sequence[int], last: int | None, parts: Iterable[str] = ()) -> LaidTable:
    """The table whose head is known: rows of the sheet, from 0; `last` is the last row of the body where it is said."""
    lines = Lines(sheet)
    body = read_body(lines, head, frozenset(parts), last)
    return next(iter(_with_lines_below(lines, [_laid(lines, 0, head, body)])))


def ended(table: LaidTable, last_row: int, parts: Iterable[str] = ()) -> LaidTable:
    """The table down to a row that its file numbers so; as it is where none is named or the row is not in it."""
    if not last_row:
        return table
    rows = [index for index, number in enumerate(table.sheet.row_numbers) if number <= last_row]
    if not rows or rows[-1] <= table.head[-1]:
        return table
    laid = table_at(table.sheet, table.head, rows[-1], parts)
    headless = tuple(doubt for doubt in table.doubts if doubt.code == HEADLESS)
    return replace(laid, above=table.above, doubts=(*laid.doubts, *headless))


def tables_of(sheet: Sheet, parts: Iterable[str] = (), last_row: int = 0) -> tuple[LaidTable, ...]:
    """The tables of a sheet, down to `last_row`; regions head their provinces where no parts are named."""
    named = tuple(parts)
    tables = tuple(ended(table, last_row, named) for table in find_tables(sheet, named))
    return tables if named else tuple(_by_region(table, number, last_row) for number, table in enumerate(tables))


def _by_region(table: LaidTable, number: int, last_row: int) -> LaidTable:
    regions = regions_of(table)
    again = find_tables(table.sheet, regions)[number:] if regions else ()
    return replace(ended(again[0], last_row, regions), by_region=True) if again else table


def regions_of(table: LaidTable) -> tuple[str, ...]:
    """Regions that head their provinces with figures of their own; none where the table has parts already."""
    return () if table.has_parts else regions_over_provinces(Lines(table.sheet), table.rows)


def _tells_of_file(lines: Lines, head: Sequence[int], body: TableBody, end: int) -> bool:
    """Facts about the file, two cells each with a year or a date among them, above a table with more columns."""
    rows = [*head, *body.rows]
    if len(rows) > 12 or any(len(lines.cells(row)) > 2 for row in rows):
        return False
    figures = [cell for row in rows for cell in lines.cells(row)[1:] if is_figure(cell)]
    if not all(is_year(cell) for cell in figures) or lines.is_years(head[-1]) or is_year(lines.cells(body.rows[0])[0]):
        return False
    below = find_head(lines, end)
    return bool(below) and len(lines.cells(below[-1])) > 2


def _head_of_words(lines: Lines, start: int) -> tuple[int, ...]:
    """Of a sheet without a figure: its first row of several cells is the head, unless a wider one comes below."""
    if start or any(not lines.is_numbering(row) and figure_columns(lines, (row,)) for row in range(lines.count)):
        return ()
    head = words_head(lines)
    below = find_head(lines, start)
    wider = below and head and len(lines.cells(below[-1])) > len(lines.cells(head[-1]))
    return below if wider else head or below


def _laid(lines: Lines, start: int, head: Sequence[int], body: TableBody) -> LaidTable:
    columns = tuple(_used(lines, head, body))
    sheet, said, unsure = labels_once(lines, body.rows, columns)
    doubts = [*body.doubts, *_doubts(lines, head, body, columns), *unsure]
    left_out = (*lines.sheet.hidden, *_left_out(lines, body))
    remarks = [*left_out, *said]
    if body.repeated:
        numbers = ", ".join(str(lines.sheet.row_numbers[row]) for row in body.repeated[:10])
        remarks.append(_("repeated heads, passed over: rows {rows}", rows=numbers))
    if body.translated:
        numbers = ", ".join(str(lines.sheet.row_numbers[row]) for row in body.translated[:10])
        remarks.append(_("labels in another language, passed over: rows {rows}", rows=numbers))
    above = tuple(cell.text for row in range(start, min(head)) for cell in lines.cells(row))
    return LaidTable(
        sheet,
        tuple(head),
        columns,
        tuple(body.rows),
        body.parts,
        above,
        (),
        tuple(doubts),
        tuple(remarks),
        left_out,
        body.passed is not None,
    )


def _left_out(lines: Lines, body: TableBody) -> Iterable[str]:
    """Rows below the stated last one, and words under the table that might be a row."""
    numbers = lines.sheet.row_numbers
    if body.cut:
        rows = ", ".join(str(numbers[row]) for row in body.cut[:10])
        yield _("figures below the stated last row, left out: rows {rows}", rows=rows)
    if body.passed is not None:
        label = lines.cells(body.passed)[0].text[:60]
        yield _(
            "row {row}, “{label}”, is taken for a line under the table; “last_row” says where the figures end",
            row=numbers[body.passed],
            label=label,
        )


def _used(lines: Lines, head: Sequence[int], body: TableBody) -> Iterable[LaidColumn]:
    """Columns with a label or content; equal paths are numbered, a first one without a label gets one."""
    seen: dict[str, int] = {}
    figures = figure_columns(lines, body.rows)
    flags = {column.index for column in head_columns(lines, head) if _is_flags(lines, body, column, figures)}
    for column in head_columns(lines, head):
        filled = any(lines.at(row, column.index) is not None for row in body.rows)
        if column.index in flags or (not filled and not column.label):
            continue
        label = column.label or (_("Column {number}", number=column.index + 1) if column.index else FIRST_LABEL)
        named = replace(column, label=label, flags=column.index + 1 if column.index + 1 in flags else 0)
        count = seen[named.path] = seen.get(named.path, 0) + 1
        yield named if count == 1 else replace(named, label=f"{label} ({count})")


def _is_flags(lines: Lines, body: TableBody, column: LaidColumn, figures: frozenset[int]) -> bool:
    """A column without a head, right of figures, that holds nothing but flags of an office."""
    if column.label or column.index - 1 not in figures:
        return False
    cells = [cell for row in body.rows if (cell := lines.at(row, column.index)) is not None]
    return bool(cells) and all(set(cell.text.replace(" ", "")) <= FLAGS and len(cell.text) <= 3 for cell in cells)


def _doubts(lines: Lines, head: Sequence[int], body: TableBody, columns: Sequence[LaidColumn]) -> Iterable[Doubt]:
    yield from _unlabelled(lines, head, body)
    yield from _side_by_side(columns, lines, head, body)
    figures = figure_columns(lines, body.rows)
    told: set[int] = set()
    for row in body.rows:
        for column, cell in enumerate(lines.sheet.rows[row]):
            if cell is None or id(cell) in told or column not in figures or not is_figure(cell):
                continue
            if cell.height > 1 or (cell.width > 1 and cell.column in figures):
                told.add(id(cell))
                message = _("one figure, {value}, stands in several merged cells", value=cell.text)
                hint = _("split them in the file and give each its own value")
                yield Doubt(row, column, message, hint, "merged-figure")


def _headless(lines: Lines, head: Sequence[int], body: TableBody) -> Iterable[Doubt]:
    """Figures where names of columns should be: the first row of a table without a head looks so."""
    cell = figures_for_heads(lines, head, body.rows[0])
    if cell is not None:
        number = lines.sheet.row_numbers[max(head)]
        message = _(
            "“{value}” heads a column: is row {row} a head, or figures without one?", value=cell.text, row=number
        )
        hint = _("say which row the head is: --header-row (header_row); write one above the figures where none is")
        yield Doubt(max(head), cell.column, message, hint, HEADLESS)
    elif (word := _word_over_figures(lines, body)) is not None:
        number = lines.sheet.row_numbers[body.rows[0]]
        message = _("“{value}” stands above figures: does row {row} belong to the head?", value=word.text, row=number)
        hint = _("say the rows of the head: --header-row and --last-header-row (header_row, last_header_row)")
        yield Doubt(body.rows[0], word.column, message, hint, HEADLESS)


def _word_over_figures(lines: Lines, body: TableBody) -> SheetCell | None:
    """A word in the first row of the body, in a column that holds nothing but figures below it: `FILINGS`, `MONTH`."""
    first, *rest = body.rows
    if len(rest) < 2:
        return None
    for cell in lines.cells(first):
        below = [held for row in rest if (held := lines.at(row, cell.column)) is not None and not is_missing(held)]
        worded = isinstance(cell.value, str) and not is_figure(cell) and not is_missing(cell)
        if cell.column > 0 and worded and len(below) > 1 and all(map(is_figure, below)):
            return cell
    return None


def _unlabelled(lines: Lines, head: Sequence[int], body: TableBody) -> Iterable[Doubt]:
    for column in head_columns(lines, head):
        if column.index == 0 or column.label:
            continue
        row = next((row for row in body.rows if is_figure(lines.at(row, column.index))), None)
        if row is not None:
            message = _("there are figures here, but the column has no name")
            hint = _("write a name over it, or delete the stray cell")
            yield Doubt(row, column.index, message, hint, "blank-header")


def _side_by_side(columns: Sequence[LaidColumn], lines: Lines, head: Sequence[int], body: TableBody) -> Iterable[Doubt]:
    """A first head again, behind figures: a list that goes on in the next block of columns, or another table."""
    figures = figure_columns(lines, body.rows)
    named = [column for column in columns if not column.label.startswith(_("Column {number}", number=""))]
    firsts = list(takewhile(lambda column: column.index not in figures, named))
    for column in named[len(firsts) :]:
        again = any(_bare(column.label) == _bare(first.label) for first in firsts)
        if again and any(firsts[0].index < index < column.index for index in figures):
            message = _("“{label}” heads a second list beside the first", label=column.label)
            hint = _("put the lists under one another, or save them as two sheets")
            yield Doubt(max(head), column.index, message, hint, "side-by-side")
            return


def _bare(label: str) -> str:
    return fold(re.sub(r" \(\d+\)$", "", label))


def _with_lines_below(lines: Lines, tables: Sequence[LaidTable]) -> Iterable[LaidTable]:
    """Each table with the lines between it and the next one's head."""
    for number, table in enumerate(tables):
        end = max((*table.rows, *table.head)) + 1
        stop = min(tables[number + 1].head) if number + 1 < len(tables) else lines.count
        between = [cell.text for row in range(end, stop) for cell in lines.cells(row)]
        yield replace(table, below=tuple(between))
