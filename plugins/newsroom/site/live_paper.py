"""The paper in memory: stories, pages and templates that were saved are taken in, pages are made when asked for.

What a text shows of data and templates was put into it when it was read. When one of these has changed, a text is read
again before its page is made; nobody asks which texts show what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from building.keeping.live import PageNow, Taken, Told, with_move
from building.keeping.state import BuildState
from newsroom.body.figures import ThemeFigure
from newsroom.content.read_again import Again, Basis, read_again, read_page_again
from newsroom.feeds.manifest_files import logo_address
from newsroom.front.front_page import newsworthy
from newsroom.model.article import Article
from newsroom.model.page import Page
from newsroom.output.assets import ThemeFiles, load_theme
from newsroom.output.page_renderer import PageRenderer
from newsroom.pages.edition import Edition
from newsroom.pages.exchange_values import retell_story
from newsroom.pages.fixed_pages import waiting_page
from newsroom.pages.story_pages import story_page
from portal import i18n
from portal.addresses import output_path, static_page
from portal.errors import Reporter
from portal.exchange import Exchange

from .every_page import pages_besides

STORIES, PAGES = "articles/", "pages/"
NOTHING = Again(())


@dataclass
class LivePaper:
    """
    Args:
        content: the content folder; theme: the folder of the theme.
        render: by template and values; use_renderer: which `render` goes by from now on.
    """

    content: Path
    theme: Path
    basis: Basis
    edition: Edition
    exchange: Exchange
    assets: ThemeFiles
    render: Callable[..., bytes]
    use_renderer: Callable[[PageRenderer], None]

    def __post_init__(self) -> None:
        self._tables = self.exchange.tables
        self._behind = False  # whether data or templates have changed since texts were read, all but those of `_read`
        self._read: set[str] = set()
        self._linking: set[str] = set()  # texts that link to a story whose address has changed
        self._moves: dict[str, str] = {}  # path that a page had -> its address now
        self._stories = {output_path(story.url): story for story in (*self.edition.articles, *self.edition.hidden)}
        self._paths = {story.id: path for path, story in self._stories.items()}
        self._besides: dict[str, Page] = {}

    def take(self, paths: Sequence[Path]) -> Taken:
        if self.exchange.tables is not self._tables:
            self._take_tables()
        templates = [path for path in paths if path.is_relative_to(self.theme)]
        taken = self._take_theme(templates) if templates else Taken()
        for path in paths:
            if path.is_relative_to(self.content):
                taken |= self._take_text(path, path.relative_to(self.content).as_posix())
        return taken

    def _take_tables(self) -> None:
        self._tables = self.exchange.tables
        datasets, province_data = newsworthy(self.exchange), self._tables.province_data
        self._now(replace(self.edition, datasets=datasets, province_data=province_data))
        self._all_behind()

    def _take_theme(self, paths: Sequence[Path]) -> Taken:
        problems = Reporter()
        with problems.collecting():
            i18n.catalogue.cache_clear()
            self.assets = load_theme(self.theme / "static")
            self.use_renderer(PageRenderer(self.theme, self.edition.frame, self.assets, BuildState(), {}))
            self.basis = replace(self.basis, assembly=replace(self.basis.assembly, figure=ThemeFigure(self.theme)))
            self._now(replace(self.edition, logo=logo_address(self.assets)))
            self._all_behind()
        return Taken(frozenset(paths), {f"{self.theme.name}/": tuple(problems)})

    def _all_behind(self) -> None:
        self._behind = True
        self._read.clear()

    def _take_text(self, path: Path, name: str) -> Taken:
        if path.suffix != ".md" or not path.is_file() or not name.startswith((STORIES, PAGES)):
            return Taken()
        again = self._again(name)
        if again is None:
            return Taken()
        self._put(again)
        return Taken(frozenset([path]), self._told(name, again), again.files, self._moves)

    def _again(self, name: str) -> Again | None:
        return (read_again if name.startswith(STORIES) else read_page_again)(self.basis, name)

    def _put(self, again: Again) -> None:
        """The text in the place of what its file gave before."""
        if again.basis is not None:
            self.basis = again.basis
        if (article := again.article) is not None:
            path = output_path(article.url)
            before = self._stories.pop(self._paths.get(article.id, ""), None)
            self._stories[path], self._paths[article.id] = article, path
            retell_story(self.exchange, article, before)
            self._now(self.edition.with_story(article))
            self._have_read(article.path)
            if before is not None and before.url != article.url:
                self._moves = with_move(self._moves, output_path(before.url), article.url)
                self._linking |= self.basis.linking_to(article.id, article.path)
        elif (page := again.page) is not None:
            pages = tuple(page if one.slug == page.slug else one for one in self.edition.pages)
            self._now(replace(self.edition, pages=pages))

    def _have_read(self, name: str) -> None:
        self._read.add(name)
        self._linking.discard(name)

    def _now(self, edition: Edition) -> None:
        self.edition, self._besides = edition, {}

    def _told(self, name: str, again: Again) -> Told:
        return {f"{self.basis.assembly.reading.display_path(name)}:": again.problems}

    def page(self, path: str) -> PageNow | None:
        prefix = self.assets.prefix.lstrip("/")
        if path.startswith(prefix):
            data = self.assets.files.get(path.removeprefix(prefix))
            return None if data is None else PageNow(data)
        again, name = None, self._text_at(path)
        if name in self._linking or (name and self._behind and name not in self._read):
            again = self._again(name)
            self._have_read(name)
            self._put(again or NOTHING)
        page = self._page(path)
        if page is None:
            return None
        data = self.render(page.template, **page.values)
        return PageNow(data, self._told(name, again), again.files) if again else PageNow(data)

    def _text_at(self, path: str) -> str:
        """The file of the content whose text this page shows; empty where it is no text's page."""
        if path in self._stories:
            return self._stories[path].path
        slugs = ((name, page.values.get("slug")) for name, page in self.basis.pages.items())
        return next((name for name, slug in slugs if slug and output_path(static_page(slug)) == path), "")

    def _page(self, path: str) -> Page | None:
        story: Article | None = self._stories.get(path)
        if story is not None:
            return story_page(self.edition, story)
        if path not in self._besides:
            for page in self._pages_besides(path):
                self._besides[page.path] = page
                if page.path == path:
                    break
        return self._besides.get(path)

    def _pages_besides(self, path: str) -> Iterator[Page]:
        if self.edition.frame.preview:
            yield waiting_page(self.edition, self.exchange.waiting)
        yield from pages_besides(self.edition, path)

    def warm(self) -> None:
        for story in self.edition.articles[:1]:
            read_again(self.basis, story.path)
            page = story_page(self.edition, story)
            self.render(page.template, **page.values)
