"""YAML as editors write it: values stay texts (`no` is not false, `1.10` is not a number), each with its line.

YAML is read event by event: aliases, tags and deep nesting are refused, duplicate keys are reported. Where an entry is
not YAML, that is reported, the entry is taken out, and the others are read: one mistake hides no other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from portal.errors import Problem, Reporter
from portal.i18n import Translator

from .source_file import Path, SourceFile
from .yaml_mistakes import yaml_mistake
from .yaml_values import misread

_ = Translator(__file__)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 6
LONGEST = 32_768  # characters
_ENTRY = re.compile(r"[^\s#-][^:]*")  # the key of an entry at the top
_LIKE_KEY = re.compile(r"[\s\u200b]*([^\W\d][\w.-]*)\s*[:=：]")


@dataclass
class _Open:
    """A list or group whose end has not come yet; `key` waits for its value."""

    path: Path
    values: dict[str, Any] | list[Any]
    key: str | None = None

    def path_of_next(self) -> Path:
        return (*self.path, len(self.values) if self.key is None else self.key)


def read_yaml(source: str, path: str, problems: Reporter, first_line: int = 1) -> SourceFile:
    """A YAML mapping; lines count from `first_line`. Raises Problem where nothing of it can be read."""
    if len(source) > LONGEST:
        raise Problem(_("the front matter is too long"), path, first_line, code="front-matter")
    lines = source.split("\n")
    unread: set[str] = set()  # keys at the top
    while True:
        tree = _Tree(path, first_line)
        try:
            values = tree.read("\n".join(lines))
            break
        except Problem as problem:
            keys = _take_out(lines, (problem.line or first_line) - first_line)
            if not keys:
                raise
            problems.add(problem)
            unread |= keys
    problems.extend(tree.duplicates)
    title = _("the front matter")
    return SourceFile(path, values, lambda: tree.lines, problems, True, first_line, title, frozenset(unread))


def _take_out(lines: list[str], at: int) -> set[str]:
    """Empty the entry that holds line `at`; returns its key and all that look like keys in it."""
    if at >= len(lines) or not lines[at].strip():
        return set()
    starts = [number for number, line in enumerate(lines) if _ENTRY.match(line)]
    start = max((number for number in starts if number <= at), default=0)
    end = min((number for number in starts if number > at), default=len(lines))
    taken = lines[start:end]
    lines[start:end] = [""] * (end - start)
    return {"-", *(match.group(1) for line in taken if (match := _LIKE_KEY.match(line)))}


class _Tree:
    """Events -> values, without recursion. Events come from libyaml, which does not recurse either."""

    def __init__(self, path: str, first_line: int) -> None:
        self._path, self._first = path, first_line
        self._lines_typed: list[str] = []
        self._stack: list[_Open] = []
        self.lines: dict[Path, int] = {}
        self.duplicates: list[Problem] = []

    def read(self, source: str) -> dict[str, Any]:
        root: Any = {}
        self._lines_typed = source.split("\n")
        try:
            for event in yaml.parse(source, Loader=_Loader):
                line = event.start_mark.line + self._first  # type: ignore[union-attr]
                self._refuse(event, line)
                if isinstance(event, yaml.ScalarEvent):
                    root = self._put(event.value, line, root)
                elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                    root = self._open({} if isinstance(event, yaml.MappingStartEvent) else [], line, root)
                elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                    self._stack.pop()
        except yaml.YAMLError as error:
            mistake = yaml_mistake(error, source, _Loader)
            raise self._problem(mistake.message, mistake.line + self._first, mistake.hint) from error
        if not isinstance(root, dict):
            raise self._problem(_("the front matter is not a list of key: value"), self._first)
        return root

    def _problem(self, message: str, line: int, hint: str = "") -> Problem:
        return Problem(message, self._path, line, hint=hint, code="yaml")

    def _refuse(self, event: Any, line: int) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            reading = misread(self._lines_typed[line - self._first])
            message = _("signs of YAML (&, *, !) are not read")
            raise self._problem(*(reading.message, line, reading.hint) if reading else (message, line, _("delete it")))

    def _open(self, values: dict[str, Any] | list[Any], line: int, root: Any) -> Any:
        if len(self._stack) == DEEPEST:
            raise self._problem(_("the front matter is nested too deeply"), line)
        above = self._stack[-1] if self._stack else None
        if above and isinstance(above.values, dict) and above.key is None:
            reading = misread(self._lines_typed[line - self._first])
            raise self._problem(*(reading.message, line, reading.hint) if reading else (_("a key is a list"), line))
        path = above.path_of_next() if above else ()
        root = self._put(values, line, root)
        self._stack.append(_Open(path, values))
        return root

    def _put(self, value: Any, line: int, root: Any) -> Any:
        """Put `value` where it belongs; returns the root, which it is where nothing is open."""
        if not self._stack:
            return value
        above = self._stack[-1]
        if isinstance(above.values, list):
            self.lines[above.path_of_next()] = line
            above.values.append(value)
        elif above.key is None:
            above.key = value
            path = above.path_of_next()
            if value in above.values:
                self.duplicates.append(duplicate(value, self._path, line, self.lines[path]))
            self.lines[path] = line
        else:
            above.values[above.key] = value
            above.key = None
        return root


def duplicate(key: str, path: str, line: int, first: int) -> Problem:
    message = _("“{key}” is there twice (first in line {first})", key=key, first=first)
    return Problem(message, path, line, hint=_("keep one of them"), code="duplicate-key")
