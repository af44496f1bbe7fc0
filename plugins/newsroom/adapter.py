"""Pelican's side of the newsroom: reads the content, fills the exchange, writes every page of the paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals

from building.keeping.state import BuildState, state_of
from building.keeping.values import ValueDigests
from newsroom.addresses.permanence import Out, Permanence
from newsroom.addresses.redirect_files import stub_paths
from newsroom.body.figures import ThemeFigure
from newsroom.content.between.story_links import check_addresses
from newsroom.content.read_content import read_content
from newsroom.content.site_content import Content, ContentRequest
from newsroom.feeds.contact_files import expiry_warnings
from newsroom.feeds.manifest_files import logo_address
from newsroom.front.front_page import newsworthy
from newsroom.model.options import NewsroomOptions
from newsroom.output.assets import ThemeFiles, load_theme
from newsroom.output.page_renderer import PageRenderer
from newsroom.pages.edition import Edition
from newsroom.pages.exchange_values import fill_exchange, frame_of, law_of, search_document
from newsroom.pages.feed_pages import feed_files
from newsroom.pages.fixed_pages import waiting_page
from newsroom.pages.law_pages import law_entries
from newsroom.pages.paper_frame import paper_frame
from newsroom.pages.related.kept_related import related_stories
from newsroom.pages.related.related import relating
from newsroom.pages.writer import NewsroomWriter
from newsroom.site.every_page import sheets, site_files, sitemap
from newsroom.site.live_paper import LivePaper
from portal import addresses
from portal.addresses import LAWS
from portal.build_log import log_of
from portal.errors import Reporter
from portal.exchange import Exchange, FromSearch, SitemapEntry, exchange_of
from portal.i18n import Translator
from portal.parallel.forked import ForkedTask
from portal.parallel.freed_memory import give_back_freed_memory
from portal.schema.options import options_of
from portal.traces.trace import TREE

_ = Translator(__file__)

LEDGER = "ADDRESS_LEDGER"  # setting: a ledger beside that of the content, such as the live site's

# Keys in Pelican's shared context, for the generator that finishes.
EDITION, CONTENT, THEME_FILES = "newsroom_edition", "newsroom_content", "newsroom_theme_files"


class NewsroomGenerator(Generator):  # type: ignore[misc]
    """Stories, lists, archives and feeds."""

    def generate_context(self) -> None:
        exchange = exchange_of(self.context)
        with exchange.problems.collecting():
            self._read(exchange)

    def _read(self, exchange: Exchange) -> None:
        settings = self.settings
        log = log_of(settings)
        options = options_of(NewsroomOptions, settings, "NEWSROOM")
        self._theme = ForkedTask(partial(load_theme, Path(self.theme) / "static"))
        request = ContentRequest(
            Path(self.path),
            options,
            exchange.moment,
            settings["MARKDOWN"],
            cache=Path(settings["CACHE_PATH"]),
            site_url=settings["SITEURL"],
            figure=ThemeFigure(Path(self.theme), _theme_digests(state_of(settings), Path(self.theme))),
            preview=exchange.preview,
            views=(search_document, relating, law_of),
        )
        content = read_content(request, log, state_of(settings))
        log.warn([*content.warnings, *expiry_warnings(options, exchange.moment)])
        frame = paper_frame(
            content, options, settings["SITEURL"], settings["DEFAULT_LANG"], exchange.moment, exchange.preview
        )
        fill_exchange(exchange, content, frame)
        _know_views(content, exchange, state_of(settings).digests)
        if not state_of(settings).in_memory:
            content = replace(content, basis=None)  # some kilobytes a story, which nobody asks for in this process
        self._content, self._options = content, options
        self.context[CONTENT] = content

    def generate_output(self, writer: NewsroomWriter) -> None:
        log, exchange, content = log_of(self.settings), exchange_of(self.context), self._content
        theme = self.context[THEME_FILES] = self._theme.finish()
        state_of(self.settings).origins.update(_origins(content))
        edition = self.context[EDITION] = _edition(content, self._options, exchange, theme, state_of(self.settings))
        if not state_of(self.settings).in_memory:
            exchange.search = FromSearch()  # the finder fills kilobytes a story, and nobody asks it any more
            give_back_freed_memory()
        renderer = PageRenderer(Path(self.theme), edition.frame, theme, state_of(self.settings))
        writer.use_renderer(renderer)
        log.stage(_("Writing articles and lists"))
        writer.start_pages(list(sheets(edition)))
        _write_files(writer, edition, theme, content)
        log.count("articles", len(content.articles))
        log.count("tables", len(exchange.tables.datasets))


class FinishingGenerator(Generator):  # type: ignore[misc]
    """Runs behind the plugins that write pages: helps with what is left of the paper's, then writes the sitemaps."""

    def generate_output(self, writer: NewsroomWriter) -> None:
        log, entries = log_of(self.settings), exchange_of(self.context).sitemap
        log.stage(_("Writing articles and lists"), writer.page_count)
        writer.finish_pages(log.advance)
        edition, content = self.context[EDITION], self.context[CONTENT]
        for path, data in sitemap(edition, self._law_entries(edition), entries):
            writer.write_file(path, data)
        if edition.frame.preview:
            page = waiting_page(edition, exchange_of(self.context).waiting)
            writer.write_page(page.path, page.template, **page.values)
        to_come = {entry.url for entry in entries}
        problems = Reporter()
        permanence = Permanence(Path(self.path), self.settings.get(LEDGER), _out(content), problems)
        moves = permanence.moves(writer.files.paths, to_come, edition.moment)
        moved = moves.redirects

        def is_there(url: str) -> bool:
            return writer.files.has(url) or url in to_come or url in moved

        problems.extend(check_addresses(content.addresses, is_there))
        problems.raise_if_any()
        log.warn(moves.told)
        for file in permanence.files(moves, writer.files.paths, edition.frame.base):
            writer.write_keyed(file.path, file.made_from, file.make)
        for path, target in stub_paths(moved):
            writer.write_page(path, "moved.html", target=target)
        state_of(self.settings).live += self._live(writer)

    def _law_entries(self, edition: Edition) -> Sequence[SitemapEntry]:
        """Told by what the pages of the documents were told by."""
        state, make = state_of(self.settings), partial(law_entries, edition.law_book)
        told = state.groups.get(LAWS)
        return state.value_of("documents in the sitemap", told.digest, make) if told else make()

    def _live(self, writer: NewsroomWriter) -> list[LivePaper]:
        edition, content, theme = (self.context[key] for key in (EDITION, CONTENT, THEME_FILES))
        places = Path(self.path), Path(self.theme)
        exchange = exchange_of(self.context)
        if content.basis is None:
            return []
        return [LivePaper(*places, content.basis, edition, exchange, theme, writer.render_page, writer.use_renderer)]


