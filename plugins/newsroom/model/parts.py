"""Parts of a story that its kind or the law asks for: questions, entries, corrections, labels. Frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Guest:
    """Who is interviewed."""

    name: str
    title: str = ""
    organisation: str = ""
    reviewed: bool = False  # the guest has read the answers before print


@dataclass(frozen=True)
class Question:
    """For the question index of an interview. `anchor` is the id of the question in the body."""

    number: int
    text: str
    anchor: str


@dataclass(frozen=True)
class LiveEntry:
    """An entry of a live story. `title` may be empty; both texts are plain."""

    moment: datetime
    anchor: str
    title: str = ""
    text: str = ""


@dataclass(frozen=True)
class Coverage:
    """What a live story covers, as it stands at the moment of the build.

    Args:
        entries: in the order of the page.
        ended: None until it has ended.
        goes_on: entries are to come.
    """

    entries: tuple[LiveEntry, ...]
    ended: datetime | None = None
    goes_on: bool = False

    @property
    def newest(self) -> LiveEntry | None:
        return max(self.entries, key=lambda entry: entry.moment, default=None)

    @property
    def first(self) -> LiveEntry | None:
        return min(self.entries, key=lambda entry: entry.moment, default=None)

    @property
    def key_moments(self) -> tuple[LiveEntry, ...]:
        """The entries that have a headline, where there are several."""
        titled = tuple(entry for entry in self.entries if entry.title)
        return titled if len(titled) > 1 else ()


@dataclass(frozen=True)
class Correction:
    """Wrong and right statement, as press law asks; `apology` follows directly. Texts are plain."""

    date: datetime
    wrong: str
    right: str
    apology: str = ""


@dataclass(frozen=True)
class AiLabel:
    """Whether and for what AI was used in making the story."""

    used: bool = False
    what: str = ""


NO_AI = AiLabel()
