"""Pelican's side of the search: indexes the stories, tells which are similar, writes the index and the search page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals

from building.keeping.state import state_of
from portal import addresses
from portal.build_log import log_of
from portal.exchange import FromSearch, PageWriter, SitemapEntry, exchange_of
from portal.i18n import Translator
from portal.schema.options import options_of
from portal.theming.page_head import PageHead
from site_search.index.documents import SearchInput
from site_search.index.segments import SEALING
from site_search.index.similar import Similar
from site_search.language.abbreviations import read_abbreviations
from site_search.language.province_names import province_names
from site_search.language.synonyms import read_synonyms

from .browse import months, topics
from .build_index import SearchBuild
from .kept import keep_indexes, kept_indexes
from .opensearch import opensearch

_ = Translator(__file__)

WORKPLACE = "search"  # below the cache folder; the Whoosh index stays there for scripts/search


@dataclass(frozen=True)
class SiteSearchOptions:
    """
    Args:
        abbreviations: table of abbreviations, relative to the content folder; need not exist.
        synonyms: table of words that mean the same; likewise.
        suggestions: most phrases offered for one beginning of two letters.
    """

    abbreviations: str = "abbreviations.toml"
    synonyms: str = "synonyms.toml"
    suggestions: int = 30


class SiteSearchGenerator(Generator):  # type: ignore[misc]
    """The search page and its index. The index is made beside the rendering of the other plugins' pages."""

    def generate_context(self) -> None:
        options = options_of(SiteSearchOptions, self.settings, "SITE_SEARCH")
        exchange = exchange_of(self.context)
        abbreviations = synonyms = None
        with exchange.problems.collecting():
            abbreviations = read_abbreviations(Path(self.path) / options.abbreviations)
        with exchange.problems.collecting():
            synonyms = read_synonyms(Path(self.path) / options.synonyms)
        if exchange.problems or abbreviations is None or synonyms is None:
            return  # nothing will be written
        log_of(self.settings).stage(_("Indexing for the search"), len(exchange.newsroom.documents))
        documents = sorted(exchange.newsroom.documents, key=lambda document: document.id)
        wordings = (*synonyms, *province_names())
        search_input = SearchInput(
            documents, exchange.newsroom.facet_names, abbreviations, wordings, options.suggestions, sealing=SEALING
        )
        state, workplace = state_of(self.settings), Path(self.settings["CACHE_PATH"]) / WORKPLACE
        last = kept_indexes(state, search_input)
        self._build = SearchBuild(
            search_input, workplace, key=state.key_of(last.inputs, last.digests) if last else "", last=last
        )
        if not (self._build.has_index() and state.site.has_folder(addresses.SEARCH_INDEX.strip("/"), self._build.key)):
            self._build.start()
        exchange.search = FromSearch(Similar(documents))
        exchange.sitemap.append(SitemapEntry(addresses.SEARCH))

    def generate_output(self, writer: PageWriter) -> None:
        exchange = exchange_of(self.context)
        log_of(self.settings).stage(_("Writing the search index"))
        frame = exchange.newsroom.frame
        writer.write_file(
            addresses.output_path(addresses.OPENSEARCH), opensearch(frame.masthead.name, frame.root, frame.lang)
        )
        writer.write_page(
            addresses.output_path(addresses.SEARCH),
            "search.html",
            page=PageHead(_("Search"), _("Search all stories of the paper."), addresses.SEARCH, "search"),
            index_url=addresses.SEARCH_INDEX,
            months=months(exchange.newsroom.documents),
            topics=topics(exchange.newsroom.documents, exchange.newsroom.facet_names, exchange.newsroom.lines),
        )
        build, place, state = self._build, addresses.SEARCH_INDEX.strip("/"), state_of(self.settings)
        state.all_read()
        if build.started or not writer.link_folder(place, build.key):
            self._publish(writer, place)
        state.beside += build.files()

    def _publish(self, writer: PageWriter, place: str) -> None:
        """What was made, and what of the last index still holds; all is made anew where that is harmed."""
        build = self._build
        writer.move_folder(place, build.finish(), build.key)
        if not writer.link_into(place, build.exported.taken_over, build.key):
            build.start_anew()
            writer.move_folder(place, build.finish(), build.key)
        keep_indexes(state_of(self.settings), build)


def site_search_generator(_pelican: Any) -> type[Generator]:
    return SiteSearchGenerator


def connect_behind(_pelican: Any) -> None:
    """Every plugin has been registered: pages are written first, and the index is waited for when they are."""
    signals.get_generators.connect(site_search_generator)


def connect() -> None:
    signals.initialized.connect(connect_behind)
