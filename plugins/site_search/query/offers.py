"""What a reader may have meant: restored accents, corrected typing mistakes. Written contract: QUERY.md, "Offers"."""

from __future__ import annotations

from site_search.language.analysis import folded

from .plan import Plan
from .search import IndexSource, SearchResults, search, term_scores
from .slips import SpellingCorrection

FIRST_HITS = 10
Path = tuple[float, tuple[str, ...]]


def answer(plan: Plan, source: IndexSource, sort: str = "relevance") -> tuple[SearchResults, str | None]:
    """What is found; and the one text that is offered instead of what was typed."""
    results = search(plan, source, sort)
    return results, plan.repaired or corrected(results, source) or restored(plan, source)


def corrected(results: SearchResults, source: IndexSource) -> str | None:
    """What was meant, as the first of ten hits that has it spells it; only as the very first does, if in doubt."""
    texts = (
        _as_spelt(one, hit.number, source)
        for place, hit in enumerate(results.hits[:FIRST_HITS])
        for one in results.corrections
        if one.is_sure or place == 0
    )
    return next((text for text in texts if text), None)


def _as_spelt(correction: SpellingCorrection, number: int, source: IndexSource) -> str | None:
    tokens = list(correction.tokens)
    for place, forms in correction.near:
        scores = {form: term_scores((form,), source).get(number, 0.0) for form in forms}
        # max keeps the first of equals.
        best = max(scores, key=scores.__getitem__)
        if not scores[best]:
            return None
        token = best.split(" ")[1 if place else 0]
        tokens[place] = token if correction.accented else folded(token)
    return " ".join(tokens)


def restored(plan: Plan, source: IndexSource) -> str | None:
    """The first clause with the accents that its pairs mostly have; None where nothing is likely."""
    reading = plan.groups[0][0].readings[0] if plan.groups else None
    if reading is None or reading.accented or not reading.pairs:
        return None
    paths: dict[str, Path] = {reading.tokens[0]: (0.0, (reading.tokens[0],))}
    for number, forms in enumerate(reading.pairs):
        paths = _step(paths if number else None, forms[0], source)
    best = max(paths.values(), key=lambda path: path[0])
    text = " ".join(best[1])
    return text if best[1] != reading.tokens and best[0] >= len(reading.pairs) / 2 else None


def _step(paths: dict[str, Path] | None, pair: str, source: IndexSource) -> dict[str, Path]:
    """One pair further: for each spelling of its second token the best path there."""
    spellings = source.forms(folded(pair))
    documents = len(source.having(spellings)) or 1
    plain = pair.split(" ")[0]
    reached: dict[str, Path] = {}
    for spelt in sorted({*spellings, pair}):
        first, second = spelt.split(" ")
        share = len(source.having([spelt])) / documents
        total, tokens = (0.0, (first,)) if paths is None else paths.get(first) or paths[plain]
        if second not in reached or total + share > reached[second][0]:
            reached[second] = (total + share, (*tokens, second))
    return reached
