"""Pages that list stories: sections, topics, authors, provinces; and the lists of all topics, authors and provinces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from newsroom.model.article import AUTHOR_ASSETS, SERIES_ASSETS
from newsroom.model.card import Card
from newsroom.model.frame import Frame
from newsroom.model.listing import Listing, list_pages
from newsroom.model.names import NO_PROFILE, Named, Section
from newsroom.model.page import Deferred, Page, PageGroup, Sheet, pages_of
from portal import addresses
from portal.i18n import Translator
from portal.theming.page_head import Crumb, PageHead
from portal.vietnam.text import collation_key

from .edition import Edition, head_of
from .structured_data import collection_data, profile_data

_ = Translator(__file__)


def section_pages(edition: Edition) -> Iterator[Page]:
    return pages_of(section_lists(edition))


def section_lists(edition: Edition) -> Iterator[Sheet]:
    per_page = edition.options.per_page
    for menu in edition.frame.menu:
        for section, children in ((menu.section, menu.children), *((child, ()) for child in menu.children)):
            cards = edition.stories_of(section)
            yield PageGroup(section.url, _section_list, edition.frame, section, children, cards, per_page)


def _section_list(
    frame: Frame, section: Section, children: Sequence[Section], cards: Sequence[Card], per_page: int
) -> Iterator[Page]:
    for url, listing in list_pages(cards, section.url, per_page):
        yield Page(url, "section.html", Deferred(section_values, frame, url, section, children, listing))


def section_values(
    frame: Frame, url: str, section: Section, children: Sequence[Section], listing: Listing
) -> Mapping[str, object]:
    crumbs = [Crumb(parent.name, parent.url) for parent in section.trail[:-1]]
    title = _numbered(section.name, listing)
    head = head_of(frame, title, url, "section", description=section.description, crumbs=crumbs)
    head = replace(_as_collection(frame, head, listing), feeds=((section.name, f"{addresses.feed(section.slug)}.rss"),))
    return {"page": head, "section": section, "children": children, "listing": listing}


def subject_pages(edition: Edition) -> Iterator[Page]:
    return pages_of(subject_lists(edition))


def subject_lists(edition: Edition) -> Iterator[Sheet]:
    """Topics, event lines, authors and provinces: the list of all of them, then each with its stories."""
    kinds = (
        ("topic", addresses.TOPICS, _("Topics"), edition.topics),
        ("event", addresses.EVENTS, _("Event lines"), edition.events),
        ("series", addresses.SERIES, _("Series"), edition.series),
        ("author", addresses.AUTHORS, _("Authors"), edition.authors),
        ("province", addresses.PROVINCES, _("Provinces"), edition.provinces),
    )
    for kind, url, heading, subjects in kinds:
        yield _names_page(edition, kind, url, heading, subjects)
        for subject in subjects:
            if subject.series:
                yield _series_page(edition, Crumb(heading, url), subject)
            else:
                cards, per_page = edition.stories_of(subject), edition.options.per_page
                figures = edition.province_data.get(subject.slug, "") if kind == "province" else ""
                around = (edition.frame, kind, Crumb(heading, url), subject)
                yield PageGroup(subject.url, _subject_list, *around, cards, per_page, figures)


def _subject_list(
    frame: Frame, kind: str, parent: Crumb, subject: Named, cards: Sequence[Card], per_page: int, figures: str
) -> Iterator[Page]:
    """Args: figures: of a province; they belong to its front page, older pages hold stories only."""
    for url, listing in list_pages(cards, subject.url, per_page):
        at_front = figures if listing.number is None else ""
        yield Page(url, f"{kind}.html", Deferred(subject_values, frame, url, kind, parent, subject, listing, at_front))


def subject_values(
    frame: Frame, url: str, kind: str, parent: Crumb, subject: Named, listing: Listing, figures: str
) -> Mapping[str, object]:
    """Args: figures: of a province."""
    title = _numbered(subject.name, listing)
    head = head_of(frame, title, url, kind, description=subject.description, crumbs=[parent])
    if kind == "author" and listing.number is None:
        assets = AUTHOR_ASSETS if subject.profile != NO_PROFILE else ()
        head = replace(head, json_ld=(profile_data(frame, subject), *head.json_ld), assets=assets)
    else:
        head = _as_collection(frame, head, listing)
    values: dict[str, object] = {"page": head, "subject": subject, "listing": listing}
    return {**values, "data_html": figures} if kind == "province" else values


def _series_page(edition: Edition, parent: Crumb, series: Named) -> Page:
    """All parts on one page, the first one first."""
    parts = edition.parts_of(series)
    head = edition.head(series.name, series.url, "series", description=series.description, crumbs=[parent])
    cards = [card for _number, card in parts]
    data = collection_data(edition.frame, head.title, head.url, head.description, cards)
    head = replace(head, json_ld=(data, *head.json_ld), assets=SERIES_ASSETS)
    return Page(series.url, "series.html", {"page": head, "subject": series, "parts": parts})


def _names_page(edition: Edition, kind: str, url: str, heading: str, subjects: Sequence[Named]) -> Page:
    ordered = sorted(subjects, key=lambda subject: collation_key(subject.name))
    groups = [
        (letter, [(subject, len(edition.stories_of(subject))) for subject in group])
        for letter, group in groupby(ordered, key=lambda subject: subject.name[:1].upper())
    ]
    # A paper without lines has their list all the same: once there was one, its address is for good.
    head = edition.head(heading, url, kind, robots="" if subjects or kind not in ("event", "series") else "noindex")
    return Page(url, "names.html", {"page": head, "heading": heading, "groups": groups})


def _as_collection(frame: Frame, head: PageHead, listing: Listing) -> PageHead:
    """The head with the list as data too."""
    data = collection_data(frame, head.title, head.url, head.description, listing.cards)
    return replace(head, json_ld=(data, *head.json_ld))


def _numbered(name: str, listing: Listing) -> str:
    return name if listing.number is None else _("{name} – page {number}", name=name, number=listing.number)


def listed_sections(edition: Edition) -> Iterator[Section]:
    for menu in edition.frame.menu:
        yield from (menu.section, *menu.children)
