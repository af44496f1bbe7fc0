"""The front page: one story large, four beside it, the latest, a zone per section, figures, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsroom.model.article import Card
from newsroom.model.frame import MenuSection
from portal import addresses
from portal.exchange import DatasetCard, Exchange

from .edition import Edition, Page
from .structured_data import home_data

HERO_OF = 5  # the newest story with a picture among so many leads the page
TOP = 4
LATEST = 10
ZONE = 5
DATASETS = 4
CORRECTIONS = 5


def front_page(edition: Edition) -> Page:
    newest = [edition.cards[article.id] for article in edition.articles[: HERO_OF + TOP + LATEST]]
    hero = next((card for card in newest[:HERO_OF] if card.picture), newest[0] if newest else None)
    rest = [card for card in newest if card is not hero]
    shown = {card.id for card in (hero, *rest[:TOP]) if card}
    masthead = edition.frame.masthead
    head = edition.head(masthead.name, "/", "home")
    data = home_data(edition.frame, edition.logo, policy_addresses(edition))
    values = {
        "page": replace(head, json_ld=data),
        "hero": hero,
        "top": rest[:TOP],
        "latest": rest[TOP : TOP + LATEST],
        "zones": [(menu, _zone(edition, menu, shown)) for menu in edition.frame.menu],
        "datasets": edition.datasets[:DATASETS],
        "corrections": _corrected(edition),
    }
    return Page(addresses.HOME, "index.html", values)


def _zone(edition: Edition, menu: MenuSection, shown: set[int]) -> Sequence[Card]:
    """The newest of a section that do not already stand above; all its newest, where it has no others."""
    newest = edition.stories_of(menu.section)[: ZONE + len(shown)]
    others = [card for card in newest if card.id not in shown]
    return (others or newest)[:ZONE]


def _corrected(edition: Edition) -> list[Card]:
    corrected = [article for article in edition.articles if article.corrections]
    corrected.sort(key=lambda article: max(correction.date for correction in article.corrections), reverse=True)
    return [edition.cards[article.id] for article in corrected[:CORRECTIONS]]


def newsworthy(exchange: Exchange) -> list[DatasetCard]:
    """Datasets in the order of the newest story that uses each; those that no story uses come last, as they were."""

    def newest(dataset: DatasetCard) -> float:
        users = exchange.stories_using.get(("dataset", dataset.id), ())
        return max((exchange.stories[number].date.timestamp() for number in users), default=float("-inf"))

    return sorted(exchange.datasets, key=lambda dataset: (-newest(dataset), not dataset.figures))


def policy_addresses(edition: Edition) -> dict[str, str]:
    """schema.org property -> address, of the standing pages that the option `policy_pages` names and that exist."""
    slugs = {page.slug for page in edition.pages}
    return {name: addresses.static_page(slug) for name, slug in edition.options.policy_pages.items() if slug in slugs}
