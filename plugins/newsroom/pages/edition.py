"""All that is out at the moment of the build, sorted into the lists that pages show. Every list is newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from operator import itemgetter

from newsroom.content.read_pages import StaticPage
from newsroom.feeds.podcast import has_audio
from newsroom.law.law_book import LawBook
from newsroom.model.article import Article, Retraction, StoryStatus
from newsroom.model.card import Card, EventPlace, card_of
from newsroom.model.frame import Frame
from newsroom.model.front_plan import FrontPlan
from newsroom.model.glossary import Glossary
from newsroom.model.law import Register
from newsroom.model.names import Named, Section, by_slug
from newsroom.model.options import NewsroomOptions
from portal import addresses
from portal.exchange import DatasetCard
from portal.theming.page_head import Crumb, PageHead
from portal.vietnam.provinces import Vintage, provinces

from .structured_data import breadcrumb_data

_OF_TOPICS = ("_subjects", "topics", "events", "series", "_parts")  # what an edition works out of no more than these


@dataclass(frozen=True)
class Edition:
    """What the pages of the paper are made from.

    Args:
        articles: published stories, newest first; `hidden` ones have their page but stand in no list.
        retracted: stories that were taken back; a notice stands at the address of each.
        datasets: for the front page, the most newsworthy first.
        province_data: slug -> trusted HTML of a province's figures.
        related: the ids of the stories for "Đọc thêm" under one, by its id.
        register: the legal documents that the paper knows.
        logo: address of the paper's mark; empty where the theme has none.
        front_plan: what the editors decided of the front page.
        glossary: the words that the paper explains.
        known_cards: see `Content.cards`.
    """

    frame: Frame
    options: NewsroomOptions
    moment: datetime
    articles: Sequence[Article]
    hidden: Sequence[Article] = ()
    retracted: Sequence[Retraction] = ()
    pages: Sequence[StaticPage] = ()
    datasets: Sequence[DatasetCard] = ()
    province_data: Mapping[str, str] = field(default_factory=dict)
    related: Mapping[int, Sequence[int]] = field(default_factory=dict)
    logo: str = ""
    register: Register = field(default_factory=Register)
    front_plan: FrontPlan = field(default_factory=FrontPlan)
    glossary: Glossary = ()
    known_cards: Mapping[int, Card] = field(default_factory=dict)

    @cached_property
    def law_book(self) -> LawBook:
        pages = tuple(page.law for page in self.pages)
        return LawBook(self.articles, self.hidden, self.register, self.moment, self.cards, pages)

    @cached_property
    def cards(self) -> Mapping[int, Card]:
        """Of the published stories, by id."""
        known = self.known_cards
        return {article.id: known.get(article.id) or card_of(article) for article in self.articles}

    @cached_property
    def lists(self) -> Mapping[str, Sequence[Card]]:
        """Address of a section, topic, author or province -> its stories; one pass over all stories."""
        lists: dict[str, list[Card]] = {}
        for article in self.articles:
            for url in _list_addresses(article):
                lists.setdefault(url, []).append(self.cards[article.id])
        return lists

    @cached_property
    def audible(self) -> Sequence[Article]:
        """The stories with audio of the paper's own."""
        return tuple(article for article in self.articles if has_audio(article))

    @cached_property
    def topics(self) -> Sequence[Named]:
        return tuple(topic for topic in self._subjects if not topic.is_line)

    @cached_property
    def events(self) -> Sequence[Named]:
        """Those topics whose stories follow one event."""
        return tuple(topic for topic in self._subjects if topic.event)

    @cached_property
    def series(self) -> Sequence[Named]:
        """Those topics whose stories are parts."""
        return tuple(topic for topic in self._subjects if topic.series)

    def parts_of(self, series: Named) -> tuple[tuple[int, Card], ...]:
        """The parts that are out, each with its number, in their order."""
        return tuple(sorted(((self._parts[card.id], card) for card in self.stories_of(series)), key=itemgetter(0)))

    @cached_property
    def _parts(self) -> Mapping[int, int]:
        return {article.id: article.part or 0 for article in self.articles if article.series}

    @cached_property
    def _subjects(self) -> Sequence[Named]:
        return tuple(by_slug(topic for article in self.articles for topic in article.topics).values())

    @cached_property
    def event_places(self) -> Mapping[int, tuple[EventPlace, ...]]:
        """Of each story that follows an event, or is a part of a series: its place in each line."""
        places: dict[int, list[EventPlace]] = {}
        for event in self.events:
            line = self.stories_of(event)[::-1]
            for number, card in enumerate(line):
                later = line[number + 1] if number + 1 < len(line) else None
                place = EventPlace(event, number + 1, line[number - 1] if number else None, later)
                places.setdefault(card.id, []).append(place)
        for series in self.series:
            parts = self.parts_of(series)
            for at, (number, card) in enumerate(parts):
                earlier, later = parts[at - 1][1] if at else None, parts[at + 1][1] if at + 1 < len(parts) else None
                places.setdefault(card.id, []).append(EventPlace(series, number, earlier, later, parts))
        return {number: tuple(places_of_story) for number, places_of_story in places.items()}

    @cached_property
    def authors(self) -> Sequence[Named]:
        return tuple(by_slug(author for article in self.articles for author in article.authors).values())

    @cached_property
    def provinces(self) -> Sequence[Named]:
        """Those with stories or figures."""
        named = (article.province for article in self.articles if article.province)
        return tuple(by_slug((*named, *_with_data(self.province_data))).values())

    def with_story(self, article: Article) -> Edition:
        """The same with this story, in the place of an older one of its id; what that does not touch is taken over."""
        before = next((story for story in self.articles if story.id == article.id), None)
        card, hidden = card_of(article), article.status is StoryStatus.HIDDEN
        cards = {**self.cards, article.id: card}
        if before is None or hidden or before.date != article.date:
            stories = [story for story in (*self.articles, *self.hidden) if story.id != article.id]
            stories = sorted([*stories, article], key=lambda story: (story.date, story.id), reverse=True)
            out, hidden_ones = (
                tuple(story for story in stories if (story.status is StoryStatus.HIDDEN) is away)
                for away in (False, True)
            )
            return replace(self, articles=out, hidden=hidden_ones, known_cards=cards)
        articles = tuple(article if story is before else story for story in self.articles)
        after, places = replace(self, articles=articles, known_cards=cards), list(_list_addresses(article))
        values: dict[str, object] = {"cards": cards}
        if list(_list_addresses(before)) == places:
            touched = {url: [card if one.id == card.id else one for one in self.lists[url]] for url in places}
            values["lists"] = {**self.lists, **touched}
            if before.topics == article.topics and before.part == article.part:
                values |= {name: vars(self)[name] for name in _OF_TOPICS if name in vars(self)}
            if card == self.cards[article.id] and "_subjects" in values and "event_places" in vars(self):
                values["event_places"] = self.event_places
        vars(after).update(values)  # where cached_property keeps them
        return after

    def head(
        self, title: str, url: str, kind: str, *, description: str = "", crumbs: Iterable[Crumb] = (), robots: str = ""
    ) -> PageHead:
        """The head of a page that is not a story, with its breadcrumbs as data too."""
        return head_of(self.frame, title, url, kind, description=description, crumbs=crumbs, robots=robots)

    def stories_of(self, subject: Section | Named) -> Sequence[Card]:
        return self.lists.get(subject.url, ())


def head_of(
    frame: Frame,
    title: str,
    url: str,
    kind: str,
    *,
    description: str = "",
    crumbs: Iterable[Crumb] = (),
    robots: str = "",
) -> PageHead:
    """The head of a page that is not a story; from nothing but what is passed."""
    crumbs = tuple(crumbs)
    return PageHead(
        title=title,
        description=description or frame.masthead.slogan,
        url=url,
        kind=kind,
        crumbs=crumbs,
        json_ld=(breadcrumb_data(frame, crumbs, title, url),),
        card_url=frame.card_url,
        robots=robots,
    )


def _list_addresses(article: Article) -> Iterator[str]:
    yield from (section.url for section in article.section.trail)
    yield from dict.fromkeys(named.url for named in (*article.topics, *article.authors))
    if article.province:
        yield article.province.url


def _with_data(province_data: Mapping[str, str]) -> Iterator[Named]:
    """Provinces whose figures the paper has, under their name of today where it is one of both vintages."""
    for vintage in Vintage:
        for province in provinces(vintage):
            if province.slug in province_data:
                yield Named(province.slug, province.name, addresses.province(province.slug))
