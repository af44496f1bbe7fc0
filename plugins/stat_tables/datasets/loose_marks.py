"""Marks that stand behind figures in the file: a status, a note of the sidecar, or told, since no reader sees them."""

from __future__ import annotations

from dataclasses import replace

from portal.errors import Problem
from portal.i18n import Translator
from stat_tables.model.table import Status

from .draft import Draft

_ = Translator(__file__)

# Flags of statistics offices that mean the same here.
_STATUS = {"p": Status.PROVISIONAL, "r": Status.REVISED, "e": Status.ESTIMATED}
_SHOWN = 5


def settle_marks(draft: Draft) -> None:
    strange: list[str] = []
    for (row, column), marks in draft.loose.items():
        mark = draft.mark(row, column)
        if mark.notes or mark.status or draft.columns[column].notes:
            continue
        statuses = {_STATUS[text] for text in marks if text in _STATUS}
        if len(statuses) == len(marks) == 1 and draft.columns[column].type.is_numeric:
            draft.marks[(row, column)] = replace(mark, status=statuses.pop())
        else:
            strange.append(f"{draft.place(row, column)} “{' '.join(marks)}”")
    if strange:
        named = ", ".join(strange[:_SHOWN]) + (", …" if len(strange) > _SHOWN else "")
        message = _("{count} marks behind cells are not printed: {cells}", count=len(strange), cells=named)
        hint = _("give each cell its note in [[cells]], or the column its “notes”")
        draft.problems.add(Problem(message, draft.grid.path, None, None, hint, "loose-mark", "warning"))
