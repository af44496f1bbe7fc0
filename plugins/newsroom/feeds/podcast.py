"""The podcast feed: RSS with the audio of stories as enclosures, and the tags that podcast directories ask for.

See https://help.apple.com/itc/podcasts_connect/#/itcb54353390.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from newsroom.model.article import Article
from newsroom.model.media import Recording

from .feed_items import story_id, xml_text
from .formats import element

_OPEN = (
    '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>\n'
)
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Podcast:
    """The channel. Addresses are absolute.

    Args:
        own: address of the feed; page: of the paper.
        artwork: a square picture; empty for none.
    """

    title: str
    description: str
    own: str
    page: str
    lang: str
    publisher: str
    email: str
    artwork: str = ""


def has_audio(article: Article) -> bool:
    return any(not recording.video for recording in article.body.recordings)


def podcast_feed(podcast: Podcast, stories: Iterable[Article], root: str, authority: str) -> bytes:
    """RSS of the audio of `stories`, in their order; those without audio are passed over.

    Args:
        root: absolute address of the site.
        authority: domain and year of the ids, as in other feeds.
    """
    stories = [article for article in stories if has_audio(article)]
    updated = max((article.changed for article in stories), default=_NEVER)
    head = [
        element("title", podcast.title),
        element("link", podcast.page),
        element("description", podcast.description),
        element("language", podcast.lang),
        element("lastBuildDate", format_datetime(updated)),
        element("atom:link", "", href=podcast.own, rel="self", type="application/rss+xml"),
        element("itunes:author", podcast.publisher),
        element("itunes:type", "episodic"),
        element("itunes:explicit", "false"),
        element("itunes:category", "", text="News"),
        f"<itunes:owner>\n{element('itunes:name', podcast.publisher)}"
        f"{element('itunes:email', podcast.email)}</itunes:owner>\n",
        *([element("itunes:image", "", href=podcast.artwork)] if podcast.artwork else []),
    ]
    items = "".join(item for article in stories for item in _items(article, root, authority))
    return (_OPEN + "".join(head) + items + "</channel></rss>\n").encode()


def _items(article: Article, root: str, authority: str) -> Iterator[str]:
    audio = [recording for recording in article.body.recordings if not recording.video]
    for number, recording in enumerate(audio, start=1):
        yield _item(article, recording, root, f"{story_id(authority, article.id)}:{number}")


def _item(article: Article, recording: Recording, root: str, identifier: str) -> str:
    words = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in (article.sapo, *recording.transcript))
    size = {"length": str(recording.bytes), "type": recording.type}
    parts = [
        element("title", recording.title),
        element("link", root + article.url),
        element("guid", identifier, isPermaLink="false"),
        element("pubDate", format_datetime(article.date)),
        element("description", escape(article.sapo)),
        element("content:encoded", xml_text(words)),
        element("enclosure", "", url=root + recording.url, **size),
        element("itunes:title", recording.title),
        element("itunes:explicit", "false"),
        *(element("itunes:author", author.name) for author in article.authors[:1]),
        *([element("itunes:duration", str(recording.seconds))] if recording.seconds else []),
    ]
    return f"<item>\n{''.join(parts)}</item>\n"
