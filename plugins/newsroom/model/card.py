"""A story in a list, and its place in the line of an event. Frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .article import Article, Kind
from .media import Picture
from .names import Named, Section


@dataclass(frozen=True)
class Card:
    """A story in a list: the only thing that list pages and "Đọc thêm" depend on.

    Args:
        goes_on: live, entries to come.
        writers: names of who gives an opinion.
        face: the picture is the portrait of who does.
    """

    id: int
    url: str
    title: str
    sapo: str
    date: datetime
    kicker: str = ""
    source_tag: str = ""
    kind: Kind = Kind.NEWS
    section: Section | None = None
    picture: Picture | None = None
    home_title: str = ""
    goes_on: bool = False
    writers: tuple[str, ...] = ()
    face: bool = False


def card_of(article: Article) -> Card:
    writers = article.authors if article.kind is Kind.OPINION else ()
    portrait = next((author.profile.portrait for author in writers if author.profile.portrait), None)
    return Card(
        id=article.id,
        url=article.url,
        title=article.title,
        sapo=article.sapo,
        date=article.date,
        kicker=article.waiting or article.kicker,
        source_tag=article.source_tag,
        kind=article.kind,
        section=article.section,
        picture=article.picture or portrait,
        home_title=article.home_title,
        goes_on=article.coverage is not None and article.coverage.goes_on,
        writers=tuple(author.name for author in writers),
        face=article.picture is None and portrait is not None,
    )


@dataclass(frozen=True)
class EventPlace:
    """Where a story stands in the line of an event: what came before it and what after, or None at an end.

    Args: parts: of a series, all that are out, each with its number; `number` is that of the story.
    """

    event: Named
    number: int
    earlier: Card | None
    later: Card | None
    parts: tuple[tuple[int, Card], ...] = ()
