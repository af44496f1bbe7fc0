"""\"Đọc thêm\": which ten stories stand under a story, and why.

Pinned ones come first, in the editor's order. Then stories that share topics, legal documents or words with it, of
those that were published up to a week after it; only where these are too few, the ones that followed. A story
published today thus changes the pages of the last week, never the whole archive. Per story the work is bounded,
whatever the archive's size.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsroom.model.article import Article, StoryStatus
from portal.parallel.seam import packed, run, unpacked

# Ids of the stories nearest in text, best first, with scores.
Similar = Callable[[int, int], Sequence[tuple[int, float]]]

OPEN_FOR = timedelta(days=7)
CANDIDATES = 40  # from each list that a story stands in
TOPIC_POINTS = 20.0
LAW_POINTS = 12.0  # for a document that few stories cite; one that all cite says little
SECTION_POINTS = 1.0
_FEW = 1_000  # stories: forks would first copy the memory in which they look


class _Timeline:
    """Ids of the stories of one topic or section, oldest first."""

    def __init__(self, newest_first: Iterable[Story]) -> None:
        stories = list(newest_first)[::-1]
        self._ids = [story.id for story in stories]
        self._dates = [story.date for story in stories]

    @property
    def ids(self) -> Sequence[int]:
        return self._ids

    @property
    def count(self) -> int:
        return len(self._ids)

    def readers_of(self, moment: datetime, most: int) -> Iterator[int]:
        """Stories of the list that may look at one of that moment, as one of the last `most` before their closing."""
        place = bisect_right(self._dates, moment)
        start = bisect_left(self._dates, moment - OPEN_FOR)
        for number in range(start, len(self._ids)):
            if bisect_left(self._dates, self._dates[number] + OPEN_FOR) - place > most:
                return
            yield self._ids[number]

    def oldest(self, most: int) -> Iterator[int]:
        """Stories with no more than so many before their closing."""
        for number, identifier in enumerate(self._ids):
            if bisect_left(self._dates, self._dates[number] + OPEN_FOR) > most:
                return
            yield identifier

    def before(self, moment: datetime) -> list[int]:
        """At most CANDIDATES stories before `moment`, newest first."""
        end = bisect_left(self._dates, moment)
        return self._ids[max(end - CANDIDATES, 0) : end][::-1]

    def after(self, moment: datetime) -> list[int]:
        """At most CANDIDATES stories from `moment` on, oldest first."""
        start = bisect_left(self._dates, moment)
        return self._ids[start : start + CANDIDATES]


@dataclass(frozen=True)
class Story:
    """What counts of a story beside its words: nothing else of it can change its related stories, or another's."""

    id: int
    date: datetime
    sections: tuple[str, ...]
    topics: tuple[str, ...]
    pinned: tuple[int, ...]
    laws: tuple[str, ...] = ()


@dataclass(frozen=True)
class Relating:
    """All of a story that decides which stories are related; headline and lead for the nearness of texts."""

    story: Story
    title: str
    sapo: str
    listed: bool = True


def relating(article: Article) -> Relating:
    listed = article.status is not StoryStatus.HIDDEN
    return Relating(story_of(article), article.title, article.sapo, listed)


def story_of(article: Article) -> Story:
    return Story(
        article.id,
        article.date,
        tuple(section.url for section in article.section.trail),
        tuple(topic.slug for topic in article.topics),
        article.pinned,
        tuple(cited.slug for cited in article.law.cited),
    )


def related_ids(finder: RelatedStories, stories: Sequence[Story], limit: int) -> dict[int, tuple[int, ...]]:
    """Of each story, the ids of its related ones, the best first."""
    finder.prepare()
    ids = run(_ids, (finder, limit), stories, batch=256, workers=1 if len(stories) < _FEW else None)
    return dict(zip((story.id for story in stories), map(unpacked, ids), strict=True))


def _ids(shared: tuple[RelatedStories, int], story: Story) -> bytes:
    finder, limit = shared
    return packed(tuple(finder.of(story, limit)))


