"""The head of an editor's file, apart from its text: what its values mean is the schema's business.

Two forms are read: YAML between two lines `---`, and Pelican's classic lines `Title: ...` up to the first empty line
(there a part of a group is written with a dot, such as `Image.src:`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.schema.source_file import Path, SourceFile
from portal.schema.yaml_file import duplicate, read_yaml

_ = Translator(__file__)
_KNOWN_KEY = re.compile(
    r"\s*(?:id|title|slug|sapo|summary|date|section|authors?|topics|image|kind|status)\s*[:=]", re.I
)
_CLASSIC = re.compile(r"([A-Za-z][A-Za-z0-9_.-]*):[ \t]*(.*)")


@dataclass(frozen=True)
class Head:
    """A file taken apart: its front matter, the text below it, and the line on which that text starts."""

    fields: SourceFile
    body: str
    first_line: int


def split_head(text: str, path: str, problems: Reporter) -> Head:
    """Take the file apart, and report what is wrong at its head. Raises Problem where there is none to read."""
    lines = text.split("\n")
    if lines[0].rstrip() == "---":
        end = next((number for number in range(1, len(lines)) if lines[number].rstrip() in ("---", "...")), None)
        if end is None:
            hint = _("close it with a line ---")
            raise Problem(_("the front matter has no end"), path, 1, hint=hint, code="front-matter")
        fields = read_yaml("\n".join(lines[1:end]), path, problems, first_line=2)
        _report_second(lines, end, path, problems)
        return Head(fields, "\n".join(lines[end + 1 :]), end + 2)
    if _CLASSIC.match(lines[0]):
        return _Classic(path, problems).read(lines)
    raise _none(lines, path)


def _report_second(lines: list[str], end: int, path: str, problems: Reporter) -> None:
    """Lines of front matter below its end, as after a line `---` too many: they would be printed as text."""
    below = [number for number in range(end + 1, min(end + 8, len(lines))) if lines[number].strip()]
    if below and lines[below[0]].strip() in ("---", "...") and len(below) > 1:
        del below[0]
    if below and _KNOWN_KEY.match(lines[below[0]]):
        message = _("a line of front matter stands below its end (line {end})", end=end + 1)
        hint = _("keep one front matter, between two lines ---, and delete what is too much")
        problems.add(Problem(message, path, below[0] + 1, hint=hint, code="front-matter"))


def _none(lines: list[str], path: str) -> Problem:
    """What keeps the front matter from being found."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    typed = lines[first].strip().strip("\ufeff")
    message, hint = _("the file has no front matter"), _("begin it with a line --- and title: ...")
    if any(_KNOWN_KEY.match(line) for line in lines[first : first + 6]):
        above = next((number for number, line in enumerate(lines) if line.strip(" \t\ufeff\u200b") == "---"), None)
        if above is not None and (above or lines[0] != "---"):
            message = _("something stands before the line --- that begins the front matter")
            hint = _("let --- be the whole first line of the file, without a space or an empty line before it")
            return Problem(message, path, above + 1, hint=hint, code="front-matter")
        if len(typed) < 10 and not any(letter.isalnum() for letter in typed):
            message, hint = _("the front matter begins with {signs}", signs=typed), _("write three hyphens: ---")
    return Problem(message, path, first + 1, hint=hint, code="front-matter")


class _Classic:
    """`Key: value` lines; an indented line goes on with the value above it."""

    def __init__(self, path: str, problems: Reporter) -> None:
        self._path, self._problems = path, problems
        self._values: dict[str, Any] = {}
        self._lines: dict[Path, int] = {}

    def read(self, lines: list[str]) -> Head:
        place: Path = ()
        number = 0
        while number < len(lines) and lines[number].strip():
            line = lines[number]
            number += 1
            if match := _CLASSIC.match(line):
                place = tuple(match.group(1).lower().split(".", 1))
                self._entry(place, match.group(2).strip(), number)
            elif line.startswith(("  ", "\t")) and place:
                group = self._group(place, number)
                group[place[-1]] = f"{group[place[-1]]} {line.strip()}".strip()
            elif line.strip() in ("---", "..."):
                message = _("the front matter ends with {signs} and does not begin with ---", signs=line.strip())
                hint = _("write --- above the first line of the file")
                raise Problem(message, self._path, 1, hint=hint, code="front-matter")
            else:
                message = _("this line is neither key: value nor empty")
                hint = _("put an empty line between the front matter and the text")
                raise Problem(message, self._path, number, hint=hint, code="front-matter")
        title = _("the front matter")
        fields = SourceFile(self._path, self._values, lambda: self._lines, self._problems, texts=True, title=title)
        return Head(fields, "\n".join(lines[number + 1 :]), number + 2)

    def _entry(self, place: Path, value: str, line: int) -> None:
        if place in self._lines:
            self._problems.add(duplicate(".".join(map(str, place)), self._path, line, self._lines[place]))
        group = self._group(place, line)
        self._lines[place] = line
        group[place[-1]] = value

    def _group(self, place: Path, line: int) -> dict[Any, Any]:
        """The group that holds the key at `place`."""
        if len(place) == 1:
            return self._values
        first = self._lines.setdefault(place[:1], line)
        group = self._values.setdefault(str(place[0]), {})
        if not isinstance(group, dict):
            raise duplicate(str(place[0]), self._path, line, first)
        return group
