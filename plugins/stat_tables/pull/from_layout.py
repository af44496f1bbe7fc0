"""A table found on a sheet -> a pulled table: row numbers out, notes on their cells, units in place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby, takewhile

from portal.i18n import Translator
from portal.vietnam.text import fold
from stat_tables.read.grid import RawCell
from stat_tables.read.layout.laid import LaidTable
from stat_tables.read.layout.lines import Around
from stat_tables.read.layout.settle import SettledColumn, settled, without_numbers
from stat_tables.read.sheets.marks import is_mark, normal_mark

from .pulled import PulledColumn, PulledDoubt, PulledTable

_ = Translator(__file__)

_TIER = " – "  # between the tiers of a spanner
PART_LABEL = "Nhóm"  # head of the column made from rows that only name a part of the table
REGION_LABEL = "Vùng"

# Columns of a table in `việc` that are not: the unit of the whole table says nothing of them.
_OWN_UNIT = re.compile(
    r"\b(?:ty le|ti le|ty trong|ti trong|ty suat|co cau|toc do|chi so|xep hang|hang|diem|phan tram|percent"
    r"|rate|share|index|rank)\b|%|so sanh|so voi"
)
_NUMBERS = frozenset(("stt", "tt", "so tt", "so thu tu", "thu tu", "no", "no.", "#"))
_ROW_NUMBER = re.compile(r"\d{1,4}[.)]?|[ivxlc]{1,6}[.)]?|[a-zđ][.)]?|\d{1,2}(?:\.\d{1,2}){1,3}", re.IGNORECASE)


def pulled_of(table: LaidTable, around: Around, headings: tuple[str, ...] = ()) -> PulledTable:
    remarks = list(table.remarks)
    notes = list(around.notes)
    columns = [settled(table, column, notes) for column in table.columns]
    columns = _without_row_numbers(columns, remarks)
    columns = _without_marks_column(columns, {mark for mark, _text in notes})
    columns = _without_empty(columns, remarks)
    if columns:
        columns[0].cells = without_numbers(columns[0].cells)
    pulled_columns = _with_spanners(
        [_pulled_column(column, number, around.unit) for number, column in enumerate(columns)]
    )
    rows = tuple(zip(*(column.cells for column in columns), strict=True))
    shift = 0
    if table.has_parts:
        label = REGION_LABEL if table.by_region else PART_LABEL
        pulled_columns, rows, shift = (PulledColumn(label), *pulled_columns), _with_parts(table, rows), 1
    indexes = [column.laid.index for column in columns]
    marks = tuple(
        ((row, column + shift), cell_marks)
        for row in range(len(rows))
        for column, settled in enumerate(columns)
        if (cell_marks := settled.marks[row])
    )
    if around.unused:
        remarks.append(_("lines under the table, passed over: {lines}", lines=" | ".join(around.unused)[:300]))
    return PulledTable(
        caption=around.title,
        columns=pulled_columns,
        rows=rows,
        cell_marks=marks,
        notes=_explained(notes, marks, pulled_columns),
        source=around.source,
        headings=headings,
        remarks=tuple(remarks),
        place=lambda row, column: table.sheet.address(table.rows[row], indexes[max(column - shift, 0)]),
        parts=bool(shift),
        near=tuple(reversed(table.above)),
        sheet=table.sheet.name,
        doubts=tuple(
            PulledDoubt(table.sheet.place(doubt.row, doubt.column), doubt.message, doubt.hint, doubt.code)
            for doubt in table.doubts
        ),
    )


def _explained(
    notes: Sequence[tuple[str, str]],
    marks: Sequence[tuple[tuple[int, int], tuple[str, ...]]],
    columns: Sequence[PulledColumn],
) -> tuple[tuple[str, str], ...]:
    """The notes, and one for each mark that the file sets and does not explain."""
    known = {mark for mark, _text in notes}
    used = [mark for _place, of_cell in marks for mark in of_cell] + [
        mark for column in columns for mark in column.marks
    ]
    strange = dict.fromkeys(mark for mark in used if mark not in known)
    return (
        *notes,
        *((mark, _("The source marks this with “{mark}” and does not say why.", mark=mark)) for mark in strange),
    )


def _without_row_numbers(columns: list[SettledColumn], remarks: list[str]) -> list[SettledColumn]:
    others = []
    for column in columns:
        named = fold(column.laid.label).strip(" .") in {name.strip(".") for name in _NUMBERS}
        numbers = [cell for cell in column.cells if isinstance(cell, Decimal) or _ROW_NUMBER.fullmatch(str(cell))]
        if named and 2 * len(numbers) >= len([cell for cell in column.cells if cell != ""]) and len(columns) > 2:
            remarks.append(_("column “{label}” numbers the rows; passed over", label=column.laid.label))
        else:
            others.append(column)
    return others


def _without_marks_column(columns: list[SettledColumn], known: set[str]) -> list[SettledColumn]:
    """A column `Ghi chú` of nothing but marks: they go to the labels of their rows."""
    others: list[SettledColumn] = []
    for column in columns:
        texts = [str(cell) for cell in column.cells if cell != ""]
        named = fold(column.laid.label).startswith(("ghi chu", "chu thich", "note"))
        if others and named and texts and all(is_mark(text) and normal_mark(text) in known for text in texts):
            for row, cell in enumerate(column.cells):
                if cell != "":
                    others[0].marks[row] = (*others[0].marks[row], normal_mark(str(cell)))
        else:
            others.append(column)
    return others


def _without_empty(columns: list[SettledColumn], remarks: list[str]) -> list[SettledColumn]:
    others = []
    for column in columns:
        if all(cell == "" for cell in column.cells) and len(columns) > 2:
            remarks.append(_("column “{label}” is empty; passed over", label=column.laid.label))
        else:
            others.append(column)
    return others


def _with_parts(table: LaidTable, rows: Sequence[tuple[RawCell, ...]]) -> tuple[tuple[RawCell, ...], ...]:
    """Each row under the label of its part; a row above all parts, such as a total, is a part by itself."""
    return tuple((table.parts[at] or _label(row), *row) for at, row in zip(table.rows, rows, strict=True))


def _label(row: tuple[RawCell, ...]) -> str:
    """The first cell with words; a code may be left out before it."""
    return next((text for cell in row if (text := str(cell))), "")


def _pulled_column(column: SettledColumn, number: int, table_unit: str) -> PulledColumn:
    laid = column.laid
    own = _OWN_UNIT.search(fold(laid.label)) or laid.label.casefold() in ("năm", "year")
    unit = laid.unit or (table_unit if number > 0 and not own else "")
    return PulledColumn(laid.label, laid.group, unit, laid.marks, column.decimals, laid.index)


def _shared(paths: Sequence[Sequence[str]]) -> int:
    """How many tiers all have in common, from the top."""
    return len(list(takewhile(lambda tier: len(set(tier)) == 1, zip(*paths, strict=False))))


def _with_spanners(columns: Sequence[PulledColumn]) -> tuple[PulledColumn, ...]:
    """Spanners reach over neighbouring columns; what stands over fewer of these goes into their labels.

    `Đình chỉ` and `Xét xử – Sơ thẩm` under `Giải quyết`, `Năm 2024 – Việc` where it is the year's only column.
    """
    labelled: list[PulledColumn] = []
    for _first, run in groupby(columns, key=lambda column: column.group.split(_TIER)[0]):
        members = list(run)
        paths = [column.group.split(_TIER) for column in members]
        shared = _shared(paths) if len(members) > 1 else 0
        for column, path in zip(members, paths, strict=True):
            label = _TIER.join((*path[shared:], column.label)) if column.group else column.label
            labelled.append(replace(column, label=label, group=_TIER.join(path[:shared])))
    return tuple(labelled)
