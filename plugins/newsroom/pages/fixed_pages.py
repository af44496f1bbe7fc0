"""Pages that are there once: masthead, corrections, list of feeds, texts of content/pages, page for lost readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from newsroom.model.card import Card
from newsroom.model.glossary import GLOSSARY_ASSETS, GlossaryTerm
from newsroom.model.law import LAW_ASSETS
from newsroom.model.page import Page
from newsroom.model.parts import Correction
from portal import addresses
from portal.exchange import Waiting
from portal.i18n import Translator
from portal.vietnam.text import collation_key, long_date, without_tones

from .edition import Edition
from .feed_pages import FeedSource, feed_sources
from .structured_data import glossary_data

_ = Translator(__file__)

LATEST = 5  # stories for who came to an address that leads nowhere
EXPLAINED_IN = 3  # stories named under a word of the glossary


def fixed_pages(edition: Edition) -> Iterator[Page]:
    yield _masthead_page(edition)
    yield _corrections_page(edition)
    yield _feeds_page(edition)
    if edition.glossary:
        yield _glossary_page(edition)
    if edition.frame.offline:
        yield offline_page(edition)
    for page in edition.pages:
        head = edition.head(page.title, addresses.static_page(page.slug), "page", description=page.description)
        head = replace(head, assets=(*page.assets, *(LAW_ASSETS if page.law.cited else ())))
        values = {"page": head, "title": page.title, "body": page.html, "cited": page.law.cited}
        yield Page(head.url, "page.html", values)
    lost = edition.head(_("This page does not exist"), addresses.LOST, "error", robots="noindex")
    latest = [edition.cards[article.id] for article in edition.articles[:LATEST]]
    yield Page(addresses.LOST, "404.html", {"page": replace(lost, json_ld=()), "latest": latest})


def offline_page(edition: Edition) -> Page:
    """Shown without a network for an address of which there is no copy; lists those that there are."""
    about = _("What this device has kept of the paper, to be read without a network.")
    head = edition.head(_("Offline reading"), addresses.OFFLINE, "page", description=about, robots="noindex")
    hours, pages = edition.options.offline_hours, edition.options.offline_pages
    return Page(head.url, "offline.html", {"page": head, "hours": hours, "pages": pages})


def waiting_page(edition: Edition, waiting: Sequence[Waiting]) -> Page:
    """The entrance of a preview: everything that readers may not see yet."""
    head = edition.head(_("Not out yet"), addresses.WAITING, "page", robots="noindex")
    return Page(head.url, "waiting.html", {"page": head, "waiting": waiting, "moment": long_date(edition.moment)})


def _masthead_page(edition: Edition) -> Page:
    about = _("Who publishes the paper, who answers for it and how to reach it.")
    return Page(
        addresses.MASTHEAD,
        "masthead.html",
        {"page": edition.head(_("Masthead"), addresses.MASTHEAD, "page", description=about)},
    )


def _corrections_page(edition: Edition) -> Page:
    entries = [
        (edition.cards[article.id], correction) for article in edition.articles for correction in article.corrections
    ]
    # Stable: corrections of one moment stay in the order of their stories.
    entries.sort(key=lambda entry: entry[1].date, reverse=True)
    title, about = _("Corrections and apologies"), _("Every correction the paper has made, newest first.")
    head = edition.head(title, addresses.CORRECTIONS, "page", description=about)
    return Page(addresses.CORRECTIONS, "corrections.html", {"page": head, "entries": list(_with_anchors(entries))})


def _with_anchors(entries: Sequence[tuple[Card, Correction]]) -> Iterator[tuple[Card, Correction, str]]:
    """The last correction of each story is where links from elsewhere lead."""
    seen: set[int] = set()
    for card, correction in entries:
        yield card, correction, "" if card.id in seen else f"bai-{card.id}"
        seen.add(card.id)


def _glossary_page(edition: Edition) -> Page:
    title, about = _("Glossary"), _("Words of the law in our stories, explained in plain language.")
    terms = sorted(edition.glossary, key=lambda term: collation_key(term.name))
    head = edition.head(title, addresses.GLOSSARY, "page", description=about)
    data = glossary_data(terms, title, edition.frame)
    head = replace(head, json_ld=(data, *head.json_ld), assets=GLOSSARY_ASSETS)
    groups = [(letter, tuple(group)) for letter, group in groupby(terms, _letter)]
    values = {"page": head, "heading": title, "groups": groups, "stories": _explained_in(edition)}
    return Page(addresses.GLOSSARY, "glossary.html", values)


def _letter(term: GlossaryTerm) -> str:
    return without_tones(term.name[:1].upper())


def _explained_in(edition: Edition) -> dict[str, list[Card]]:
    """The newest stories that show a word, by its slug."""
    stories: dict[str, list[Card]] = {}
    for article in edition.articles:
        for term in article.terms:
            if len(cards := stories.setdefault(term.slug, [])) < EXPLAINED_IN:
                cards.append(edition.cards[article.id])
    return stories


def _feeds_page(edition: Edition) -> Page:
    about = _("Whole stories for feed readers: the paper and each section, as RSS, Atom and JSON Feed.")
    head = edition.head(_("Feeds"), addresses.FEEDS, "page", description=about)
    feeds = [_addresses(source) for source in feed_sources(edition)]
    return Page(addresses.FEEDS, "rss.html", {"page": head, "feeds": feeds, "podcast": bool(edition.audible)})


def _addresses(source: FeedSource) -> tuple[str, str, str, str]:
    return (source.title, f"{source.path}.rss", f"{source.path}.atom", f"{source.path}.json")
