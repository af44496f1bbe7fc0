"""Tables: rows with bars, and rows that Excel or Word parted with tabs. No cell is lost, whatever the row of dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from portal.i18n import Translator

from .cursor import Cursor
from .lines import TAB, TypedLine

_ = Translator(__file__)

_BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")  # one that is not escaped as it was typed
_DASHES = re.compile(r"\|?[ ]*:?[-–—]+:?[ ]*(?:\|[ ]*:?[-–—]+:?[ ]*)*\|?$")
_CELL_MARK = re.compile(r"\\.|(`+).*?(?<!`)\1(?!`)|\|")
_FIGURE = re.compile(r"[+\-−–]?\d[\d.,   ]*%?$|[-–—…x]$")
_COLUMNS = re.compile(r"[^\s.…_][ \xa0]{3,}[^\s.…_]")
_YEAR = re.compile(r"(?:19|20)\d\d$")


def begins_table(cursor: Cursor, by: int = 0) -> bool:
    """Whether the line `by` ahead is the head of a table."""
    line, below = cursor.ahead(by), cursor.ahead(by + 1)
    if line is None or below is None:
        return False
    if "|" in below.text and "|" in line.text:
        return is_dashes(below.words) and (not is_dashes(line.words) or _is_head_of_dashes(line.words, below.words))
    return TAB in line.text and TAB in below.text and _is_row(line) and _is_row(below)


def is_dashes(text: str) -> bool:
    """The row under the head of a table."""
    return "|" in text and _DASHES.match(text) is not None


def _is_head_of_dashes(head: str, below: str) -> bool:
    """A head that names no column, `| – | – |`, over a row that is longer or aligned."""
    return ":" not in head and not _is_second_rule(head) and (":" in below or _is_second_rule(below))


def is_stray_row(line: TypedLine) -> bool:
    """A row between bars, where no table is."""
    return len(line.words) > 1 and line.words.startswith("|") and line.words.endswith("|")


def take_table(cursor: Cursor) -> bool:
    if not begins_table(cursor):
        return take_stray_rows(cursor)
    if "|" in cursor.line.text:
        _take_bars(cursor)
    else:
        _take_tabs(cursor)
    return True


def _take_bars(cursor: Cursor) -> None:
    head, dashes = cursor.take(), cursor.take()
    cells = split_row(head.words)
    ruled = [re.sub("[–—]", "-", cell) for cell in split_row(dashes.words)]
    ruled = [*ruled, *["-"] * (len(cells) - len(ruled))][: len(cells)]
    rows = [(head, cells)]
    while cursor.more and "|" in cursor.line.text and not cursor.line.words.startswith(("///", ">")):
        line = cursor.take()
        if _is_second_rule(line.words):
            hint = _("leave an empty line before the head of another table")
            cursor.findings.fault(_("a second row of dashes stands in the table"), line.number, hint, "table")
        rows.append((line, split_row(line.words)))
    if len(rows) == 1:
        hint = _("write its rows below |---|---|, without empty lines between them")
        cursor.findings.fault(_("the table has no rows"), head.number, hint, "table")
    _emit(cursor, rows, ruled)


def _is_second_rule(words: str) -> bool:
    """A row of dashes; one dash in each cell says that there is nothing."""
    return is_dashes(words) and ":" not in words and any(len(cell) > 1 for cell in split_row(words))


def _take_tabs(cursor: Cursor) -> None:
    rows: list[tuple[TypedLine, list[str]]] = []
    while cursor.more and TAB in cursor.line.text:
        line = cursor.take()
        rows.append((line, [_BAR.sub(r"\1\|", cell.strip()) for cell in line.text.strip("\n ").split(TAB)]))
    if not any(cells[0] for _line, cells in rows):  # the whole table stands behind a tab
        rows = [(line, cells[1:]) for line, cells in rows]
    head = rows[0][1]
    if any(_FIGURE.match(cell) and not _YEAR.match(cell) for cell in head if cell):
        hint = _("write a row with the names of the columns over it")
        cursor.findings.fault(_("the pasted table has no head"), rows[0][0].number, hint, "table")
    columns = zip(*(cells for _line, cells in rows[1:]), strict=False)
    numeric = [all(_FIGURE.match(cell) for cell in column if cell) and any(column) for column in columns]
    _emit(cursor, rows, ["--:" if number else "---" for number in [*numeric, *[False] * len(head)][: len(head)]])


def _emit(cursor: Cursor, rows: Sequence[tuple[TypedLine, list[str]]], ruled: Sequence[str]) -> None:
    width = len(ruled)
    printed: list[str] = []
    for line, cells in rows:
        while len(cells) > width and not cells[-1] and TAB in line.text:
            cells = cells[:-1]  # Excel ends a row with the tabs of columns that are empty
        if len(cells) < width:
            message = _("the row has {count} cells, the head of the table {width}", count=len(cells), width=width)
            hint = _("write every cell, an empty one too: | |")
            cursor.findings.fault(message, line.number, hint, "table-cells")
        if len(cells) > width:
            message = _("the row has {count} cells, the head of the table {width}", count=len(cells), width=width)
            hint = _("take a cell out, or give the head one more; write a bar inside a cell as \\|")
            cursor.findings.fault(message, line.number, hint, "table-cells")
        texts = [cursor.inline(cell, line) for cell in [*cells, *[""] * (width - len(cells))][:width]]
        printed.append("| " + " | ".join(texts) + " |")
    printed.insert(1, "|" + "|".join(ruled) + "|")
    cursor.emit(printed)


def split_row(row: str) -> list[str]:
    """The cells of a row; a bar behind a backslash or in code parts none."""
    bars = [mark.start() for mark in _CELL_MARK.finditer(row) if mark.group() == "|"]
    edges = [-1, *bars, len(row)]
    cells = [row[start + 1 : end].strip() for start, end in pairwise(edges)]
    if row.startswith("|"):
        cells = cells[1:]
    if bars and bars[-1] == len(row) - 1:
        cells = cells[:-1]
    return cells


def _is_row(line: TypedLine) -> bool:
    return TAB in line.text.strip(" ") and bool(line.words)


def report_parted_row(cursor: Cursor, line: TypedLine, at: int) -> None:
    """Rows of a pasted table that empty lines part, or spaces: told once, at the first of them.

    Args:
        at: place of `line` in the cursor's lines.
    """
    if TAB in line.words and _has_tab(cursor, at + 1, 1) and not _has_tab(cursor, at - 1, -1):
        hint = _("take the empty lines out between its rows")
        cursor.findings.fault(_("these rows are no table"), line.number, hint, "table")


def _has_tab(cursor: Cursor, at: int, step: int) -> bool:
    """Whether the next line with words, a few lines away at most, is a row with tabs."""
    for place in range(at, at + 3 * step, step):
        if 0 <= place < len(cursor.lines) and cursor.lines[place].words:
            return TAB in cursor.lines[place].words
    return False


def report_columns(cursor: Cursor, group: Sequence[TypedLine]) -> None:
    """Columns that were set with spaces, in two lines or more, would run together on the page."""
    wide = [line for line in group if "   " in line.words or "\xa0\xa0\xa0" in line.words]
    if len(wide) > 1 and all(_COLUMNS.search(line.words) for line in wide):
        hint = _("write the head, then |---|---|, then the rows, without empty lines between them")
        cursor.findings.fault(_("columns that are set with spaces are no table"), wide[0].number, hint, "table")


def take_stray_rows(cursor: Cursor) -> bool:
    """Rows without a head are told once, at the first of them."""
    if not is_stray_row(cursor.line):
        return False
    first = cursor.line
    group: list[TypedLine] = []
    while cursor.more and is_stray_row(cursor.line):
        group.append(cursor.take())
    if len(group) > 1 or is_dashes(first.words) or len(split_row(first.words)) > 1:
        hint = _("write the head, then |---|---|, then the rows, without empty lines between them")
        cursor.findings.fault(_("these rows are no table"), first.number, hint, "table")
    cursor.emit([cursor.inline(line.words, line) for line in group])
    return True
