"""Text -> citations, with the package's own table of laws: for whoever has one text and no register."""

from __future__ import annotations

from functools import cache

from .find import Finder
from .model.citations import Citation
from .resolve import Resolver
from .vocabulary.law_names import LawNames, known_laws


def read_citations(text: str) -> tuple[Citation, ...]:
    """All citations of a text in their order."""
    finder, resolver = _readers()
    return resolver.citations(text, finder.mentions(text))


@cache
def _readers() -> tuple[Finder, Resolver]:
    laws = LawNames(known_laws())
    return Finder(laws), Resolver(laws)
