"""Settings of the plugin: the dict STAT_TABLES in pelicanconf.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StatTablesOptions:
    """`data`: folder of the datasets, below the content folder."""

    data: str = "data"
