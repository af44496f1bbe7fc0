"""Pelican's side of the statistical tables: loads every dataset, fills the exchange, writes the pages of the data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals

from building.keeping.state import state_of
from portal import addresses
from portal.build_log import log_of
from portal.errors import Reporter
from portal.exchange import Exchange, PageWriter, SitemapEntry, Waiting, exchange_of
from portal.i18n import Translator
from portal.schema.options import options_of
from stat_tables.datasets.library import library_of
from stat_tables.datasets.load import load_datasets
from stat_tables.drawings.series import indicator_series
from stat_tables.pages.data_pages import for_others, pages_of
from stat_tables.pages.dataset_pages import (
    dataset_card,
    dataset_page,
    index_head,
    last_change,
    stories_of,
    waits_for,
)
from stat_tables.pages.live_data import LiveData
from stat_tables.pages.style_guide import guide_body, guide_head

_ = Translator(__file__)

EXTENSION = "stat_tables.article.markdown_extension:StatTablesExtension"


@dataclass(frozen=True)
class StatTablesOptions:
    """Args:
    data: folder of the datasets, below the content folder.
    style_guide: folder of golden cases that the page /kieu-mau/ shows; empty for no such page.
    pull_hosts: hosts from which `scripts/pull-table` may fetch.
    """

    data: str = "data"
    style_guide: str = ""
    pull_hosts: tuple[str, ...] = ()


class StatTablesGenerator(Generator):  # type: ignore[misc]
    """A page per dataset, its files, and the index."""

    def __init__(self, *arguments: Any, **values: Any) -> None:
        """Made before the first article is read: articles look at these tables, in this process and in its forks."""
        super().__init__(*arguments, **values)
        self._options = options_of(StatTablesOptions, self.settings, "STAT_TABLES")
        self._faults = Reporter()
        log_of(self.settings).stage(_("Reading datasets"))
        folder = Path(self.path) / self._options.data
        with self._faults.collecting():
            self._data = load_datasets(folder, exchange_of(self.context).shown_until)
            library_of(folder).remember(self._data.values())

    def generate_context(self) -> None:
        exchange = exchange_of(self.context)
        exchange.problems.extend(self._faults)
        if not self._faults:
            self._fill(exchange)

    def _fill(self, exchange: Exchange) -> None:
        log_of(self.settings).warn(self._data.warnings)
        log_of(self.settings).expect(self._data.embargoes)
        tables = tuple(self._data.values())
        self._series = indicator_series(tables, self._data.indicators)
        exchange.tables = for_others(self._data, Path(self.theme))
        self._waiting = {table.id: mark for table in tables if (mark := waits_for(table, exchange.moment))}
        exchange.waiting += [
            Waiting(table.title, addresses.dataset(table.id), self._waiting[table.id])
            for table in tables
            if table.id in self._waiting
        ]
        exchange.sitemap.append(SitemapEntry(addresses.FIGURES))
        exchange.sitemap.extend(SitemapEntry(dataset_card(table).url, last_change(table)) for table in tables)

    def generate_output(self, writer: PageWriter) -> None:
        exchange, tables = exchange_of(self.context), tuple(self._data.values())
        log_of(self.settings).stage(_("Writing datasets"), len(tables))
        state = state_of(self.settings)
        paper, root = exchange.newsroom.frame.masthead.name, exchange.newsroom.frame.root
        for table in tables:
            stories = stories_of(table, exchange.newsroom.stories_using, exchange.newsroom.stories)
            inputs = (table, root, paper, stories, self._series)
            page = state.value_of(f"dataset page {table.id}", inputs, partial(dataset_page, *inputs))
            folder = page.url.strip("/")
            for path, template, values in pages_of(page, self._waiting.get(table.id, "")):
                writer.write_page(path, template, **values)
            for file in page.files:
                writer.write_file(f"{folder}/{file.name}", file.data)
        head = index_head(tables, root, paper)
        writer.write_page(
            addresses.output_path(addresses.FIGURES), "datasets.html", page=head, datasets=exchange.tables.datasets
        )
        if self._options.style_guide:
            head = guide_head()
            body = state.value_of("style guide", state.neutral(self._options.style_guide), self._guide_body)
            values = {"page": head, "title": head.title, "body": body, "cited": ()}
            writer.write_page(addresses.output_path(head.url), "page.html", **values)
        data = Path(self.path) / self._options.data
        state.live.append(LiveData(data, Path(self.theme), exchange, self._data, writer.render_page))

    def _guide_body(self) -> str:
        return guide_body(Path(self._options.style_guide), Path(self.theme), exchange_of(self.context).moment)


def read_from_content(pelican: Any) -> None:
    """Articles show the datasets of the content folder of this run, wherever it is."""
    settings = pelican.settings
    options = options_of(StatTablesOptions, settings, "STAT_TABLES")
    folders = {"data": str(Path(settings["PATH"]) / options.data), "theme": settings["THEME"]}
    markdown = settings["MARKDOWN"]
    configs = {**markdown.get("extension_configs", {}), EXTENSION: folders}
    settings["MARKDOWN"] = {**markdown, "extension_configs": configs}


def stat_tables_generator(_pelican: Any) -> type[Generator]:
    return StatTablesGenerator


def connect() -> None:
    signals.initialized.connect(read_from_content)
    signals.get_generators.connect(stat_tables_generator)
