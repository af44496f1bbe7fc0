"""The content of the last build taken up by this one, with the stories that have changed; and kept for the next."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from building.keeping.model import Model
from building.keeping.state import BuildState
from newsroom.content.assemble import Assembly
from newsroom.content.between.cross_check import with_slugs
from newsroom.content.between.site_outline import outline_of
from newsroom.content.between.story_links import StoryAddresses
from newsroom.content.ground import Ground, Heard, read_files, told_of
from newsroom.content.picture_desk import PictureDesk
from newsroom.content.read_article import ReadArticle, read_story_file
from newsroom.content.site_content import Content
from newsroom.content.story_terms import StoryTerms
from newsroom.law.terms import TermFinder
from newsroom.model.article import Article, StoryStatus
from newsroom.model.card import Card
from newsroom.model.names import Named, by_slug
from newsroom.sources.media_folder import MediaFolder
from portal import addresses
from portal.build_log import BuildLog
from portal.errors import Reporter
from portal.parallel.forked import Beside
from portal.parallel.workers import worker_count
from portal.traces.trace import FILE, NAMES, Read, WorkTrace, join_trace

from .amended import Amended, Last, amended
from .kept_content import KeptContent, Ties, dump_content, files_of, load_content, ties_of, with_texts

NAME = "content"  # of the model
_MOST = 200  # stories that are read again
_MANY = 16384  # stories
_MUCH = 16  # stories that are read again, for which it is worth while to keep all of the content
# Fields of `Content` that are kept as they are.
_REST = ("retracted", "aliases", "pages", "card_url", "addresses", "warnings", "authors")


class Crossings:
    """Listens to what the reading of each story looks at: whether a story was read for another one."""

    def __init__(self, root: Path) -> None:
        self._folder, self.any = f"{os.path.abspath(root)}/articles/", False  # noqa: PTH100 -- as traces name it

    def hear(self, path: str, reads: Iterable[Read]) -> None:
        own = self._folder[: -len("articles/")] + path
        for kind, place in reads:
            if f"{place}/".startswith(self._folder) and (kind, place) != (FILE, own):
                self.any = True


def content_of_last(
    ground: Ground, state: BuildState, log: BuildLog, heard: Heard
) -> tuple[Content, Ties | None] | None:
    """None where all stories are needed to tell what the content is now.

    With what is to be kept for the next build, where this one has much that the last has not.
    """
    model = _model(ground, state)
    paths = _changed_stories(model, ground) if model else None
    if model is None or paths is None:
        return None
    before = load_content(model.payload, _folders(ground))
    if before is None or not before.ties.ids.keys() <= set(ground.stories):
        return None
    again = sorted({*paths, *(path for path in ground.stories if path not in before.ties.ids)})
    if len(again) > _MOST:
        return None
    articles, cards = with_texts(
        before, state, ground.request.figure, partial(partial, read_story_file, ground.reading)
    )
    workers = ground.request.workers
    read = list(read_files(read_story_file, again, ground.reading, state, workers, heard, some=True))
    read = [with_slugs(story, ground.tables) for story in read]
    last = Last(
        before.ties, {article.path: article for article in articles}, before.rest["aliases"], before.rest["warnings"]
    )
    assembly = _assembly(last, read, before.rest["authors"], ground)
    if assembly is None:
        return None
    outline = outline_of(ground.reading.root, ground.tables, (), ground.pages)
    now = amended(last, read, assembly, ground.tables, ground.front.plan, outline, log)
    if now is None:
        return None
    much = len(again) > _MUCH
    join_trace(model.trace if much else model.trace_beside)
    log.note(str(now.census))
    log.expect([before.ties.next_publish_at] if before.ties.next_publish_at else ())
    content = _content(before, cards, last, now, read, ground, assembly)
    return content, _ties(last, read, now, assembly) if much else None


def _model(ground: Ground, state: BuildState) -> Model | None:
    if state.results is None or ground.problems:
        return None
    return state.results.model(NAME, _told(ground, state))


def _told(ground: Ground, state: BuildState) -> str:
    """Digest of what is no file."""
    return state.digests.of(told_of(ground.reading, state), ground.request.figure)


def _folders(ground: Ground) -> dict[str, Path]:
    return {"cache": ground.request.cache, "content": ground.request.root}


def _changed_stories(model: Model, ground: Ground) -> set[str] | None:
    """Paths; None where anything else has changed."""
    root = os.path.abspath(ground.request.root)  # noqa: PTH100
    stories = set[str]()
    for kind, place in model.changed:
        path = place.removeprefix(f"{root}/")
        if not f"{path}/".startswith("articles/"):
            return None
        if kind == FILE:
            stories.add(path)
        elif kind != NAMES:
            return None
    return stories if stories <= set(ground.stories) else None


def _new_portraits(read: Sequence[ReadArticle], authors: Mapping[str, Named], ground: Ground) -> bool:
    """Whether a picture of an author is to be shown for the first time."""
    writing = {slug for story in read if story.front for slug in story.front.authors}
    return any(slug in ground.tables.portraits and slug not in authors for slug in writing)


def _assembly(last: Last, read: Sequence[ReadArticle], authors: Mapping[str, Named], ground: Ground) -> Assembly | None:
    """Of all stories, as the last build knew them. Args: authors: with their pictures."""
    tables = ground.tables.whole()
    if tables is None or _new_portraits(read, authors, ground):
        return None
    tables = replace(tables, authors={**tables.authors, **authors})
    request, problems = ground.request, Reporter()
    beside = {page.path: addresses.static_page(page.values["slug"]) for page in ground.pages}
    published = {target: story.url for story in last.articles.values() for target in (str(story.id), story.path)}
    known = (target for path, number in last.ties.ids.items() for target in (str(number), path))
    of_all = StoryAddresses({**published, **beside}, frozenset((*known, *beside)), last.ties.withdrawn)
    media = MediaFolder(request.root / "media")
    desk = PictureDesk(media, request.cache, request.options, tables.masthead.name, problems)
    terms = StoryTerms(TermFinder(ground.glossary), {})
    return Assembly(ground.reading, tables, of_all, desk, request.figure, problems, {}, terms)


def _content(
    before: KeptContent,
    cards: Mapping[int, Card],
    last: Last,
    now: Amended,
    read: Sequence[ReadArticle],
    ground: Ground,
    assembly: Assembly,
) -> Content:
    stories = [*{**last.articles, **now.articles}.values()]
    stories.sort(key=lambda article: (article.date, article.id), reverse=True)
    display_paths = {ground.reading.display_path(story.path) for story in read}
    links = [link for link in before.rest["addresses"] if link.path not in display_paths]
    changed = {article.id for article in now.articles.values()}
    rest = {name: before.rest[name] for name in _REST if name not in ("authors", "addresses", "warnings")}
    authors, topics, provinces = names_in(stories)
    return Content(
        **rest,
        authors=authors,
        topics=topics,
        provinces=provinces,
        articles=tuple(story for story in stories if story.status is not StoryStatus.HIDDEN),
        hidden=tuple(story for story in stories if story.status is StoryStatus.HIDDEN),
        sections=assembly.tables.menu,
        masthead=assembly.tables.masthead,
        files={**files_of(before, _folders(ground)), **now.files},
        addresses=(*links, *now.addresses),
        warnings=now.warnings,
        register=ground.reading.register,
        front_plan=ground.front.plan,
        glossary=ground.glossary,
        cards={number: card for number, card in cards.items() if number not in changed},
        views={story.article.id: story.views for story in before.stories if story.article.id not in changed},
    )


def _ties(last: Last, read: Sequence[ReadArticle], now: Amended, assembly: Assembly) -> Ties:
    """Those of the last build with those of the stories that were read again: links that are gone do no harm."""
    before, reading = last.ties, assembly.reading
    own = ties_of(read, (), frozenset(), assembly.desk.ordered, now.census, before.next_publish_at, reading.moment)
    return replace(
        own,
        ids={**before.ids, **own.ids},
        linked=before.linked | own.linked,
        placed=before.placed | own.placed,
        withdrawn=before.withdrawn,
        changing=before.changing,
        ordered={**before.ordered, **own.ordered},
    )


def keep_content(
    content: Content, ties: Ties, ground: Ground, state: BuildState, trace: WorkTrace, *, waits: bool = False
) -> None:
    """For `content_of_last` of the next build.

    Args:
        trace: of all that the content was made from.
        waits: until the search is made, which needs as much memory; the content of many stories, for the end.
    """
    if state.results is None:
        return
    stories = (*content.articles, *content.hidden)
    for story in stories:  # in this process, which would work these out again for the pages
        state.digests.of_frozen(story)
    rest = {name: getattr(content, name) for name in _REST}
    dump = partial(
        dump_content, stories, ties, content.files, rest, _folders(ground), ground.request.views, state.digests
    )
    workers = ground.request.workers or worker_count()
    if waits and len(stories) > _MANY:
        workers = 1  # a process more would copy all that this one has
    state.results.keep_model(NAME, _told(ground, state), Beside(dump, workers, waits=waits), trace)


def names_in(stories: Sequence[Article]) -> tuple[Mapping[str, Named], Mapping[str, Named], Mapping[str, Named]]:
    """Authors, topics and provinces of the stories."""
    return (
        by_slug(author for story in stories for author in story.authors),
        by_slug(topic for story in stories for topic in story.topics),
        by_slug(story.province for story in stories if story.province),
    )
