"""What is wrong with front matter that is not YAML, in an editor's words: the parser's are for programmers."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, NamedTuple

import yaml

from portal.i18n import Translator

from .yaml_values import misread, quoted

_ = Translator(__file__)


class YamlMistake(NamedTuple):
    """`line` counts from 0 in the YAML text."""

    line: int
    message: str
    hint: str


def yaml_mistake(error: yaml.YAMLError, source: str, loader: Any) -> YamlMistake:
    """The mistake behind `error`, which reading `source` with `loader` raised."""
    mark: Any = getattr(error, "problem_mark", None)
    if mark is None:
        at_line = source.count("\n", 0, getattr(error, "position", 0))
        return YamlMistake(at_line, _("the front matter contains a control character"), _("delete it"))
    problem, context = str(getattr(error, "problem", "")), getattr(error, "context_mark", None) or mark
    lines = source.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    before, at = line[: mark.column], line[mark.column : mark.column + 1]
    if "escape character" in problem:
        hint = _("write it in single quotes: {line}", line=quoted(line))
        return YamlMistake(mark.line, _("a value in double quotes contains \\"), hint)
    if "end of stream" not in problem and (reading := _misread(source, mark.line, context.line)):
        return reading
    if "tab character" in problem or at == "\t":
        return YamlMistake(mark.line, _("a tab stands where spaces belong"), _("indent with spaces"))
    if "end of stream" in problem or "document indicator" in problem:
        return _unclosed(context.line)
    if (bracket := _open_bracket(mark.line, source, loader)) is not None:
        hint = _("close it on the same line; of a text put quotes round all: {line}", line=quoted(lines[bracket]))
        return YamlMistake(bracket, _("a bracket is opened and not closed"), hint)
    if "cannot start any token" in problem or "node content" in problem:
        return YamlMistake(mark.line, _("a value begins with {char}", char=at), _("put the value in quotes"))
    if "mapping values" in problem and _is_deeper(lines, mark.line):
        hint = _("align it with them; if it goes on with the value above, put quotes round that value")
        return YamlMistake(mark.line, _("this line is not indented as those above it"), hint)
    if "mapping values" in problem or "expected ':'" in problem:
        return YamlMistake(
            context.line if context is not mark else mark.line - 1,
            _("this line is not key: value"),
            _("write a key, a colon, a space and the value"),
        )
    if before.strip():
        return _unpaired(mark.line, source, loader)
    return YamlMistake(mark.line, _("this line is not indented as those above it"), _("align it with them"))


def _is_deeper(lines: list[str], number: int) -> bool:
    """Whether a line that looks like an entry is indented under one that has its value already."""
    above = next((line for line in reversed(lines[:number]) if line.strip()), "")
    line = lines[number]
    depths = [len(text) - len(text.lstrip(" ")) for text in (above, line)]
    return depths[1] > depths[0] and re.match(r"\s*[\w.-]+\s*:\s", line) is not None


def _misread(source: str, *numbers: int) -> YamlMistake | None:
    """The first of the lines `numbers` whose value YAML takes for something else."""
    lines = source.split("\n")
    for number in numbers:
        reading = misread(lines[number]) if number < len(lines) else None
        if reading is not None:
            return YamlMistake(number, *reading)
    return None


def _open_bracket(line: int, source: str, loader: Any) -> int | None:
    """The line of a list or group in brackets that is still open at `line`, further down or at the end."""
    opened: list[Any] = []
    with suppress(yaml.YAMLError):
        for event in yaml.parse(source, Loader=loader):
            if isinstance(event, yaml.CollectionStartEvent):
                opened.append(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                opened.pop()
    lines = [event.start_mark.line for event in opened if event.flow_style]
    return lines[0] if lines and (lines[0] < line or line > source.count("\n")) else None


def _unclosed(line: int) -> YamlMistake:
    return YamlMistake(line, _("a quotation mark is opened and not closed"), _("close it at the end of the value"))


def _unpaired(line: int, source: str, loader: Any) -> YamlMistake:
    """Text follows a quotation mark that closed a value: one that was opened on an earlier line, or one inside it."""
    last: Any = None
    with suppress(yaml.YAMLError):
        for event in yaml.parse(source, Loader=loader):
            last = event if isinstance(event, yaml.ScalarEvent) and event.style else last
    if last is not None and last.start_mark.line < last.end_mark.line == line:
        return _unclosed(last.start_mark.line)
    return YamlMistake(
        line, _("text stands after the value's end"), _("write “ ” inside quotes, and nothing after the closing one")
    )
