"""What the editors decided of the front page; everything that they left open is filled automatically."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum

from .article import Kind


class Show(StrEnum):
    """Zones that no section, topic or kind names."""

    TOPICS = "topics"
    EVENTS = "events"
    REGIONS = "regions"


@dataclass(frozen=True)
class Pin:
    """A story in its place until a moment, for ever where that is None; `related` stand as lines under it."""

    story: int
    until: datetime | None = None
    related: tuple[int, ...] = ()


@dataclass(frozen=True)
class Breaking:
    """The bar over the page; it leads to `story` where there is one."""

    text: str
    until: datetime
    story: int | None = None


@dataclass(frozen=True)
class ZonePlan:
    """A zone: of a section, a topic, a kind of story, of stories that the editors chose, or one of `Show`.

    Args:
        title: empty where the subject's name serves.
        count: of stories; None for as many as fill the page.
    """

    section: str = ""
    topic: str = ""
    kind: Kind | None = None
    stories: tuple[int, ...] = ()
    show: Show | None = None
    title: str = ""
    count: int | None = None


@dataclass(frozen=True)
class Automatic:
    """What the page fills by itself where there are stories for it."""

    figures: bool = True
    interviews: bool = True
    opinions: bool = True
    topics: bool = True
    regions: bool = True
    events: bool = True
    related: bool = True


@dataclass(frozen=True)
class FrontPlan:
    """content/front-page.toml. `zones` is empty where the sections stand in the order of the menu."""

    hero: Pin | None = None
    top: tuple[Pin, ...] = ()
    breaking: Breaking | None = None
    zones: tuple[ZonePlan, ...] = ()
    automatic: Automatic = field(default_factory=Automatic)

    def at(self, moment: datetime) -> FrontPlan:
        """What of it holds at `moment`: pins and the bar end with their time."""
        hero = self.hero if self.hero and _holds(self.hero.until, moment) else None
        breaking = self.breaking if self.breaking and _holds(self.breaking.until, moment) else None
        top = tuple(pin for pin in self.top if _holds(pin.until, moment))
        return FrontPlan(hero, top, breaking, self.zones, self.automatic)

    def ends_after(self, moment: datetime) -> list[datetime]:
        """The moments to come at which the page changes by itself."""
        pins = (self.hero, *self.top, self.breaking)
        return [pin.until for pin in pins if pin and pin.until and pin.until > moment]


def _holds(until: datetime | None, moment: datetime) -> bool:
    return until is None or moment < until


SWITCHES = tuple(switch.name for switch in fields(Automatic))
