"""The content folder -> everything that may be shown at the moment of the build, or all faults of all files at once.

    content/articles/<section>/<year>/<name>.md   stories; schema.py says what stands at their head
    content/pages/<name>.md                       pages beside the stories
    content/media/                                pictures
    content/van-ban/                              legal documents; see law/read_register.py
    content/front-page.toml                       what stands where on the front page; see front_plan_file.py
    content/glossary.toml                         words that stories explain; see glossary_file.py
    content/*.toml                                the paper's tables; see paper_tables.py

Drafts and stories whose time has not come are checked like all others, and leave no trace in what is returned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cached_property

from building.keeping.state import BuildState
from newsroom.addresses.moves import Declared
from newsroom.law.read_register import attached_files
from newsroom.model.article import StoryStatus
from newsroom.sources.media_folder import MediaFolder
from newsroom.sources.paper_tables import PaperTables, ReadTables
from newsroom.sources.schema import FrontMatter
from portal.build_log import BuildLog
from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.traces.trace import WorkTrace, tracing

from .assemble import Assembly, is_due, is_withdrawn, recording_files, retraction_of, story_addresses, to_come
from .attachments import attach_files
from .between.census import Census, take_census
from .between.check_front_plan import check_front_plan
from .between.cross_check import check_references, check_series, check_unique, with_slugs
from .between.site_outline import outline_of
from .between.story_links import AddressLink, address_links, certainly_dead, check_links, check_places
from .ground import Ground, Heard, read_files, read_ground
from .last.kept_content import Ties, ties_of
from .last.last_content import Crossings, content_of_last, keep_content, names_in
from .picture_desk import PictureDesk, pictures_of_body, pictures_of_story, portrait_of
from .read_again import Basis
from .read_article import ReadArticle, SourceSettings, read_story_file
from .read_pages import ReadPage
from .site_content import Content, ContentRequest
from .story_terms import terms_of_stories

_ = Translator(__file__)


@dataclass(frozen=True)
class _Files:
    """All files as each was read by itself; `problems` takes what is wrong between them."""

    stories: Sequence[ReadArticle]
    pages: Sequence[ReadPage]
    tables: ReadTables
    reading: SourceSettings
    problems: Reporter

    @property
    def all(self) -> Iterator[ReadArticle | ReadPage]:
        yield from self.stories
        yield from self.pages

    @cached_property
    def due(self) -> list[ReadArticle]:
        return [story for story in self.stories if story.front and is_due(story.front, self.reading)]


def read_content(request: ContentRequest, log: BuildLog | None = None, state: BuildState | None = None) -> Content:
    """Read the content folder. Raises BuildFailed with every fault of every file.

    Args:
        log: told how far the reading is.
        state: what is known of earlier builds.
    """
    log, state = log or BuildLog(), state or BuildState()
    crossings = Crossings(request.root)
    with tracing() if state.results else nullcontext(WorkTrace()) as trace:
        ground = read_ground(request, state)
        taken = None if state.in_memory else content_of_last(ground, state, log, crossings.hear)
        content, ties = taken or _read_all(ground, state, log, crossings.hear)
    if ties and not crossings.any and not state.in_memory:  # which keeps what it needs itself
        keep_content(content, ties, ground, state, trace, waits=taken is None)
    return content


def _read_all(ground: Ground, state: BuildState, log: BuildLog, heard: Heard) -> tuple[Content, Ties]:
    reading, names, workers = ground.reading, ground.stories, ground.request.workers
    read = read_files(read_story_file, names, reading, state, workers, heard)
    stories = list(log.follow(_("Reading articles"), read, len(names)))
    stories = [with_slugs(story, ground.tables) for story in stories]
    files = _Files(stories, ground.pages, ground.tables, reading, ground.problems)
    _check_files(files)
    census = take_census(files.stories, reading.root, reading.moment)
    log.note(str(census))
    return _checked_content(files, ground, census, log, state)


def _check_files(files: _Files) -> None:
    for read in files.all:
        files.problems.extend(read.problems)
    _check_page_slugs(files.pages, files.reading, files.problems)
    check_unique(files.stories, files.reading, files.problems)


def _checked_content(
    files: _Files, ground: Ground, census: Census, log: BuildLog, state: BuildState
) -> tuple[Content, Ties]:
    """What holds between files is checked, pictures are made; all faults are raised before anything is put together."""
    stories, pages, reading, problems = files.stories, files.pages, files.reading, files.problems
    sections, masthead = files.tables.sections or {}, files.tables.masthead
    request, front, glossary = ground.request, ground.front, ground.glossary
    ids = {story.front.id for story in stories if story.front}
    check_references(stories, ids, files.tables, reading, problems)
    check_series(stories, files.tables, reading, problems)
    check_front_plan(front, stories, files.tables)
    addresses = story_addresses(stories, files.due, pages, sections)
    for read in files.all:
        if read.body is not None:
            check_links(read.body.links, reading.display_path(read.path), addresses, problems)
    for story in stories:
        if story.whole is not None:
            check_links(story.whole.links, reading.display_path(story.path), addresses, problems)
    _check_places(files)
    outline = outline_of(reading.root, files.tables, stories, pages)
    problems.extend(certainly_dead(_address_links(files.all, reading), outline))
    name = masthead.name if masthead else ""
    media = MediaFolder(reading.root / "media")
    attached = attach_files(stories, {story.path for story in files.due}, media, reading, problems)
    desk = PictureDesk(media, request.cache, reading.options, name, problems)
    _order_pictures(desk, files)
    desk.make(log, request.workers)
    next_publish_at = min([*to_come(stories, reading.moment), *front.plan.ends_after(reading.moment)], default=None)
    log.expect([next_publish_at] if next_publish_at else ())
    aliases = _aliases(stories, reading, problems)
    tables = files.tables.whole()
    if problems or tables is None:
        raise problems.failure()
    tables = _with_portraits(tables, files, desk)
    withdrawn = [story.front for story in stories if story.front and is_withdrawn(story.front, reading.moment)]
    terms = terms_of_stories(files.due, glossary, state)
    assembly = Assembly(reading, tables, addresses, desk, request.figure, problems, attached, terms)
    content = _content(assembly, tables, files.due, withdrawn, aliases, pages)
    by_path = {story.path: story for story in stories}
    basis = Basis(assembly, files.tables, by_path, {page.path: page for page in pages}, outline)
    ties = ties_of(stories, pages, addresses.withdrawn, desk.ordered, census, next_publish_at, reading.moment)
    return replace(content, front_plan=front.plan, glossary=glossary, basis=basis), ties


def _check_page_slugs(pages: Sequence[ReadPage], reading: SourceSettings, problems: Reporter) -> None:
    first: dict[str, str] = {}
    for page in pages:
        slug = page.values.get("slug")
        if slug in first:
            message = _("{key} {value} is that of {path} too", key="slug", value=slug, path=first[slug])
            problems.add(Problem(message, reading.display_path(page.path), page.slug_line, code="duplicate-slug"))
        elif slug:
            first[slug] = reading.display_path(page.path)


def _check_places(files: _Files) -> None:
    """Links to places of other texts: each target is named by its file, a story by its id too."""
    anchors = {read.path: read.body.anchors for read in files.all if read.body is not None}
    for story in files.stories:
        if story.front and story.body is not None:
            anchors[str(story.front.id)] = story.body.anchors
    for read in files.all:
        if read.body is not None:
            check_places(read.body.places, files.reading.display_path(read.path), anchors, files.problems)


def _order_pictures(desk: PictureDesk, files: _Files) -> None:
    """Pictures of stories that are not shown are looked for, and neither opened nor made."""
    published, reading = {story.path for story in files.due}, files.reading
    for story in files.stories:
        for wanted in pictures_of_story(story, reading.display_path(story.path)):
            desk.order(wanted) if story.path in published else desk.check(wanted)
        for wanted in pictures_of_body(story.whole, reading.display_path(story.path)):
            desk.check(wanted)
    for page in files.pages:
        for wanted in pictures_of_body(page.body, reading.display_path(page.path)):
            desk.order(wanted)
    writing = {slug for story in files.due if story.front for slug in story.front.authors}
    for slug, portrait in files.tables.portraits.items():
        wanted = portrait_of(portrait, reading.display_path("authors.toml"))
        desk.order(wanted) if slug in writing else desk.check(wanted)


def _with_portraits(tables: PaperTables, files: _Files, desk: PictureDesk) -> PaperTables:
    """The tables with the pictures of the authors, which have been made."""
    authors = dict(tables.authors)
    for slug, portrait in files.tables.portraits.items():
        picture = desk.picture(portrait_of(portrait, files.reading.display_path("authors.toml")))
        if picture and slug in authors:
            profile = replace(authors[slug].profile, portrait=picture)
            authors[slug] = replace(authors[slug], profile=profile)
    return replace(tables, authors=authors)


def _content(
    assembly: Assembly,
    tables: PaperTables,
    due: Sequence[ReadArticle],
    withdrawn: Sequence[FrontMatter],
    aliases: Mapping[str, Declared],
    pages: Sequence[ReadPage],
) -> Content:
    articles = [assembly.article(story) for story in due]
    card_url = assembly.desk.card(tables.masthead.slogan)  # before `files` is asked for
    articles.sort(key=lambda article: (article.date, article.id), reverse=True)
    authors, topics, provinces = names_in(articles)
    return Content(
        articles=tuple(article for article in articles if article.status is not StoryStatus.HIDDEN),
        hidden=tuple(article for article in articles if article.status is StoryStatus.HIDDEN),
        retracted=tuple(retraction_of(front, tables.sections) for front in withdrawn),
        aliases=aliases,
        pages=tuple(assembly.page(page) for page in pages),
        sections=tables.menu,
        authors=authors,
        topics=topics,
        provinces=provinces,
        masthead=tables.masthead,
        files={
            **assembly.desk.files(),
            **attached_files(assembly.reading.root, assembly.reading.register),
            **{path: file for story in due for path, file in recording_files(story, assembly.desk.media.root)},
            **{file.url.lstrip("/"): file.source for files in assembly.attached.values() for file in files},
        },
        card_url=card_url,
        addresses=tuple(_address_links([*due, *pages], assembly.reading)),
        warnings=tuple(sorted(assembly.problems.warnings, key=Problem.sort_key)),
        register=assembly.reading.register,
    )


def _aliases(stories: Sequence[ReadArticle], reading: SourceSettings, problems: Reporter) -> Mapping[str, Declared]:
    """Of the stories that readers may have seen; an address that two stories claim is a fault."""
    declared: dict[str, Declared] = {}
    for story in stories:
        front = story.front
        if front is None or not (is_due(front, reading) or is_withdrawn(front, reading.moment)):
            continue
        line, display_path = front.lines.get("aliases", 1), reading.display_path(story.path)
        for alias in dict.fromkeys(front.aliases):
            if alias in declared:
                message = _(
                    "{key} {value} is that of {path} too", key="aliases", value=alias, path=declared[alias].path
                )
                problems.add(
                    Problem(message, display_path, line, hint=_("leave it to one story"), code="duplicate-alias")
                )
            else:
                declared[alias] = Declared(f"/bai-post{front.id}.html", display_path, line)
    return declared


def _address_links(files: Iterable[ReadArticle | ReadPage], reading: SourceSettings) -> Iterator[AddressLink]:
    for read in files:
        yield from address_links(read.body, reading.display_path(read.path))
