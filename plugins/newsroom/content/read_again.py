"""One story read again as it now stands in its file, among all others as they were when the site was built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from newsroom.model.article import Article
from newsroom.sources.media_folder import MediaFolder
from newsroom.sources.paper_tables import ReadTables
from newsroom.sources.schema import FrontMatter
from portal.build_log import BuildLog
from portal.errors import Problem, Reporter

from .assemble import Assembly, is_due
from .cross_check import with_slugs
from .picture_desk import pictures_of_story
from .read_article import ReadArticle, ReadJob, read_article
from .read_pages import ReadPage
from .story_links import Outline, address_links, certainly_dead, check_links, check_places

# Keys at the head of a story that nothing but its own page and the lists that show its card depend on.
_OF_THE_STORY = ("title", "sapo", "kicker", "source_note", "lines")


@dataclass(frozen=True)
class Basis:
    """What the content of a build was put together from; kept for whoever reads a story again.

    Args:
        stories, pages: by path.
        outline: which addresses the site can have.
    """

    assembly: Assembly
    tables: ReadTables
    stories: Mapping[str, ReadArticle]
    pages: Mapping[str, ReadPage]
    outline: Outline


@dataclass(frozen=True)
class Again:
    """
    Args:
        article: None where there are faults.
        problems: of this file, warnings too.
        files: output path -> file of each picture that it shows.
    """

    article: Article | None
    problems: tuple[Problem, ...]
    files: Mapping[str, Path] = field(default_factory=dict)


def read_again(basis: Basis, path: str) -> Again | None:
    """The story as its file now is; None where more than its own page may have changed with it."""
    before, reading = basis.stories.get(path), basis.assembly.reading
    if before is None or before.front is None or not is_due(before.front, reading):
        return None
    story = with_slugs(read_article(ReadJob(path, reading)), basis.tables)
    problems = Reporter(story.problems)
    if problems or story.front is None:
        return Again(None, tuple(problems))
    if not _stands_as_before(before.front, story.front):
        return None
    _check(story, basis, problems)
    # Nothing is taken for what it was: pictures may have come, gone or changed with the story.
    media = MediaFolder(basis.assembly.desk.media.root)
    desk = replace(basis.assembly.desk, media=media, problems=problems, _jobs={}, _derived={}, _files={})
    for wanted in pictures_of_story(story, reading.display_path(path)):
        desk.order(wanted)
    desk.make(BuildLog(), workers=1)
    if problems:
        return Again(None, tuple(problems))
    article = basis.assembly.at_desk(desk, problems).article(story)
    return Again(article, tuple(problems), desk.files())


def _stands_as_before(before: FrontMatter, now: FrontMatter) -> bool:
    story_values = {name: getattr(before, name) for name in _OF_THE_STORY}
    return replace(now, **story_values) == before and now.slug == before.slug


def _check(story: ReadArticle, basis: Basis, problems: Reporter) -> None:
    body, display_path = story.body, basis.assembly.reading.display_path(story.path)
    assert body is not None
    check_links(body.links, display_path, basis.assembly.addresses, problems)
    check_places(body.places, display_path, _anchors({**basis.stories, story.path: story}, basis.pages), problems)
    problems.extend(certainly_dead(address_links(body, display_path), basis.outline))


def _anchors(stories: Mapping[str, ReadArticle], pages: Mapping[str, ReadPage]) -> dict[str, frozenset[str]]:
    """Of every file, by its path; of a story by its id too."""
    files: list[ReadArticle | ReadPage] = [*stories.values(), *pages.values()]
    anchors = {read.path: read.body.anchors for read in files if read.body is not None}
    for story in stories.values():
        if story.front and story.body is not None:
            anchors[str(story.front.id)] = story.body.anchors
    return anchors
