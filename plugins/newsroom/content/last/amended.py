"""The content of the last build with a few stories read again: for a change that touches no other story.

What touches others, or what all stories are needed for, is left to `read_content`: a change of tables, data or
pictures, a story that goes, a line of a series, a fault. Stories that are read again are held against what is kept of
all (`Ties`); where a doubt is left there is no answer. The content is the same either way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newsroom.addresses.moves import Declared
from newsroom.body.briefs import is_brief
from newsroom.body.placed_body import PlacedBody
from newsroom.content.assemble import Assembly, address_of, is_due, recording_files, story_addresses, to_come
from newsroom.content.attachments import attach_files
from newsroom.content.between.census import Census, with_published
from newsroom.content.between.cross_check import check_references
from newsroom.content.between.story_links import (
    AddressLink,
    Outline,
    StoryAddresses,
    address_links,
    certainly_dead,
    check_links,
)
from newsroom.content.picture_desk import pictures_of_story
from newsroom.content.read_article import ReadArticle
from newsroom.model.article import Article, Kind, StoryStatus
from newsroom.model.front_plan import FrontPlan
from newsroom.sources.paper_tables import ReadTables
from newsroom.sources.schema import FrontMatter
from portal.build_log import BuildLog
from portal.errors import Problem

from .kept_content import Ties


@dataclass(frozen=True)
class Last:
    """What is known of the last build.

    Args:
        articles: by path, of the stories that it showed.
        aliases: see `Content`.
        warnings: of all files.
    """

    ties: Ties
    articles: Mapping[str, Article]
    aliases: Mapping[str, Declared]
    warnings: Sequence[Problem]


@dataclass(frozen=True)
class Amended:
    """What has become of the stories that were read again.

    Args:
        articles: by path, those of them that are due.
        files: output path -> file of what they show.
        addresses: links by address in them.
        warnings: of all files, as they are now.
    """

    articles: Mapping[str, Article]
    files: Mapping[str, Path]
    addresses: tuple[AddressLink, ...]
    warnings: tuple[Problem, ...]
    census: Census


def amended(
    last: Last,
    read: Sequence[ReadArticle],
    assembly: Assembly,
    tables: ReadTables,
    plan: FrontPlan,
    outline: Outline,
    log: BuildLog,
) -> Amended | None:
    """None where more than these stories may have changed, or where one of them has a fault.

    Args:
        read: the stories that have changed, or are new, with slugs for names.
        assembly: of all stories, whose addresses are those of the last build; its problems take the warnings.
    """
    if len({story.front.id for story in read if story.front}) < len(read):
        return None
    series = frozenset(slug for slug, topic in (tables.topics or {}).items() if topic.series)
    if not all(_stands(story, last, assembly, series) and not _leads(story, last, plan) for story in read):
        return None
    due = {story.path: story for story in read if story.front and is_due(story.front, assembly.reading)}
    assembly = replace(assembly, addresses=_addresses(due, last, assembly))
    _check(read, last, assembly, tables, outline)
    attached = attach_files(read, due, assembly.desk.media, assembly.reading, assembly.problems)
    if assembly.problems or not _made_pictures(read, due, last, assembly, log):
        return None
    assembly = replace(assembly, attached=attached)
    articles = {path: assembly.article(story) for path, story in due.items()}
    if not all(_keeps(last.articles.get(path), article) for path, article in articles.items()):
        return None
    media = assembly.desk.media.root
    files = {
        **assembly.desk.files(),
        **{path: file for story in due.values() for path, file in recording_files(story, media)},
        **{file.url.lstrip("/"): file.source for files in attached.values() for file in files},
    }
    links = (
        link for path, story in due.items() for link in address_links(story.body, assembly.reading.display_path(path))
    )
    return Amended(articles, files, tuple(links), _warnings(read, last, assembly), _census(articles, last))


def _stands(story: ReadArticle, last: Last, assembly: Assembly, series: frozenset[str]) -> bool:
    """Whether the others cannot tell that the story is another one, but by its card and by what it is about."""
    front, ties, before = story.front, last.ties, last.articles.get(story.path)
    if front is None or story.body is None or story.whole is not None or front.kind is Kind.LIVE:
        return False
    if any(problem.severity == "error" for problem in story.problems) or story.path in ties.changing:
        return False
    if any(to_come([story], assembly.reading.moment)) or story.body.places or not series.isdisjoint(front.topics):
        return False
    if story.path not in ties.ids:
        return _comes(front, last, assembly)
    targets = {str(front.id), story.path}
    if ties.ids[story.path] != front.id or not ties.placed.isdisjoint(targets):
        return False
    if before is None:  # a draft, as it was
        return front.status is StoryStatus.DRAFT and assembly.reading.display_path(story.path) in ties.census.drafts
    moved = address_of(front, assembly.tables.sections) != before.url and not ties.linked.isdisjoint(targets)
    alike = before.status is front.status and before.kind is not Kind.LIVE and not before.series
    return alike and not moved and _aliases(story, last, assembly)


def _aliases(story: ReadArticle, last: Last, assembly: Assembly) -> bool:
    """Whether its addresses in an older system are those that it had, on the same line."""
    front, display_path = story.front, assembly.reading.display_path(story.path)
    assert front is not None
    before = {alias: entry.line for alias, entry in last.aliases.items() if entry.path == display_path}
    return before == dict.fromkeys(front.aliases, front.lines.get("aliases", 1))


def _comes(front: FrontMatter, last: Last, assembly: Assembly) -> bool:
    """Whether a new story is out, and takes nothing from another one."""
    reading = assembly.reading
    fresh = front.id not in last.ties.ids.values() and not front.aliases and not front.attachments
    return fresh and front.is_out(reading.moment) and is_due(front, reading)


def _leads(story: ReadArticle, last: Last, plan: FrontPlan) -> bool:
    """Whether the plan of the front page has something to say of the story, which leads the page."""
    front, body = story.front, story.body
    if front is None or body is None or plan.hero is None or plan.hero.story != front.id:
        return False
    told = any(problem.code == "brief-leads" for problem in last.warnings)
    return told or (front.kind is Kind.NEWS and is_brief(body.text, body.html))


def _addresses(due: Mapping[str, ReadArticle], last: Last, assembly: Assembly) -> StoryAddresses:
    """Those of the last build, with those of the stories that are read again."""
    known, sections = assembly.addresses, assembly.tables.sections
    own = story_addresses([*due.values()], [*due.values()], (), sections)
    return StoryAddresses({**known.published, **own.published}, known.known | own.known, known.withdrawn)


def _check(read: Sequence[ReadArticle], last: Last, assembly: Assembly, tables: ReadTables, outline: Outline) -> None:
    reading, problems = assembly.reading, assembly.problems
    new = (story.front.id for story in read if story.front)
    check_references(read, {*last.ties.ids.values(), *new}, tables, reading, problems)
    for story in read:
        body, display_path = story.body, reading.display_path(story.path)
        assert body is not None
        problems.extend(story.problems)
        check_links(body.links, display_path, assembly.addresses, problems)
        problems.extend(certainly_dead(address_links(body, display_path), outline))


def _made_pictures(
    read: Sequence[ReadArticle],
    due: Collection[str],
    last: Last,
    assembly: Assembly,
    log: BuildLog,
) -> bool:
    """False where pictures would be others for other stories, too, or have a fault."""
    desk = assembly.desk
    for story in read:
        for wanted in pictures_of_story(story, assembly.reading.display_path(story.path)):
            desk.order(wanted) if story.path in due else desk.check(wanted)
    if assembly.problems or not desk.share(last.ties.ordered):
        return False
    desk.make(log)
    return not assembly.problems


def _keeps(before: Article | None, now: Article) -> bool:
    """Whether the story still shows every file that it showed, for nobody else may; and no document more or less."""
    if before is None:
        return True
    return before.attachments == now.attachments and _shown_files(before) <= _shown_files(now)


def _shown_files(article: Article) -> set[str]:
    assert isinstance(article.body, PlacedBody)
    pictures = [picture for picture in (article.picture, *article.body.pictures) if picture]
    recordings = [(recording.url, recording.captions_url) for recording in article.body.recordings]
    return {
        article.card_url,
        *(url for picture in pictures for url in (picture.url, *picture.crops)),
        *(url for urls in recordings for url in urls),
    }


def _warnings(read: Sequence[ReadArticle], last: Last, assembly: Assembly) -> tuple[Problem, ...]:
    display_paths = {assembly.reading.display_path(story.path) for story in read}
    others = (problem for problem in last.warnings if problem.path not in display_paths)
    return tuple(sorted((*others, *assembly.problems.warnings), key=Problem.sort_key))


def _census(articles: Mapping[str, Article], last: Last) -> Census:
    added = [article for path, article in articles.items() if path not in last.ties.ids]
    hidden = sum(article.status is StoryStatus.HIDDEN for article in added)
    return with_published(last.ties.census, len(added), hidden)
