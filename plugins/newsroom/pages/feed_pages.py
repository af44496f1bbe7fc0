"""Which feeds the paper has, and which stories stand in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from newsroom.feeds.feed_items import feed_item, story_id
from newsroom.feeds.formats import FORMATS, Channel, Deletion, WrittenItem, write_feed, write_item
from newsroom.feeds.podcast import Podcast, podcast_feed
from newsroom.model.article import Article
from newsroom.model.frame import Frame
from newsroom.model.page import KeyedFile
from newsroom.pages.edition import Edition
from newsroom.pages.list_pages import listed_sections
from portal import addresses


@dataclass(frozen=True)
class FeedSource:
    """One feed: `path` without its ending, the page it follows, and the ids of its stories, newest first."""

    title: str
    description: str
    path: str
    page: str
    stories: Sequence[int]


def feed_sources(edition: Edition) -> Iterator[FeedSource]:
    """The whole paper, then each section and sub-section."""
    limit = edition.options.feed_stories
    masthead = edition.frame.masthead
    newest = [article.id for article in edition.articles[:limit]]
    yield FeedSource(masthead.name, masthead.slogan, addresses.HOME_FEED, addresses.HOME, newest)
    for section in listed_sections(edition):
        stories = [card.id for card in edition.stories_of(section)[:limit]]
        yield FeedSource(section.name, section.description, addresses.feed(section.slug), section.url, stories)


def feed_files(edition: Edition, size_of: Callable[[str], int]) -> Iterator[KeyedFile]:
    """Every feed in every format; a story is converted once, however many feeds carry it.

    Args:
        size_of: bytes of a published file, by its address from the root; 0 where unknown.
    """
    frame = edition.frame
    authority = edition.options.feed_authority or f"{frame.masthead.domain},2024"
    wanted = {number for source in feed_sources(edition) for number in source.stories}
    stories = {article.id: article for article in edition.articles if article.id in wanted}

    sizes = {
        article.picture.url: size_of(article.picture.url) for article in stories.values() if article.picture is not None
    }

    @cache
    def written(number: int) -> WrittenItem:
        return write_item(feed_item(stories[number], frame.root, authority, sizes.__getitem__))

    for source in feed_sources(edition):
        channel = _channel(source, frame, authority, edition.options.websub_hub)
        deletions = _deletions(edition, source, authority)
        yield from _formats(source, channel, deletions, stories, sizes, written)


def _formats(
    source: FeedSource,
    channel: Channel,
    deletions: Sequence[Deletion],
    stories: Mapping[int, Article],
    sizes: Mapping[str, int],
    written: Callable[[int], WrittenItem],
) -> Iterator[KeyedFile]:
    carried = [stories[number] for number in source.stories]
    made_from = (
        channel,
        deletions,
        carried,
        [sizes[article.picture.url] for article in carried if article.picture is not None],
    )

    @cache
    def files() -> Mapping[str, bytes]:
        return write_feed(channel, [written(number) for number in source.stories], deletions)

    for kind in FORMATS:
        path = f"{source.path.lstrip('/')}.{kind}"
        yield KeyedFile(path, (kind, *made_from), lambda kind=kind: files()[kind])  # type: ignore[misc]


def podcast_file(edition: Edition, artwork: str) -> tuple[str, bytes] | None:
    """(path, bytes) of the feed of the paper's audio; None for a paper without any.

    Args: artwork: address of the cover, from the root; may be empty.
    """
    frame, masthead = edition.frame, edition.frame.masthead
    if not edition.audible:
        return None
    podcast = Podcast(
        title=masthead.name,
        description=masthead.slogan,
        own=frame.root + addresses.PODCAST,
        page=f"{frame.root}/",
        lang=frame.lang,
        publisher=masthead.agency,
        email=masthead.email,
        artwork=frame.root + artwork if artwork else "",
    )
    authority = edition.options.feed_authority or f"{masthead.domain},2024"
    stories = edition.audible[: edition.options.feed_stories]
    return addresses.PODCAST.lstrip("/"), podcast_feed(podcast, stories, frame.root, authority)


def _deletions(edition: Edition, source: FeedSource, authority: str) -> list[Deletion]:
    """Stories of the feed that were withdrawn, newest first; as many as the feed may have stories."""
    told = [
        notice
        for notice in edition.retracted
        if source.page == "/" or source.page in (section.url for section in notice.section.trail)
    ]
    told.sort(key=lambda notice: (notice.date, notice.id), reverse=True)
    return [
        Deletion(story_id(authority, notice.id), notice.date, notice.reason)
        for notice in told[: edition.options.feed_stories]
    ]


def _channel(source: FeedSource, frame: Frame, authority: str, hub: str) -> Channel:
    name = frame.masthead.name
    return Channel(
        title=name if source.path == addresses.HOME_FEED else f"{source.title} – {name}",
        description=source.description,
        path=source.path,
        page=frame.root + source.page,
        root=frame.root,
        lang=frame.lang,
        id=f"tag:{authority}:{source.path.lstrip('/')}",
        publisher=name,
        hub=hub,
    )