def _know_views(content: Content, exchange: Exchange, digests: ValueDigests) -> None:
    """What others see of stories that were taken up need not be looked into to tell its digest."""
    for article, document in zip(content.articles, exchange.newsroom.documents, strict=True):
        if views := content.views.get(article.id):
            digests.know(document, views[0])
            digests.know(article.law, views[2])


def _theme_digests(state: BuildState, theme: Path) -> tuple[str, ...]:
    sources = state.results.sources if state.results else None
    return tuple(sources.digest((TREE, str(theme / name))) for name in ("templates", "locale")) if sources else ()


def _origins(content: Content) -> dict[str, str]:
    """Path of each page that one file of the content is shown on -> that file."""
    return {addresses.output_path(story.url): story.path for story in (*content.articles, *content.hidden)}


def _out(content: Content) -> Out:
    out = [(story.id, story.url, story.date) for story in (*content.articles, *content.hidden)]
    out += [(notice.id, notice.url, notice.published) for notice in content.retracted]
    return Out(
        stories={number: url for number, url, _date in out},
        notices=[notice.url for notice in content.retracted],
        aliases=content.aliases,
        unlisted=frozenset(story.url for story in content.hidden),
        last=max((date for _number, _url, date in out), default=None),
    )


def _edition(
    content: Content, options: NewsroomOptions, exchange: Exchange, theme: ThemeFiles, state: BuildState
) -> Edition:
    return Edition(
        frame_of(exchange),
        options,
        exchange.moment,
        content.articles,
        hidden=content.hidden,
        retracted=content.retracted,
        pages=content.pages,
        datasets=newsworthy(exchange),
        province_data=exchange.tables.province_data,
        related=_related(content, options, exchange, state),
        logo=logo_address(theme),
        register=content.register,
        front_plan=content.front_plan,
        glossary=content.glossary,
        known_cards=content.cards,
    )


def _related(
    content: Content, options: NewsroomOptions, exchange: Exchange, state: BuildState
) -> Mapping[int, tuple[int, ...]]:
    known = {number: views[1] for number, views in content.views.items()}
    return related_stories(content.articles, content.hidden, known, options.related, exchange.search.similar, state)


def _write_files(writer: NewsroomWriter, edition: Edition, theme: ThemeFiles, content: Content) -> None:
    def size_of(url: str) -> int:
        source = content.files.get(url.lstrip("/"))
        return source.stat().st_size if source else 0

    for feed in feed_files(edition, size_of):
        writer.write_keyed(feed.path, feed.made_from, feed.make)
    for path, data in site_files(edition, theme):
        writer.write_file(path, data)
    for path, source in sorted(content.files.items()):
        writer.copy_file(path, source)


def newsroom_generator(_pelican: Any) -> type[Generator]:
    return NewsroomGenerator


def finishing_generator(_pelican: Any) -> type[Generator]:
    return FinishingGenerator


def newsroom_writer(_pelican: Any) -> type[NewsroomWriter]:
    return NewsroomWriter


def connect_behind(_pelican: Any) -> None:
    """Every plugin has been registered: what is connected now runs behind all their generators."""
    signals.get_generators.connect(finishing_generator)


def connect() -> None:
    signals.get_generators.connect(newsroom_generator)
    signals.get_writer.connect(newsroom_writer)
    signals.initialized.connect(connect_behind)
