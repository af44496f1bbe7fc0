"""Options of the plugin: the dict SITE_SEARCH in pelicanconf.py. Ranking has its own place, ranking.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SiteSearchOptions:
    """
    Args:
        abbreviations: table of abbreviations, relative to the content folder; need not exist.
        suggestions: most phrases offered for one beginning of two letters.
    """

    abbreviations: str = "abbreviations.toml"
    suggestions: int = 30
