"""Pages that list stories: sections, topics, authors, provinces; and the lists of all topics, authors and provinces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from newsroom.model.article import AUTHOR_ASSETS, SERIES_ASSETS
from newsroom.model.frame import Frame
from newsroom.model.listing import Listing, list_pages
from newsroom.model.names import NO_PROFILE, Named, Section
from portal import addresses
from portal.i18n import Translator
from portal.theming.page_head import Crumb, PageHead
from portal.vietnam.text import collation_key

from .edition import Deferred, Edition, Page, head_of
from .structured_data import collection_data, profile_data

_ = Translator(__file__)


def section_pages(edition: Edition) -> Iterator[Page]:
    for menu in edition.frame.menu:
        for section, children in ((menu.section, menu.children), *((child, ()) for child in menu.children)):
            for url, listing in list_pages(edition.stories_of(section), section.url, edition.options.per_page):
                values = Deferred(section_values, edition.frame, url, section, children, listing)
                yield Page(url, "section.html", values)


def section_values(
    frame: Frame, url: str, section: Section, children: Sequence[Section], listing: Listing
) -> Mapping[str, object]:
    crumbs = [Crumb(parent.name, parent.url) for parent in section.trail[:-1]]
    title = _numbered(section.name, listing)
    head = head_of(frame, title, url, "section", description=section.description, crumbs=crumbs)
    head = replace(_as_collection(frame, head, listing), feeds=((section.name, f"{addresses.feed(section.slug)}.rss"),))
    return {"page": head, "section": section, "children": children, "listing": listing}


def subject_pages(edition: Edition) -> Iterator[Page]:
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
                yield from _subject_pages(edition, kind, Crumb(heading, url), subject)


def _subject_pages(edition: Edition, kind: str, parent: Crumb, subject: Named) -> Iterator[Page]:
    for url, listing in list_pages(edition.stories_of(subject), subject.url, edition.options.per_page):
        # Figures belong to the front page of a province; older pages hold stories only.
        has_figures = kind == "province" and listing.number is None
        figures = edition.province_data.get(subject.slug, "") if has_figures else ""
        values = Deferred(subject_values, edition.frame, url, kind, parent, subject, listing, figures)
        yield Page(url, f"{kind}.html", values)


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
