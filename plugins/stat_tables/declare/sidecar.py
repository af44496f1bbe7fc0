"""table.toml -> what it declares: the parts of the table's model, and how the data file is to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from portal.errors import Reporter
from portal.i18n import Translator
from portal.schema.nearest import quoted
from portal.schema.source_file import SourceFile
from portal.schema.toml_file import read_toml
from portal.vietnam.provinces import find, nearest
from stat_tables.model.numerals import Numerals
from stat_tables.model.table import Column, Definition, Identity, Licence, Note, Period, Source, Status, Territory

from .sidecar_columns import ColumnPlan, plan_columns
from .sidecar_keys import TABLE_TOML

_ = Translator(__file__)

NAME = "table.toml"


class DataFormat(NamedTuple):
    """How the data file is read; None, zero and empty where the reader finds out.

    Args:
        head_stated: the sidecar says where the names are; else a spreadsheet's are looked for.
        last_header_row, last_row: of a spreadsheet, where the head has several rows, and where the figures end.
        parts: labels in the file that name a part of the table.
        ignore: columns of the file that are not wanted.
    """

    file: str = ""
    sheet: str = ""
    records: str = ""
    delimiter: str = ""
    encoding: str = ""
    header_row: int = 1
    head_stated: bool = False
    last_header_row: int = 0
    last_row: int = 0
    parts: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    numerals: Numerals | None = None


@dataclass(frozen=True)
class Sidecar:
    """A table.toml, sound in itself. `totals`, `cells`, `revisions` name rows, which only the data can answer.

    Args:
        values: the checked TOML values, for what is resolved against the data.
        file: the file itself, for what is reported of it later.
    """

    title: str
    description: str
    plans: tuple[ColumnPlan, ...]
    keys: tuple[str, ...]
    reading: DataFormat
    period: Period | None
    territory: Territory | None
    missing: Mapping[str, str]
    sources: tuple[Source, ...]
    licence: Licence | None
    notes: tuple[Note, ...]
    definitions: tuple[Definition, ...]
    identities: tuple[Identity, ...]
    status: Status | None
    values: Mapping[str, Any]
    file: SourceFile

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(plan.column for plan in self.plans)


def read_sidecar(text: str, path: str, problems: Reporter) -> Sidecar:
    """Declarations of the table.toml at `path`; what is wrong goes to `problems`, syntax errors are raised."""
    file = read_toml(text, path, problems)
    values = TABLE_TOML.read(file.root)
    licence, notes = values.get("licence"), values.get("notes", {}).items()
    return Sidecar(
        title=values.get("title", ""),
        description=values.get("description", ""),
        plans=plan_columns(values, file),
        keys=values.get("keys", ()),
        reading=_reading(values),
        period=_period(values.get("period"), file),
        territory=_territory(values.get("territory"), file),
        missing=values.get("missing", {}),
        sources=tuple(Source(**{"id": "", "title": "", **entry}) for entry in values.get("sources", ())),
        licence=None if licence is None else Licence(licence.get("name", ""), licence.get("url", "")),
        notes=tuple(Note(name, text, number) for number, (name, text) in enumerate(notes, start=1)),
        definitions=tuple(Definition(**{"term": "", "text": "", **entry}) for entry in values.get("definitions", ())),
        identities=_identities(values.get("identities", ()), file),
        status=values.get("status"),
        values=values,
        file=file,
    )


def _reading(values: dict[str, Any]) -> DataFormat:
    return DataFormat(
        file=values.get("file", ""),
        sheet=values.get("sheet", ""),
        records=values.get("records", ""),
        delimiter=values.get("delimiter", ""),
        encoding=values.get("encoding", ""),
        header_row=values.get("header_row", 1),
        head_stated="header_row" in values,
        last_header_row=values.get("last_header_row", 0),
        last_row=values.get("last_row", 0),
        parts=tuple(values.get("parts", ())),
        ignore=tuple(values.get("ignore", ())),
        numerals=values.get("numerals"),
    )


def _period(entry: dict[str, Any] | None, file: SourceFile) -> Period | None:
    if entry is None:
        return None
    if "calendar" in entry:
        return _calendar_period(entry, file)
    if "start" not in entry or "end" not in entry:
        hint = _('write “start” and “end” as dates, or calendar = "thads" and “year”')
        file.report(_("the period has no beginning or no end"), "period", hint=hint, code="period")
        return None
    period = Period(entry["start"], entry["end"], entry.get("label", ""))
    if period.start > period.end:
        file.report(_("the period ends ({end}) before it begins", end=period.end), "period", "end", code="period")
    if not period.label:
        hint = _('such as label = "năm 2024"')
        file.report(
            _("the period has no label"),
            "period",
            hint=hint,
            code="missing-key",
        )
    return period


def _calendar_period(entry: dict[str, Any], file: SourceFile) -> Period | None:
    year, months = entry.get("year"), entry.get("months")
    if year is None:
        hint = _("write the year, such as year = 2024")
        file.report(_("the period names no year of its calendar"), "period", hint=hint, code="period")
        return None
    from stat_tables.model.reporting_calendar import CALENDARS

    calendar = CALENDARS[entry["calendar"]]
    if months is not None:
        period = calendar.first_months(year, months)
    else:
        period = calendar.part(year, entry.get("part", "year"))
    for key, day in (("start", period.start), ("end", period.end)):
        if entry.get(key, day) != day:
            message = _("“{key}” is {value}, but the calendar says {day}", key=key, value=entry[key], day=day)
            file.report(message, "period", key, hint=_("leave it out"), code="period")
    return Period(period.start, period.end, entry.get("label", period.label))


def _territory(entry: dict[str, Any] | None, file: SourceFile) -> Territory | None:
    if entry is None or "vintage" not in entry:
        return None
    vintage = entry["vintage"]
    name = entry.get("province", "")
    province = find(name, vintage) if name else None
    if name and province is None:
        message = _("there is no province “{name}” among the {count}", name=name, count=vintage.value)
        near = nearest(name, vintage)
        hint = _("did you mean {names}?", names=quoted(near)) if near else ""
        file.report(message, "territory", "province", hint=hint, code="unknown-province")
    return Territory(entry.get("name", ""), vintage, province)


def _identities(entries: Any, file: SourceFile) -> tuple[Identity, ...]:
    identities = []
    for index, entry in enumerate(entries):
        columns, total = entry.get("columns", ()), entry.get("total", {})
        if bool(entry.get("formula")) == bool(total):
            hint = _("write a formula, or the row that is the total")
            file.report(
                _("an identity needs either “formula” or “total”"), "identities", index, hint=hint, code="identity"
            )
        else:
            identities.append(Identity(entry.get("formula", ""), columns, total, index))
    return tuple(identities)
