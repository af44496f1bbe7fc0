"""The Whoosh schema: text fields that are ranked, facets that filter, a date that sorts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import analysis, fields, formats

from site_search.index.documents import FIELDS
from site_search.language.analysis import pairs, sentences


class TermAnalyzer(analysis.Composable):  # type: ignore[misc]
    """Text to terms as the index holds them: tokens, pairs, codes. Module level, for the index keeps it by name."""

    def __call__(self, value: str, positions: bool = False, **_options: Any) -> Iterator[Any]:
        token = analysis.Token(positions)
        for place, term in enumerate(self._terms(value)):
            token.text = term
            token.boost = 1.0
            token.stopped = False
            if positions:
                token.pos = place
            yield token

    def _terms(self, value: str) -> Iterator[str]:
        for sentence in sentences(value):
            yield from sentence.tokens
            yield from pairs(sentence.tokens)
            yield from sentence.codes


class TermField(fields.FieldType):  # type: ignore[misc]
    """A ranked text field. `sentences` of it are kept in the stored value for exact phrases."""

    def __init__(self) -> None:
        self.analyzer = TermAnalyzer()
        self.format = formats.Frequency()
        self.indexed = True
        self.scorable = True
        self.stored = True
        self.vector = None
        self.multitoken_query = "and"


def make_schema() -> fields.Schema:
    schema = fields.Schema(
        id=fields.NUMERIC(int, bits=64, stored=True, unique=True),
        url=fields.STORED,
        date=fields.DATETIME(stored=True, sortable=True),
        day=fields.NUMERIC(int, sortable=True),
        section=fields.ID(stored=True),
        province=fields.ID(stored=True),
        author=fields.ID(stored=True),
        kind=fields.ID(stored=True),
        topic=fields.ID(stored=True),
        source=fields.ID(stored=True),
        law=fields.ID(stored=True),
    )
    for name in FIELDS:
        schema.add(name, TermField())
    return schema
