"""Edits of Pelican's classic head (`Title: …`, up to the first empty line) in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from portal.schema.records import Many, Record

from .text_edits import line_end, lines_of

_ENTRY = re.compile(r"([A-Za-z][A-Za-z0-9_.-]*):([ \t]*)(.*)")
Place = tuple[str, ...]


def edit_classic(source: str, record: Record, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """`source`, the lines of the head. Raises ValueError for a value that this form of a head cannot hold."""
    was, now = dict(_flat(record, before)), dict(_flat(record, after))
    end = line_end(source)
    lines: list[str] = []
    place: Place = ()
    for line in lines_of(source):
        match = _ENTRY.match(line)
        if match:
            place = _canonical(record, match[1])
        if was.get(place) == now.get(place):
            lines.append(line)
        elif match and place in now:
            lines.append(f"{match[1]}:{match[2] or ' '}{now[place]}{line[len(line.rstrip()) :] or end}")
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    lines += [f"{'.'.join(name).capitalize()}: {text}{end}" for name, text in now.items() if name not in was]
    return "".join(lines)


def _flat(record: Record, values: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    for key in record.keys:
        value = values.get(key.name)
        if value is None:
            continue
        if isinstance(key.type, Record):
            yield from (((key.name, *place), text) for place, text in _flat(key.type, value))
        elif isinstance(key.type, Many) and isinstance(key.type.of, Record):
            raise ValueError(key.name)
        else:
            yield (key.name,), _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) if isinstance(value, list) else " ".join(str(value).split())


def _canonical(record: Record, written: str) -> Place:
    first, _dot, rest = written.lower().partition(".")
    key = record.by_name.get(first)
    return (key.name if key else first, *([rest] if rest else []))
