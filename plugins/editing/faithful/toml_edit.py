"""A table of the paper in TOML <-> the form that shows it; comments, order and blank lines of what was not edited stay.

tomlkit keeps the form of a document; the result is read by the reader of the build and compared.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, MutableMapping
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from portal.errors import Problem
from portal.i18n import Translator
from portal.schema.records import Many, Record
from portal.schema.value_types import Day, Moment, WholeNumber

from .form_values import as_saved, form_value, form_values

_ = Translator(__file__)


def table_form(data: bytes, record: Record, path: str) -> dict[str, Any]:
    """What a form shows of the file. Raises Problem where it is no TOML."""
    try:
        return form_values(tomllib.loads(data.decode("utf-8-sig")), record)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        hint = _("open the file in a text editor and mend it there; scripts/build says where")
        raise Problem(_("the file is no TOML"), path, hint=hint, code="toml") from None


def edited_table(data: bytes, form: Mapping[str, Any], record: Record, path: str) -> bytes:
    """The file with what `form` changes. Raises Problem where that cannot be done without loss."""
    before = table_form(data, record, path)
    after = as_saved(before, form, record)
    if after == before:
        return data
    text = data.decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    try:
        document = tomlkit.parse(text[len(mark) :])
        _change(document, record, before, after)
        written = (mark + _with_ends(tomlkit.dumps(document), text)).encode()
    except (TOMLKitError, ValueError) as error:
        raise _unwritable(path) from error
    if table_form(written, record, path) != after:
        raise _unwritable(path)
    return written


def _with_ends(text: str, source: str) -> str:
    """New lines end as those of the source, where these all end in one way."""
    if "\r\n" in source and source.count("\r\n") == source.count("\n"):
        return text.replace("\r\n", "\n").replace("\n", "\r\n")
    return text


def _unwritable(path: str) -> Problem:
    hint = _("open the file in a text editor and mend it there; scripts/build says where")
    return Problem(_("the table cannot be edited here without loss"), path, hint=hint, code="toml")


def _change(
    table: MutableMapping[str, Any], record: Record, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    for key in record.keys:
        was, now = before.get(key.name), after.get(key.name)
        if was == now:
            continue
        name = next((one for one in (key.name, *key.aliases) if one in table), key.name)
        if now is None:
            del table[name]
        elif isinstance(key.type, Record) and isinstance(table.get(name), MutableMapping):
            _change(table[name], key.type, was or {}, now)
        elif isinstance(key.type, Many) and isinstance(key.type.of, Record) and name in table:
            _change_entries(table[name], key.type.of, was or [], now)
        else:
            table[name] = _written(key.type, now)


def _change_entries(entries: Any, record: Record, before: list[Any], after: list[Any]) -> None:
    """Entries that are still there keep their form, wherever they now stand."""
    if len(entries) != len(before):
        raise ValueError("entries without a value")
    if len(before) == len(after):
        pairs = zip(entries, before, after, strict=True)
        moved = sorted(map(repr, before)) == sorted(map(repr, after)) and before != after
        if not moved:
            for entry, was, now in pairs:
                _change(entry, record, was, now)
            return
    for at in range(len(before) - 1, -1, -1):
        if before[at] not in after:
            del entries[at]
            before = before[:at] + before[at + 1 :]
    if before == after[: len(before)]:
        for now in after[len(before) :]:
            _append(entries, _table(record, now))
        return
    entry_by_value = {repr(was): entry for was, entry in zip(before, list(entries), strict=True)}
    while len(entries):
        del entries[0]
    for now in after:
        entries.append(entry_by_value.get(repr(now)) or _table(record, now))


def _append(entries: Any, table: Any) -> None:
    """At the end, with an empty line between it and what stands around it."""
    if len(entries):
        last = entries[-1]
        (table if last.as_string().replace("\r", "").endswith("\n\n") else last).add(tomlkit.nl())
    entries.append(table)


def _table(record: Record, values: Mapping[str, Any]) -> Any:
    table = tomlkit.table()
    for key in record.keys:
        if key.name in values:
            table[key.name] = _written(key.type, values[key.name])
    return table


def _written(kind: Any, value: Any) -> Any:
    """The value in TOML's own types: numbers and dates without quotes."""
    if isinstance(kind, Record):
        return _table(kind, value)
    if isinstance(kind, Many):
        if isinstance(kind.of, Record):
            entries = tomlkit.aot()
            for one in value:
                entries.append(_table(kind.of, one))
            return entries
        return [_written(kind.of, one) for one in value]
    if isinstance(kind, WholeNumber) and isinstance(value, str) and value.lstrip("-").isdecimal():
        return int(value)
    if isinstance(kind, Moment | Day) and isinstance(value, str):
        try:
            moment = tomllib.loads(f"x = {value}")["x"]
        except tomllib.TOMLDecodeError:
            return value
        return moment if form_value(kind, moment) == value else tomlkit.parse(f"x = {value}")["x"]
    return value
