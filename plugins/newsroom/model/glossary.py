"""Words that the paper explains to its readers."""

from __future__ import annotations

from dataclasses import dataclass

from portal import addresses

from .law import LAW_ASSETS

GLOSSARY_ASSETS = (*LAW_ASSETS, "css/kinds/glossary.css")  # buttons and cards are those of citations


@dataclass(frozen=True)
class GlossaryTerm:
    """Args: slug: no two terms have the same; forms: as texts write it, the name first; texts are plain.

    source: where the explanation comes from, or empty.
    """

    slug: str
    forms: tuple[str, ...]
    about: str
    source: str = ""

    @property
    def name(self) -> str:
        return self.forms[0]

    @property
    def anchor(self) -> str:
        """Its place on a page; headings and documents have other beginnings."""
        return f"tu-{self.slug}"

    @property
    def url(self) -> str:
        return f"{addresses.GLOSSARY}#{self.anchor}"


Glossary = tuple[GlossaryTerm, ...]
