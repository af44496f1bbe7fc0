"""What one part of a table.toml says about another: columns, notes and sources that must be there."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from portal.i18n import Translator
from portal.schema.nearest import hint_for
from portal.vietnam.provinces import Vintage
from stat_tables.model.table import ColumnType, Measure

from .sidecar import Sidecar

_ = Translator(__file__)

_COLUMN_REFERENCES = ("numerator", "denominator", "weight", "change_of")


def check_references(sidecar: Sidecar, indicators: Collection[str]) -> None:
    """Every name that the sidecar uses is declared in it; `indicators` are the known ids of series."""
    columns = [column.id for column in sidecar.columns]
    declared = tuple(sidecar.values.get("columns", {}))
    _names(sidecar, sidecar.keys, declared, "column", "keys")
    if sidecar.values.get("groups"):
        _groups(sidecar, columns, declared)
    notes = [note.id for note in sidecar.notes]
    sources = [source.id for source in sidecar.sources]
    for column in sidecar.columns:
        path = ("columns", column.id)
        _names(sidecar, column.notes, notes, "note", *path, "notes")
        if column.source:
            _names(sidecar, (column.source,), sources, "source", *path, "source")
        if column.indicator:
            _names(sidecar, (column.indicator,), indicators, "indicator", *path, "indicator")
        for key in _COLUMN_REFERENCES:
            if name := getattr(column, key):
                _names(sidecar, (name,), declared, "column", *path, key)
        if bool(column.numerator) != bool(column.denominator):
            hint = _("write both “numerator” and “denominator”")
            sidecar.file.report(_("half of a rate is not declared"), *path, hint=hint, code="rate")
        if column.type is ColumnType.PROVINCE and sidecar.territory is None:
            hint = _("write [territory] with “name” and “vintage” (63 or 34)")
            message = _("column “{name}” holds provinces, but of which vintage?", name=column.id)
            sidecar.file.report(message, *path, hint=hint, code="vintage")
    _merged_columns(sidecar)
    _entries(sidecar, notes, sources)


def _merged_columns(sidecar: Sidecar) -> None:
    """Pages of today's provinces put rows of the 63 together: what may not be added without a word is told once."""
    territory = sidecar.territory
    if territory is None or territory.vintage is not Vintage.UNITS_63:
        return
    if not any(column.type is ColumnType.PROVINCE for column in sidecar.columns):
        return
    for column in sidecar.columns:
        if column.measure is Measure.UNDECLARED and not column.weight and not (column.numerator and column.denominator):
            message = _("merged provinces have no figure in column “{name}”: does it add up?", name=column.id)
            hint = _("write its measure, such as {examples}", examples='"count", "money", "rate", "density"')
            problem = sidecar.file.problem(message, "columns", column.id, hint=hint, code="undeclared-measure")
            problem.severity = "warning"
            sidecar.file.problems.add(problem)


def _entries(sidecar: Sidecar, notes: Sequence[str], sources: Sequence[str]) -> None:
    for index, identifier in enumerate(sources):
        if identifier in sources[:index]:
            message = _("the source “{name}” is there twice", name=identifier)
            sidecar.file.report(message, "sources", index, "id", code="duplicate-source")
    for index, entry in enumerate(sidecar.values.get("cells", ())):
        _names(sidecar, entry.get("notes", ()), notes, "note", "cells", index, "notes")
    for index, entry in enumerate(sidecar.values.get("revisions", ())):
        for number, value in enumerate(entry.get("values", ())):
            if "source" in value:
                path = ("revisions", index, "values", number, "source")
                _names(sidecar, (value["source"],), sources, "source", *path)


def _groups(sidecar: Sidecar, columns: Sequence[str], declared: Collection[str]) -> None:
    for index, entry in enumerate(sidecar.values["groups"]):
        names = entry.get("columns", ())
        _names(sidecar, names, declared, "column", "groups", index, "columns")
        places = [columns.index(name) for name in names if name in columns]
        if places and sorted(places) != list(range(min(places), min(places) + len(places))):
            hint = _("a common head stands over columns side by side; mind their order in the file")
            message = _("the columns under “{label}” are not neighbours", label=entry.get("label", ""))
            sidecar.file.report(message, "groups", index, "columns", hint=hint, code="group")


def _names(sidecar: Sidecar, names: Sequence[str], known: Collection[str], kind: str, *path: str | int) -> None:
    for name in names:
        if name not in known:
            hint = hint_for(name, known)
            sidecar.file.report(_unknown(kind, name), *path, hint=hint, code=f"unknown-{kind}")


def _unknown(kind: str, name: str) -> str:
    return {
        "column": _("there is no column “{name}”", name=name),
        "note": _("there is no note “{name}”", name=name),
        "source": _("there is no source “{name}”", name=name),
        "indicator": _("there is no indicator “{name}” in indicators.toml", name=name),
    }[kind]
