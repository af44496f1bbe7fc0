"""table.toml -> what it declares: the parts of the table's model, and how the data file is to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from portal.errors import Reporter
from portal.i18n import Translator
from portal.sources.toml_source import TomlSource
from portal.vietnam.provinces import Vintage, find, nearest
from stat_tables.model.nearest import quoted
from stat_tables.model.numerals import Numerals
from stat_tables.model.table import Column, Definition, Identity, Licence, Note, Period, Source, Status, Territory

from .sidecar_check import SidecarFaults, check_keys
from .sidecar_columns import ColumnPlan, plan_columns

_ = Translator(__file__)

NAME = "table.toml"


class Reading(NamedTuple):
    """How the data file is read; None and empty where the reader finds out."""

    file: str = ""
    sheet: str = ""
    records: str = ""
    delimiter: str = ""
    header_row: int = 1
    numerals: Numerals | None = None


@dataclass(frozen=True)
class Sidecar:
    """A table.toml, sound in itself. `totals`, `cells`, `revisions` name rows, which only the data can answer.

    Args:
        values: the checked TOML values, for what is resolved against the data.
        faults: where to tell of a fault in this file.
    """

    title: str
    description: str
    plans: tuple[ColumnPlan, ...]
    keys: tuple[str, ...]
    reading: Reading
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
    faults: SidecarFaults

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(plan.column for plan in self.plans)


def read_sidecar(text: str, path: str, problems: Reporter) -> Sidecar:
    """Declarations of the table.toml at `path`; faults go to `problems`, syntax errors are raised."""
    faults = SidecarFaults(TomlSource(text, path), problems)
    values = check_keys(faults)
    return Sidecar(
        title=values.get("title", ""),
        description=values.get("description", ""),
        plans=plan_columns(values, faults),
        keys=tuple(values.get("keys", ())),
        reading=_reading(values, faults),
        period=_period(values.get("period"), faults),
        territory=_territory(values.get("territory"), faults),
        missing=_reasons(values.get("missing", {}), faults),
        sources=tuple(Source(**{"id": "", "title": "", **entry}) for entry in values.get("sources", ())),
        licence=Licence(values["licence"].get("name", ""), values["licence"].get("url", ""))
        if "licence" in values
        else None,
        notes=_notes(values.get("notes", {}), faults),
        definitions=tuple(Definition(**{"term": "", "text": "", **entry}) for entry in values.get("definitions", ())),
        identities=_identities(values.get("identities", ()), faults),
        status=Status(values["status"]) if "status" in values else None,
        values=values,
        faults=faults,
    )


def _reading(values: dict[str, Any], faults: SidecarFaults) -> Reading:
    header_row = values.get("header_row", 1)
    if header_row < 1:
        faults.add(
            _("“header_row” is {value}", value=header_row), "header_row", hint=_("rows count from 1"), code="header-row"
        )
    return Reading(
        file=values.get("file", ""),
        sheet=values.get("sheet", ""),
        records=values.get("records", ""),
        delimiter=values.get("delimiter", ""),
        header_row=max(header_row, 1),
        numerals=Numerals(values["numerals"]) if "numerals" in values else None,
    )


def _period(entry: dict[str, Any] | None, faults: SidecarFaults) -> Period | None:
    if entry is None:
        return None
    if "calendar" in entry:
        return _calendar_period(entry, faults)
    if "start" not in entry or "end" not in entry:
        hint = _('write “start” and “end” as dates, or calendar = "thads" and “year”')
        faults.add(_("the period has no beginning or no end"), "period", hint=hint, code="period")
        return None
    period = Period(entry["start"], entry["end"], entry.get("label", ""))
    if period.start > period.end:
        faults.add(_("the period ends ({end}) before it begins", end=period.end), "period", "end", code="period")
    if not period.label:
        hint = _('such as label = "năm 2024"')
        faults.add(
            _("“{key}” is missing in {section}", key="label", section="[period]"),
            "period",
            hint=hint,
            code="missing-key",
        )
    return period


def _calendar_period(entry: dict[str, Any], faults: SidecarFaults) -> Period | None:
    year, months = entry.get("year"), entry.get("months")
    if year is None or not 1945 <= year <= 2200:
        hint = _("write the year, such as year = 2024")
        faults.add(_("the period names no year of its calendar"), "period", "year", hint=hint, code="period")
        return None
    if months is not None and not 1 <= months <= 12:
        hint = _("write the number of months from 1 to 12")
        faults.add(_("“{key}” is {value}", key="months", value=months), "period", "months", hint=hint, code="period")
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
            faults.add(message, "period", key, hint=_("leave it out"), code="period")
    return Period(period.start, period.end, entry.get("label", period.label))


def _territory(entry: dict[str, Any] | None, faults: SidecarFaults) -> Territory | None:
    if entry is None or "vintage" not in entry:
        return None
    if entry["vintage"] not in tuple(Vintage):
        message = _("“{key}” is {value}", key="vintage", value=entry["vintage"])
        hint = _("write 63 for the provinces until 30 June 2025, 34 for those since")
        faults.add(message, "territory", "vintage", hint=hint, code="vintage")
        return None
    vintage = Vintage(entry["vintage"])
    name = entry.get("province", "")
    province = find(name, vintage) if name else None
    if name and province is None:
        message = _("there is no province “{name}” among the {count}", name=name, count=vintage.value)
        near = nearest(name, vintage)
        hint = _("did you mean {names}?", names=quoted(near)) if near else ""
        faults.add(message, "territory", "province", hint=hint, code="unknown-province")
    return Territory(entry.get("name", ""), vintage, province)


def _reasons(entries: dict[str, Any], faults: SidecarFaults) -> dict[str, str]:
    for code, reason in entries.items():
        if not isinstance(reason, str) or not reason.strip():
            message = _("the missing value “{code}” has no reason", code=code)
            faults.add(message, "missing", code, hint=_("write the reason as a text in quotes"), code="missing-reason")
    return {code: str(reason) for code, reason in entries.items()}


def _notes(entries: dict[str, Any], faults: SidecarFaults) -> tuple[Note, ...]:
    for name, text in entries.items():
        if not isinstance(text, str) or not text.strip():
            faults.add(_("the note “{name}” has no text", name=name), "notes", name, code="ill-typed")
    return tuple(Note(name, str(text), number) for number, (name, text) in enumerate(entries.items(), start=1))


def _identities(entries: Any, faults: SidecarFaults) -> tuple[Identity, ...]:
    identities = []
    for index, entry in enumerate(entries):
        columns, total = tuple(entry.get("columns", ())), entry.get("total", {})
        if bool(entry.get("formula")) == bool(total):
            hint = _("write a formula, or the row that is the total")
            faults.add(
                _("an identity needs either “formula” or “total”"), "identities", index, hint=hint, code="identity"
            )
        else:
            identities.append(Identity(entry.get("formula", ""), columns, total, index))
    return tuple(identities)
