"""Settings of the plugin: the dict STAT_TABLES in pelicanconf.py."""

from __future__ import annotations

from dataclasses import dataclass


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
