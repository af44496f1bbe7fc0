"""Edits of YAML in place: the entries that changed are written anew, every other byte stays, comments too.

Positions come from PyYAML's nodes. An edit that cannot be made within an entry (a first key beside a dash, say) writes
that entry whole; whoever calls reads the result again and compares, so that no rule here can lose a value unseen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

import yaml

from portal.schema.records import Key, Many, Record

from . import yaml_writing
from .form_values import form_value
from .text_edits import Replacement, end_of_line, line_end, replaced, start_of_line

_LEAST_WIDTH = 60  # of a folded text
Values = Mapping[str, Any]


class _TooFineError(Exception):
    """The entry around must be written whole."""


def edit_yaml(source: str, record: Record, before: Values, after: Values) -> str:
    """`source`, a mapping, with the values `after` where they differ from `before` (both as forms show them).

    Raises yaml.YAMLError where it is no YAML, ValueError where it cannot be edited in place.
    """
    root = yaml.compose(source, Loader=yaml.SafeLoader)
    edit = _YamlEdit(source)
    try:
        if root is None:
            end = line_end(source)
            text = "".join(line + end for line in yaml_writing.group(record, dict(after), ""))
            return source + ("" if not source or source.endswith(("\n", "\r")) else end) + text
        return replaced(source, edit.mapping(root, record, before, after))
    except _TooFineError as error:
        raise ValueError("the mapping is not written in lines") from error


class _YamlEdit:
    def __init__(self, source: str) -> None:
        self._source, self._end = source, line_end(source)

    def mapping(self, node: Any, record: Record, before: Values, after: Values) -> list[Replacement]:
        if not isinstance(node, yaml.MappingNode) or node.flow_style:
            raise _TooFineError
        edits: list[Replacement] = []
        entries = {key.name: pair for pair in node.value if (key := record.by_name.get(pair[0].value))}
        anchor = None
        for key in record.keys:
            pair = entries.get(key.name)
            was, now = before.get(key.name), after.get(key.name)
            if was != now and pair is None:
                edits.append(self._insertion(key, now, node, anchor))
            elif was != now and pair is not None:
                edits += self._removal(pair) if now is None else self._change(key, pair, was, now)
            anchor = pair or anchor
        return edits

    def _change(self, key: Key, pair: Any, was: Any, now: Any) -> list[Replacement]:
        try:
            return self._value(key.type, pair[1], was, now)
        except _TooFineError:
            start, end = pair[0].start_mark.index, self._content_end(pair[1])
            indent = " " * pair[0].start_mark.column
            lines = list(yaml_writing.entry(key, now, indent, pair[0].value))
            return [Replacement(start, end, self._end.join(lines)[len(indent) :])]

    def _value(self, kind: Any, node: Any, was: Any, now: Any) -> list[Replacement]:
        if isinstance(kind, Record):
            return self.mapping(node, kind, was or {}, now)
        if isinstance(kind, Many):
            return self._list(kind, node, was or [], now)
        if not isinstance(node, yaml.ScalarNode):
            raise _TooFineError
        start, end = node.start_mark.index, self._content_end(node)
        if node.style in ("|", ">") and isinstance(now, str) and (folded := self._folded(node, now)):
            return [Replacement(start, end, folded)]
        text = yaml_writing.scalar(now, node.style if node.style in ("'", '"') else None)
        return [Replacement(start, end, text if start != end else f" {text}")]

    def _folded(self, node: Any, text: str) -> str:
        """A text over several lines behind `>-`, as wide and as far from the margin as it was; empty if it was not."""
        head, *rest = self._source[node.start_mark.index : self._content_end(node)].splitlines()
        lines = [line for line in rest if line.strip()]
        if not lines or " ".join(text.split()) != text or head[:2] not in (">-", ">", "|-", "|"):
            return ""
        indent = lines[0][: len(lines[0]) - len(lines[0].lstrip(" "))]
        width = max(_LEAST_WIDTH, *map(len, lines)) if head.startswith(">") else len(text) + len(indent)
        return self._end.join([head, *(indent + line for line in _wrapped(text, width - len(indent)))])

    def _list(self, kind: Many, node: Any, was: Sequence[Any], now: Sequence[Any]) -> list[Replacement]:
        if isinstance(node, yaml.SequenceNode) and not node.flow_style and len(node.value) == len(was):
            return list(self._items(kind, node, was, now))
        if isinstance(kind.of, Record):
            raise _TooFineError
        written = self._as_written(kind, node)
        texts = [written.get(value) or yaml_writing.scalar(value, in_flow=True) for value in now]
        if isinstance(node, yaml.MappingNode) or (isinstance(node, yaml.SequenceNode) and not node.flow_style):
            raise _TooFineError
        start, end = node.start_mark.index, self._content_end(node)
        text = yaml_writing.flow_list(texts)
        return [Replacement(start, end, text if start != end else f" {text}")]

    def _as_written(self, kind: Many, node: Any) -> dict[Any, str]:
        """Value -> its text in a list: a name that stands for a slug stays a name."""
        if not isinstance(node, yaml.SequenceNode):
            return {}
        scalars = [one for one in node.value if isinstance(one, yaml.ScalarNode)]
        texts = (self._source[one.start_mark.index : one.end_mark.index] for one in scalars)
        return {form_value(kind.of, one.value): text for one, text in zip(scalars, texts, strict=True)}

    def _items(self, kind: Many, node: Any, was: Sequence[Any], now: Sequence[Any]) -> Iterator[Replacement]:
        matcher = SequenceMatcher(None, [repr(one) for one in was], [repr(one) for one in now], autojunk=False)
        for change, i, j, k, end in matcher.get_opcodes():
            if change == "equal":
                continue
            both = min(j - i, end - k) if change == "replace" else 0
            for step in range(both):
                yield from self._value(kind.of, node.value[i + step], was[i + step], now[k + step])
            for one in node.value[i + both : j]:
                yield self._lines_of_item(node, one)
            added = [line for one in now[k + both : end] for line in yaml_writing.item(kind.of, one, self._dash(node))]
            if added:
                yield self._inserted_items(node, j, added)

    def _inserted_items(self, node: Any, place: int, lines: Sequence[str]) -> Replacement:
        """New items behind the item before `place`, or before the first."""
        if place:
            return self._lines_behind(self._content_end(node.value[place - 1]), lines)
        start = self._lines_of_item(node, node.value[0]).start
        return Replacement(start, start, "".join(line + self._end for line in lines))

    def _dash(self, node: Any) -> str:
        return " " * int(node.start_mark.column)

    def _lines_of_item(self, node: Any, one: Any) -> Replacement:
        dash = self._source.rfind("-", 0, max(one.start_mark.index, node.start_mark.index + 1))
        return self._whole_lines(dash, self._content_end(one))

    def _removal(self, pair: Any) -> list[Replacement]:
        return [self._whole_lines(pair[0].start_mark.index, self._content_end(pair[1]))]

    def _whole_lines(self, start: int, end: int) -> Replacement:
        first = start_of_line(self._source, start)
        if self._source[first:start].strip():
            raise _TooFineError
        return Replacement(first, end_of_line(self._source, end), "")

    def _insertion(self, key: Key, value: Any, node: Any, anchor: Any) -> Replacement:
        """The new entry behind `anchor`, else behind the last one of the mapping."""
        pair = anchor or node.value[-1]
        lines = list(yaml_writing.entry(key, value, " " * node.value[0][0].start_mark.column))
        return self._lines_behind(self._content_end(pair[1]), lines)

    def _lines_behind(self, position: int, lines: Sequence[str]) -> Replacement:
        place = end_of_line(self._source, position)
        text = "".join(line + self._end for line in lines)
        if place == len(self._source) and not self._source.endswith(("\n", "\r")):
            text = self._end + text
        return Replacement(place, place, text)

    def _content_end(self, node: Any) -> int:
        """Behind the last sign of the value; a block's own end lies behind the comments that follow it."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
        end = int(node.end_mark.index)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return len(self._source[:end].rstrip(" \r\n"))
        return end


def _wrapped(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
