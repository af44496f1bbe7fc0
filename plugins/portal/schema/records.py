"""Groups and lists: which keys there are, which are required, what is unknown. Declarations are plain data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from portal.errors import Problem
from portal.i18n import LazyText, Translator

from .nearest import hint_for
from .source_file import Node
from .value_types import ValueType

_ = Translator(__file__)


# Of more unknown keys nobody reads what each of them may have been.
MOST_GUESSED = 100


@dataclass(frozen=True)
class Key:
    """One key. `about` says what it is for; `aliases` are other names read for the same key."""

    name: str
    type: ValueType
    about: LazyText
    example: str = ""
    required: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """A group of known keys; its value is a dict of those that are there and right."""

    keys: tuple[Key, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Key]:
        return {name: key for key in self.keys for name in (key.name, *key.aliases)}

    def read(self, node: Node) -> dict[str, Any]:
        if not isinstance(node.value, dict):
            place, names = node.file.place(node.path), ", ".join(key.name for key in self.keys)
            raise node.unfit(_("write {place} and its keys below: {keys}", place=place, keys=names))
        there: dict[str, Any] = {}
        unknown = 0
        for name, value in node.value.items():
            key = self.by_name.get(name)
            if key is None:
                unknown += 1
                node.file.problems.add(self._unknown(name, node, guessed=unknown <= MOST_GUESSED))
            elif key.name in there:
                message = _("“{key}” says the same as “{other}”", key=name, other=key.name)
                node.file.report(message, *node.path, name)
            elif not (node.file.texts and _is_empty(value)):  # an empty value in front matter is none
                there[key.name] = sound(key.type, node.inner(name))
        self._report_missing(there, node)
        return {name: value for name, value in there.items() if value is not None}

    def is_complete(self, values: Mapping[str, Any]) -> bool:
        return all(key.name in values for key in self.keys if key.required)

    def _unknown(self, name: str, node: Node, *, guessed: bool) -> Problem:
        message = _("“{key}” is not a key of {place}", key=name, place=node.file.place(node.path))
        group = next((key.name for key in self.keys if name in _inner_names(key.type)), "")
        hint = hint_for(name, self.by_name) if guessed else ""
        if group and node.file.texts:
            hint = _("write it under {group}:, two spaces further right", group=group)
        return node.file.problem(message, *node.path, name, hint=hint, code="unknown-key")

    def _report_missing(self, there: Mapping[str, Any], node: Node) -> None:
        for key in self.keys:
            if not key.required or (not node.path and key.name in node.file.unread):
                continue
            if key.name not in there or _is_empty(there[key.name]):
                message = _("“{key}” is missing in {place}", key=key.name, place=node.file.place(node.path))
                hint = str(key.about)
                if key.example:
                    hint = _("write {example}", example=f"{key.name}{': ' if node.file.texts else ' = '}{key.example}")
                node.file.report(message, *node.path, key.name, hint=hint, code="missing-key")

    def describe(self) -> str:
        names = [f"`{key.name}`" for key in self.keys]
        return _("group of keys: {keys}", keys=", ".join(names if len(names) < 7 else [*names[:4], "…"]))


@dataclass(frozen=True)
class FreeKeys:
    """A group whose keys the editor chooses, such as `[columns.*]`; every value is of one type."""

    of: ValueType

    def read(self, node: Node) -> dict[str, Any]:
        if not isinstance(node.value, dict):
            raise node.unfit(_("write {what}", what=self.describe()))
        values = {name: sound(self.of, node.inner(name)) for name in node.value}
        return {name: value for name, value in values.items() if value is not None}

    def describe(self) -> str:
        return _("names of your own, for each: {what}", what=self.of.describe())


@dataclass(frozen=True)
class Many:
    """A list; in front matter, one text with commas counts as a list too. `most` is 0 where there may be any number."""

    of: ValueType
    most: int = 0

    def read(self, node: Node) -> tuple[Any, ...]:
        if node.file.texts:
            node = _as_list(node)
        if not isinstance(node.value, list | tuple):
            list_of_groups = _("write {what}", what=node.file.place((*node.path, 0)))
            raise node.unfit(list_of_groups if isinstance(self.of, Record) else _('write a list: ["…", "…"]'))
        if self.most and len(node.value) > self.most:
            message = _("“{key}” has {count} entries", key=node.key, count=len(node.value))
            raise node.problem(message, _("write at most {count}", count=self.most), "too-long")
        values = (sound(self.of, node.inner(number)) for number in range(len(node.value)))
        return tuple(value for value in values if value is not None)

    def describe(self) -> str:
        return _("list of: {what}", what=self.of.describe())


def _inner_names(kind: ValueType) -> Collection[str]:
    """Keys of the group that a value of this type is, or is a list of."""
    inner = kind.of if isinstance(kind, Many) else kind
    return inner.by_name if isinstance(inner, Record) else ()


def sound(kind: ValueType, node: Node) -> Any:
    """The value of `node`; None where it is not of the type, which is reported."""
    try:
        return kind.read(node)
    except Problem as problem:
        node.file.problems.add(problem)
        return None


def _as_list(node: Node) -> Node:
    if isinstance(node.value, str):
        return node._replace(value=[text for part in node.value.split(",") if (text := part.strip())])
    return node if isinstance(node.value, list) else node._replace(value=[node.value])


def _is_empty(value: object) -> bool:
    return value in ("~", (), [], {}) or (isinstance(value, str) and not value.strip())
