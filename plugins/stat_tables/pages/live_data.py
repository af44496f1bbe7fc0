"""The datasets in memory: folders that were saved are read again, pages of data are made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from building.keeping.live import PageNow, Taken
from portal.addresses import FIGURES, dataset, output_path
from portal.errors import Reporter
from portal.exchange import Exchange
from stat_tables.datasets.library import library_of
from stat_tables.datasets.load import Datasets, load_datasets
from stat_tables.drawings.series import indicator_series
from stat_tables.views.render import forget_templates

from .data_pages import for_others, pages_of
from .dataset_pages import dataset_page, index_head, stories_of, waits_for


@dataclass
class LiveData:
    """
    Args:
        folder: of the datasets; theme: of the theme.
        render: by template and values.
    """

    folder: Path
    theme: Path
    exchange: Exchange
    data: Datasets
    render: Callable[..., bytes]

    def take(self, paths: Sequence[Path]) -> Taken:
        ours = [path for path in paths if path.is_relative_to(self.folder)]
        drawn_anew = any(path.is_relative_to(self.theme) for path in paths)
        if drawn_anew:
            forget_templates()
        problems = Reporter()
        with problems.collecting():
            if ours:
                self.data = self._read_again()
                problems.extend(self.data.warnings)
            if ours or drawn_anew:
                self.exchange.tables = for_others(self.data, self.theme)
        told = {f"{self.folder.parent.name}/{self.folder.name}/": tuple(problems)} if ours else {}
        return Taken(frozenset(ours), told)

    def _read_again(self) -> Datasets:
        data = load_datasets(self.folder, self.exchange.shown_until)
        library_of.cache_clear()  # articles look through the data as they are now
        library_of(self.folder).remember(data.values())
        return data

    def page(self, path: str) -> PageNow | None:
        frame, newsroom, tables = self.exchange.newsroom.frame, self.exchange.newsroom, tuple(self.data.values())
        paper, root = frame.masthead.name, frame.root
        if path == output_path(FIGURES):
            head = index_head(tables, root, paper)
            return PageNow(self.render("datasets.html", page=head, datasets=self.exchange.tables.datasets))
        table = next((table for table in tables if path.startswith(dataset(table.id).lstrip("/"))), None)
        if table is None:
            return None
        stories = stories_of(table, newsroom.stories_using, newsroom.stories)
        series = indicator_series(tables, self.data.indicators)
        page = dataset_page(table, root, paper, stories, series)
        for place, template, values in pages_of(page, waits_for(table, self.exchange.moment) or ""):
            if place == path:
                return PageNow(self.render(template, **values))
        files = {page.url.lstrip("/") + file.name: file.data for file in page.files}
        return PageNow(files[path]) if path in files else None

    def warm(self) -> None:
        return None  # articles load what there is to be loaded
