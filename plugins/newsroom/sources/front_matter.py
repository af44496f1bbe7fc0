"""The head of an editor's file -> a tree of texts with their lines; what they mean is the schema's business.

Two forms are read: YAML between two lines `---`, and Pelican's classic lines `Title: ...` up to the first empty line
(there a part of a group is written with a dot, such as `Image.src:`). YAML is read event by event: values stay texts
(`no` is not false, `1.10` is not a number), aliases, tags and deep nesting are refused, duplicate keys are faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from portal.errors import Problem
from portal.i18n import Translator

from .yaml_faults import yaml_fault

_ = Translator(__file__)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 6
LONGEST_HEAD = 32_768  # characters
_CLASSIC = re.compile(r"([A-Za-z][A-Za-z0-9_.-]*):[ \t]*(.*)")


@dataclass(frozen=True)
class Scalar:
    text: str
    line: int


@dataclass(frozen=True)
class Items:
    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True)
class Group:
    """`keys` gives the line of each key; messages about a value name that line."""

    entries: dict[str, Node]
    keys: dict[str, int]
    line: int


Node = Scalar | Items | Group


@dataclass(frozen=True)
class Head:
    """A file taken apart: its front matter, the text below it, and the line on which that text starts."""

    fields: Group
    body: str
    first_line: int


@dataclass
class _Open:
    """A list or group whose end has not come yet."""

    line: int
    is_group: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)
    key: str | None = None


def split_head(text: str, path: str, errors: list[Problem]) -> Head:
    """Take the file apart. Duplicate keys go to `errors`; what cannot be read at all is raised as a Problem."""
    lines = text.split("\n")
    if lines[0].rstrip() == "---":
        end = next((number for number in range(1, len(lines)) if lines[number].rstrip() in ("---", "...")), None)
        if end is None:
            raise Problem(
                _("the front matter has no end"), path, 1, hint=_("close it with a line ---"), code="front-matter"
            )
        source = "\n".join(lines[1:end])
        return Head(read_yaml(source, path, errors, first_line=2), "\n".join(lines[end + 1 :]), end + 2)
    if _CLASSIC.match(lines[0]):
        return _classic(lines, path, errors)
    raise Problem(
        _("the file has no front matter"),
        path,
        1,
        hint=_("begin it with a line --- and title: ..."),
        code="front-matter",
    )


def read_yaml(source: str, path: str, errors: list[Problem], first_line: int = 1) -> Group:
    """A YAML mapping as a Group; lines count from `first_line`."""
    if len(source) > LONGEST_HEAD:
        raise Problem(_("the front matter is too long"), path, first_line, code="front-matter")
    try:
        root = _tree(yaml.parse(source, Loader=_Loader), path, errors, first_line)
    except yaml.YAMLError as error:
        fault = yaml_fault(error, source, _Loader)
        raise Problem(fault.message, path, first_line + fault.line, hint=fault.hint, code="yaml") from error
    if root is None:
        return Group({}, {}, first_line)
    if not isinstance(root, Group):
        raise Problem(_("the front matter is not a list of key: value"), path, root.line, code="yaml")
    return root


def _tree(events: Iterator[Any], path: str, errors: list[Problem], first_line: int) -> Node | None:
    """Events -> nodes, without recursion. `events` come from libyaml, which does not recurse either."""
    root: Node | None = None
    stack: list[_Open] = []
    for event in events:
        line = event.start_mark.line + first_line
        node: Node | None = None
        _refuse(event, path, line)
        if isinstance(event, yaml.ScalarEvent):
            node = Scalar(event.value, line)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if len(stack) == DEEPEST:
                raise Problem(_("the front matter is nested too deeply"), path, line, code="yaml")
            stack.append(_Open(line, isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            node = _closed(stack.pop())
        if node is not None:
            if stack:
                _put(stack[-1], node, path, errors)
            else:
                root = node
    return root


def _refuse(event: Any, path: str, line: int) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise Problem(
            _("anchors (&) and aliases (*) are not read"), path, line, hint=_("put the value in quotes"), code="yaml"
        )
    if getattr(event, "tag", None):
        raise Problem(
            _("the tag {tag} is not read", tag=event.tag), path, line, hint=_("put the value in quotes"), code="yaml"
        )


def _closed(opened: _Open) -> Node:
    if opened.is_group:
        return Group(opened.entries, opened.keys, opened.line)
    return Items(tuple(opened.items), opened.line)


def _put(opened: _Open, node: Node, path: str, errors: list[Problem]) -> None:
    if not opened.is_group:
        opened.items.append(node)
    elif opened.key is None:
        if not isinstance(node, Scalar):
            raise Problem(_("a key is a list"), path, node.line, code="yaml")
        opened.key = node.text
        if node.text in opened.keys:
            errors.append(_duplicate(node.text, path, node.line, opened.keys[node.text]))
        opened.keys[node.text] = node.line
    else:
        opened.entries[opened.key] = node
        opened.key = None


def _duplicate(key: str, path: str, line: int, first: int) -> Problem:
    message = _("{key} is given twice (first in line {first})", key=key, first=first)
    return Problem(message, path, line, hint=_("keep one of them"), code="duplicate-key")


def _classic(lines: list[str], path: str, errors: list[Problem]) -> Head:
    """`Key: value` lines; an indented line goes on with the value above it."""
    root = Group({}, {}, 1)
    number, place = 0, (root, "")
    while number < len(lines) and lines[number].strip():
        line = lines[number]
        match = _CLASSIC.match(line)
        if match:
            place = _classic_entry(
                root, match.group(1).lower(), Scalar(match.group(2).strip(), number + 1), path, errors
            )
        elif line.startswith(("  ", "\t")) and place[1]:
            group, key = place
            above = group.entries[key]
            assert isinstance(above, Scalar)
            group.entries[key] = Scalar(f"{above.text} {line.strip()}".strip(), above.line)
        else:
            raise Problem(
                _("this line is neither key: value nor empty"),
                path,
                number + 1,
                hint=_("put an empty line between the front matter and the text"),
                code="front-matter",
            )
        number += 1
    return Head(root, "\n".join(lines[number + 1 :]), number + 2)


def _classic_entry(root: Group, name: str, value: Scalar, path: str, errors: list[Problem]) -> tuple[Group, str]:
    """Put `value` at `name`, which may be `group.key`; returns where it went."""
    upper, dot, key = name.partition(".")
    group = root
    if dot:
        inner = root.entries.setdefault(upper, Group({}, {}, value.line))
        root.keys.setdefault(upper, value.line)
        if not isinstance(inner, Group):
            raise Problem(
                _("{key} is given twice (first in line {first})", key=upper, first=inner.line), path, value.line
            )
        group = inner
    else:
        key = upper
    if key in group.keys:
        errors.append(_duplicate(name, path, value.line, group.keys[key]))
    group.keys[key] = value.line
    group.entries[key] = value
    return group, key
