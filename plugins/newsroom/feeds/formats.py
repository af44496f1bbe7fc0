"""RSS 2.0, Atom and JSON Feed 1.1 with whole stories. An item is written once and then stands in all its feeds.

The formats are short and their escaping is one rule, so they are written here rather than with a feed library:
feedgenerator writes every item again for every feed, and knows neither full-text RSS nor JSON Feed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from .feed_items import FeedItem, xml_text

FORMATS = ("rss", "atom", "json")
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # Atom wants a date even of an empty feed

_RSS_OPEN = (
    '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:media="http://search.yahoo.com/mrss/"><channel>\n'
)
_ATOM_OPEN = (
    '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={lang}{tombs}>\n'
)
_TOMBSTONES = ' xmlns:at="http://purl.org/atompub/tombstones/1.0"'


@dataclass(frozen=True)
class Channel:
    """One feed in its three formats.

    Args:
        name: of the section, or the paper's for the site-wide feed.
        path: such as `/rss/home`, without the ending.
        page: absolute address of the page whose stories it carries.
        id: tag URI.
        hub: address of the WebSub hub that tells subscribers of new stories; empty for none.
    """

    title: str
    description: str
    path: str
    page: str
    root: str
    lang: str
    id: str
    publisher: str
    hub: str = ""


@dataclass(frozen=True)
class Deletion:
    """A withdrawn story: programs remove their copy (RFC 6721; other formats know nothing like it)."""

    id: str
    when: datetime
    reason: str


@dataclass(frozen=True)
class WrittenItem:
    """An item in its three formats."""

    rss: str
    atom: str
    json: str
    updated: datetime


def write_item(item: FeedItem) -> WrittenItem:
    return WrittenItem(_rss_item(item), _atom_entry(item), _json_item(item), item.updated)


def write_feed(channel: Channel, items: Sequence[WrittenItem], deletions: Sequence[Deletion] = ()) -> dict[str, bytes]:
    """Format -> the feed's bytes, for each of FORMATS."""
    moments = [*(item.updated for item in items), *(deletion.when for deletion in deletions)]
    updated = max(moments, default=_NEVER)
    texts = {
        "rss": _rss(channel, items, updated),
        "atom": _atom(channel, items, updated, deletions),
        "json": _json(channel, items),
    }
    return {name: text.encode() for name, text in texts.items()}


def element(name: str, text: str, /, **attributes: str) -> str:
    opened = "".join(f" {key}={quoteattr(xml_text(value))}" for key, value in attributes.items())
    return f"<{name}{opened}>{escape(xml_text(text))}</{name}>\n" if text else f"<{name}{opened}/>\n"


def _rss(channel: Channel, items: Sequence[WrittenItem], updated: datetime) -> str:
    own = f"{channel.root}{channel.path}.rss"
    head = (
        element("title", channel.title),
        element("link", channel.page),
        element("description", channel.description or channel.title),
        element("language", channel.lang),
        element("lastBuildDate", format_datetime(updated)),
        element("atom:link", "", href=own, rel="self", type="application/rss+xml"),
        *((element("atom:link", "", href=channel.hub, rel="hub"),) if channel.hub else ()),
    )
    return _RSS_OPEN + "".join(head) + "".join(item.rss for item in items) + "</channel></rss>\n"


def _rss_item(item: FeedItem) -> str:
    picture = item.picture
    parts = [
        element("title", item.title),
        element("link", item.url),
        element("guid", item.id, isPermaLink="false"),
        element("pubDate", format_datetime(item.published)),
        *(element("dc:creator", author) for author in item.authors),
        *(element("category", category) for category in item.categories),
        # RSS takes a description for HTML: what a lead says stands there as its text.
        element("description", escape(item.summary)),
        element("content:encoded", item.html),
    ]
    if item.updated != item.published:
        parts.append(element("atom:updated", item.updated.isoformat()))
    if picture:
        size = {"width": str(picture.width), "height": str(picture.height)}
        parts.append(element("media:content", "", url=picture.url, type=picture.type, medium="image", **size))
        parts += [element("media:credit", picture.credit)] if picture.credit else []
        if picture.bytes:
            parts.append(element("enclosure", "", url=picture.url, type=picture.type, length=str(picture.bytes)))
    return f"<item>\n{''.join(parts)}</item>\n"


def _atom(channel: Channel, items: Sequence[WrittenItem], updated: datetime, deletions: Sequence[Deletion]) -> str:
    own = f"{channel.root}{channel.path}.atom"
    head = (
        element("title", channel.title),
        *((element("subtitle", channel.description),) if channel.description else ()),
        element("id", channel.id),
        element("updated", updated.isoformat()),
        element("link", "", href=own, rel="self", type="application/atom+xml"),
        element("link", "", href=channel.page, rel="alternate", type="text/html"),
        *((element("link", "", href=channel.hub, rel="hub"),) if channel.hub else ()),
        f"<author>\n{element('name', channel.publisher)}</author>\n",
    )
    tombs = _TOMBSTONES if deletions else ""
    opened = _ATOM_OPEN.format(lang=quoteattr(channel.lang), tombs=tombs)
    gone = "".join(map(_deleted_entry, deletions))
    return opened + "".join(head) + gone + "".join(item.atom for item in items) + "</feed>\n"


def _deleted_entry(deletion: Deletion) -> str:
    opened = f"<at:deleted-entry ref={quoteattr(deletion.id)} when={quoteattr(deletion.when.isoformat())}>\n"
    return f"{opened}{element('at:comment', deletion.reason)}</at:deleted-entry>\n"


def _atom_entry(item: FeedItem) -> str:
    parts = [
        element("title", item.title),
        element("id", item.id),
        element("link", "", href=item.url, rel="alternate", type="text/html"),
        element("published", item.published.isoformat()),
        element("updated", item.updated.isoformat()),
        *(f"<author>\n{element('name', author)}</author>\n" for author in item.authors),
        *(element("category", "", term=category) for category in item.categories),
        element("summary", item.summary),
        element("content", item.html, type="html"),
    ]
    if item.picture:
        size = {"length": str(item.picture.bytes)} if item.picture.bytes else {}
        parts.append(element("link", "", href=item.picture.url, rel="enclosure", type=item.picture.type, **size))
    return f"<entry>\n{''.join(parts)}</entry>\n"


def _json(channel: Channel, items: Sequence[WrittenItem]) -> str:
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.page,
        "feed_url": f"{channel.root}{channel.path}.json",
        "description": channel.description or channel.title,
        "language": channel.lang,
        "authors": [{"name": channel.publisher, "url": f"{channel.root}/"}],
        **({"hubs": [{"type": "WebSub", "url": channel.hub}]} if channel.hub else {}),
    }
    # The items are JSON texts already; they are put in, not parsed and written again.
    return f'{_json_text(head)[:-1]},"items":[{",".join(item.json for item in items)}]}}\n'


def _json_item(item: FeedItem) -> str:
    value: dict[str, Any] = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "tags": list(item.categories),
    }
    if item.authors:
        value["authors"] = [{"name": author} for author in item.authors]
    if item.picture:
        value["image"] = item.picture.url
    return _json_text(value)


def _json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
