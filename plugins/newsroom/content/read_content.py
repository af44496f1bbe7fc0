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

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from building.keeping.state import BuildState
from newsroom.addresses.moves import Declared
from newsroom.body.figures import FigureMarkup, plain_figure
from newsroom.body.markdown_body import as_setting
from newsroom.law.read_register import attached_files, read_register
from newsroom.model.article import Article, Retraction, StoryStatus
from newsroom.model.frame import Masthead, MenuSection
from newsroom.model.front_plan import FrontPlan
from newsroom.model.glossary import Glossary
from newsroom.model.law import Register
from newsroom.model.names import Named, by_slug
from newsroom.model.options import NewsroomOptions
from newsroom.sources.front_plan_file import read_front_plan
from newsroom.sources.glossary_file import read_glossary
from newsroom.sources.media_folder import MediaFolder
from newsroom.sources.paper_tables import PaperTables, ReadTables, read_paper_tables
from newsroom.sources.schema import FrontMatter
from newsroom.sources.source_text import walk
from portal.build_log import BuildLog
from portal.errors import Problem, Reporter
from portal.i18n import Translator

from .assemble import Assembly, is_due, is_withdrawn, recording_files, retraction_of, story_addresses, to_come
from .attachments import attach_files
from .census import take_census
from .check_front_plan import check_front_plan
from .cross_check import check_references, check_series, check_unique, with_slugs
from .picture_desk import PictureDesk, pictures_of_body, pictures_of_story, portrait_of
from .read_again import Basis
from .read_article import ReadArticle, SourceSettings, read_story_file
from .read_pages import ReadPage, StaticPage, read_page_file
from .site_outline import outline_of
from .story_links import AddressLink, certainly_dead, check_links, check_places
from .story_terms import terms_of_stories

_ = Translator(__file__)
ReadFile = TypeVar("ReadFile", ReadArticle, ReadPage)


@dataclass(frozen=True)
class Content:
    """What the site is made of.

    Args:
        articles: published and due, newest first (date, then id).
        hidden: have their page, stand in no list; same order.
        retracted: a notice stands in their place; by id.
        aliases: address of an older system -> where a story says that it leads to it.
        pages: in the order of their file names.
        sections: as in content/sections.toml.
        authors, topics, provinces: by slug, only those that `articles` or `hidden` name.
        files: output path -> file to copy there (derived pictures).
        card_url: social card of pages that are no stories: the paper's name and slogan.
        addresses: links to pages by their address; whether these exist is known when the site is made.
        warnings: what editors should know; the build goes on.
        register: the legal documents that the paper knows.
        front_plan: what the editors decided of the front page.
        glossary: the words that the paper explains.
        basis: what all this was put together from, for whoever reads a story again.
    """

    articles: tuple[Article, ...]
    hidden: tuple[Article, ...]
    pages: tuple[StaticPage, ...]
    sections: tuple[MenuSection, ...]
    authors: Mapping[str, Named]
    topics: Mapping[str, Named]
    provinces: Mapping[str, Named]
    masthead: Masthead
    files: Mapping[str, Path]
    card_url: str
    addresses: tuple[AddressLink, ...]
    warnings: tuple[Problem, ...]
    retracted: tuple[Retraction, ...] = ()
    aliases: Mapping[str, Declared] = field(default_factory=dict)
    register: Register = field(default_factory=Register)
    front_plan: FrontPlan = field(default_factory=FrontPlan)
    glossary: Glossary = ()
    basis: Basis | None = field(default=None, compare=False)


