"""Texts of the front matter with the place of each letter: YAML between two lines `---`, or lines `Key: value`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CLASSIC = re.compile(r"([A-Za-z][A-Za-z0-9_.-]*):[ \t]*(.*)")
_OTHER_NAMES = {"summary": "sapo", "author": "authors", "tags": "topics", "category": "section"}

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class FrontValue:
    """One value as it stands in the file, from `start` to `end`, its quotation marks and indicators left out.

    Args:
        path: such as `("image", "alt")` or `("corrections", 0, "date")`.
        text: what it means.
        unread: stretches inside it that are no letters of the text: backslashes, indents are left in.
    """

    path: Path
    text: str
    start: int
    end: int
    unread: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Front:
    """`body` is the offset at which the text below the front matter starts."""

    values: tuple[FrontValue, ...]
    body: int


def read_front(text: str) -> Front:
    """The values of the front matter; none where it cannot be read (the schema tells why)."""
    if text.startswith("---"):
        head = re.match(r"---[ \t]*\n", text)
        end = re.search(r"^(?:---|\.\.\.)[ \t]*$\n?", text[head.end() :], re.MULTILINE) if head else None
        if head is None or end is None:
            return Front((), len(text))
        return Front(
            tuple(_yaml_values(text[head.end() : head.end() + end.start()], head.end())), head.end() + end.end()
        )
    if _CLASSIC.match(text):
        return _classic(text)
    return Front((), 0)


def _yaml_values(source: str, offset: int) -> Iterator[FrontValue]:
    stack: list[_Open] = []
    try:
        for event in yaml.parse(source, Loader=_Loader):
            if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                stack.append(_Open(isinstance(event, yaml.MappingStartEvent)))
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                stack.pop()
                if stack:
                    stack[-1].next()
            elif isinstance(event, yaml.ScalarEvent) and stack:
                if stack[-1].takes_key:
                    stack[-1].key = event.value
                    continue
                path = tuple(part for level in stack for part in level.part())
                yield _value(event, path, source, offset)
                stack[-1].next()
    except yaml.YAMLError:
        return


class _Open:
    """A mapping or list whose end has not come yet."""

    def __init__(self, is_mapping: bool) -> None:
        self._is_mapping = is_mapping
        self.key: str | None = None
        self._index = 0

    @property
    def takes_key(self) -> bool:
        return self._is_mapping and self.key is None

    def part(self) -> Path:
        if not self._is_mapping:
            return (self._index,)
        return (_OTHER_NAMES.get(self.key or "", self.key or ""),)

    def next(self) -> None:
        self.key = None
        self._index += 1


def _value(event: Any, path: Path, source: str, offset: int) -> FrontValue:
    start, end = event.start_mark.index, event.end_mark.index
    unread: tuple[tuple[int, int], ...] = ()
    if event.style in ("'", '"'):
        start, end = start + 1, end - 1
        mark = r"\\." if event.style == '"' else "''"
        unread = tuple(
            (offset + start + match.start(), offset + start + match.start() + 1)
            for match in re.finditer(mark, source[start:end])
        )
    elif event.style in ("|", ">"):
        start = source.find("\n", start) + 1 or end
        end = start + len(source[start:end].rstrip())
        start += len(source[start:end]) - len(source[start:end].lstrip())
    return FrontValue(path, event.value, offset + start, offset + max(start, end), unread)


def _classic(text: str) -> Front:
    values: list[FrontValue] = []
    place = 0
    for line in text.splitlines(keepends=True):
        match = _CLASSIC.match(line)
        if not line.strip():
            break
        if match:
            name = match.group(1).lower().split(".")
            path = (_OTHER_NAMES.get(name[0], name[0]), *name[1:])
            value = match.group(2).rstrip()
            values.append(FrontValue(path, value, place + match.start(2), place + match.start(2) + len(value)))
        elif values and line.startswith(("  ", "\t")):
            last = values[-1]
            values[-1] = FrontValue(
                last.path, f"{last.text} {line.strip()}", last.start, place + len(line.rstrip()), last.unread
            )
        place += len(line)
    return Front(tuple(values), place)
