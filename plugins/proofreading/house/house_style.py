"""The paper's house style: preferred forms, lengths, lists of words, read from one TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.schema.source_file import SourceFile
from portal.schema.toml_file import read_toml

_ = Translator(__file__)

SHIPPED = Path(__file__).with_name("house_style.toml")
SEVERITIES = ("error", "warning", "advice", "off")


@dataclass(frozen=True)
class NameForms:
    """How one place or body is written.

    Args:
        preferred: the form of the house.
        mixed: other forms that may stand, but not beside one another in one story.
        wrong: forms that are always mended.
    """

    preferred: str
    mixed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True)
class HouseStyle:
    """house_style.toml of this folder says what each means; content/house-style.toml adds to it."""

    limits: Mapping[str, int]
    tone_marks: str
    ellipsis: str
    names: tuple[NameForms, ...]
    words: Mapping[str, frozenset[str]]
    documents: Mapping[str, str]
    severities: Mapping[str, str] = field(default_factory=dict)

    def limit(self, name: str) -> int:
        return self.limits[name]


@cache
def shipped_style() -> HouseStyle:
    return _style(tomllib.loads(SHIPPED.read_text(encoding="utf-8")))


def read_style(text: str, path: str) -> HouseStyle:
    """The shipped style with what a paper's own file says. Raises Problem where a key is unknown or ill-typed."""
    source = read_toml(text, path, Reporter())
    shipped: dict[str, Any] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    for key, value in source.values.items():
        known = shipped.get(key)
        if known is None or type(known) is not type(value):
            hint = _("write one of {keys}", keys=", ".join(sorted(shipped)))
            raise Problem(_("{key} is no part of the house style", key=key), path, source.line(key), hint=hint)
        _check_part(key, value, known, source)
        if isinstance(known, dict):
            for name, part in value.items():
                known[name] = [*known.get(name, []), *part] if isinstance(part, list) else part
        elif isinstance(known, list):
            shipped[key] = [*known, *value]
        else:
            shipped[key] = value
    return _style(shipped)


def _check_part(key: str, value: Any, known: Any, source: SourceFile) -> None:
    """Parts of a table are of one type; limits, words and rules have names of their own."""
    if key == "names":
        for number, entry in enumerate(value):
            if set(entry) - {"preferred", "mixed", "wrong"} or not isinstance(entry.get("preferred"), str):
                hint = _("write preferred, mixed and wrong")
                raise Problem(_("a name is incomplete"), source.path, source.line(key, number), hint=hint)
    elif key in ("limits", "words"):
        for name, part in value.items():
            if name not in known or type(part) is not type(known[name]):
                hint = _("write one of {keys}", keys=", ".join(sorted(known)))
                message = _("{key} is no part of the house style", key=f"{key}.{name}")
                raise Problem(message, source.path, source.line(key, name), hint=hint)
    elif key == "severities":
        for name, part in value.items():
            if part not in SEVERITIES:
                hint = _("write one of {keys}", keys=", ".join(SEVERITIES))
                message = _("{value} is no severity", value=part)
                raise Problem(message, source.path, source.line(key, name), hint=hint)


def _style(values: Mapping[str, Any]) -> HouseStyle:
    return HouseStyle(
        limits=dict(values["limits"]),
        tone_marks=values["tone_marks"],
        ellipsis=values["ellipsis"],
        names=tuple(
            NameForms(entry["preferred"], tuple(entry.get("mixed", ())), tuple(entry.get("wrong", ())))
            for entry in values["names"]
        ),
        words={name: frozenset(words) for name, words in values["words"].items()},
        documents=dict(values["documents"]),
        severities=dict(values["severities"]),
    )
