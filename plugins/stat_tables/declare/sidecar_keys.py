"""Every key that a table.toml may hold, by section: checking, messages and the editors' reference all read this."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from portal.i18n import Translator
from stat_tables.model.numerals import Numerals
from stat_tables.model.table import ColumnType, Measure, Status

say = Translator(__file__)


def _(text: str) -> str:
    """Marks a text for the catalogue; it is translated where it is shown, not while the module is imported."""
    return text


class Kind(StrEnum):
    """What may stand after the equals sign."""

    TEXT = "text"
    TEXTS = "texts"
    DATE = "date"
    MOMENT = "moment"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    SCALAR = "scalar"
    TABLE = "table"
    TABLES = "tables"


class Key(NamedTuple):
    """One key: `meaning` is an English source string; `section` names the keys of what is inside a table."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()
    section: str = ""


def kind_name(kind: Kind) -> str:
    """How editors are told what to write."""
    return say(_KIND_NAMES[kind])


def fits(kind: Kind, value: object) -> bool:
    """Whether a TOML value is of the kind."""
    types = _TYPES[kind]
    if isinstance(value, bool):
        return bool in types
    if isinstance(value, datetime):
        return kind is Kind.MOMENT and value.tzinfo is not None
    if kind in (Kind.TEXTS, Kind.TABLES):
        inner = str if kind is Kind.TEXTS else dict
        return isinstance(value, list) and all(isinstance(item, inner) for item in value)
    return isinstance(value, types)


_TYPES: Mapping[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,),
    Kind.TEXTS: (list,),
    Kind.DATE: (date,),
    Kind.MOMENT: (datetime,),
    Kind.INTEGER: (int,),
    Kind.NUMBER: (int, Decimal),
    Kind.BOOLEAN: (bool,),
    Kind.SCALAR: (str, int, Decimal, date, bool),
    Kind.TABLE: (dict,),
    Kind.TABLES: (list,),
}

_KIND_NAMES: Mapping[Kind, str] = {
    Kind.TEXT: _("a text in quotes"),
    Kind.TEXTS: _('texts in brackets, such as ["a", "b"]'),
    Kind.DATE: _("a date, such as 2024-03-31"),
    Kind.MOMENT: _("a moment with its offset, such as 2024-04-15T08:00:00+07:00"),
    Kind.INTEGER: _("a whole number"),
    Kind.NUMBER: _("a number"),
    Kind.BOOLEAN: _("true or false"),
    Kind.SCALAR: _("a number, a date or a text in quotes"),
    Kind.TABLE: _("a section of its own"),
    Kind.TABLES: _("sections in double brackets"),
}

CALENDARS = ("thads", "civil")
PARTS = ("year", "first-half", "second-half", "quarter-1", "quarter-2", "quarter-3", "quarter-4")
DELIMITERS = (",", ";", "\t", "|")
_ROW = _("names one row: key column = value")

