"""Lists and groups of values in front matter: what keys there are, which are required, what is unknown."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.i18n import Translator

from .front_matter import Group, Items, Node, Scalar
from .schema_types import Faults, ValueType

_ = Translator(__file__)


@dataclass(frozen=True)
class Many:
    """A list; one text with commas counts as a list too."""

    of: ValueType
    most: int = 50

    def read(self, node: Node, name: str, faults: Faults) -> tuple[Any, ...] | None:
        if isinstance(node, Scalar):
            texts = [text.strip() for text in node.text.split(",")]
            nodes: tuple[Node, ...] = tuple(Scalar(text, node.line) for text in texts if text)
        else:
            nodes = node.items if isinstance(node, Items) else (node,)
        if len(nodes) > self.most:
            faults.add(_("{key} has {count} entries", key=name, count=len(nodes)), node.line, code="too-long")
            return None
        values = (self.of.read(item, f"{name}[{number}]", faults) for number, item in enumerate(nodes, 1))
        return tuple(value for value in values if value is not None)

    def describe(self) -> str:
        return _("list of: {what}", what=self.of.describe())


@dataclass(frozen=True)
class Field:
    """One key of front matter. `about` is marked with `gettext`; `aliases` are other names read for the same key."""

    name: str
    type: ValueType
    about: str
    example: str = ""
    required: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """A group of known keys; its value is a dict of those given and right."""

    fields: tuple[Field, ...]

    def read(self, node: Node, name: str, faults: Faults) -> dict[str, Any] | None:
        if not isinstance(node, Group):
            keys = ", ".join(field.name for field in self.fields)
            faults.add(_("{key} must be a group of keys", key=name), node.line, _("indent under it: {keys}", keys=keys))
            return None
        prefix = f"{name}." if name else ""
        values: dict[str, Any] = {}
        known = self._by_name()
        for key, entry in node.entries.items():
            entry_field = known.get(key)
            if entry_field is None:
                self._unknown(key, prefix, node.keys[key], faults)
            elif entry_field.name in values:
                faults.add(
                    _("{key} says the same as {other}", key=prefix + key, other=entry_field.name), node.keys[key]
                )
            elif not (isinstance(entry, Scalar) and entry.text in ("", "~")):  # an empty value is one not given
                values[entry_field.name] = entry_field.type.read(entry, prefix + key, faults)
        self._missing(values, prefix, node, faults)
        return {key: value for key, value in values.items() if value is not None}

    def _by_name(self) -> Mapping[str, Field]:
        return {name: field for field in self.fields for name in (field.name, *field.aliases)}

    def _unknown(self, key: str, prefix: str, line: int, faults: Faults) -> None:
        names = [field.name for field in self.fields]
        near = difflib.get_close_matches(key.lower(), names, n=1)
        near_hint = _("did you mean {name}?", name=prefix + near[0]) if near else ""
        hint = near_hint or _("known: {names}", names=", ".join(names))
        faults.add(_("{key} is not a key of the front matter", key=prefix + key), line, hint, "unknown-key")

    def _missing(self, values: Mapping[str, Any], prefix: str, node: Group, faults: Faults) -> None:
        for entry in self.fields:
            if entry.required and entry.name not in values:
                line = node.keys.get(entry.name, node.line)
                hint = _("write {example}", example=f"{entry.name}: {entry.example}")
                faults.add(_("{key} is missing", key=prefix + entry.name), line, hint, "missing-key")

    def describe(self) -> str:
        return _("group of: {keys}", keys=", ".join(f"`{field.name}`" for field in self.fields))
