"""The [columns.*] sections of a table.toml -> columns of the model, and how their cells are read."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from portal.i18n import Translator
from portal.schema.source_file import SourceFile
from stat_tables.model.numerals import POWERS, Numerals, power_of
from stat_tables.model.table import NO_CONSTRAINTS, Column, ColumnType, Constraints, Measure, Unit

_ = Translator(__file__)

COLUMN_ID = "[a-z][a-z0-9_]*"
RATES = ("%", "‰", "điểm phần trăm")
MONEY = ("đồng", "USD", "EUR")
_CONSTRAINTS = frozenset(("required", "unique", "minimum", "maximum", "enum", "pattern"))
_MULTIPLIERS = {"%": 100, "‰": 1000}
_HOUSE_STYLE = {"tỉ": "tỷ", "ngàn": "nghìn"}


class ColumnPlan(NamedTuple):
    """A column and how its cells are written."""

    column: Column
    numerals: Numerals | None = None
    negative_parentheses: bool = False


def plan_columns(values: dict[str, Any], file: SourceFile) -> tuple[ColumnPlan, ...]:
    """Plans in the order of the file; columns with a fault in their type are left out."""
    groups = {name: entry.get("label", "") for entry in values.get("groups", ()) for name in entry.get("columns", ())}
    plans = []
    for name, entry in values.get("columns", {}).items():
        if not re.fullmatch(COLUMN_ID, name):
            hint = _("write small letters without marks, digits and _, beginning with a letter")
            file.report(_("“{name}” is no id of a column", name=name), "columns", name, hint=hint, code="column-id")
        if "type" in entry:
            plans.append(_plan(name, entry, groups.get(name, ""), values, file))
    return tuple(plans)


def _plan(name: str, entry: dict[str, Any], group: str, values: dict[str, Any], file: SourceFile) -> ColumnPlan:
    type_: ColumnType = entry["type"]
    unit = parse_unit(entry["unit"]) if entry.get("unit") else None
    if unit is not None and not type_.is_numeric:
        message = _("column “{name}” has a unit but is of type “{type}”", name=name, type=type_.value)
        file.report(message, "columns", name, "unit", hint=_('write type = "integer" or "number"'), code="ill-typed")
    for key in ("calendar", "part"):
        if key in entry and type_ is not ColumnType.YEAR:
            message = _("“{key}” does not suit a column of type “{type}”", key=key, type=type_.value)
            file.report(message, "columns", name, key, hint=_('it belongs to type = "year"'), code="ill-typed")
    numerals = entry.get("numerals", values.get("numerals"))
    column = Column(
        id=name,
        label=entry.get("label", name),
        type=type_,
        header=entry.get("header", ""),
        unit=unit,
        measure=entry.get("measure") or _measure(type_, unit),
        weight=entry.get("weight", ""),
        decimals=entry.get("decimals"),
        description=entry.get("description", ""),
        notes=entry.get("notes", ()),
        group=group,
        indicator=entry.get("indicator", ""),
        numerator=entry.get("numerator", ""),
        denominator=entry.get("denominator", ""),
        multiplier=Decimal(entry.get("multiplier", _MULTIPLIERS.get(unit.text, 1) if unit else 1)),
        change_of=entry.get("change_of", ""),
        source=entry.get("source", ""),
        calendar=_calendar(entry, values) if type_ is ColumnType.YEAR else "",
        part=entry.get("part", "year"),
        constraints=_constraints(name, type_, entry, file),
    )
    return ColumnPlan(column, numerals, entry.get("parentheses") == "negative")


def _calendar(entry: dict[str, Any], values: dict[str, Any]) -> str:
    """Of a column of years: as it says, else that of the table's period."""
    period = values.get("period", {})
    return str(entry.get("calendar") or period.get("calendar") or "civil")


@cache
def parse_unit(text: str) -> Unit:
    """`nghìn tỷ đồng` -> base `đồng`, power 12; `tỉ` and `ngàn` in the house style."""
    words = [_HOUSE_STYLE.get(word, word) for word in text.split()]
    multipliers = 0
    while multipliers < len(words) - 1 and words[multipliers] in POWERS:
        multipliers += 1
    base = " ".join(words[multipliers:])
    return Unit(" ".join(words), base, power_of(" ".join(words[:multipliers])))


def _measure(type_: ColumnType, unit: Unit | None) -> Measure:
    """Of a column that declares none: that a percentage does not add is certain, that a figure adds never is."""
    if not type_.is_numeric:
        return Measure.OTHER
    return Measure.RATE if unit is not None and unit.base in RATES else Measure.UNDECLARED


def _constraints(name: str, type_: ColumnType, entry: dict[str, Any], file: SourceFile) -> Constraints:
    if _CONSTRAINTS.isdisjoint(entry):
        return NO_CONSTRAINTS
    pattern = entry.get("pattern", "")
    if pattern and (reason := _fault_of(pattern)):
        message = _("“{pattern}” is no regular expression ({reason})", pattern=pattern[:60], reason=reason)
        file.report(message, "columns", name, "pattern", hint=_("write it in the syntax of RE2"), code="pattern")
        pattern = ""
    return Constraints(
        required=entry.get("required", False),
        unique=entry.get("unique", False),
        minimum=_bound(name, "minimum", type_, entry, file),
        maximum=_bound(name, "maximum", type_, entry, file),
        enum=entry.get("enum", ()),
        pattern=pattern,
    )


def _fault_of(pattern: str) -> str:
    """Why RE2 does not take the pattern; empty where it does."""
    import re2  # most sidecars have no pattern

    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
    return ""


def _bound(name: str, key: str, type_: ColumnType, entry: dict[str, Any], file: SourceFile) -> Decimal | date | None:
    """A smallest or greatest value: a date for columns of dates, a number for those of numbers and years."""
    value = entry.get(key)
    if value is None:
        return None
    if type_ is ColumnType.DATE and isinstance(value, date):
        return value
    if (type_.is_numeric or type_ is ColumnType.YEAR) and isinstance(value, int | Decimal):
        return Decimal(value)
    message = _("“{key}” does not suit a column of type “{type}”", key=key, type=type_.value)
    file.report(
        message, "columns", name, key, hint=_("write a number, or a date in a column of dates"), code="ill-typed"
    )
    return None
