"""Values of a file as a form shows them, and back: texts, flags, lists and groups; what is empty is not there."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.schema.records import FreeKeys, Many, Record
from portal.schema.value_types import Flag, Line, SlugReference, ValueType
from portal.vietnam.text import slugify

_TRUE, _FALSE = ("true", "yes", "có"), ("false", "no", "không")


def form_values(values: Mapping[str, Any], record: Record) -> dict[str, Any]:
    """What a form for `record` shows of `values`, by the keys' own names; keys that it does not know stay out."""
    fields: dict[str, Any] = {}
    for name, value in values.items():
        key = record.by_name.get(name)
        if key is not None and not is_empty(formed := form_value(key.type, value)):
            fields[key.name] = formed
    return fields


def form_value(kind: ValueType, value: Any) -> Any:
    """One value; None where it is not of the form that its type asks for, so that a form shows nothing."""
    if isinstance(kind, Record):
        return form_values(value, kind) if isinstance(value, Mapping) else None
    if isinstance(kind, FreeKeys):
        if not isinstance(value, Mapping):
            return None
        entries = {str(name): form_value(kind.of, inner) for name, inner in value.items()}
        return {name: inner for name, inner in entries.items() if not is_empty(inner)}
    if isinstance(kind, Many):
        formed = (form_value(kind.of, inner) for inner in _listed(kind, value))
        return [inner for inner in formed if not is_empty(inner)]
    return None if isinstance(value, Mapping | list | tuple) else _scalar(kind, value)


def _listed(kind: Many, value: Any) -> list[Any]:
    if isinstance(value, str) and not isinstance(kind.of, Record):
        return [part for text in value.split(",") if (part := text.strip())]
    return list(value) if isinstance(value, list | tuple) else [] if isinstance(value, Mapping) else [value]


def _scalar(kind: ValueType, value: Any) -> str | bool:
    if isinstance(value, bool):
        return value
    text = unicodedata.normalize("NFC", _text(value)).replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(kind, Flag) and text.strip().lower() in _TRUE + _FALSE:
        return text.strip().lower() in _TRUE
    if isinstance(kind, SlugReference):
        return slugify(text, longest=120)
    return " ".join(text.split()) if isinstance(kind, Line) else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def is_empty(value: object) -> bool:
    return value is None or value in ("~", (), [], {}) or (isinstance(value, str) and not value.strip())


def as_saved(before: Mapping[str, Any], after: Mapping[str, Any], record: Record) -> dict[str, Any]:
    """The values that a form sent, as `form_values` writes them. A switch that was off and away stays away."""
    values = form_values(after, record)
    for key in record.keys:
        if isinstance(key.type, Flag) and values.get(key.name) is False and key.name not in before:
            del values[key.name]
        elif isinstance(key.type, Record) and isinstance(values.get(key.name), dict):
            earlier = before.get(key.name)
            inner = as_saved(earlier if isinstance(earlier, Mapping) else {}, values[key.name], key.type)
            values[key.name] = inner
            if not inner:
                del values[key.name]
        elif isinstance(key.type, Many) and isinstance(key.type.of, Record) and key.name in values:
            old = before.get(key.name) or []
            pairs = ((old[at] if at < len(old) else {}, item) for at, item in enumerate(values[key.name]))
            values[key.name] = [item for was, now in pairs if (item := as_saved(was, now, key.type.of))]
    return values
