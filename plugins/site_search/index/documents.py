"""A story as the index takes it: texts by field, values by facet. Fields and their order are those of ANALYSIS.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from portal.exchange import SearchDocument
from site_search.language.analysis import sentences
from site_search.language.phone_numbers import phone_numbers

from .ranking import DEFAULT_RANKING, Ranking
from .segments import SEALING, Sealing

FIELDS = ("title", "sapo", "body", "tables", "captions", "names")
TITLE, SAPO, BODY, TABLES, CAPTIONS, NAMES = range(len(FIELDS))
# Occurrences in one field of one story are counted up to these.
COUNT_LIMITS = (63, 127, 4095, 511, 31, 15)
FACETS = ("section", "province", "author", "kind", "topic", "source", "law")

FacetNames = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class FieldTokens:
    """One field of one story: its sentences, and the codes of all of them."""

    sentences: tuple[tuple[str, ...], ...]
    codes: tuple[str, ...]


@dataclass(frozen=True)
class SearchInput:
    """What is indexed.

    Args:
        documents: by rising id.
        names: facet -> slug -> name.
        abbreviations: rows (short, long).
        synonyms: groups of wordings.
        suggestions: most phrases for one beginning.
    """

    documents: Sequence[SearchDocument]
    names: FacetNames
    abbreviations: Sequence[tuple[str, str]] = ()
    synonyms: Sequence[tuple[str, ...]] = ()
    suggestions: int = 30
    ranking: Ranking = DEFAULT_RANKING
    sealing: Sealing = SEALING


def field_texts(document: SearchDocument, names: FacetNames) -> tuple[str, ...]:
    """The text of each field, in the order of FIELDS."""
    return (*_texts(document), "\n".join(_names(document, names)))


def _texts(document: SearchDocument) -> tuple[str, ...]:
    return document.title, document.sapo, document.body, document.tables, document.captions


def _names(document: SearchDocument, names: FacetNames) -> list[str]:
    def name_of(facet: str, slug: str) -> str:
        return names.get(facet, {}).get(slug, slug)

    return [
        *(name_of("author", author) for author in document.authors),
        *(name_of("section", slug) for slug in document.section),
        *([name_of("province", document.province)] if document.province else []),
        *(name_of("topic", topic) for topic in document.topics),
        *document.legal_refs,
        *dict.fromkeys(number for text in _texts(document) for number in phone_numbers(text)),
    ]


def analyse(text: str) -> FieldTokens:
    field_sentences = sentences(text)
    return FieldTokens(
        tuple(sentence.tokens for sentence in field_sentences),
        tuple(code for sentence in field_sentences for code in sentence.codes),
    )


_FACET_VALUES: Mapping[str, Callable[[SearchDocument], tuple[str, ...]]] = {
    "section": lambda document: ("/".join(document.section),) if document.section else (),
    "province": lambda document: (document.province,) if document.province else (),
    "author": lambda document: document.authors,
    "kind": lambda document: (document.kind,),
    "topic": lambda document: document.topics,
    "source": lambda document: (document.source_tag,) if document.source_tag else (),
    "law": lambda document: document.laws,
}


def values_of(document: SearchDocument, facet: str) -> tuple[str, ...]:
    """Of one facet; a section is its whole path, as in `tu-phap/thi-hanh-an`."""
    return _FACET_VALUES[facet](document)


def facet_values(document: SearchDocument) -> dict[str, tuple[str, ...]]:
    """Values by facet."""
    return {facet: values_of(document, facet) for facet in FACETS}
