"""Values -> YAML as editors write it: plain where that is safe, else in double quotes; lists of words in one line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from portal.schema.records import Key, Many, Record

# What may begin, and what may not stand within, a text without quotes.
_PLAIN = re.compile(r"[^\W_][^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]*")
_ENDS_PLAIN = re.compile(r":(?:\s|$)|\s#|\s$")
_FLOW_SIGNS = re.compile(r"[,\[\]{}]")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_UNSEEN = {"\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P", "\ufeff": "\\uFEFF", "\x7f": "\\x7F"}


def scalar(value: str | bool, style: str | None = None, *, in_flow: bool = False) -> str:
    """`value` in YAML. `style` is the quotation mark it had before, None for none."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if style != '"' and _is_plain(value, in_flow):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(_UNSEEN.get(letter, letter) for letter in quoted)


def _is_plain(value: str, in_flow: bool) -> bool:
    if not _PLAIN.fullmatch(value) or _ENDS_PLAIN.search(value) or value.lower() in _WORDS:
        return False
    return not (in_flow and _FLOW_SIGNS.search(value))


def flow_list(items: Sequence[str]) -> str:
    """`items` as they are written."""
    return f"[{', '.join(items)}]"


def flow_value(kind: Any, value: Any) -> str:
    if isinstance(value, dict):
        record = kind if isinstance(kind, Record) else Record(())
        inner = (f"{name}: {flow_value(_kind(record, name), part)}" for name, part in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        return flow_list([flow_value(kind.of if isinstance(kind, Many) else None, part) for part in value])
    return scalar(value, in_flow=True)


def _kind(record: Record, name: str) -> Any:
    key = record.by_name.get(name)
    return key.type if key else None


def entry(key: Key, value: Any, indent: str = "", name: str = "") -> Iterator[str]:
    """Lines of `key: value`; groups and lists of groups one key a line."""
    name = name or key.name
    if isinstance(key.type, Record) and isinstance(value, dict):
        yield f"{indent}{name}:"
        yield from group(key.type, value, f"{indent}  ")
    elif isinstance(key.type, Many) and isinstance(key.type.of, Record):
        yield f"{indent}{name}:"
        for one in value:
            yield from item(key.type.of, one, f"{indent}  ")
    else:
        yield f"{indent}{name}: {flow_value(key.type, value) if isinstance(value, list) else scalar(value)}"


def group(record: Record, values: dict[str, Any], indent: str) -> Iterator[str]:
    for key in record.keys:
        if key.name in values:
            yield from entry(key, values[key.name], indent)


def item(kind: Any, value: Any, indent: str) -> Iterator[str]:
    """Lines of one entry of a list, its dash at `indent`."""
    if isinstance(kind, Record):
        lines = list(group(kind, value, f"{indent}  "))
        yield f"{indent}- {lines[0][len(indent) + 2 :]}"
        yield from lines[1:]
    else:
        yield f"{indent}- {scalar(value)}"
