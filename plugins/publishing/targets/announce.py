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
from urllib.parse import urlsplit
from xml.etree import ElementTree

from portal.i18n import Translator
from publishing.site_files import SiteFiles

_ = Translator(__file__)

INDEXNOW = "https://api.indexnow.org/indexnow"
MOST_ADDRESSES = 10_000  # in one message, https://www.indexnow.org/documentation
_SECONDS = 20
_FEED = re.compile(r"rss/[^/]+\.(?:rss|atom|json)")
_KEY_FILE = re.compile(r"([0-9A-Za-z-]{8,128})\.txt")
_SITEMAP = re.compile(r"sitemaps/(?!news\.xml$)[^/]+\.xml")
_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_ATOM_LINK = "{http://www.w3.org/2005/Atom}link"


@dataclass(frozen=True)
class Changes:
    """Absolute addresses of what is new, changed or gone."""

    feeds: tuple[str, ...]
    pages: tuple[str, ...]


def state(site: SiteFiles) -> Mapping[str, str]:
    """What readers were told of: address of a page -> its last change, as sitemaps have it; of a feed -> its digest.

    A page that only looks different, under a new style or another year at its foot, is the same page.
    """
    found = {f"{site.root_url}/{path}": digest for path, digest in site.digests.items() if _FEED.fullmatch(path)}
    for path in site.digests:
        if _SITEMAP.fullmatch(path):
            for entry in ElementTree.fromstring(site.text(path)):
                found[entry.findtext(f"{_MAP}loc", "")] = entry.findtext(f"{_MAP}lastmod", "")
    return found


def changes_since(before: Mapping[str, str], now: Mapping[str, str]) -> Changes:
    """Between two states; what is gone has changed too."""
    changed = sorted(url for url in before.keys() | now.keys() if before.get(url) != now.get(url))
    feeds = tuple(url for url in changed if "/rss/" in url and not url.endswith("/") and url in now)
    return Changes(feeds, tuple(url for url in changed if url.endswith(("/", ".html"))))


def announce(site: SiteFiles, changes: Changes, indexnow: str = INDEXNOW) -> Iterator[str]:
    """Tell the hub and the search engines that the site names; a line for each answer, good or bad.

    Args:
        indexnow: where the search engines listen.
    """
    hub, key = hub_of(site), key_of(site)
    if hub and changes.feeds:
        body = urllib.parse.urlencode([("hub.mode", "publish"), *(("hub.url", url) for url in changes.feeds)])
        yield _told(hub, body.encode(), "application/x-www-form-urlencoded", len(changes.feeds))
    for start in range(0, len(changes.pages) if key else 0, MOST_ADDRESSES):
        some = changes.pages[start : start + MOST_ADDRESSES]
        message = {"host": urlsplit(site.root_url).netloc, "key": key, "keyLocation": f"{site.root_url}/{key}.txt"}
        body = json.dumps({**message, "urlList": some})
        yield _told(indexnow, body.encode(), "application/json; charset=utf-8", len(some))


def hub_of(site: SiteFiles) -> str:
    """The hub that the feed of the whole paper names; empty for none."""
    if "rss/home.rss" not in site.digests:
        return ""
    channel = ElementTree.fromstring(site.text("rss/home.rss")).find("channel")
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
