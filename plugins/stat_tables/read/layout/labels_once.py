"""Labels that a table writes once for several rows: `Hà Nội | Nam`, then a blank cell and `Nữ`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from portal.i18n import Translator
from portal.vietnam.text import fold
from stat_tables.read.sheets.sheet import Sheet, SheetCell

from .laid import Doubt, LaidColumn
from .row_kinds import Lines, figure_columns

_ = Translator(__file__)

_NUMBER_HEADS = frozenset(("stt", "tt", "so tt", "so thu tu", "thu tu", "no", "#"))
_NUMBERED = re.compile(r"[\W\d]*|[ivxlc]{1,6}[.)]?|\w[.)]?", re.IGNORECASE)


def labels_once(
    lines: Lines, rows: Sequence[int], columns: Sequence[LaidColumn]
) -> tuple[Sheet, tuple[str, ...], tuple[Doubt, ...]]:
    """The sheet with each label in all of its rows where the rows beneath every label are the same ones.

    Otherwise a doubt: nobody knows whether a row without a label stands under the one above.
    """
    sheet = lines.sheet
    if len(columns) < 3 or columns[0].index or fold(columns[0].label).strip(" .") in _NUMBER_HEADS:
        return sheet, (), ()
    second = columns[1].index
    blank = [row for row in rows if _is_under_another(lines, rows, row, second)]
    if not blank or second in figure_columns(lines, rows):
        return sheet, (), ()
    groups = _groups(lines, rows, second)
    if len(groups) > 1 and all(names == groups[0] for names in groups) and len(groups[0]) > 1:
        first = lines.at(rows[0], 0)
        assert first is not None
        said = _("labels written once, such as “{label}”, hold for the rows beneath them", label=first.text)
        return _filled(sheet, rows), (said,), ()
    above = next(cell for row in reversed(rows) if row < blank[0] and (cell := lines.at(row, 0)) is not None)
    message = _("the first cell of the row is blank: does the row stand under “{label}”?", label=above.text[:60])
    hint = _("write the label into every row, or merge its cells over the rows that it heads")
    return sheet, (), (Doubt(blank[0], 0, message, hint, "blank-label"),)


def _is_under_another(lines: Lines, rows: Sequence[int], row: int, second: int) -> bool:
    if lines.at(row, 0) is not None or lines.at(row, second) is None:
        return False
    above = next((other for other in reversed(rows) if other < row and lines.at(other, 0) is not None), None)
    if above is None or lines.at(above, second) is None:
        return False
    label = lines.at(above, 0)
    return label is not None and _NUMBERED.fullmatch(label.text) is None


def _groups(lines: Lines, rows: Sequence[int], second: int) -> list[tuple[str, ...]]:
    groups: list[list[str]] = []
    for row in rows:
        if lines.at(row, 0) is not None or not groups:
            groups.append([])
        cell = lines.at(row, second)
        groups[-1].append(cell.text if cell is not None else "")
    return [tuple(group) for group in groups]


def _filled(sheet: Sheet, rows: Sequence[int]) -> Sheet:
    filled = list(sheet.rows)
    label: SheetCell | None = None
    for row in rows:
        label = filled[row][0] or label
        filled[row] = (label, *filled[row][1:])
    return replace(sheet, rows=tuple(filled))
