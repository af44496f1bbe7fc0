"""What a story cites: its body with links, the documents with their places, and what editors should look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from typing import NamedTuple

from legal_references.model.citations import Citation, Document
from legal_references.relations import relations
from legal_references.vocabulary.body_names import issuer_of
from newsroom.model.law import NO_LAW, CitedDocument, CitedPlace, Day, Register, StoryLaw, heading_of, law_address
from portal.i18n import Translator, language

from .mark_citations import PARAGRAPH, body_text, links, with_links

_ = Translator(__file__)


class MarkedBody(NamedTuple):
    """A body with its citations marked, and what was found in the story.

    Args:
        text: what was read, headline and lead included; the spans of `citations` are places in it.
    """

    html: str
    text: str = ""
    citations: tuple[Citation, ...] = ()
    law: StoryLaw = NO_LAW


@dataclass(frozen=True)
class CitationMarker:
    """Marks the citations of one story.

    Args:
        head: headline and lead; what they cite counts, and is not linked.
        day: of the build, for whether a document is in force.
    """

    register: Register
    head: tuple[str, ...]
    day: Day

    def mark(self, html: str) -> MarkedBody:
        body = body_text(html, PARAGRAPH.join((*self.head, "")))
        mentions = self.register.finder.mentions(body.text)
        if not mentions:
            return MarkedBody(html)
        citations = self.register.resolver.citations(body.text, mentions)
        placed = list(links(body, citations))
        papers = [citation for citation in citations if not citation.mention.is_court_paper]
        law = StoryLaw(tuple(self._cited(papers)), relations(body.text, papers) if len(papers) > 1 else ())
        return MarkedBody(with_links(html, placed, _marks), body.text, citations, law)

    def _cited(self, citations: Sequence[Citation]) -> Iterable[CitedDocument]:
        """Each document once, in the order of first mention."""
        by_slug: dict[str, list[Citation]] = {}
        for citation in citations:
            if citation.document is not None:
                by_slug.setdefault(citation.document.slug, []).append(citation)
        for same in by_slug.values():
            assert same[0].document
            mentions = [citation.mention for citation in same]
            places = {str(mention.place): mention.place for mention in mentions if mention.place}
            cited = tuple(CitedPlace(text, place.articles()) for text, place in places.items())
            issued = next((mention.issued for mention in mentions if mention.issued), None)
            yield self._of_register(same[0].document, cited, issued)

    def _of_register(self, document: Document, places: tuple[CitedPlace, ...], issued: date | None) -> CitedDocument:
        """Args: issued: as the story says."""
        entry = self.register.entries.get(document.slug)
        if entry is None:
            return CitedDocument(document, places, issued, issuer=issuer_of(document.number))
        return CitedDocument(
            entry.document,
            places,
            issued=entry.issued or issued,
            title=entry.title,
            standing=self.register.standing(document.slug, self.day),
            begins=entry.in_force,
            ends=self.register.ends(document.slug),
            issuer=entry.issuer or issuer_of(entry.document.number),
        )


def card_id(document: Document) -> str:
    return f"vb-{document.slug}"


def _marks(document: Document) -> tuple[str, str]:
    return _marks_in(document, language())


@lru_cache(maxsize=4096)  # stories of one paper cite the same documents over and over
def _marks_in(document: Document, _language: str) -> tuple[str, str]:
    """The tag that opens a link to a document, and the button of its card."""
    label = escape(_("About {document}", document=heading_of(document)))
    target = escape(card_id(document))
    button = f'<button type="button" class="law-more" popovertarget="{target}" aria-label="{label}"></button>'
    return f'<a class="law-ref" href="{escape(law_address(document))}">', button
