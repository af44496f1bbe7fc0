"""Which pages the data have, and what other plugins show of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from portal.addresses import output_path
from portal.exchange import FromTables
from stat_tables.datasets.load import Datasets
from stat_tables.drawings.series import indicator_series

from .dataset_pages import DatasetPage, dataset_card
from .province_blocks import province_data


def pages_of(page: DatasetPage, waiting: str) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    """(path, template, values) of a dataset's own page and of that for other sites. Args: waiting: its mark."""
    yield output_path(page.url), "dataset.html", {"page": replace(page.head, waiting=waiting), "dataset": page}
    if page.embed:
        embed = page.embed_head
        yield output_path(embed.url), "dataset_embed.html", {"page": embed, "dataset": page}


def for_others(data: Datasets, theme: Path) -> FromTables:
    tables = tuple(data.values())
    series = indicator_series(tables, data.indicators)
    return FromTables(tuple(map(dataset_card, tables)), province_data(tables, series, theme))
