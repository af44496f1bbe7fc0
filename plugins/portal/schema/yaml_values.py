"""Values typed without quotation marks that begin like something else in YAML, and what to write instead."""

from __future__ import annotations

import re
from typing import NamedTuple

from portal.i18n import Translator

_ = Translator(__file__)

_ENTRY = re.compile(r"(?P<start>\s*(?:- +)*(?:(?P<key>[^\W\d][\w. -]*?)[ \t]*:[ \t]+)?)(?P<value>\S.*?)\s*$")
_BLOCK = re.compile(r"[|>][-+1-9]{0,2}\s*(?:#.*)?$")
_ALWAYS = "&*!%@`,]}"  # no value begins with these
_BEFORE_SPACE = "-?:"  # nor with these and a space
_LONGEST = 80  # characters of a line in a message


class Misreading(NamedTuple):
    """What is wrong with a value, and how its line would be right."""

    message: str
    hint: str


def misread(line: str) -> Misreading | None:
    """What YAML takes the value in `line` for; None where it is read as it stands."""
    entry = _ENTRY.match(line)
    if entry is None or not entry["start"].strip():
        return None
    value, name = entry["value"], entry["key"] or entry["start"].strip()
    sign = value[0]
    if sign in "\"'":
        if (end := _closing(value)) is None or not value[end + 1 :].strip() or value[end + 1 :].lstrip()[0] == "#":
            return None
        message = _("“{key}” goes on behind its closing quotation mark", key=name)
        return Misreading(
            message, _("write “ ” inside and one pair of straight marks round all: {line}", line=quoted(line))
        )
    if not (_begins_otherwise(value) or _has_colon(value)):
        return None
    if _begins_otherwise(value):
        message = _("“{key}” begins with the sign {sign}, which means something else here", key=name, sign=sign)
    else:
        message = _("“{key}” contains ': '", key=name)
    return Misreading(message, _("put quotes round all of it: {line}", line=quoted(line)))


def _begins_otherwise(value: str) -> bool:
    sign = value[0]
    if sign in "[{":
        closes = "]" if sign == "[" else "}"
        return closes in value and (not value.endswith(closes) or value.count(sign) > 1)
    return (
        sign in _ALWAYS
        or (sign in _BEFORE_SPACE and value[1:2] in ("", " ", "\t"))
        or (sign in "|>" and not _BLOCK.match(value))
    )


def _has_colon(value: str) -> bool:
    return value[0] not in "[{|>" and re.search(r":(?:\s|$)", value) is not None


def _closing(value: str) -> int | None:
    """Where the quotation mark that begins `value` is closed."""
    mark, at = value[0], 1
    while at < len(value):
        if mark == '"' and value[at] == "\\":
            at += 1
        elif value[at] == mark:
            if mark == '"' or value[at + 1 : at + 2] != "'":
                return at
            at += 1
        at += 1
    return None


def quoted(line: str) -> str:
    """The line with its value in quotation marks, so that YAML reads what was typed; a long one is cut."""
    entry = _ENTRY.match(line)
    assert entry is not None
    value = entry["value"]
    inner = value[1:-1]
    if value[0] == value[-1] == '"' and ('"' not in inner or re.match(r'[^"]*(?:^|\s)"', inner)):
        value = inner
    turned = iter("“”" * value.count('"'))
    value = re.sub('"', lambda _mark: next(turned), value)
    start = entry["start"].lstrip()
    cut = value if len(start) + len(value) <= _LONGEST else f"{value[: _LONGEST - len(start)]}…"
    return f"{start}'{cut.replace(chr(39), chr(39) * 2)}'" if "\\" in value else f'{start}"{cut}"'
