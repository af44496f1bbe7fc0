"""Checks of single columns and of keys, in the words of Table Schema; every fault names its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from portal.i18n import Translator
from portal.schema.nearest import hint_for
from stat_tables.model.table import NO_CONSTRAINTS, Column, Scalar

from .column_reading import MOST_FAULTS
from .draft import Draft, in_message, text_of

_ = Translator(__file__)


def check_columns(draft: Draft) -> None:
    """`required`, `unique`, `minimum`, `maximum`, `enum` and `pattern` of every column that declares any."""
    for column in draft.sidecar.columns:
        if column.constraints != NO_CONSTRAINTS and column.id in draft.values:
            _check_column(draft, column, draft.values[column.id])


def check_keys(draft: Draft) -> bool:
    """No two rows have the same key, and no part of a key is missing; tells whether rows can be found by key."""
    keys = draft.keys
    if not keys or len(keys) < len(draft.sidecar.keys):
        return False
    columns = [draft.values[key] for key in keys]
    for key, values in zip(keys, columns, strict=True):
        for row in _missing(values):
            if draft.mark(row, key).missing:  # blank and faulty cells have been told already
                hint = _("every row needs its key")
                draft.fault(_("the key “{key}” has no value", key=key), row, key, hint, "missing-key-value")
    names = list(zip(*columns, strict=True))
    if len(set(names)) == len(names):
        return all(None not in values for values in columns)
    first: dict[tuple[Scalar, ...], int] = {}
    for row, name in enumerate(names):
        if first.setdefault(name, row) != row and None not in name:
            message = _(
                "the key “{key}” stands in two rows; the first is {place}",
                key=" / ".join(map(text_of, name)),
                place=draft.place(first[name], keys[0]),
            )
            draft.fault(message, row, keys[0], _("delete or rename one; see “keys” in table.toml"), "duplicate-key")
    return False


def _check_column(draft: Draft, column: Column, values: tuple[Scalar, ...]) -> None:
    rules = column.constraints
    if rules.required:
        for row in _missing(values):
            if draft.mark(row, column.id).missing:
                hint = _("write the value, or leave out “required” in [columns.{id}]", id=column.id)
                message = _("column “{column}” must have a value in every row", column=column.label)
                draft.fault(message, row, column.id, hint, "required")
    if rules.unique:
        _check_unique(draft, column, values)
    if rules.minimum is not None:
        _check_bound(draft, column, values, rules.minimum, lower=True)
    if rules.maximum is not None:
        _check_bound(draft, column, values, rules.maximum, lower=False)
    if rules.enum:
        known = set(rules.enum)
        faulty = (row for row, value in enumerate(values) if value is not None and text_of(value) not in known)
        _tell(draft, column, faulty, "enum", lambda text: hint_for(text, rules.enum))
    if rules.pattern:
        import re2  # linear in the text, whatever the pattern

        options = re2.Options()
        options.log_errors = False
        pattern = re2.compile(rules.pattern, options)
        rows = (row for row, value in enumerate(values) if value is not None and not pattern.fullmatch(text_of(value)))
        _tell(draft, column, rows, "pattern", lambda _text: _("it has to fit {pattern}", pattern=rules.pattern[:60]))


def _check_unique(draft: Draft, column: Column, values: tuple[Scalar, ...]) -> None:
    first: dict[Scalar, int] = {}
    for row, value in enumerate(values):
        if value is not None and first.setdefault(value, row) != row:
            message = _(
                "“{value}” stands twice in column “{column}”; the first is {place}",
                value=in_message(value),
                column=column.label,
                place=draft.place(first[value], column.id),
            )
            draft.fault(message, row, column.id, "", "unique")


def _check_bound(
    draft: Draft, column: Column, values: tuple[Scalar, ...], bound: Decimal | date, *, lower: bool
) -> None:
    comparable = Decimal if isinstance(bound, Decimal) else date
    for row, value in enumerate(values):
        if not isinstance(value, comparable):
            continue
        if (value < bound) if lower else (value > bound):  # type: ignore[operator]
            values_shown = {"value": in_message(value), "bound": in_message(bound), "column": column.label}
            if lower:
                message = _("{value} is below {bound}, the smallest value of column “{column}”", **values_shown)
            else:
                message = _("{value} is above {bound}, the greatest value of column “{column}”", **values_shown)
            draft.fault(message, row, column.id, _("correct the cell or [columns.{id}]", id=column.id), "bound")


def _tell(draft: Draft, column: Column, rows: Iterable[int], code: str, hint: Callable[[str], str]) -> None:
    for count, row in enumerate(rows):
        if count == MOST_FAULTS:
            return
        text = text_of(draft.values[column.id][row])
        message = _("“{value}” is not allowed in column “{column}”", value=text, column=column.label)
        draft.fault(message, row, column.id, hint(text), code)


def _missing(values: tuple[Scalar, ...]) -> list[int]:
    return [row for row, value in enumerate(values) if value is None] if None in values else []
