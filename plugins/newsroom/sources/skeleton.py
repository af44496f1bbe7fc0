"""A story not yet written: its file with every key that may be wanted, each with what it is for, from the schema.

What an editor must still write is marked PLACEHOLDER; a story that is no draft may hold none of it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from newsroom.model.article import Kind
from portal.errors import Problem
from portal.i18n import Translator
from portal.schema.records import Key, Many, Record
from portal.schema.source_file import SourceFile
from portal.schema.value_types import Moment
from portal.vietnam.text import HANOI

_ = Translator(__file__)

PLACEHOLDER = "CẦN VIẾT"
_EPOCH = datetime(2020, 1, 1, tzinfo=HANOI)
# Groups that a kind of story must have, with what stands in them until somebody writes it.
_GROUPS = {
    Kind.INTERVIEW: {"guest": ("name", "title", "organisation")},
    Kind.ADVICE: {"guest": ("name", "title", "organisation")},
    Kind.CORRECTION: {"corrections": ("date", "wrong", "right")},
}
_ALWAYS = frozenset({"id", "title", "slug", "sapo", "date", "section", "kind", "status"})


@dataclass(frozen=True)
class NewStory:
    """Args: title: empty for a story that has none yet; author: a slug; section: a slug of sections.toml."""

    id: int
    title: str
    section: str
    kind: Kind
    moment: datetime
    author: str = ""


def free_id(moment: datetime, taken: Collection[int]) -> int:
    """Seconds since 2020: two branches that never saw each other differ, unless two people began in one second.

    Seconds until 2020 for a story of an archive. The next free number where that second is taken; never a number that
    is given.
    """
    number = max(1, abs(int((moment - _EPOCH).total_seconds())))
    while number in taken:
        number += 1
    return number


def skeleton(story: NewStory, schema: Record) -> str:
    """The text of the file."""
    return "---\n" + "\n".join(_head(story, schema)) + "\n---\n\n" + _body(story) + "\n"


def _head(story: NewStory, schema: Record) -> Iterator[str]:
    keys = schema.by_name
    yield from _written(keys["id"], str(story.id))
    yield from _written(keys["title"], _quoted(story.title or f"{PLACEHOLDER}: {keys['title'].about}"))
    yield from _written(keys["sapo"], _quoted(f"{PLACEHOLDER}: {keys['sapo'].about}"))
    yield from _written(keys["date"], story.moment.astimezone(HANOI).isoformat(timespec="minutes"))
    yield from _written(keys["section"], story.section)
    if story.kind is not Kind.NEWS:
        yield from _written(keys["kind"], story.kind.value)
    yield from _written(keys["status"], "draft")
    if story.author:
        yield from _written(keys["authors"], f"[{story.author}]")
    for name, inner in _GROUPS.get(story.kind, {}).items():
        yield from _group(keys[name], inner, story.moment)
    yield ""
    yield "# " + _("What follows is taken only where the sign # before it is removed.")
    written = _ALWAYS | _GROUPS.get(story.kind, {}).keys() | ({"authors"} if story.author else set())
    for key in schema.keys:
        if key.name not in written:
            yield from _further(key)


def _written(key: Key, value: str) -> Iterator[str]:
    yield f"{key.name}: {value}  # {key.about}" if key.name in {"id", "status", "section"} else f"{key.name}: {value}"


def _group(key: Key, names: Collection[str], moment: datetime) -> Iterator[str]:
    """A group, or a list of one group, with the keys `names` in it."""
    record = key.type.of if isinstance(key.type, Many) else key.type
    assert isinstance(record, Record)
    dash, indent = ("  - ", "    ") if isinstance(key.type, Many) else ("  ", "  ")
    yield f"# {key.about}"
    yield f"{key.name}:"
    for place, name in enumerate(names):
        inner = record.by_name[name]
        day = moment.astimezone(HANOI).date().isoformat()
        value = day if isinstance(inner.type, Moment) else _quoted(f"{PLACEHOLDER}: {inner.about}")
        yield f"{indent if place else dash}{name}: {value}"


def _further(key: Key) -> Iterator[str]:
    if isinstance(key.type, Record):
        yield f"# {key.name}:  # {key.about}"
        for inner in key.type.keys:
            yield f"#   {inner.name}: {_example(inner)}  # {inner.about}"
    else:
        yield f"# {key.name}: {_example(key)}  # {key.about}"


def _example(key: Key) -> str:
    return _quoted(key.example) if ": " in key.example else key.example


def _quoted(text: str) -> str:
    """In double quotes as YAML reads them; JSON's are of the same form."""
    return json.dumps(text, ensure_ascii=False)


def report_unwritten(file: SourceFile, body: str, first_line: int) -> None:
    """Every PLACEHOLDER that is left in the front matter or the text (which begins at `first_line`) is a problem."""
    hint = _("write it, or leave status: draft")
    for path in _unwritten(file.values, ()):
        file.report(_("this has not been written yet"), *path, hint=hint, code="unwritten")
    for number, line in enumerate(body.split("\n"), first_line):
        if PLACEHOLDER in line:
            message = _("this has not been written yet")
            file.problems.add(Problem(message, file.path, number, hint=hint, code="unwritten"))


def _unwritten(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, str) and PLACEHOLDER in value:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from _unwritten(inner, (*path, key))


def _body(story: NewStory) -> str:
    """What stands in the text until it is written; comments show nowhere."""
    kind = story.kind
    if kind is Kind.LIVE:
        introduction, entry = _("introduction, then entries, each under its time"), _("headline of the entry")
        clock = f"{story.moment.astimezone(HANOI):%Hh%M}"
        return f"{PLACEHOLDER}: {introduction}\n\n## {clock}: {PLACEHOLDER}: {entry}\n\n{PLACEHOLDER}"
    if kind is Kind.INTERVIEW:
        introduction = _("introduction, then questions and answers")
        return f"{PLACEHOLDER}: {introduction}\n\nHỏi: {PLACEHOLDER}\n\nĐáp: {PLACEHOLDER}"
    if kind is Kind.ADVICE:
        return f"Hỏi (Bạn đọc): {PLACEHOLDER}\n\nĐáp: {PLACEHOLDER}"
    if kind is Kind.RESULTS:
        what = _("what the figures say; a table is called by a block /// bang, see docs/editing/tables.md")
        return f"{PLACEHOLDER}: {what}"
    return f"{PLACEHOLDER}: " + _("the story")