SECTIONS: Mapping[str, tuple[Key, ...]] = {
    "": (
        Key("title", Kind.TEXT, _("title, as over the table"), required=True),
        Key("description", Kind.TEXT, _("what the table tells, in one to three sentences"), required=True),
        Key("file", Kind.TEXT, _("data file in the same folder; needed only where there are several")),
        Key("sheet", Kind.TEXT, _("sheet of an XLSX or ODS file; the first one otherwise")),
        Key("records", Kind.TEXT, _("where the list of records stands in a JSON file, such as `data.rows`")),
        Key("delimiter", Kind.TEXT, _("what divides the cells of a CSV file; found out otherwise"), choices=DELIMITERS),
        Key(
            "header_row",
            Kind.INTEGER,
            _("which row holds the names of the columns, from 1; rows above are passed over"),
        ),
        Key("numerals", Kind.TEXT, _("how numbers are written, where they leave doubt"), choices=tuple(Numerals)),
        Key("keys", Kind.TEXTS, _("columns that together name a row"), required=True),
        Key("status", Kind.TEXT, _("status of all figures"), choices=tuple(Status)),
        Key("published", Kind.DATE, _("day on which the figures were published")),
        Key("modified", Kind.DATE, _("day of the last change that readers should know of")),
        Key("embargo", Kind.MOMENT, _("nothing of the table is seen before this moment")),
        Key("topics", Kind.TEXTS, _("slugs of topics")),
        Key("period", Kind.TABLE, _("the time the figures cover"), section="period"),
        Key("territory", Kind.TABLE, _("the area the figures cover"), section="territory"),
        Key("columns", Kind.TABLE, _("one section for each column, by its id"), required=True, section="columns.*"),
        Key("groups", Kind.TABLES, _("a common head over several columns"), section="groups"),
        Key("totals", Kind.TABLES, _("rows that are totals, each named by key column = value")),
        Key("missing", Kind.TABLE, _("code in the data = the reason why a value is missing")),
        Key("sources", Kind.TABLES, _("where the figures come from"), required=True, section="sources"),
        Key("licence", Kind.TABLE, _("on what terms the data may be used"), section="licence"),
        Key("notes", Kind.TABLE, _("id of a note = its text")),
        Key("cells", Kind.TABLES, _("status or notes of single cells"), section="cells"),
        Key("revisions", Kind.TABLES, _("published values of a cell that was corrected"), section="revisions"),
        Key("identities", Kind.TABLES, _("sums, differences and ratios that must hold"), section="identities"),
        Key("definitions", Kind.TABLES, _("what the terms mean"), section="definitions"),
    ),
    "period": (
        Key("start", Kind.DATE, _("first day")),
        Key("end", Kind.DATE, _("last day, included")),
        Key("label", Kind.TEXT, _("how readers call the period")),
        Key(
            "calendar",
            Kind.TEXT,
            _("a calendar that gives the days: years of `thads` begin on 1 October, of `civil` on 1 January"),
            choices=CALENDARS,
        ),
        Key("year", Kind.INTEGER, _("year in that calendar")),
        Key("part", Kind.TEXT, _("part of that year"), choices=PARTS),
        Key("months", Kind.INTEGER, _("or its first months, 1 to 12")),
    ),
    "territory": (
        Key("name", Kind.TEXT, _("name of the area"), required=True),
        Key("vintage", Kind.INTEGER, _("provinces as until 30 June 2025 (63) or since (34)"), required=True),
        Key("province", Kind.TEXT, _("name of the province, where the area is one")),
    ),
    "columns.*": (
        Key("label", Kind.TEXT, _("head of the column, without the unit"), required=True),
        Key("type", Kind.TEXT, _("type of the values"), required=True, choices=tuple(ColumnType)),
        Key("header", Kind.TEXT, _("name in the data file, where it is neither the id nor the label")),
        Key("unit", Kind.TEXT, _("unit of the numbers, such as `việc`, `tỷ đồng`, `%`")),
        Key(
            "measure",
            Kind.TEXT,
            _("what is measured: `count`, `amount` and `money` add up over rows; all else never"),
            choices=tuple(measure for measure in Measure if measure),
        ),
        Key("decimals", Kind.INTEGER, _("digits after the mark to show; as in the data otherwise")),
        Key("numerals", Kind.TEXT, _("how the numbers of this column are written"), choices=tuple(Numerals)),
        Key("parentheses", Kind.TEXT, _("what numbers in parentheses are"), choices=("negative",)),
        Key("description", Kind.TEXT, _("what the column tells")),
        Key("notes", Kind.TEXTS, _("ids of notes on the entire column")),
        Key("indicator", Kind.TEXT, _("id of the indicator, common to the tables of a series")),
        Key("source", Kind.TEXT, _("id of the source, where there are several")),
        Key(
            "calendar",
            Kind.TEXT,
            _("of a year: its calendar; as in [period] otherwise, else `civil`"),
            choices=CALENDARS,
        ),
        Key("part", Kind.TEXT, _("of a year: the part of it that the figures cover"), choices=PARTS),
        Key("numerator", Kind.TEXT, _("of a rate, density or average: the column that is divided")),
        Key("denominator", Kind.TEXT, _("of a rate, density or average: the column it is divided by")),
        Key("multiplier", Kind.NUMBER, _("of a rate: 100 for %, 1000 for ‰, else 1")),
        Key("weight", Kind.TEXT, _("of an average: the column it is weighted by, such as the population")),
        Key("change_of", Kind.TEXT, _("id of the column whose change this column tells")),
        Key("required", Kind.BOOLEAN, _("no value may be missing")),
        Key("unique", Kind.BOOLEAN, _("no value may occur twice")),
        Key("minimum", Kind.SCALAR, _("smallest value allowed")),
        Key("maximum", Kind.SCALAR, _("greatest value allowed")),
        Key("enum", Kind.TEXTS, _("the only values allowed")),
        Key("pattern", Kind.TEXT, _("regular expression that every text fits")),
    ),
    "groups": (
        Key("label", Kind.TEXT, _("text of the common head"), required=True),
        Key("columns", Kind.TEXTS, _("ids of neighbouring columns"), required=True),
    ),
    "sources": (
        Key("id", Kind.TEXT, _("short name within this file"), required=True),
        Key("title", Kind.TEXT, _("title of the document or page"), required=True),
        Key("publisher", Kind.TEXT, _("who published it")),
        Key("url", Kind.TEXT, _("its address")),
        Key("published", Kind.DATE, _("day of publication")),
        Key("retrieved", Kind.DATE, _("day on which we read it")),
        Key("quote", Kind.TEXT, _("its own wording, where that matters")),
    ),
    "licence": (
        Key("name", Kind.TEXT, _("name of the licence or the terms"), required=True),
        Key("url", Kind.TEXT, _("where they can be read")),
    ),
    "cells": (
        Key("row", Kind.TABLE, _ROW, required=True),
        Key("column", Kind.TEXT, _("id of the column"), required=True),
        Key("status", Kind.TEXT, _("status of the figure"), choices=tuple(Status)),
        Key("notes", Kind.TEXTS, _("ids of notes on the figure")),
    ),
    "revisions": (
        Key("row", Kind.TABLE, _ROW, required=True),
        Key("column", Kind.TEXT, _("id of the column"), required=True),
        Key("values", Kind.TABLES, _("every published value, oldest first"), required=True, section="revisions.values"),
    ),
    "revisions.values": (
        Key("value", Kind.SCALAR, _("the value, as published"), required=True),
        Key("published", Kind.DATE, _("day of its publication"), required=True),
        Key("source", Kind.TEXT, _("id of its source")),
    ),
    "identities": (
        Key("formula", Kind.TEXT, _("such as `total = old + new`; row keys stand in single quotes")),
        Key("columns", Kind.TEXTS, _("with row keys in the formula, or with `total`: the columns it holds for")),
        Key("total", Kind.TABLE, _("instead of a formula: the row that is the sum of all the others")),
    ),
    "definitions": (
        Key("term", Kind.TEXT, _("the term"), required=True),
        Key("text", Kind.TEXT, _("its meaning"), required=True),
        Key("source", Kind.TEXT, _("the document that says so")),
    ),
}
