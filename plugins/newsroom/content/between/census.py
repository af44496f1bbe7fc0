"""What became of every file of the content folder: printed, draft, waiting for its time, or not read at all."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from newsroom.addresses.ledger import NAME as LEDGER
from newsroom.content.read_article import ReadArticle
from newsroom.model.article import StoryStatus
from newsroom.sources.media_folder import likeness
from newsroom.sources.schema import FrontMatter
from portal.i18n import Translator
from portal.vietnam.text import HANOI

_ = Translator(__file__)

_NAMED = 5  # files that one line of a summary names
_TEXTS = (".md", ".markdown", ".mdown", ".txt", ".docx", ".doc", ".odt", ".rtf", ".html", ".htm", ".rst", ".pdf")
_READ = ("articles", "pages", "data", "van-ban")  # whose files are read, or reported where they cannot be


@dataclass(frozen=True)
class Census:
    """Paths as messages show them; `waiting` with the moment from which a story is printed, soonest first."""

    published: int
    hidden: int
    drafts: tuple[str, ...]
    waiting: tuple[tuple[datetime, str], ...]
    unread: tuple[str, ...]

    def __str__(self) -> str:
        parts = [_("{count} stories published", count=self.published)]
        if self.hidden:
            parts.append(_("{count} hidden", count=self.hidden))
        if self.drafts:
            parts.append(_("{count} drafts: {names}", count=len(self.drafts), names=_names(self.drafts)))
        if self.waiting:
            names = _names([f"{path} ({_moment_words(moment)})" for moment, path in self.waiting])
            first = _moment_words(self.waiting[0][0])
            parts.append(
                _("{count} waiting until {moment}: {names}", count=len(self.waiting), moment=first, names=names)
            )
        if self.unread:
            parts.append(_("{count} files not read: {names}", count=len(self.unread), names=_names(self.unread)))
        return "; ".join(parts)


def with_published(census: Census, number: int, hidden: int) -> Census:
    """With so many stories more, of which some are hidden."""
    return replace(census, published=census.published + number - hidden, hidden=census.hidden + hidden)


def take_census(stories: Sequence[ReadArticle], root: Path, moment: datetime) -> Census:
    fronts = [(story.front, f"{root.name}/{story.path}") for story in stories if story.front]
    due = [front for front, _path in fronts if front.is_out(moment)]
    drafts = [path for front, path in fronts if front.status is StoryStatus.DRAFT]
    waiting = [
        (_printed_from(front), path)
        for front, path in fronts
        if front.status is not StoryStatus.DRAFT and not front.is_out(moment)
    ]
    hidden = sum(front.status is StoryStatus.HIDDEN for front in due)
    attached = {likeness(f"media/{attachment.file}") for front, _path in fronts for attachment in front.attachments}
    return Census(len(due) - hidden, hidden, tuple(drafts), tuple(sorted(waiting)), tuple(_unread(root, attached)))


def _printed_from(front: FrontMatter) -> datetime:
    return max(front.date, front.embargo or front.date)


def _unread(root: Path, attached: Collection[str]) -> Iterator[str]:
    """Texts that lie where nothing looks for texts, and that no story has beside it."""
    closed: list[str] = []
    for place, folders, names in os.walk(root, onerror=lambda error: closed.append(error.filename)):
        top = Path(place) == root
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not (top and name in _READ))
        for name in sorted(set(names) - ({LEDGER} if top else set())):
            path = Path(place, name).relative_to(root).as_posix()
            is_text = name.lower().endswith(_TEXTS) and not name.startswith((".", "README", "~$"))
            if is_text and likeness(path) not in attached:
                yield f"{root.name}/{path}"
    yield from (f"{root.name}/{Path(folder).relative_to(root).as_posix()}/" for folder in closed)


def _names(names: Sequence[str]) -> str:
    first = ", ".join(names[:_NAMED])
    return first if len(names) <= _NAMED else _("{names} and {count} more", names=first, count=len(names) - _NAMED)


def _moment_words(moment: datetime) -> str:
    local = moment.astimezone(HANOI)
    return f"{local:%d/%m/%Y}" if (local.hour, local.minute) == (0, 0) else f"{local:%d/%m/%Y %H:%M}"