class RelatedStories:
    """Finds related stories among `articles`; made once per build.

    Args:
        articles: published stories, newest first.
        similar: None where no search index is built: then topics, sections and dates decide.
    """

    def __init__(self, articles: Sequence[Story], similar: Similar | None = None) -> None:
        self._made_from = articles, similar
        self._stories = {article.id: article for article in articles}
        self._recency = {article.id: (-article.date.timestamp(), -article.id) for article in articles}
        self._uppers = {article.id: article.sections[0] for article in articles}
        self._similar = similar
        self._all = _Timeline(articles)
        self._topics = _timelines(articles, lambda story: story.topics)
        self._laws = _timelines(articles, lambda story: story.laws)
        self._sections = _timelines(articles, lambda story: story.sections)

    def prepare(self) -> None:
        """In this process, before it forks."""
        if self._similar:
            self._similar(0, 0)

    def __reduce__(self) -> tuple[object, ...]:
        return RelatedStories, self._made_from

    def of(self, article: Story, limit: int = 10) -> list[int]:
        """Ids of at most `limit` stories, the best first; never the story itself, none twice."""
        chosen = dict.fromkeys(number for number in article.pinned if number in self._stories)
        chosen.pop(article.id, None)
        for number in self._ranked(article):
            if len(chosen) >= limit:
                break
            chosen.setdefault(number)
        return list(chosen)[:limit]

    def _ranked(self, article: Story) -> Iterator[int]:
        closing = article.date + OPEN_FOR
        points = self._points(article, closing)
        points.pop(article.id, None)
        yield from sorted(points, key=lambda number: (-points[number], self._recency[number]))
        for timeline in (*self._timelines_of(article), self._all):
            yield from (number for number in timeline.before(closing) if number != article.id)
        for timeline in (*self._timelines_of(article), self._all):
            yield from timeline.after(closing)

    def _points(self, article: Story, closing: datetime) -> dict[int, float]:
        points: defaultdict[int, float] = defaultdict(float)
        for topic in article.topics:
            for number in self._topics[topic].before(closing) if topic in self._topics else ():
                points[number] += TOPIC_POINTS
        for law in article.laws:
            if citing := self._laws.get(law):
                share = LAW_POINTS / citing.count.bit_length()
                for number in citing.before(closing):
                    points[number] += share
        # Points by rank, not by score: scores shift a little with every story that enters the index.
        near = self._similar(article.id, CANDIDATES) if self._similar else ()
        for rank, (number, _score) in enumerate(near):
            if number in self._stories and self._stories[number].date < closing:
                points[number] += CANDIDATES - rank
        upper = article.sections[0]
        for number in points:
            if self._uppers[number] == upper:
                points[number] += SECTION_POINTS
        return points

    def touched(self, before: Mapping[int, Story | None], now: Iterable[Story], limit: int) -> set[int]:
        """Published stories whose related ones may be others by their facts, words apart.

        Args:
            before: what the stories were that have other facts now, or are no longer or not yet listed: then None.
            now: these stories as they are, those that are listed.
            limit: see `of`.
        """
        changed = [*filter(None, before.values()), *now]
        margin = len(changed)
        touched = {story.id for story in changed}
        for story in changed:
            lists = [self._all, *(self._topics.get(topic) for topic in story.topics)]
            lists += [self._laws.get(law) for law in story.laws] + [self._sections.get(url) for url in story.sections]
            for timeline in filter(None, lists):
                touched.update(timeline.readers_of(story.date, CANDIDATES + margin))
        for law, change in _law_counts(before.values(), now).items():
            citing = self._laws.get(law)
            if citing and citing.count.bit_length() != (citing.count - change).bit_length():
                touched.update(citing.ids)
        touched.update(self._all.oldest(limit + 1 + margin))
        pinning = (story.id for story in self._stories.values() if not touched.isdisjoint(story.pinned))
        return {*touched, *pinning}

    def _timelines_of(self, article: Story) -> list[_Timeline]:
        """Sections of the article, the narrowest first."""
        urls = reversed(article.sections)
        return [self._sections[url] for url in urls if url in self._sections]


def _law_counts(before: Iterable[Story | None], now: Iterable[Story]) -> Counter[str]:
    """How many stories more cite a document than did."""
    counts = Counter(law for story in now for law in set(story.laws))
    counts.subtract(law for story in before if story for law in set(story.laws))
    return counts


def _timelines(articles: Sequence[Story], keys: Callable[[Story], Iterable[str]]) -> Mapping[str, _Timeline]:
    groups: dict[str, list[Story]] = {}
    for article in articles:
        for key in keys(article):
            groups.setdefault(key, []).append(article)
    return {key: _Timeline(stories) for key, stories in groups.items()}
