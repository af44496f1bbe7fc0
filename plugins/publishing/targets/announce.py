"""Tells others what has changed on the live site: the WebSub hub of the feeds, and search engines by IndexNow.

What is told stands in the site itself: the hub in its feed, the key in `/<key>.txt`. Whoever copies the sources without
those settings tells nobody. A hub that does not answer stops nothing: the site is live already.
"""

from __future__ import annotations

import json
import re
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from portal.addresses import FEED_FILE, FEEDS, HOME_FEED
from portal.errors import PortalError
from portal.i18n import Translator
from publishing.site_files import SiteFiles

_ = Translator(__file__)

INDEXNOW = "https://api.indexnow.org/indexnow"
MOST_ADDRESSES = 10_000  # in one message, https://www.indexnow.org/documentation
_SECONDS = 20
_KEY_FILE = re.compile(r"([0-9A-Za-z-]{8,128})\.txt")
_SITEMAP = re.compile(r"sitemaps/(?!news\.xml$)[^/]+\.xml")
_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_ATOM_LINK = "{http://www.w3.org/2005/Atom}link"


@dataclass(frozen=True)
class Changes:
    """Absolute addresses of what is new, changed or gone."""

    feeds: tuple[str, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Announcement:
    """What is told, and to whom: it can wait in a file until the site is live.

    Attributes:
        root_url: of the site, without a final slash.
        hub, key: of WebSub and IndexNow, as the site names them; empty for none.
    """

    root_url: str
    hub: str
    key: str
    changes: Changes

    @staticmethod
    def of(site: SiteFiles, before: Mapping[str, str]) -> Announcement:
        """What tells the change from the state `before` to `site`; nothing where nothing was there before."""
        changes = changes_since(before, state(site)) if before else Changes((), ())
        return Announcement(site.root_url, hub_of(site), key_of(site), changes)

    @staticmethod
    def read(path: Path) -> Announcement:
        """What `write` wrote; PortalError for anything else."""
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            changes = Changes(tuple(map(str, told["feeds"])), tuple(map(str, told["pages"])))
            return Announcement(str(told["root_url"]), str(told["hub"]), str(told["key"]), changes)
        except (ValueError, KeyError, TypeError) as error:
            raise PortalError(_("{path} does not hold what `scripts/publish changes` writes", path=path)) from error

    def write(self, path: Path) -> None:
        told = {"root_url": self.root_url, "hub": self.hub, "key": self.key}
        lists = {"feeds": self.changes.feeds, "pages": self.changes.pages}
        path.write_text(json.dumps({**told, **lists}, indent=1) + "\n", encoding="utf-8")


def state(site: SiteFiles) -> Mapping[str, str]:
    """What readers were told of: address of a page -> its last change, as sitemaps have it; of a feed -> its digest.

    A page that only looks different, under a new style or another year at its foot, is the same page.
    """
    dated: dict[str, str] = {}
    for path in site.digests:
        if _SITEMAP.fullmatch(path):
            dated |= last_changes(site.text(path))
    return {**{f"{site.root_url}/{path}": site.digests[path] for path in feeds_of(site)}, **dated}


def feeds_of(site: SiteFiles) -> Sequence[str]:
    return [path for path in site.digests if FEED_FILE.fullmatch(path)]


def last_changes(sitemap: str) -> Mapping[str, str]:
    """Address -> moment of its last change, of a sitemap or of an index of sitemaps."""
    entries = ElementTree.fromstring(sitemap)
    return {entry.findtext(f"{_MAP}loc", ""): entry.findtext(f"{_MAP}lastmod", "") for entry in entries}


def changes_since(before: Mapping[str, str], now: Mapping[str, str]) -> Changes:
    """Between two states; what is gone has changed too."""
    changed = sorted(url for url in before.keys() | now.keys() if before.get(url) != now.get(url))
    feeds = tuple(url for url in changed if FEEDS in url and not url.endswith("/") and url in now)
    return Changes(feeds, tuple(url for url in changed if url.endswith(("/", ".html"))))


def announce(told: Announcement, indexnow: str = INDEXNOW) -> Iterator[str]:
    """Tell the hub and the search engines that the site names; a line for each answer, good or bad.

    Args:
        indexnow: where the search engines listen.
    """
    feeds, pages = told.changes.feeds, told.changes.pages
    if told.hub and feeds:
        body = urllib.parse.urlencode([("hub.mode", "publish"), *(("hub.url", url) for url in feeds)])
        yield _told(told.hub, body.encode(), "application/x-www-form-urlencoded", len(feeds))
    for start in range(0, len(pages) if told.key else 0, MOST_ADDRESSES):
        some = pages[start : start + MOST_ADDRESSES]
        whose = {"host": urlsplit(told.root_url).netloc, "key": told.key}
        body = json.dumps({**whose, "keyLocation": f"{told.root_url}/{told.key}.txt", "urlList": some})
        yield _told(indexnow, body.encode(), "application/json; charset=utf-8", len(some))


def hub_of(site: SiteFiles) -> str:
    """The hub that the feed of the whole paper names; empty for none."""
    home = f"{HOME_FEED.lstrip('/')}.rss"
    if home not in site.digests:
        return ""
    channel = ElementTree.fromstring(site.text(home)).find("channel")
    links: Sequence[ElementTree.Element] = [] if channel is None else channel.findall(_ATOM_LINK)
    return next((link.get("href", "") for link in links if link.get("rel") == "hub"), "")


def key_of(site: SiteFiles) -> str:
    """The key of IndexNow: the name of a file at the root that holds nothing but its name; empty for none."""
    for path in site.digests:
        match = _KEY_FILE.fullmatch(path)
        if match and site.text(path) == match[1]:
            return match[1]
    return ""


def _told(address: str, body: bytes, kind: str, count: int) -> str:
    if not address.startswith(("https://", "http://")):
        return _("{address} was not told of {count} changes: {reason}", address=address, count=count, reason="URL")
    request = urllib.request.Request(address, body, {"Content-Type": kind}, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            answer.read(1000)
    except (OSError, ValueError) as error:
        return _("{address} was not told of {count} changes: {reason}", address=address, count=count, reason=error)
    return _("{address} was told of {count} changes.", address=address, count=count)
