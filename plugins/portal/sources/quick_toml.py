"""The plain part of TOML, read fast: section heads, and keys with a text, number, date, truth value or list of texts.

`tomllib` takes longer over a sidecar than all else takes over its table. What is not plain, or not right,
is not read here: the answer is None, and tomllib reads the text or says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

_BARE = "[A-Za-z0-9_-]+"
_TEXT = r'"[^"\\\x00-\x08\x0a-\x1f\x7f]*"'
_LINE = (
    rf"[ \t]*(?:\[(?P<table>{_BARE}(?:\.{_BARE})*)\]|\[\[(?P<array>{_BARE})\]\]"
    rf"|(?P<key>{_BARE})[ \t]*=[ \t]*(?:(?P<text>{_TEXT}(?!\"))|(?P<date>\d{{4}}-\d\d-\d\d)"
    r"|(?P<fraction>-?(?:0|[1-9]\d*)\.\d+)|(?P<integer>-?(?:0|[1-9]\d{0,17}))|(?P<truth>true|false)"
    rf"|(?P<texts>\[[ \t]*(?:{_TEXT}(?:[ \t]*,[ \t]*{_TEXT})*)?[ \t]*\])))?"
    r"[ \t]*(?:#[^\x00-\x08\x0a-\x1f\x7f]*)?\n"
)


def read_plain(text: str) -> dict[str, Any] | None:
    """The values of a plain TOML text, fractions as decimals; None where tomllib must read it."""
    line, texts = _patterns()
    root: dict[str, Any] = {}
    table, heads, at = root, set[str](), 0
    text += "\n"
    while at < len(text):
        match = line.match(text, at)
        if match is None:
            return None
        at = match.end()
        kind = match.lastgroup
        if kind is None:
            continue
        if kind == "table" or kind == "array":
            head = match[kind]
            opened = _open(root, head, heads) if kind == "table" else _append(root, head, heads)
            if opened is None:
                return None
            table = opened
            continue
        key, value = match["key"], match[kind]
        if key in table:
            return None
        try:
            table[key] = texts.findall(value) if kind == "texts" else _READ[kind](value)
        except ValueError:
            return None
    return root


_READ: Mapping[str, Callable[[str], Any]] = {
    "text": lambda value: value[1:-1],
    "date": date.fromisoformat,
    "fraction": Decimal,
    "integer": int,
    "truth": lambda value: value == "true",
}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_LINE, re.ASCII), re.compile('"([^"]*)"')


def _open(root: dict[str, Any], head: str, heads: set[str]) -> dict[str, Any] | None:
    """The section `[head]`, made where it is new; None where it has been opened before or is no section."""
    if head in heads:
        return None
    heads.add(head)
    table = root
    for name in head.split("."):
        inner = table.setdefault(name, {})
        if not isinstance(inner, dict):
            return None
        table = inner
    return table


def _append(root: dict[str, Any], head: str, heads: set[str]) -> dict[str, Any] | None:
    """A new member of the list `[[head]]`; None where the name holds something else."""
    if f"[{head}]" not in heads and head in root:
        return None
    heads.add(f"[{head}]")
    members = root.setdefault(head, [])
    members.append({})
    member: dict[str, Any] = members[-1]
    return member
