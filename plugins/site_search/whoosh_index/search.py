"""Search the Whoosh index: scores of single terms are Whoosh's own, combined by `search.py`.

`PlanQuery` makes a plan a Whoosh query like any other: `searcher.search(PlanQuery(plan), limit=None)`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from whoosh import query, scoring
from whoosh.matching import ListMatcher, NullMatcher

from portal.vietnam.text import slugify
from site_search.index.documents import FIELDS, analyse
from site_search.index.ranking import Ranking, idf
from site_search.index.term_forms import TermForms
from site_search.language.analysis import folded
from site_search.query.plan import Phrase, Plan
from site_search.query.search import Scores, phrase_pairs, search

from .location import WORDINGS, open_index


def weighting(ranking: Ranking) -> scoring.BM25F:
    """Whoosh's model with our constants."""
    by_field = {f"{name}_B": ranking.b[number] for number, name in enumerate(FIELDS)}
    return scoring.BM25F(B=0.75, K1=ranking.k1, **by_field)


class FoldedTerm(query.Query):  # type: ignore[misc]
    """All spellings of a term as one term: occurrences added up, scored by Whoosh's BM25F."""

    def __init__(self, fieldname: str, forms: Sequence[str]) -> None:
        self.fieldname = fieldname
        self.forms = tuple(forms)

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        present = [form for form in self.forms if (self.fieldname, form) in searcher.reader()]
        if not present:
            return NullMatcher()
        if len(present) == 1:
            return searcher.postings(self.fieldname, present[0])
        weights: dict[int, float] = {}
        for form in present:
            for number, weight in _postings(searcher.reader().postings(self.fieldname, form)):
                weights[number] = weights.get(number, 0.0) + weight
        numbers = sorted(weights)
        scorer = searcher.weighting.scorer(searcher, self.fieldname, present[0])
        scorer.idf = idf(searcher.doc_count_all(), len(numbers))
        return ListMatcher(numbers, [weights[number] for number in numbers], scorer=scorer)


def _postings(matcher: Any) -> Iterator[tuple[int, float]]:
    while matcher.is_active():
        yield matcher.id(), matcher.weight()
        matcher.next()


class PlanQuery(query.Query):  # type: ignore[misc]
    """A plan as a Whoosh query. Search it with `limit=None`: Whoosh's pruning knows nothing of age or cover."""

    def __init__(self, plan: Plan, source: WhooshIndex) -> None:
        self.plan = plan
        self.source = source

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        first = _first_of(searcher)
        mine = range(first, first + searcher.doc_count_all())
        scores = {hit.number - first: hit.score for hit in search(self.plan, self.source).hits if hit.number in mine}
        numbers = sorted(scores)
        if not numbers:
            return NullMatcher()
        weights = [scores[number] for number in numbers]
        return ListMatcher(numbers, weights, scorer=scoring.WeightScorer(max(weights)))


def _first_of(searcher: Any) -> int:
    """Of the searcher of one segment, the number of its first story in the whole index."""
    segments = searcher.get_parent().subsearchers or ()
    return int(next((first for segment, first in segments if segment is searcher), 0))


class WhooshIndex:
    """A `search.Source` over the Whoosh index in `folder`."""

    def __init__(self, folder: Path, ranking: Ranking | None = None) -> None:
        self.ranking = ranking or Ranking()
        self._index = open_index(folder)
        self.searcher = self._index.searcher(weighting=weighting(self.ranking))
        self._reader = self.searcher.reader()
        self._forms = TermForms(folder)
        wordings = json.loads((folder / WORDINGS).read_text(encoding="utf-8"))
        self.abbreviations: list[tuple[str, str]] = [(short, long) for short, long in wordings["abbreviations"]]
        self.synonyms: list[list[str]] = wordings["synonyms"]
        self.documents: int = self.searcher.doc_count_all()
        self.newest: int = max(self.days(), default=0)

    def __enter__(self) -> WhooshIndex:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        self.searcher.close()
        self._index.close()
        self._forms.close()

    def forms(self, folded_term: str, prefix: bool = False) -> Sequence[str]:
        return self._forms.find(folded_term, prefix)

    def leaf(self, forms: Sequence[str], field: int) -> Scores:
        matcher = FoldedTerm(FIELDS[field], forms).matcher(self.searcher)
        scores: Scores = {}
        while matcher.is_active():
            scores[matcher.id()] = matcher.score()
            matcher.next()
        return scores

    def having(self, forms: Sequence[str]) -> set[int]:
        return set().union(*(self._having(form, name) for form in forms for name in FIELDS))

    def phrase(self, phrase: Phrase) -> set[int]:
        """By looking into the stored texts, so that this proves the positions in the export."""
        fields = FIELDS if phrase.field is None else (FIELDS[phrase.field],)
        terms = phrase_pairs(phrase) or list(phrase.tokens)
        forms = [[term] if phrase.accented else self.forms(folded(term)) for term in terms]
        hits: set[int] = set()
        for name in fields:
            numbers = [set().union(*(self._having(form, name) for form in spellings)) for spellings in forms]
            candidates = set.intersection(*numbers)
            hits |= candidates if len(terms) == 1 else {n for n in candidates if self._contains(n, name, phrase)}
        return hits

    def days(self) -> Sequence[int]:
        return self._days

    def matching(self, facet: str, slugs: Sequence[str]) -> set[int]:
        return set().union(*(self._having(slugify(slug, longest=400), facet) for slug in slugs))

    def stored(self, number: int) -> dict[str, Any]:
        """What the index keeps of a story."""
        return dict(self._reader.stored_fields(number))

    @cached_property
    def _days(self) -> list[int]:
        return list(self._reader.column_reader("day"))

    def _having(self, term: str, name: str) -> set[int]:
        if (name, term) not in self._reader:
            return set()
        return set(self._reader.postings(name, term).all_ids())

    def _contains(self, number: int, name: str, phrase: Phrase) -> bool:
        wanted = " ".join(phrase.tokens)
        for sentence in analyse(self._reader.stored_fields(number)[name]).sentences:
            text = " ".join(sentence)
            if f" {wanted} " in f" {text if phrase.accented else folded(text)} ":
                return True
        return False
