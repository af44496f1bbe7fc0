"""The zones under the top of the front page, in their order, each filled with what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from newsroom.model.article import Article, Kind
from newsroom.model.card import Card
from newsroom.model.front_plan import FrontPlan, Show, ZonePlan
from newsroom.model.names import Named
from portal import addresses
from portal.i18n import Translator

from .selection import DENSE, GOAL, MOST_OF_ZONE, ZONE, FrontZone, Placing

_ = Translator(__file__)

GROUPS = 4  # topics or provinces side by side
OF_TOPIC, OF_REGION = 4, 3
STRIP = 4  # stories of a kind side by side
LEAD_OF = 3
LOOK_BACK = 400  # newest stories among which topics and provinces are looked for


def make_zones(placing: Placing, plan: FrontPlan, planned: Sequence[ZonePlan]) -> tuple[FrontZone, ...]:
    """The zones that have stories. Where the editors named none, those of the sections with others between them."""
    stories = placing.stories
    if not plan.zones and len(stories.newest) >= DENSE:
        planned = tuple(_with_others(planned, plan))
    filler = _Filler(placing, planned)
    zones = [zone for number, entry in enumerate(planned) if (zone := filler.zone(entry, number))]
    return tuple(_without_gaps(zones))


def _with_others(sections: Sequence[ZonePlan], plan: FrontPlan) -> Iterator[ZonePlan]:
    """Event lines first, interviews and opinions after the first sections, topics after the fourth, provinces last."""
    switches = plan.automatic
    if switches.events:
        yield ZonePlan(show=Show.EVENTS)
    others = {
        2: ZonePlan(kind=Kind.INTERVIEW, title=_("Interviews"), count=STRIP) if switches.interviews else None,
        3: ZonePlan(kind=Kind.OPINION, title=_("Opinion"), count=STRIP) if switches.opinions else None,
        4: ZonePlan(show=Show.TOPICS) if switches.topics else None,
    }
    for number, section in enumerate(sections, 1):
        yield section
        if other := others.pop(number, None):
            yield other
    yield from filter(None, others.values())
    if switches.regions:
        yield ZonePlan(show=Show.REGIONS)


class _Filler:
    def __init__(self, placing: Placing, planned: Sequence[ZonePlan]) -> None:
        self._placing, self._stories = placing, placing.stories
        self._count = _count_of_each(placing, planned)
        self._sections = {
            section.slug: (section, entry.children if section is entry.section else ())
            for entry in placing.stories.menu
            for section in (entry.section, *entry.children)
        }

    def zone(self, plan: ZonePlan, number: int) -> FrontZone | None:
        """None where nothing is left for it."""
        zone = self._filled(plan, number)
        if zone is None or not (zone.cards or zone.groups):
            return None
        return replace(zone, title=plan.title or zone.title, id=f"zone-{number + 1}")

    def _filled(self, plan: ZonePlan, number: int) -> FrontZone | None:
        count = plan.count or self._count
        if plan.stories:
            return FrontZone("", plan.title, cards=tuple(self._placing.pinned(plan.stories)), wide=True)
        if plan.kind:
            of_kind = (card for card in self._placing.newest() if card.kind is plan.kind)
            return FrontZone("", plan.title, cards=self._placing.take(of_kind, plan.count or STRIP), wide=True)
        if plan.show is Show.TOPICS:
            return self._topics(plan.count or GROUPS)
        if plan.show is Show.EVENTS:
            return self._events(plan.count or GROUPS)
        if plan.show is Show.REGIONS:
            return self._regions(plan.count or GROUPS)
        if plan.topic:
            topic = self._stories.topics.get(plan.topic)
            return self._of(topic, count) if topic else None
        section, children = self._sections[plan.section]
        links = tuple((child.name, child.url) for child in children)
        return replace(self._of(Named(section.slug, section.name, section.url), count), links=links)

    def _of(self, subject: Named, count: int) -> FrontZone:
        cards = self._placing.take(self._stories.lists.get(subject.url, ()), count)
        return FrontZone("", subject.name, subject.url, cards=_picture_first(cards))

    def _topics(self, count: int) -> FrontZone:
        """The topics with most stories of late, each with its newest."""
        recent = self._recent()
        often = Counter(topic.slug for article in recent for topic in article.topics if not topic.is_line)
        slugs = sorted((slug for slug in often if often[slug] >= 2), key=lambda slug: (-often[slug], slug))
        chosen = (self._stories.topics[slug] for slug in slugs if slug in self._stories.topics)
        groups = self._groups(((topic, self._stories.lists.get(topic.url, ())) for topic in chosen), count, OF_TOPIC)
        return FrontZone("", _("Topics"), addresses.TOPICS, groups=groups, wide=True)

    def _events(self, count: int) -> FrontZone:
        """The event lines and series with the newest stories."""
        events = {topic.slug: topic for article in self._recent() for topic in article.topics if topic.is_line}
        lines = ((event, self._stories.lists.get(event.url, ())) for event in events.values())
        groups = self._groups(lines, count, OF_TOPIC)
        return FrontZone("", _("Event lines"), addresses.EVENTS, groups=groups, wide=True)

    def _regions(self, count: int) -> FrontZone:
        """The provinces with the newest stories."""
        by_province: dict[str, tuple[Named, list[Card]]] = {}
        for article in self._recent():
            if article.province:
                named = by_province.setdefault(article.province.slug, (article.province, []))
                named[1].append(self._stories.cards[article.id])
        return FrontZone(
            "",
            _("Provinces"),
            addresses.PROVINCES,
            groups=self._groups(by_province.values(), count, OF_REGION),
            wide=True,
        )

    def _recent(self) -> list[Article]:
        return list(islice((one for one in self._stories.newest if self._placing.is_free(one.id)), LOOK_BACK))

    def _groups(
        self, subjects: Iterable[tuple[Named, Sequence[Card]]], count: int, of_each: int
    ) -> tuple[FrontZone, ...]:
        """Side by side, hence none at all where there is but one."""
        groups: list[FrontZone] = []
        for subject, cards in subjects:
            free = [card for card in cards if self._placing.is_free(card.id)][:of_each]
            if len(groups) < count and free:
                taken = _picture_first(self._placing.take(free, of_each))
                groups.append(FrontZone("", subject.name, subject.url, cards=taken))
        return tuple(groups)


def _picture_first(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """The story that stands large is the newest with a picture among a few; the others keep their order."""
    lead = next((card for card in cards[:LEAD_OF] if card.picture), None)
    return (lead, *(card for card in cards if card is not lead)) if lead else cards


def _count_of_each(placing: Placing, planned: Sequence[ZonePlan]) -> int:
    """So many stories in each section's or topic's zone that the page of a large paper becomes dense."""
    lists = sum(bool(plan.section or plan.topic) and plan.count is None for plan in planned)
    others = sum(_others_of(plan) for plan in planned)
    wanted = min(GOAL, len(placing.stories.newest)) - len(placing.placed) - others
    return min(MOST_OF_ZONE, max(ZONE, -(-wanted // max(lists, 1))))


def _others_of(plan: ZonePlan) -> int:
    if plan.show:
        return (plan.count or GROUPS) * (OF_REGION if plan.show is Show.REGIONS else OF_TOPIC)
    if plan.kind:
        return plan.count or STRIP
    return len(plan.stories) or plan.count or 0


def _without_gaps(zones: Sequence[FrontZone]) -> Iterator[FrontZone]:
    """Zones stand two in a row; one that would stand alone before a wide one or at the end is wide too."""
    alone = False
    for place, zone in enumerate(zones):
        if zone.wide:
            alone = False
            yield zone
            continue
        last = place + 1 == len(zones) or zones[place + 1].wide
        yield replace(zone, wide=last and not alone)
        alone = not alone and not last
