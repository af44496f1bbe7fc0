"""A story as another system kept it, before it is written as one of this paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class OldStory:
    """Args:
    place: how reports name it: its address or file.
    address: of the old system, from its root; empty where it had none that can be kept.
    number: of the old system; None where it had none.
    html: the text.
    lead: of a field of its own; empty where the first paragraph serves.
    sections: names from the top down; authors, topics: names.
    image: address of the lead picture, as `html` would name it.
    folder: what addresses of pictures in `html` are relative to.
    known_pictures: number in the old system -> address, for galleries.
    notes: kept beside the text: id -> HTML.
    """

    place: str
    address: str
    title: str
    html: str
    date: datetime | None
    number: int | None = None
    lead: str = ""
    sections: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    image: str = ""
    draft: bool = False
    folder: Path | None = None
    slug: str = ""
    known_pictures: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Lost:
    """What did not come along. `code` groups the report."""

    place: str
    code: str
    what: str
