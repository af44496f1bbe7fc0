"""Which story stands where on the front page: the editors' plan first, then the newest. Nothing stands there twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from newsroom.model.article import Article
from newsroom.model.card import Card
from newsroom.model.frame import MenuSection
from newsroom.model.front_plan import FrontPlan, Pin, ZonePlan
from newsroom.model.names import Named

HERO_OF = 5  # the newest story with a picture among so many leads the page
TOP = 4
LATEST = 9  # as high as the lead, the four below it and the figures are together
LATEST_OF_FEW = 4
LINES = 3  # under the lead
DENSE = 60  # a paper with so many stories fills more than sections
GOAL = 96  # stories on the page of a large paper
ZONE = 5
MOST_OF_ZONE = 12


@dataclass(frozen=True)
class Bundle:
    """A story with the headlines that stand under it."""

    lead: Card
    lines: tuple[Card, ...] = ()


@dataclass(frozen=True)
class FrontZone:
    """A zone with its stories, or with groups of them side by side.

    Args:
        id: of the element, unique on the page.
        url: of the heading; empty where it leads nowhere.
        links: (name, address) beside the heading.
        wide: it takes the whole row.
    """

    id: str
    title: str
    url: str = ""
    links: tuple[tuple[str, str], ...] = ()
    cards: tuple[Card, ...] = ()
    groups: tuple[FrontZone, ...] = ()
    wide: bool = False


@dataclass(frozen=True)
class FrontStories:
    """What the page is made of.

    Args:
        newest: stories that are out, newest first.
        cards: of these, by id.
        lists: address of a section or topic -> its stories, newest first.
        sections: all, by slug.
        topics: those with stories, by slug.
        brief: whether a story is too short to lead.
    """

    newest: Sequence[Article]
    cards: Mapping[int, Card]
    lists: Mapping[str, Sequence[Card]]
    menu: Sequence[MenuSection]
    topics: Mapping[str, Named]
    brief: Callable[[Article], bool]


@dataclass(frozen=True)
class FrontSelection:
    """The stories of the page, each once."""

    breaking: Card | None
    hero: Bundle | None
    top: tuple[Bundle, ...]
    latest: tuple[Card, ...]
    zones: tuple[FrontZone, ...]

    def cards(self) -> Iterator[Card]:
        """Every story of the page in its order."""
        if self.breaking:
            yield self.breaking
        for bundle in (*((self.hero,) if self.hero else ()), *self.top):
            yield from (bundle.lead, *bundle.lines)
        yield from self.latest
        for zone in self.zones:
            yield from zone.cards
            for group in zone.groups:
                yield from group.cards


class Placing:
    """Hands out stories, each once. What the plan names is kept for its place: the first that the plan gives it."""

    def __init__(self, stories: FrontStories, plan: FrontPlan) -> None:
        self.stories, self.placed = stories, set[int]()
        self._reserved = set(_named(plan))

    def pinned(self, numbers: Iterable[int]) -> Iterator[Card]:
        """Those of `numbers` that are out and stand nowhere yet."""
        for number in numbers:
            card = self.stories.cards.get(number)
            if card is not None and number not in self.placed:
                self.placed.add(number)
                yield card

    def take(self, cards: Iterable[Card], count: int) -> tuple[Card, ...]:
        """The first `count` of `cards` that stand nowhere and wait for no other place."""
        return tuple(self._taken(islice((card for card in cards if self.is_free(card.id)), count)))

    def _taken(self, cards: Iterable[Card]) -> Iterator[Card]:
        for card in cards:
            self.placed.add(card.id)
            yield card

    def is_free(self, number: int) -> bool:
        return number not in self.placed and number not in self._reserved

    def newest(self) -> Iterator[Card]:
        return (self.stories.cards[article.id] for article in self.stories.newest)

    @property
    def left(self) -> int:
        return len(self.stories.newest) - len(self.placed)


def _named(plan: FrontPlan) -> Iterator[int]:
    if plan.breaking and plan.breaking.story:
        yield plan.breaking.story
    for pin in (*((plan.hero,) if plan.hero else ()), *plan.top):
        yield from (pin.story, *pin.related)
    for zone in plan.zones:
        yield from zone.stories


MakeZones = Callable[[Placing, FrontPlan, Sequence[ZonePlan]], tuple[FrontZone, ...]]


def select(stories: FrontStories, plan: FrontPlan, zones: MakeZones) -> FrontSelection:
    """Args: plan: what holds at the moment of the build; zones: makes those under the top from what is left."""
    placing = Placing(stories, plan)
    breaking = next(placing.pinned([plan.breaking.story or 0]), None) if plan.breaking else None
    hero = _hero(placing, plan)
    top = tuple(_top(placing, plan))
    if hero and not hero.lines and plan.automatic.related and len(stories.newest) >= DENSE:
        hero = Bundle(hero.lead, _alike(placing, hero.lead))
    # An empty tuple of zones means: one for each section.
    planned = plan.zones or tuple(ZonePlan(section=entry.section.slug) for entry in stories.menu)
    latest = placing.take(placing.newest(), _latest_count(placing.left, len(planned)))
    return FrontSelection(breaking, hero, top, latest, zones(placing, plan, planned))


def _latest_count(left: int, zones: int) -> int:
    """Few stories are shared between the latest and the zones."""
    return min(LATEST, max(LATEST_OF_FEW, left - zones * 3))


def _bundle(placing: Placing, pin: Pin | None) -> Bundle | None:
    if pin is None:
        return None
    lead = next(placing.pinned([pin.story]), None)
    return Bundle(lead, tuple(placing.pinned(pin.related))) if lead else None


def _hero(placing: Placing, plan: FrontPlan) -> Bundle | None:
    """The story that the editors chose; else the newest with a picture among a few, never a brief."""
    if chosen := _bundle(placing, plan.hero):
        return chosen
    stories = placing.stories
    fit = (article for article in stories.newest if placing.is_free(article.id) and not stories.brief(article))
    few = list(islice(fit, HERO_OF))
    lead = next((article for article in few if article.picture), few[0] if few else None)
    return Bundle(placing.take([stories.cards[lead.id]], 1)[0]) if lead else None


def _top(placing: Placing, plan: FrontPlan) -> Iterator[Bundle]:
    chosen = [bundle for pin in plan.top if (bundle := _bundle(placing, pin))]
    yield from chosen
    yield from (Bundle(card) for card in placing.take(placing.newest(), TOP - len(chosen)))


def _alike(placing: Placing, lead: Card) -> tuple[Card, ...]:
    """The newest of the first topic of the lead."""
    article = next((article for article in placing.stories.newest if article.id == lead.id), None)
    topic = article.topics[0] if article and article.topics else None
    return placing.take(placing.stories.lists.get(topic.url, ()), LINES) if topic else ()
