"""What may not be seen yet, read from the sources by rules of its own, so as not to share a fault of the build."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from newsroom.sources.front_matter import split_head
from portal.addresses import dataset
from portal.errors import PortalError, Reporter
from portal.schema.source_file import SourceFile
from portal.vietnam.text import HANOI, slugify
from publishing.verify.leaks import Secret, telling_texts

_SENTENCE = re.compile(r"[^\W\d_][\w ,–-]{38,}[^\W_]")


def withheld(content: Path, moment: datetime) -> list[Secret]:
    """Secrets of all drafts, of stories and datasets that `moment` is too early for. Unreadable files are no secrets:
    the build refuses them."""
    texts = {path: _text(path) for path in sorted((content / "articles").rglob("*.md"))}
    hidden = {path: head for path, text in texts.items() if (head := _hidden_head(text, path, moment))}
    if not hidden and not (content / "data").is_dir():
        return []
    # A text that a published story has too (a shared headline, a quotation) gives nothing away.
    public = "\n".join(text for path, text in texts.items() if path not in hidden)
    secrets = [_secret(path, texts[path], head, content, moment) for path, head in hidden.items()]
    secrets += _withheld_datasets(content, moment)
    return [Secret(secret.source, tuple(text for text in secret.texts if text not in public)) for secret in secrets]


def _text(path: Path) -> str:
    return unicodedata.normalize("NFC", path.read_text(encoding="utf-8", errors="replace"))


def _hidden_head(text: str, path: Path, moment: datetime) -> SourceFile | None:
    """The front matter of a story that is withheld at `moment`; None for one that is out."""
    try:
        head = split_head(text, str(path), Reporter()).fields
    except PortalError:
        return None
    return head if _is_later(head, moment) or _value(head, "status") in ("draft", "retracted") else None


def _is_later(head: SourceFile, moment: datetime) -> bool:
    moments = (_moment(_value(head, key)) for key in ("date", "embargo"))
    return any(later_moment is not None and later_moment > moment for later_moment in moments)


def _value(head: SourceFile, key: str) -> str:
    value = head.values.get(key)
    return value.strip() if isinstance(value, str) else ""


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=HANOI)


def _secret(path: Path, text: str, head: SourceFile, content: Path, moment: datetime) -> Secret:
    story = _story(path, text, head)
    texts = story.texts
    if not story.retracted or _is_later(head, moment):
        # A notice stands at the address of a story that was withdrawn; of all others the address is a secret too.
        slug = _value(head, "slug") or slugify(_value(head, "title"))
        texts = (*telling_texts(slug), *texts, f"-post{story.id}.html")
    return Secret(path.relative_to(content).as_posix(), texts)


@dataclass(frozen=True)
class WithheldStory:
    """A story as its file tells it. Args: texts: headline, lead and sentences that are long enough to tell it."""

    path: Path
    id: str
    retracted: bool
    texts: tuple[str, ...]


def stories(content: Path) -> Iterator[WithheldStory]:
    """Every story whose front matter can be read, whatever its status."""
    for path in sorted((content / "articles").rglob("*.md")):
        text = _text(path)
        with suppress(PortalError):
            yield _story(path, text, split_head(text, str(path), Reporter()).fields)


def _story(path: Path, text: str, head: SourceFile) -> WithheldStory:
    body = text.split("\n---", 1)[-1]
    texts = telling_texts(_value(head, "title"), _value(head, "sapo"), *sentences(body))
    return WithheldStory(path, _value(head, "id"), _value(head, "status") == "retracted", texts)


def sentences(text: str) -> list[str]:
    return [match.group() for match in _SENTENCE.finditer(text)]


def _withheld_datasets(content: Path, moment: datetime) -> Iterator[Secret]:
    for path in sorted((content / "data").glob("*/table.toml")):
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (ValueError, OSError):
            continue
        embargo = table.get("embargo")
        if isinstance(embargo, str):
            embargo = _moment(embargo)
        elif isinstance(embargo, date) and not isinstance(embargo, datetime):
            embargo = datetime.combine(embargo, time(), HANOI)
        if isinstance(embargo, datetime) and _aware(embargo) > moment:
            texts = telling_texts(str(table.get("title", "")), dataset(path.parent.name)[1:])
            yield Secret(path.relative_to(content).as_posix(), texts)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=HANOI)
