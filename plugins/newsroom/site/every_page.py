"""Every page and file of the paper, in a fixed order: what the adapter hands to the writer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsroom.feeds.contact_files import contact_files
from newsroom.feeds.manifest_files import FAVICON, cover_address, robots_txt, web_manifest
from newsroom.feeds.offline_files import REMOVAL, SCRIPT, withdrawals, worker_files
from newsroom.feeds.sitemaps import sitemap_files
from newsroom.front.front_page import front_page
from newsroom.model.names import Named, Section
from newsroom.model.page import Page, Sheet, pages_of
from newsroom.output.assets import ThemeFiles
from newsroom.pages.archives import archive, archive_pages
from newsroom.pages.edition import Edition
from newsroom.pages.feed_pages import podcast_file
from newsroom.pages.fixed_pages import fixed_pages
from newsroom.pages.law_pages import laws
from newsroom.pages.list_pages import listed_sections, section_lists, section_pages, subject_lists, subject_pages
from newsroom.pages.print_edition import print_edition
from newsroom.pages.story_pages import notice, stories
from portal import addresses
from portal.exchange import SitemapEntry

# Pages that are there once, whatever stories there are.
_ONCE = (
    addresses.TOPICS,
    addresses.AUTHORS,
    addresses.PROVINCES,
    addresses.ARCHIVE,
    addresses.MASTHEAD,
    addresses.CORRECTIONS,
    addresses.LAWS,
    addresses.FEEDS,
)


def site_pages(edition: Edition) -> Iterator[Page]:
    return pages_of(sheets(edition))


def sheets(edition: Edition) -> Iterator[Sheet]:
    """All pages, by groups where they are many."""
    yield front_page(edition)
    yield from section_lists(edition)
    yield from stories(edition)
    yield from subject_lists(edition)
    yield from archive(edition)
    yield from fixed_pages(edition)
    yield print_edition(edition)
    yield laws(edition)


def pages_besides(edition: Edition, path: str) -> Iterator[Page]:
    """The pages that are no stories' own, until one lies at `path`; what takes long to sort comes only where it may."""
    yield front_page(edition)
    yield from section_pages(edition)
    yield from subject_pages(edition)
    yield from fixed_pages(edition)
    yield print_edition(edition)
    yield from (notice(edition, retraction) for retraction in edition.retracted)
    if path.startswith(addresses.ARCHIVE.lstrip("/")):
        yield from archive_pages(edition)
    if path.startswith(addresses.LAWS.lstrip("/")):
        yield from laws(edition).pages


def site_files(edition: Edition, theme: ThemeFiles) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the podcast, the theme and small files."""
    if podcast := podcast_file(edition, cover_address(theme)):
        yield podcast
    for path, data in theme.files.items():
        if path not in (SCRIPT, REMOVAL):  # a worker governs what lies beside and below it
            yield theme.prefix.lstrip("/") + path, data
    yield from worker_files(edition.frame, edition.options, theme)
    if edition.frame.offline:
        stories = (*edition.articles, *edition.hidden)
        yield addresses.WITHDRAWALS.lstrip("/"), withdrawals(stories, edition.retracted)
    yield "robots.txt", robots_txt(edition.frame)
    yield "manifest.webmanifest", web_manifest(edition.frame, theme)
    yield from contact_files(edition.frame, edition.options, edition.moment)
    if FAVICON in theme.files:
        # Old readers and robots ask for it at the root without having seen a page.
        yield "favicon.ico", theme.files[FAVICON]


def sitemap(
    edition: Edition, laws: Sequence[SitemapEntry], others: Sequence[SitemapEntry]
) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the sitemaps; `laws`: see law_entries; `others` are the pages that other plugins have."""
    entries = [*_sitemap_entries(edition, laws), *others]
    yield from sitemap_files(edition.articles, entries, edition.frame, edition.moment)


def _sitemap_entries(edition: Edition, laws: Sequence[SitemapEntry]) -> Iterator[SitemapEntry]:
    """Front pages of lists with the last change of their stories, and the pages that are there once.

    Older pages of lists are left out: they lead to stories that the sitemap names anyway.
    """
    changed = {article.id: article.changed for article in edition.articles}
    yield SitemapEntry(addresses.HOME, max(changed.values(), default=None))
    subjects: list[Section | Named] = [*listed_sections(edition), *edition.topics, *edition.events, *edition.series]
    for subject in [*subjects, *edition.authors, *edition.provinces]:
        yield SitemapEntry(subject.url, max([changed[card.id] for card in edition.stories_of(subject)], default=None))
    once_made = {
        addresses.EVENTS: edition.events,
        addresses.SERIES: edition.series,
        addresses.GLOSSARY: edition.glossary,
    }
    for url in (*_ONCE, *(url for url, entries in once_made.items() if entries)):
        yield SitemapEntry(url)
    yield from laws
    for page in edition.pages:
        yield SitemapEntry(addresses.static_page(page.slug), page.modified)
