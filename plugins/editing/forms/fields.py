"""One key of the schema -> the field that edits it, as Decap CMS configures fields.

Texts, numbers and dates travel as texts, exactly as the schema reads them from a file; only switches, lists and groups
have a form of their own. What a field refuses, and in which words, comes from the type of the key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.i18n import Translator
from portal.schema.records import FreeKeys, Key, Many, Record
from portal.schema.value_types import (
    Address,
    Choice,
    Day,
    Flag,
    Line,
    Moment,
    Slug,
    SlugReference,
    Text,
    ValueType,
    WholeNumber,
)

_ = Translator(__file__)
Field = dict[str, Any]

_LONG = 160  # characters from which a text has several lines
_CLAUSE = re.compile(r"[,;:(]")
_SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
_NUMBER = "^(0|-?[1-9][0-9]{0,15})$"
_LEADS_TO = "^(/[^\\s/?#\"'<>\\\\;{}]+)+/?$"
_DAY = "^\\d{4}-\\d\\d-\\d\\d$"


@dataclass(frozen=True)
class Choices:
    """What fields offer beyond the schema.

    Args:
        tables: slug and name of each entry that a key may point to, by the file or module that the key's type names.
        widgets: fields of our own, by the type of the key's value.
    """

    tables: Mapping[str, Sequence[tuple[str, str]]]
    widgets: Mapping[type, str] = field(default_factory=dict)

    def of(self, table: str) -> Sequence[tuple[str, str]]:
        return self.tables.get(table, ())


def fields_of(record: Record, choices: Choices) -> list[Field]:
    return [field_of(key, choices) for key in record.keys]


def _optional(fields: list[Field]) -> list[Field]:
    """Fields of a group that may be left out whole: the CMS would ask for them even then, the server does not."""
    return [{**one, "required": False} for one in fields]


def field_of(key: Key, choices: Choices) -> Field:
    """The field of a key, with its name in front of the editor and what the schema says of it."""
    about = str(key.about)
    label = _CLAUSE.split(about, maxsplit=1)[0].strip() or key.name
    named = {"name": key.name, "label": label[:1].upper() + label[1:], "required": key.required}
    called = _("Key: {name}", name=key.name)
    hint = f"{about}. {called}"
    if key.example and not isinstance(key.type, Flag | Choice | Record):
        hint += ". " + _("For instance: {example}", example=key.example)
    return {**named, "hint": hint, **_widget(key.type, choices, key.name)}


def _widget(kind: ValueType, choices: Choices, name: str) -> Field:
    if isinstance(kind, Record):
        return {"widget": "object", "collapsed": True, "fields": _optional(fields_of(kind, choices))}
    if isinstance(kind, Many):
        return _list_widget(kind, choices, name)
    if isinstance(kind, FreeKeys):
        raise TypeError(f"no form edits keys of the editor's own: {name}")
    return _one_value(kind, choices, name)


def _list_widget(kind: Many, choices: Choices, name: str) -> Field:
    if isinstance(kind.of, Record):
        limits = {"max": kind.most} if kind.most else {}
        fields = fields_of(kind.of, choices)
        return {"widget": "list", "collapsed": True, "allow_add": True, "fields": fields, **limits}
    if isinstance(kind.of, SlugReference):
        return {**_reference(kind.of, choices), "multiple": True}
    return {"widget": "list"}


def _one_value(kind: ValueType, choices: Choices, name: str) -> Field:
    if isinstance(kind, SlugReference):
        return _reference(kind, choices)
    if isinstance(kind, Choice):
        return {"widget": "select", "options": [{"value": str(one), "label": choice_name(one)} for one in kind.values]}
    if isinstance(kind, Flag):
        return {"widget": "boolean"}
    if isinstance(kind, Moment):
        return {"widget": "toasoan-moment"}
    if type(kind) in choices.widgets:
        return {"widget": choices.widgets[type(kind)]}
    if name == "src":
        return {"widget": "toasoan-picture"}
    if name == "id":
        return {"widget": "toasoan-number", "required": False}
    return _text(kind)


def _text(kind: ValueType) -> Field:
    if isinstance(kind, Line):
        return {
            "widget": "string" if kind.longest <= _LONG * 2 else "text",
            **_pattern(f"^[\\s\\S]{{0,{kind.longest}}}$", kind),
        }
    patterns: Mapping[type, str] = {Slug: _SLUG, WholeNumber: _NUMBER, Address: _LEADS_TO, Day: _DAY}
    pattern = patterns.get(type(kind))
    widget: Field = {"widget": "text" if type(kind) is Text else "string"}
    return {**widget, **_pattern(pattern, kind)} if pattern else widget


def _pattern(pattern: str, kind: ValueType) -> Field:
    return {"pattern": [pattern, _("write {what}", what=kind.describe())]}


def _reference(kind: SlugReference, choices: Choices) -> Field:
    return {"widget": "select", "options": [{"value": slug, "label": name} for slug, name in choices.of(kind.table)]}


def choice_name(value: str) -> str:
    """What editors call a value; the value itself where it has no name yet."""
    names = {
        "news": _("news"),
        "interview": _("interview"),
        "results": _("results and figures"),
        "correction": _("correction"),
        "advice": _("questions on the law"),
        "live": _("live story"),
        "opinion": _("opinion"),
        "over": _("headline over the picture"),
        "under": _("headline under the picture"),
        "draft": _("draft"),
        "published": _("published"),
        "hidden": _("hidden: in no list"),
        "retracted": _("retracted: a notice only"),
    }
    return names.get(value, value)
