"""A sidecar and a grid -> a table: columns matched by name, cells typed, everything checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.errors import Reporter
from portal.i18n import Translator
from portal.schema.nearest import hint_for
from stat_tables.declare.sidecar import Sidecar
from stat_tables.model.table import Mark, Table
from stat_tables.read.grid import Grid

from .column_reading import STATUS_CODES, ColumnReading
from .column_types import read_column
from .draft import Draft, text_of
from .validate import check_columns, check_keys

_ = Translator(__file__)


def build_table(identifier: str, sidecar: Sidecar, grid: Grid, version: str, problems: Reporter) -> Table | None:
    """The table, or None after faults; these go to `problems`."""
    draft = Draft(sidecar, grid, _match_columns(sidecar, grid, problems), problems)
    if not grid.row_count:
        problems.add(grid.header_fault(_("the table has no rows"), 0, "", "no-rows"))
    _read_columns(draft)
    _find_totals(draft)
    check_columns(draft)
    complete = len(draft.values) == len(sidecar.values.get("columns", {}))
    if check_keys(draft) and complete:  # else what follows would tell of the same faults again
        _apply_and_compare(draft)
    return None if problems else _table(identifier, draft, version)


def _apply_and_compare(draft: Draft) -> None:
    """What needs every row and column in its place: revisions, and the figures against each other."""
    if "cells" in draft.sidecar.values or "revisions" in draft.sidecar.values:
        from .revisions import apply_cells, apply_revisions

        apply_cells(draft)
        apply_revisions(draft)
    if draft.loose:
        from .loose_marks import settle_marks

        settle_marks(draft)
    if draft.sidecar.identities:
        from .identities import check_identities

        check_identities(draft)


def _match_columns(sidecar: Sidecar, grid: Grid, problems: Reporter) -> dict[str, int]:
    """Declared column -> its place in the file, by header, id or label."""
    places: dict[str, int] = {}
    for index, header in enumerate(grid.headers):
        if not header:
            problems.add(grid.header_fault(_("the column has no name"), index, _("write its id"), "blank-header"))
        elif places.setdefault(header, index) != index:
            message = _("two columns are called “{name}”", name=header)
            problems.add(grid.header_fault(message, index, _("rename or delete one"), "duplicate-header"))
    place_of_column: dict[str, int] = {}
    for column in sidecar.columns:
        names = [column.header] if column.header else [column.id, column.label]
        place = next((places[name] for name in names if name in places), None)
        if place is None:
            free = [header for header, index in places.items() if index not in place_of_column.values()]
            message = _("column “{name}” is not in {path}", name=names[0], path=grid.path)
            sidecar.file.report(message, "columns", column.id, hint=hint_for(names[0], free), code="missing-column")
        else:
            place_of_column[column.id] = place
    faulty = _names_of_faulty(sidecar).union(sidecar.reading.ignore)
    for name in sidecar.reading.ignore:
        if name not in places and name not in grid.dropped:
            message = _("column “{name}” is not in {path}", name=name, path=grid.path)
            sidecar.file.report(message, "ignore", hint=hint_for(name, places), code="missing-column")
    for header, index in places.items():
        if index not in place_of_column.values() and header not in faulty and header:
            message = _("column “{name}” is not declared", name=header)
            hint = _("write its [columns.…] in table.toml, or delete it")
            problems.add(grid.header_fault(message, index, hint, "undeclared-column"))
    return place_of_column


def _names_of_faulty(sidecar: Sidecar) -> set[str]:
    """How columns may be called whose declaration has a fault already."""
    sound = {column.id for column in sidecar.columns}
    faulty = {name: entry for name, entry in sidecar.values.get("columns", {}).items() if name not in sound}
    return {text for name, entry in faulty.items() for text in (name, entry.get("label"), entry.get("header")) if text}


def _read_columns(draft: Draft) -> None:
    sidecar, grid = draft.sidecar, draft.grid
    vintage = sidecar.territory.vintage if sidecar.territory else None
    totals = frozenset(text_of(text) for row in _totals(draft) for text in row.values())
    for plan in sidecar.plans:
        name = plan.column.id
        if name not in draft.indexes:
            continue
        index = draft.indexes[name]
        reading = ColumnReading(
            plan, grid.columns[index], grid, index, sidecar.missing, draft.problems, vintage, totals
        )
        draft.values[name] = read_column(reading)
        draft.loose.update({(row, name): marks for row, marks in reading.loose.items()})
        if reading.marks:
            draft.marks.update({(row, name): mark for row, mark in reading.marks.items()})
    name_at = {index: name for name, index in draft.indexes.items()}
    draft.loose.update({(row, name_at[at]): marks for (row, at), marks in grid.marks.items() if at in name_at})


def _totals(draft: Draft) -> list[Mapping[str, Any]]:
    totals = list(draft.sidecar.values.get("totals", ()))
    return [*totals, *(identity.total for identity in draft.sidecar.identities if identity.total)]


def _find_totals(draft: Draft) -> None:
    """Rows of totals: those that `totals` names, and those that an identity says are sums."""
    rows: set[int] = set()
    for index, conditions in enumerate(draft.sidecar.values.get("totals", ())):
        known = all(key in draft.keys for key in conditions)
        named_rows = list(draft.rows_where(conditions)) if known else []
        if not named_rows:
            row_words = ", ".join(f"{key} = {value}" for key, value in conditions.items())
            draft.sidecar.file.report(_("no row has {row}", row=row_words), "totals", index, code="row")
        rows.update(named_rows)
    for identity in draft.sidecar.identities:
        if identity.total and all(key in draft.keys for key in identity.total):
            rows.update(draft.rows_where(identity.total))
    draft.total_rows = frozenset(rows)


def _table(identifier: str, draft: Draft, version: str) -> Table:
    sidecar, values = draft.sidecar, draft.sidecar.values
    return Table(
        id=identifier,
        title=sidecar.title,
        description=sidecar.description,
        columns=sidecar.columns,
        values={column.id: draft.values[column.id] for column in sidecar.columns},
        row_count=draft.grid.row_count,
        keys=sidecar.keys,
        period=sidecar.period,
        territory=sidecar.territory,
        marks=draft.marks,
        missing=_missing(draft.marks, sidecar.missing),
        total_rows=draft.total_rows,
        sources=sidecar.sources,
        licence=sidecar.licence,
        notes=sidecar.notes,
        definitions=sidecar.definitions,
        identities=sidecar.identities,
        status=sidecar.status,
        published=values.get("published"),
        modified=values.get("modified"),
        embargo=values.get("embargo"),
        topics=tuple(values.get("topics", ())),
        path=sidecar.file.path,
        data_path=draft.grid.path,
        digest=version,
    )


def _missing(marks: Mapping[tuple[int, str], Mark], declared: Mapping[str, str]) -> dict[str, str]:
    """Declared codes, and the two of the trade where they occur: [x] and [c]."""
    used = {mark.missing for mark in marks.values() if mark.missing in STATUS_CODES}
    reasons = {"[x]": _("not available"), "[c]": _("confidential")}
    return {**{code: reasons[code] for code in sorted(used)}, **declared}