@dataclass(frozen=True)
class ContentRequest:
    """What to read, and for which build.

    Args:
        root: the content folder.
        moment: of the build, with offset; nothing reads another clock.
        markdown: the setting MARKDOWN.
        cache: folder for derived pictures; may be deleted at any time.
        site_url: absolute address of the site, such as https://toasoan.example.
        figure: markup of a picture in a text, such as `figures.ThemeFigure(theme)`.
        workers: processes; None for one per core.
        preview: take drafts and stories whose time has not come as published, with a mark.
    """

    root: Path
    options: NewsroomOptions
    moment: datetime
    markdown: Mapping[str, Any]
    cache: Path
    site_url: str = ""
    figure: FigureMarkup = plain_figure
    workers: int | None = None
    preview: bool = False


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
    problems, log, state = Reporter(), log or BuildLog(), state or BuildState()
    root, moment = request.root, request.moment
    register = read_register(root, problems)
    register.prepare()  # in this process, before it forks
    tables = read_paper_tables(root, problems)
    hosts = _own_hosts(tables, request.site_url)
    reading = SourceSettings(
        root, request.options, moment, as_setting(request.markdown), hosts, register, request.preview
    )
    names = _names(reading, "articles", problems)
    read = _read(read_story_file, names, reading, state, request.workers)
    stories = list(log.follow(_("Reading articles"), read, len(names)))
    pages = list(_read(read_page_file, _names(reading, "pages", problems), reading, state, request.workers))
    files = _Files([with_slugs(story, tables) for story in stories], pages, tables, reading, problems)
    _check_files(files)
    log.note(str(take_census(files.stories, root, moment)))
    return _checked_content(files, request, log, state)


def _read(
    function: Callable[[SourceSettings, str], ReadFile],
    names: Sequence[str],
    reading: SourceSettings,
    state: BuildState,
    workers: int | None,
) -> Iterator[ReadFile]:
    """What the files gave; of those that are as they were in an earlier build, what they gave then."""
    # All of the settings, whatever they come to hold; the moment is recorded as far as a file's reading looks at it.
    settings = {field.name: getattr(reading, field.name) for field in fields(reading) if field.name != "moment"}
    told = {**settings, "root": reading.root.name, "markdown": state.neutral(reading.markdown)}
    return state.results_of(function, reading, names, told, _without_faults, workers, reading.file_of)


def _without_faults(read: ReadFile) -> bool:
    return all(problem.severity != "error" for problem in read.problems)


def _own_hosts(tables: ReadTables, site_url: str) -> frozenset[str]:
    names = (tables.masthead.domain if tables.masthead else "", urlsplit(site_url).netloc)
    return frozenset(name.lower().removeprefix("www.") for name in names if name)


def _names(reading: SourceSettings, folder: str, problems: Reporter) -> list[str]:
    return [path for _file, path in walk(reading.root / folder, reading.root, ".md", problems)]


def _check_files(files: _Files) -> None:
    for read in files.all:
        files.problems.extend(read.problems)
    _check_page_slugs(files.pages, files.reading, files.problems)
    check_unique(files.stories, files.reading, files.problems)


def _checked_content(files: _Files, request: ContentRequest, log: BuildLog, state: BuildState) -> Content:
    """What holds between files is checked, pictures are made; all faults are raised before anything is put together."""
    stories, pages, reading, problems = files.stories, files.pages, files.reading, files.problems
    sections, masthead = files.tables.sections or {}, files.tables.masthead
    check_references(stories, files.tables, reading, problems)
    check_series(stories, files.tables, reading, problems)
    front, glossary = read_front_plan(reading.root, problems), read_glossary(reading.root, problems)
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
    log.expect([*to_come(stories, reading.moment), *front.plan.ends_after(reading.moment)])
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
    return replace(content, front_plan=front.plan, glossary=glossary, basis=basis)


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
    return Content(
        articles=tuple(article for article in articles if article.status is not StoryStatus.HIDDEN),
        hidden=tuple(article for article in articles if article.status is StoryStatus.HIDDEN),
        retracted=tuple(retraction_of(front, tables.sections) for front in withdrawn),
        aliases=aliases,
        pages=tuple(assembly.page(page) for page in pages),
        sections=tables.menu,
        authors=by_slug(author for article in articles for author in article.authors),
        topics=by_slug(topic for article in articles for topic in article.topics),
        provinces=by_slug(article.province for article in articles if article.province),
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
        for address, line in read.body.addresses if read.body else ():
            yield AddressLink(address, reading.display_path(read.path), line)
