"""A story's file <-> the one form that shows it: its front matter by the schema, and its text.

`form_of` reads, `edited` saves. Byte order mark, line ends, comments, order and quotation marks of what was not edited
stay; the result is read again, and an edit that did not come out as the form has it is refused.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import yaml

from portal.errors import Problem
from portal.i18n import Translator
from portal.schema.records import Record

from .classic_edit import edit_classic
from .form_values import as_saved, form_values
from .text_edits import line_end, lines_of
from .yaml_edit import edit_yaml
from .yaml_writing import group

_ = Translator(__file__)

BODY = "body"
_MARK = "\ufeff"
_MOST_COMPARED = 2000  # lines


@dataclass(frozen=True)
class StoryForm:
    """Which keys a form shows, and how a file's head is read: `read(text, path)` gives its values by their names."""

    record: Record
    read: Callable[[str, str], Mapping[str, Any]]


@dataclass(frozen=True)
class _Parts:
    """A file taken apart; put together again the parts are the file. `fence` is empty for a classic head."""

    mark: str
    fence: str
    head: str
    gap: str
    body: str
    rest: str

    def joined(self) -> bytes:
        text = self.mark + self.fence + self.head + self.gap + self.body + self.rest
        return text.encode("utf-8", "surrogateescape")


def form_of(data: bytes, story: StoryForm, path: str) -> dict[str, Any]:
    """What a form shows of the file. Raises Problem where it has no head that can be read."""
    parts = _parts(data, path)
    return {**_values(parts, story, path), BODY: _clean(parts.body)}


def edited(data: bytes, form: Mapping[str, Any], story: StoryForm, path: str) -> bytes:
    """The file with what `form` changes. Raises Problem where that cannot be done without loss."""
    parts = _parts(data, path)
    before = _values(parts, story, path)
    after = as_saved(before, form, story.record)
    head, body = parts.head, parts.body
    if after != before:
        head = _edited_head(parts, story.record, before, after, path)
    if BODY in form and (text := _clean(str(form[BODY])).strip("\n")) != _clean(body):
        body = _edited_body(body, text, line_end(parts.fence + parts.head))
    gap = parts.gap
    if body and not parts.body and len(lines_of(gap)) < 2:
        gap += line_end(parts.fence + parts.head) * (2 - len(lines_of(gap)))
    if body == parts.body and head == parts.head:
        return data
    rest = parts.rest if body == parts.body else parts.rest or line_end(parts.fence + parts.head)
    whole = _Parts(parts.mark, parts.fence, head, gap, body, rest).joined()
    if {**after, BODY: _clean(body)} != form_of(whole, story, path):
        raise _unwritable(path)
    return whole


def new_file(form: Mapping[str, Any], record: Record) -> bytes:
    """A file that nobody wrote yet."""
    values = as_saved({}, form, record)
    head = "".join(f"{line}\n" for line in group(record, values, ""))
    return f"---\n{head}---\n\n{_clean(str(form.get(BODY, ''))).strip(chr(10))}\n".encode()


def _edited_head(parts: _Parts, record: Record, before: Mapping[str, Any], after: Mapping[str, Any], path: str) -> str:
    try:
        return (edit_yaml if parts.fence else edit_classic)(parts.head, record, before, after)
    except (yaml.YAMLError, ValueError):
        raise _unwritable(path) from None


def _unwritable(path: str) -> Problem:
    hint = _("open the file in a text editor and mend its front matter there")
    return Problem(_("the front matter cannot be edited here without loss"), path, hint=hint, code="front-matter")


def _values(parts: _Parts, story: StoryForm, path: str) -> dict[str, Any]:
    return form_values(story.read(_clean(parts.fence + parts.head + parts.gap), path), story.record)


def _parts(data: bytes, path: str) -> _Parts:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = _("save it with the encoding UTF-8")
        raise Problem(_("the file is not in UTF-8"), path, line, hint=hint, code="encoding") from None
    mark = _MARK if text.startswith(_MARK) else ""
    lines = lines_of(text[len(mark) :])
    if lines and lines[0].rstrip() == "---":
        end = next((at for at, line in enumerate(lines) if at and line.rstrip() in ("---", "...")), len(lines))
        fence, head, rest = lines[0], lines[1:end], lines[end:]
        first = 1
    else:
        end = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
        fence, head, rest = "", lines[:end], lines[end:]
        first = 0
    while first < len(rest) and not rest[first].strip():
        first += 1
    last = len(rest)
    while last > first and not rest[last - 1].strip():
        last -= 1
    body = "".join(rest[first:last])
    bare = body.rstrip("\r\n")
    ending = body[len(bare) :] + "".join(rest[last:])
    return _Parts(mark, fence, "".join(head), "".join(rest[:first]), bare, ending)


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _edited_body(source: str, text: str, end: str) -> str:
    """`text` with the bytes of those lines of `source` that are in it; new lines end as the file's do."""
    old, new = lines_of(source), text.split("\n")
    bare = [_clean(line).rstrip("\n") for line in old]
    written = list(new)
    for i, k in _pairs(bare, new):
        written[k] = old[i]
    ended = [line if line.endswith(("\n", "\r")) else line + end for line in written[:-1]]
    return "".join([*ended, written[-1].rstrip("\r\n")])


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of lines that are the same; what lies between two changed places is only compared where it is short."""
    most = min(len(old), len(new))
    first = next((at for at in range(most) if old[at] != new[at]), most)
    last = next((at for at in range(most - first) if old[-1 - at] != new[-1 - at]), most - first)
    yield from ((at, at) for at in range(first))
    between = old[first : len(old) - last], new[first : len(new) - last]
    if max(map(len, between)) <= _MOST_COMPARED:
        for block in SequenceMatcher(None, *between, autojunk=False).get_matching_blocks():
            yield from ((first + block.a + step, first + block.b + step) for step in range(block.size))
    yield from ((len(old) - 1 - at, len(new) - 1 - at) for at in range(last))
