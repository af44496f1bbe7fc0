"""Settings of the plugin: the dict STAT_TABLES in pelicanconf.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StatTablesOptions:
    """Args:
    data: folder of the datasets, below the content folder.
    pull_hosts: hosts from which `scripts/pull-table` may fetch.
    """

    data: str = "data"
    pull_hosts: tuple[str, ...] = ()
