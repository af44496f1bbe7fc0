"""Sitemaps: an index, one file per month of stories, one of pages, and the news sitemap of the last two days.

A month's file changes only when one of its stories does. `lastmod` is the last change that readers were told of,
never the moment of the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from xml.sax.saxutils import escape

from newsroom.model.article import Article
from newsroom.model.frame import Frame
from portal.exchange import SitemapEntry
from portal.vietnam.text import HANOI

from .feed_items import xml_text

LARGEST = 50_000  # entries in one file, https://www.sitemaps.org/protocol.html
NEWS_LARGEST = 1_000
NEWS_AGE = timedelta(hours=48)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def sitemap_files(
    articles: Sequence[Article], pages: Iterable[SitemapEntry], frame: Frame, moment: datetime
) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every sitemap, the index last.

    Args:
        articles: published stories, newest first.
        pages: everything else that searchers may find.
    """
    parts: list[tuple[str, datetime | None]] = []
    for name, entries in (*_months(articles), ("pages", list(pages))):
        for number, start in enumerate(range(0, len(entries), LARGEST), start=1):
            path = f"sitemaps/{name}{'' if number == 1 else f'-{number}'}.xml"
            portion = entries[start : start + LARGEST]
            changes = [entry.modified for entry in portion if entry.modified]
            parts.append((path, max(changes, default=None)))
            yield path, _url_set(portion, frame.root)
    since = moment - NEWS_AGE
    out = takewhile(lambda article: since <= article.date, articles)
    recent = [article for article in out if article.date <= moment][:NEWS_LARGEST]
    yield "sitemaps/news.xml", _news(recent, frame)
    parts.append(("sitemaps/news.xml", max((article.changed for article in recent), default=None)))
    yield "sitemap.xml", _index(parts, frame.root)


def _months(articles: Sequence[Article]) -> Iterator[tuple[str, list[SitemapEntry]]]:
    months: dict[str, list[SitemapEntry]] = {}
    for article in articles:
        month = f"{article.date.astimezone(HANOI):%Y-%m}"
        months.setdefault(month, []).append(SitemapEntry(article.url, article.changed))
    return iter(months.items())


def _url_set(entries: Iterable[SitemapEntry], root: str) -> bytes:
    lines = (f"<url>{_place(root + entry.url, entry.modified)}</url>\n" for entry in entries)
    return f'{_HEAD}<urlset xmlns="{_SITEMAP}">\n{"".join(lines)}</urlset>\n'.encode()


def _index(parts: Iterable[tuple[str, datetime | None]], root: str) -> bytes:
    lines = (f"<sitemap>{_place(f'{root}/{path}', modified)}</sitemap>\n" for path, modified in parts)
    return f'{_HEAD}<sitemapindex xmlns="{_SITEMAP}">\n{"".join(lines)}</sitemapindex>\n'.encode()


def _place(address: str, modified: datetime | None) -> str:
    changed = f"<lastmod>{modified.isoformat()}</lastmod>" if modified else ""
    return f"<loc>{escape(address)}</loc>{changed}"


def _news(recent: Sequence[Article], frame: Frame) -> bytes:
    name, lang = escape(xml_text(frame.masthead.name)), escape(frame.lang)
    lines = (
        f"<url><loc>{escape(frame.root + article.url)}</loc><news:news>"
        f"<news:publication><news:name>{name}</news:name><news:language>{lang}</news:language></news:publication>"
        f"<news:publication_date>{article.date.isoformat()}</news:publication_date>"
        f"<news:title>{escape(xml_text(article.title))}</news:title></news:news></url>\n"
        for article in recent
    )
    return f'{_HEAD}<urlset xmlns="{_SITEMAP}" xmlns:news="{_NEWS}">\n{"".join(lines)}</urlset>\n'.encode()
