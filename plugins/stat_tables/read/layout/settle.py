"""The cells of one column of a table: figures apart from the notes that stand behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from stat_tables.read.grid import BrokenCell, RawCell
from stat_tables.read.sheets.marks import MISSING_WITH_FLAG, normal_mark, take_flags
from stat_tables.read.sheets.sheet import SheetCell

from .laid import LaidColumn, LaidTable
from .row_kinds import is_figure, is_missing, worded_figure

_FIGURE_WITH_WORDS = re.compile(r"([-+\u2212]?\d[\d.,\s]*(?:%|‰)?)\s*\(([^()]*[^\W\d_][^()]*)\)")
_NUMBERED_LABEL = re.compile(r"^\d{1,3}\s*[.)]\s*(?=\D)")
_MARKED_LABEL = re.compile(r"(.*[^\W\d]\.?)\s*(\(\d{1,2}\)|\d{1,2}[/)])")
_PARENTHESISED = re.compile(r"\(\d{1,2}\)$")


@dataclass
class SettledColumn:
    """A column while its cells are settled."""

    laid: LaidColumn
    cells: list[RawCell]
    marks: list[tuple[str, ...]]
    decimals: int | None = None


def settled(table: LaidTable, column: LaidColumn, notes: list[tuple[str, str]]) -> SettledColumn:
    slots = [table.cell(row, column) for row in table.rows]
    numeric = _is_numeric(slots)
    known = {mark for mark, _text in notes}
    cells, marks = [], []
    for row, slot in zip(table.rows, slots, strict=True):
        value, own_marks = _value(slot, known, notes, numeric=numeric)
        cells.append(value)
        flag = table.flag(row, column)
        marks.append((*own_marks, *flag.text.split()) if flag is not None else own_marks)
    places = [slot.decimals for slot in slots if slot is not None and slot.decimals is not None]
    return SettledColumn(column, cells, marks, max(places) if places else None)


def _is_numeric(slots: Iterable[SheetCell | None]) -> bool:
    """Whether most cells are figures, the words behind some of them aside."""
    held = [slot for slot in slots if slot is not None]
    texts = [slot for slot in held if not isinstance(slot.value, Decimal)]
    numbers = len(held) - len(texts)
    filled = [slot for slot in texts if not is_missing(slot) and not MISSING_WITH_FLAG.fullmatch(slot.text)]
    figures = [slot for slot in filled if is_figure(slot) or worded_figure(slot.text) or take_flags(slot.text)[1]]
    return 2 * (len(figures) + numbers) > len(filled) + numbers


def _value(
    slot: SheetCell | None, known: set[str], notes: list[tuple[str, str]], *, numeric: bool
) -> tuple[RawCell, tuple[str, ...]]:
    if slot is None:
        return "", ()
    if not isinstance(slot.value, str) or isinstance(slot.value, BrokenCell):
        return slot.value, slot.marks
    if not numeric:
        return _label(slot.value, known, slot.marks)
    if slot.raw and _PARENTHESISED.search(slot.raw) and not known.issuperset(slot.marks):
        return slot.raw, ()  # `1.527 (15)` where no note 15 is: a rank perhaps; no figure
    if match := _FIGURE_WITH_WORDS.fullmatch(slot.value):
        mark = next((mark for mark, text in notes if text == match[2]), f"~{len(notes) + 1}")
        if (mark, match[2]) not in notes:
            notes.append((mark, match[2]))
        return match[1].strip(), (*slot.marks, mark)
    if match := MISSING_WITH_FLAG.fullmatch(slot.value):
        return match[1], (*slot.marks, normal_mark(match[2]))
    text, flags = take_flags(slot.value)
    return text, (*slot.marks, *flags)


def _label(text: str, known: set[str], marks: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """`Gạo (1)`, `Ngô 1/`, `Sắn1)` without the mark, where a note under the table explains it."""
    match = _MARKED_LABEL.fullmatch(text)
    mark = normal_mark(match[2]) if match else ""
    return (match[1], (*marks, mark)) if match and mark in known else (text, marks)


def without_numbers(cells: list[RawCell]) -> list[RawCell]:
    """`1. Hà Nội`, `2. Hà Giang`: labels without their numbers, where these count, in each part from 1 again."""
    texts = [cell for cell in cells if isinstance(cell, str) and _NUMBERED_LABEL.match(cell)]
    counted = [int(re.match(r"\d+", text)[0]) for text in texts]  # type: ignore[index]
    if len(texts) < 2 or any(after not in (1, number + 1) for number, after in pairwise(counted)):
        return cells
    return [_NUMBERED_LABEL.sub("", cell) if isinstance(cell, str) else cell for cell in cells]
