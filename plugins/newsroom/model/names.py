"""What stories point to and what has a page of its own: authors, topics, provinces, sections. Frozen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .media import Picture


@dataclass(frozen=True)
class Profile:
    """What the page of an author says beside the name. Texts are plain.

    Args:
        role: post or beat, printed beside the name.
        biography: its paragraphs.
        links: addresses of the author elsewhere.
    """

    role: str = ""
    biography: tuple[str, ...] = ()
    email: str = ""
    links: tuple[str, ...] = ()
    portrait: Picture | None = None


NO_PROFILE = Profile()


@dataclass(frozen=True)
class Named:
    """Something with a page of its own that stories point to: a topic, author or province.

    Args:
        desk: an author that is no person, such as the editorial board.
        event: a topic whose stories follow one event in time; series: whose stories are parts, in their order.
        parts: how many a series will have; 0 where nobody said.
        profile: of an author.
    """

    slug: str
    name: str
    url: str
    description: str = ""
    desk: bool = False
    event: bool = False
    profile: Profile = NO_PROFILE
    series: bool = False
    parts: int = 0

    @property
    def is_line(self) -> bool:
        """Its stories stand in one line, each with what came before it and what after."""
        return self.event or self.series


def by_slug(named: Iterable[Named]) -> dict[str, Named]:
    """Each once, in the order of the slugs."""
    known = {one.slug: one for one in named}
    return {slug: known[slug] for slug in sorted(known)}


@dataclass(frozen=True)
class Section:
    """A section of the paper; two levels. `parent` is None for the upper level."""

    slug: str
    name: str
    url: str
    description: str = ""
    parent: Section | None = None

    @property
    def trail(self) -> tuple[Section, ...]:
        """From the upper level down to this one."""
        return (*self.parent.trail, self) if self.parent else (self,)
