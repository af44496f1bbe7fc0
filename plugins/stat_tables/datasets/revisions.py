"""Published values of corrected cells, and status and notes of single cells: from the sidecar onto the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from portal.i18n import Translator
from portal.schema.nearest import hint_for
from stat_tables.model.numerals import Numerals, scale, take_apart, to_decimal
from stat_tables.model.table import Approximator, Column, Revision, Status

from .draft import Draft, in_message

_ = Translator(__file__)


def apply_cells(draft: Draft) -> None:
    """Status and notes of [[cells]]."""
    for index, entry in enumerate(draft.sidecar.values.get("cells", ())):
        place = _cell(draft, entry, "cells", index)
        if place is None:
            continue
        mark = draft.mark(*place)
        status = Status(entry["status"]) if "status" in entry else mark.status
        draft.marks[place] = replace(mark, status=status, notes=(*mark.notes, *entry.get("notes", ())))


def apply_revisions(draft: Draft) -> None:
    """Every published value of [[revisions]]; the last one must be what the data file says."""
    for index, entry in enumerate(draft.sidecar.values.get("revisions", ())):
        place = _cell(draft, entry, "revisions", index)
        if place is None:
            continue
        column = draft.columns[place[1]]
        published = [_revision(draft, column, item, index, number) for number, item in enumerate(entry["values"])]
        revisions = tuple(revision for revision in published if revision is not None)
        if len(revisions) == len(published) and _sound(draft, place, revisions, index):
            mark = draft.mark(*place)
            draft.marks[place] = replace(mark, revisions=revisions, status=mark.status or Status.REVISED)


def _cell(draft: Draft, entry: Mapping[str, Any], section: str, index: int) -> tuple[int, str] | None:
    """The cell that an entry names, or None after a fault."""
    column = entry.get("column", "")
    if column and column not in draft.values:
        message = _("there is no column “{name}”", name=column)
        hint = hint_for(column, draft.values)
        draft.sidecar.file.report(message, section, index, "column", hint=hint, code="unknown-column")
    row = draft.one_row(entry["row"], section, index, "row") if "row" in entry else None
    if row is None or column not in draft.values or (section == "revisions" and "values" not in entry):
        return None
    return row, column


def _revision(draft: Draft, column: Column, item: Mapping[str, Any], index: int, number: int) -> Revision | None:
    value, published = item.get("value"), item.get("published")
    if value is None or published is None:
        return None  # told when the keys were checked
    parsed = _value(draft, column, value)
    if parsed is None:
        message = _("“{value}” is not a number in column “{column}”", value=value, column=column.label)
        draft.sidecar.file.report(message, "revisions", index, "values", number, "value", code="number")
        return None
    return Revision(parsed[0], published, item.get("source", ""), parsed[1])


def _value(draft: Draft, column: Column, value: Any) -> tuple[Decimal, Approximator | None] | None:
    """TOML numbers are exact as they are; texts are written as in the data, or the Vietnamese way."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value), None
    figure = take_apart(value) if isinstance(value, str) else None
    if figure is None:
        return None
    plan = next(plan for plan in draft.sidecar.plans if plan.column is column)
    number = to_decimal(figure.number, plan.numerals or Numerals.VIETNAMESE)
    if number is None:
        return None
    if figure.power or figure.unit:
        number = scale(number, figure.power - (column.unit.power if column.unit else 0))
    return number, figure.approximator


def _sound(draft: Draft, place: tuple[int, str], revisions: Sequence[Revision], index: int) -> bool:
    path = ("revisions", index, "values")
    days = [revision.published for revision in revisions]
    if len(revisions) < 2 or days != sorted(set(days)):
        hint = _("write every published value with its day, oldest first, each day once")
        draft.sidecar.file.report(_("a revision needs two values at least"), *path, hint=hint, code="revision-order")
        return False
    current, mark = draft.values[place[1]][place[0]], draft.mark(*place)
    last = revisions[-1]
    if last.value != current or last.approximator != mark.approximator:
        message = _(
            "the last published value is {value}, but the data say {current} ({place})",
            value=in_message(last.value),
            current=in_message(current),
            place=f"{draft.grid.path}:{draft.place(*place)}",
        )
        hint = _("the data file holds the newest value")
        draft.sidecar.file.report(message, *path, hint=hint, code="revision-value")
        return False
    return True
