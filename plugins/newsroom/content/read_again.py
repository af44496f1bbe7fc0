"""One story, or one page beside the stories, read again as it now stands in its file, among all others as they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from newsroom.model.article import Article
from newsroom.sources.media_folder import MediaFolder
from newsroom.sources.paper_tables import ReadTables
from newsroom.sources.schema import FrontMatter
from portal.build_log import BuildLog
from portal.errors import Problem, Reporter

from .assemble import Assembly, is_due, recording_files, story_addresses
from .between.cross_check import check_references, check_series, check_unique, with_slugs
from .between.story_links import Outline, address_links, certainly_dead, check_links, check_places
from .picture_desk import Wanted, pictures_of_body, pictures_of_story
from .read_article import ReadArticle, ReadJob, read_article
from .read_pages import ReadPage, StaticPage, read_page

# Keys at the head of a story that point to nothing else and that no other story may have the same of.
_OF_THE_STORY = ("title", "slug", "sapo", "kicker", "home_title", "source_tag", "source_note", "image", "lines")
# What the files beside a story and old addresses are made from, and what all else knows it by.
_PLACES = ("id", "attachments", "aliases")


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

    def with_story(self, story: ReadArticle) -> Basis:
        """The same with this story in the place of what its file gave before."""
        return replace(self, stories={**self.stories, story.path: story}, assembly=self._assembly_with(story))

    def _assembly_with(self, story: ReadArticle) -> Assembly:
        """Whose addresses name a story that is new, or has another address."""
        assembly, sections = self.assembly, self.tables.sections
        if not sections:
            return assembly
        of_story, all_of_site = story_addresses([story], [story], (), sections), assembly.addresses
        if of_story.published.items() <= all_of_site.published.items():
            return assembly
        published = {**all_of_site.published, **of_story.published}
        return replace(
            assembly, addresses=replace(all_of_site, published=published, known=all_of_site.known | of_story.known)
        )

    def linking_to(self, number: int, path: str) -> set[str]:
        """The files whose texts link to this story."""
        targets = {str(number), path}
        texts: list[ReadArticle | ReadPage] = [*self.stories.values(), *self.pages.values()]
        return {read.path for read in texts if read.body is not None and targets & set(read.body.targets)}

    def with_page(self, page: ReadPage) -> Basis:
        return replace(self, pages={**self.pages, page.path: page})


@dataclass(frozen=True)
class Again:
    """
    Args:
        basis: with what the file gives now; None, as are `article` and `page`, where there are faults.
        article, page: that of both which the file is.
        problems: of this file, warnings too.
        files: output path -> each file that it shows.
    """

    problems: tuple[Problem, ...]
    basis: Basis | None = None
    article: Article | None = None
    page: StaticPage | None = None
    files: Mapping[str, Path] = field(default_factory=dict)


def read_again(basis: Basis, path: str) -> Again | None:
    """The story as its file now is; None where more than its page and what names it may have changed."""
    before, reading = basis.stories.get(path), basis.assembly.reading
    if before is not None and (before.front is None or not is_due(before.front, reading)):
        return None
    story = with_slugs(read_article(ReadJob(path, reading)), basis.tables)
    problems = Reporter(story.problems)
    if problems or story.front is None:
        return Again(tuple(problems))
    if not is_due(story.front, reading) or not _stays_in_place(before, story.front):
        return None
    if before is None or not _points_as_before(before.front, story.front):
        _check_references(story, basis, problems)
        if problems:
            return Again(tuple(problems))
    basis = basis.with_story(story)
    _check(story, basis, problems)
    assembly = _with_pictures(basis, pictures_of_story(story, reading.display_path(path)), problems)
    if problems:
        return Again(tuple(problems))
    article = assembly.article(story)
    files = {**assembly.desk.files(), **dict(recording_files(story, assembly.desk.media.root))}
    return Again(tuple(problems), basis, article, files=files)


def read_page_again(basis: Basis, path: str) -> Again | None:
    """A page beside the stories; None where others may have changed with it."""
    before, reading = basis.pages.get(path), basis.assembly.reading
    if before is None or not before.values:
        return None
    page = read_page(ReadJob(path, reading))
    problems = Reporter(page.problems)
    if problems:
        return Again(tuple(problems))
    if any(before.values[key] != page.values[key] for key in ("slug", "title")):  # both stand at the foot of all pages
        return None
    basis = basis.with_page(page)
    _check(page, basis, problems)
    assembly = _with_pictures(basis, pictures_of_body(page.body, reading.display_path(path)), problems)
    if problems:
        return Again(tuple(problems))
    return Again(tuple(problems), basis, page=assembly.page(page), files=assembly.desk.files())


def _with_pictures(basis: Basis, pictures: Sequence[Wanted], problems: Reporter) -> Assembly:
    """Nothing is taken for what it was: pictures may have come, gone or changed with the text."""
    media = MediaFolder(basis.assembly.desk.media.root)
    desk = replace(basis.assembly.desk, media=media, problems=problems, _jobs={}, _derived={}, _files={})
    for wanted in pictures:
        desk.order(wanted)
    desk.make(BuildLog(), workers=1)
    return basis.assembly.at_desk(desk, problems)


def _stays_in_place(before: ReadArticle | None, now: FrontMatter) -> bool:
    if before is None or before.front is None:
        return not (now.attachments or now.aliases)
    return all(getattr(before.front, name) == getattr(now, name) for name in _PLACES)


def _points_as_before(before: FrontMatter | None, now: FrontMatter) -> bool:
    return replace(now, **{name: getattr(before, name) for name in _OF_THE_STORY}) == before


def _check_references(story: ReadArticle, basis: Basis, problems: Reporter) -> None:
    """What all stories are asked for; what is told of others the next build tells."""
    reading, between = basis.assembly.reading, Reporter()
    front = story.front
    assert front is not None
    others = (other for path, other in basis.stories.items() if path != story.path)
    # All that it may have the same of, and all that it names.
    stories = [one for one in others if one.front and (one.front.part or one.front.id in (front.id, *front.related))]
    stories.append(story)
    check_unique(stories, reading, between)
    ids = {other.front.id for other in stories if other.front}
    check_references([story], ids, basis.tables, reading, between)
    check_series(stories, basis.tables, reading, between)
    problems.extend(problem for problem in between if problem.path == reading.display_path(story.path))


def _check(read: ReadArticle | ReadPage, basis: Basis, problems: Reporter) -> None:
    body, display_path = read.body, basis.assembly.reading.display_path(read.path)
    assert body is not None
    check_links(body.links, display_path, basis.assembly.addresses, problems)
    if isinstance(read, ReadArticle) and read.whole is not None:
        check_links(read.whole.links, display_path, basis.assembly.addresses, problems)
    if body.places:
        check_places(body.places, display_path, _anchors(basis.stories, basis.pages), problems)
    problems.extend(certainly_dead(address_links(body, display_path), basis.outline))


def _anchors(stories: Mapping[str, ReadArticle], pages: Mapping[str, ReadPage]) -> dict[str, frozenset[str]]:
    """Of every file, by its path; of a story by its id too."""
    files: list[ReadArticle | ReadPage] = [*stories.values(), *pages.values()]
    anchors = {read.path: read.body.anchors for read in files if read.body is not None}
    for story in stories.values():
        if story.front and story.body is not None:
            anchors[str(story.front.id)] = story.body.anchors
    return anchors
