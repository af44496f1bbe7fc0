"""The front page as the template reads it: the selection, the bar, figures, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsroom.body.briefs import is_brief
from newsroom.model.article import Article, Kind
from newsroom.model.card import Card
from newsroom.model.page import Page
from newsroom.model.parts import Correction
from newsroom.pages.edition import Edition
from newsroom.pages.structured_data import home_data
from portal import addresses
from portal.exchange import DatasetCard, Exchange

from .selection import Bundle, FrontSelection, FrontStories, FrontZone, select
from .zones import make_zones

DATASETS, DATASETS_OF_FEW = 4, 2
CORRECTIONS = 3
FEW = 8  # latest stories: under them there is room for the topics too
SUBJECTS = 10


def front_page(edition: Edition) -> Page:
    plan = edition.front_plan.at(edition.moment)
    chosen = with_short_titles(select(_front_stories(edition), plan, make_zones))
    few = len(chosen.latest) < FEW
    head = edition.head(edition.frame.masthead.name, addresses.HOME, "home")
    data = home_data(edition.frame, edition.logo, policy_addresses(edition))
    values = {
        "page": replace(head, json_ld=data),
        "updated": max((card.date for card in chosen.cards()), default=None),
        "bar": plan.breaking.text if plan.breaking else "",
        "chosen": chosen,
        "topics": edition.topics[:SUBJECTS] if few else (),
        "datasets": _telling(edition.datasets, DATASETS_OF_FEW if few else DATASETS) if plan.automatic.figures else (),
        "corrections": _corrected(edition),
    }
    return Page(addresses.HOME, "index.html", values)


def _telling(datasets: Sequence[DatasetCard], count: int) -> Sequence[DatasetCard]:
    """The first `count` that have a figure to show: the others would be titles over a hole."""
    return ([dataset for dataset in datasets if dataset.figures] or datasets)[:count]


def _front_stories(edition: Edition) -> FrontStories:
    topics = {topic.slug: topic for topic in (*edition.topics, *edition.events, *edition.series)}
    return FrontStories(edition.articles, edition.cards, edition.lists, edition.frame.menu, topics, _is_brief)


def _is_brief(article: Article) -> bool:
    return article.kind is Kind.NEWS and is_brief(article.body.text, article.body.html)


def with_short_titles(chosen: FrontSelection) -> FrontSelection:
    """The same, each story under the short headline that it may have for this page."""

    def short(card: Card) -> Card:
        return replace(card, title=card.home_title) if card.home_title else card

    def bundle(one: Bundle) -> Bundle:
        return Bundle(short(one.lead), tuple(map(short, one.lines)))

    def zone(one: FrontZone) -> FrontZone:
        return replace(one, cards=tuple(map(short, one.cards)), groups=tuple(map(zone, one.groups)))

    return FrontSelection(
        short(chosen.breaking) if chosen.breaking else None,
        bundle(chosen.hero) if chosen.hero else None,
        tuple(map(bundle, chosen.top)),
        tuple(map(short, chosen.latest)),
        tuple(map(zone, chosen.zones)),
    )


def _corrected(edition: Edition) -> list[tuple[Card, Correction]]:
    """The last corrections, newest first, each with its story."""
    entries = [(article, entry) for article in edition.articles for entry in article.corrections]
    entries.sort(key=lambda entry: entry[1].date, reverse=True)
    return [(edition.cards[article.id], entry) for article, entry in entries[:CORRECTIONS]]


def newsworthy(exchange: Exchange) -> list[DatasetCard]:
    """Datasets in the order of the newest story that uses each; those that no story uses come last, as they were."""

    def newest(dataset: DatasetCard) -> float:
        users = exchange.newsroom.stories_using.get(("dataset", dataset.id), ())
        return max((exchange.newsroom.stories[number].date.timestamp() for number in users), default=float("-inf"))

    return sorted(exchange.tables.datasets, key=lambda dataset: (-newest(dataset), not dataset.figures))


def policy_addresses(edition: Edition) -> dict[str, str]:
    """schema.org property -> address, of the standing pages that the option `policy_pages` names and that exist."""
    slugs = {page.slug for page in edition.pages}
    return {name: addresses.static_page(slug) for name, slug in edition.options.policy_pages.items() if slug in slugs}
