"""The values of one file that an editor wrote, and the line of each: what a reader gives and a schema reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from portal.errors import Problem, Reporter
from portal.i18n import Translator

_ = Translator(__file__)

Path = tuple[str | int, ...]
LONGEST_SHOWN = 60  # characters of a value in a message


@dataclass
class SourceFile:
    """One file: values, lines, and where its problems go.

    Args:
        path: the file in messages.
        values: groups as dicts, lists as lists.
        find_lines: the line of every key and element by its path; asked once, and only where something is wrong.
        texts: every value is a text, to be read as its schema says (front matter); else it has its type (TOML).
        first_line: where the values begin.
        title: how messages call the top; the file's name where it is empty.
        unread: keys at the top that could not be read, which has been reported.
    """

    path: str
    values: dict[str, Any]
    find_lines: Callable[[], Mapping[Path, int]]
    problems: Reporter
    texts: bool = False
    first_line: int = 1
    title: str = ""
    unread: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def lines(self) -> Mapping[Path, int]:
        return self.find_lines()

    def line(self, *path: str | int) -> int:
        """Line of the key at `path`, such as `("columns", "tinh", "type")`; else of the nearest thing around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return self.first_line

    def problem(self, message: str, *path: str | int, hint: str = "", code: str = "ill-typed") -> Problem:
        """A problem at the line of the key at `path`."""
        return Problem(message, self.path, self.line(*path), hint=hint, code=code)

    def report(self, message: str, *path: str | int, hint: str = "", code: str = "ill-typed") -> None:
        self.problems.add(self.problem(message, *path, hint=hint, code=code))

    def place(self, path: Path = ()) -> str:
        """How messages call the group at `path`: as the editor wrote it, such as `[period]` or `[[section.child]]`."""
        names = ".".join(str(step) for step in path if isinstance(step, str))
        if not names:
            return self.title or self.path.rpartition("/")[2]
        if self.texts:
            return f"{names}:"
        return f"[[{names}]]" if isinstance(path[-1], int) else f"[{names}]"

    @property
    def root(self) -> Node:
        return Node(self.values, (), self)


class Node(NamedTuple):
    """A value with its place in the file."""

    value: Any
    path: Path
    file: SourceFile

    @property
    def key(self) -> str:
        """How messages call the value: `src`, or `related[2]` for the second of a list."""
        if not self.path:
            return self.file.place()
        last = self.path[-1]
        return last if isinstance(last, str) else f"{self.path[-2]}[{last + 1}]"

    def inner(self, step: str | int) -> Node:
        return Node(self.value[step], (*self.path, step), self.file)

    def problem(self, message: str, hint: str = "", code: str = "ill-typed") -> Problem:
        return self.file.problem(message, *self.path, hint=hint, code=code)

    def unfit(self, hint: str, code: str = "ill-typed") -> Problem:
        """The value is not what it should be; `hint` says what that is."""
        return self.problem(_("“{key}” is {value}", key=self.key, value=value_text(self.value)), hint, code)


def value_text(value: object) -> str:
    """A value in a message."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"“{value}”" if len(value) <= LONGEST_SHOWN else f"“{value[:LONGEST_SHOWN]}…”"
    if isinstance(value, dict):
        return "{…}"
    return "[…]" if isinstance(value, list) else str(value)
