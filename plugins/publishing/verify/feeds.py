"""Feeds, sitemaps, robots.txt and the manifest: they parse, are complete and lead to pages of the site."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from portal.addresses import FEEDS
from portal.errors import Problem
from portal.i18n import Translator
from publishing.site_files import SiteFiles
from publishing.tags import tags_of

from .references import page_references

_ = Translator(__file__)

_ATOM = "{http://www.w3.org/2005/Atom}"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
MOST_SITEMAP_ENTRIES = 50_000
_ACTIVE = {"script", "iframe", "object", "embed", "style", "form", "link", "meta", "base"}

Faults = Iterator[Problem]


class FeedChecker:
    """Checks the machine-readable files of one site whose absolute address is `root` (may be empty in previews)."""

    def __init__(self, site: SiteFiles, root: str = "") -> None:
        self._site = site
        self._root = root.rstrip("/")

    def faults(self) -> Faults:
        for path in self._site.digests:
            check = self._check_for(path)
            if check:
                yield from check(path)

    def _check_for(self, path: str) -> Callable[[str], Faults] | None:
        name = path.rsplit("/", 1)[-1]
        if name == "robots.txt":
            return self._robots
        if name.endswith(".webmanifest"):
            return self._manifest
        if path.startswith(FEEDS[1:]) and name.endswith(".json"):
            return self._json_feed
        return self._xml if name.endswith((".xml", ".rss", ".atom")) else None

    def _xml(self, path: str) -> Faults:
        try:
            tree = ElementTree.fromstring((self._site.root / path).read_bytes())
        except ElementTree.ParseError as error:
            yield _fault(path, _("not XML: {reason}", reason=error), error.position[0])
            return
        if tree.tag == "rss":
            yield from self._rss(path, tree)
        elif tree.tag == f"{_ATOM}feed":
            yield from self._atom(path, tree)
        elif tree.tag in (f"{_SITEMAP}urlset", f"{_SITEMAP}sitemapindex"):
            yield from self._sitemap(path, tree)

    def _rss(self, path: str, tree: ElementTree.Element) -> Faults:
        channel = tree.find("channel")
        if channel is None:
            yield _fault(path, _("{name} is missing", name="channel"))
            return
        yield from self._texts(path, channel, ("title", "link", "description"))
        items = channel.findall("item")
        yield from self._unique(path, [item.findtext("guid", "") for item in items])
        for item in items:
            yield from self._texts(path, item, ("title", "link", "guid", "pubDate"))
            yield from self._address(path, item.findtext("link", ""))
            yield from _moment(path, item.findtext("pubDate", ""), parsedate_to_datetime)
            yield from self._content(path, item.findtext(_CONTENT, "") + item.findtext("description", ""))

    def _atom(self, path: str, tree: ElementTree.Element) -> Faults:
        yield from self._texts(path, tree, (f"{_ATOM}id", f"{_ATOM}title", f"{_ATOM}updated"))
        entries = tree.findall(f"{_ATOM}entry")
        yield from self._unique(path, [entry.findtext(f"{_ATOM}id", "") for entry in entries])
        for entry in entries:
            yield from self._texts(path, entry, (f"{_ATOM}id", f"{_ATOM}title", f"{_ATOM}updated"))
            yield from _moment(path, entry.findtext(f"{_ATOM}updated", ""), datetime.fromisoformat)
            yield from self._content(path, entry.findtext(f"{_ATOM}content", ""))
            for link in entry.findall(f"{_ATOM}link"):
                yield from self._address(path, link.get("href", ""))

    def _json_feed(self, path: str) -> Faults:
        try:
            feed = json.loads(self._site.text(path))
        except ValueError as error:
            yield _fault(path, _("not JSON: {reason}", reason=error))
            return
        if not str(feed.get("version", "")).startswith("https://jsonfeed.org/version/1"):
            yield _fault(path, _("{name} is missing", name="version"))
        items: list[dict[str, Any]] = feed.get("items", [])
        yield from self._unique(path, [str(item.get("id", "")) for item in items])
        for item in items:
            if not (item.get("content_html") or item.get("content_text")):
                yield _fault(path, _("{name} is missing", name="content_html"))
            yield from self._address(path, str(item.get("url", "")))
            yield from self._content(path, str(item.get("content_html", "")))

    def _sitemap(self, path: str, tree: ElementTree.Element) -> Faults:
        entries = list(tree)
        if len(entries) > MOST_SITEMAP_ENTRIES:
            yield _fault(path, _("{count} entries; a sitemap holds 50000 at most", count=len(entries)))
        addresses = [entry.findtext(f"{_SITEMAP}loc", "") for entry in entries]
        yield from self._unique(path, addresses)
        for entry, address in zip(entries, addresses, strict=True):
            yield from self._address(path, address)
            yield from _moment(path, entry.findtext(f"{_SITEMAP}lastmod", ""), datetime.fromisoformat)
            news = entry.find(f"{_NEWS}news")
            if news is not None:
                yield from self._texts(path, news, (f"{_NEWS}publication", f"{_NEWS}publication_date", f"{_NEWS}title"))

    def _robots(self, path: str) -> Faults:
        for number, line in enumerate(self._site.text(path).splitlines(), 1):
            key, _colon, value = line.partition(":")
            if key.strip().lower() == "sitemap":
                yield from self._address(path, value.strip(), number)

    def _manifest(self, path: str) -> Faults:
        try:
            manifest = json.loads(self._site.text(path))
        except ValueError as error:
            yield _fault(path, _("not JSON: {reason}", reason=error))
            return
        for address in [manifest.get("start_url", "/"), *(icon["src"] for icon in manifest.get("icons", []))]:
            yield from self._address(path, address)

    def _texts(self, path: str, element: ElementTree.Element, names: tuple[str, ...]) -> Faults:
        for name in names:
            child = element.find(name)
            if child is None or not ("".join(child.itertext()).strip() or child.attrib):
                yield _fault(path, _("{name} is missing", name=name.rsplit("}", 1)[-1]))

    def _unique(self, path: str, values: list[str]) -> Faults:
        seen: set[str] = set()
        for value in values:
            if value in seen:
                yield _fault(path, _("{value} stands twice", value=value))
            seen.add(value)

    def _content(self, path: str, markup: str) -> Faults:
        """Addresses in the text of an item: those of the site must be whole and lead somewhere."""
        yield from _harmless(path, markup)
        for reference in page_references(markup):
            if reference.url.startswith(("/", "#")) and self._root:
                yield _fault(path, _("{url} is relative; feed readers cannot follow it", url=reference.url))
            elif reference.url.startswith(f"{self._root}/"):
                yield from self._address(path, reference.url)

    def _address(self, path: str, url: str, line: int | None = None) -> Faults:
        if not url.startswith((f"{self._root}/", "/")):
            yield _fault(path, _("{url} is not an address of this site", url=url), line)
        elif self._site.file_of(unquote(urlsplit(url).path), urlsplit(self._root).path) is None:
            yield _fault(path, _("{url} leads nowhere", url=url), line)


def _moment(path: str, text: str, read: Callable[[str], datetime]) -> Faults:
    try:
        if text and read(text).tzinfo is None and "T" in text:
            yield _fault(path, _("{value} has no time zone", value=text))
    except ValueError:
        yield _fault(path, _("{value} is not a date", value=text))


def _harmless(path: str, markup: str) -> Faults:
    """What the sanitiser keeps out of pages must not come through a feed reader's window."""
    for tag in tags_of(markup):
        scripted = any(
            name.startswith("on") or value.strip().lower().startswith("javascript:")
            for name, value in tag.attributes.items()
        )
        if scripted or tag.name in _ACTIVE:
            yield _fault(path, _("active content in a feed: <{name}>", name=tag.name))


def _fault(path: str, message: str, line: int | None = None) -> Problem:
    return Problem(message, path, line, code="feed")


def verify_feeds(site: SiteFiles, root: str = "") -> list[Problem]:
    return list(FeedChecker(site, root).faults())
