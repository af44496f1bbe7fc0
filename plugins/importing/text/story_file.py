"""The file of a story that came from elsewhere: its head as the schema reads it, guesses marked, then the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from portal.i18n import Translator
from portal.vietnam.text import HANOI

_ = Translator(__file__)
_MARKUP = re.compile(r"\*(?=\*)|_(?=_)|<(?=[^\W\d]|[/!])|(?<=\])\(|\{(?=[{%])|&(?=#?\w+;)")


@dataclass(frozen=True)
class ImportedStory:
    """Args: section, authors, topics: slugs; status: empty for a story that is out; guessed: keys to be looked at."""

    id: int
    title: str
    sapo: str
    date: datetime
    section: str
    text: str
    slug: str = ""
    source_tag: str = ""
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    image: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    modified: datetime | None = None
    status: str = ""
    source_note: str = ""
    guessed: frozenset[str] = frozenset()


def story_file(story: ImportedStory) -> str:
    return "---\n" + "\n".join(_head(story)) + "\n---\n\n" + story.text.strip() + "\n"


def _head(story: ImportedStory) -> Iterator[str]:
    guess = "  # " + _("a guess of the program: look at it")

    def line(key: str, value: str) -> str:
        return f"{key}: {value}{guess if key in story.guessed else ''}"

    yield line("id", str(story.id))
    yield line("title", _quoted(story.title))
    if story.slug:
        yield line("slug", story.slug)
    yield line("sapo", _quoted(story.sapo))
    if story.source_tag:
        yield line("source_tag", story.source_tag)
    if story.source_note:
        yield line("source_note", _quoted(story.source_note))
    yield line("date", _iso(story.date))
    if story.modified:
        yield line("modified", _iso(story.modified))
    yield line("section", story.section)
    if story.authors:
        yield line("authors", f"[{', '.join(story.authors)}]")
    if story.topics:
        yield line("topics", f"[{', '.join(story.topics)}]")
    if story.status:
        yield line("status", story.status)
    if story.image:
        yield line("image", "")[:-1]
        yield from (f"  {key}: {_quoted(value)}" for key, value in story.image)
    if story.aliases:
        yield line("aliases", f"[{', '.join(_quoted(alias) for alias in story.aliases)}]")


def _iso(moment: datetime) -> str:
    return moment.astimezone(HANOI).isoformat(timespec="minutes" if not moment.second else "seconds")


def _quoted(text: str) -> str:
    """In double quotes as YAML reads them; JSON's are of the same form. Signs that could be markup are escaped."""
    text = json.dumps(" ".join(text.split()), ensure_ascii=False)
    return _MARKUP.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
