"""What a reader may have meant: restored accents, corrected typing mistakes. Written contract: QUERY.md, "Offers"."""

from __future__ import annotations

from dataclasses import replace

from .analysis import folded, pairs
from .plan import Clause, Plan, Way
from .planner import way_of
from .search import Found, Source, search

Path = tuple[float, tuple[str, ...]]


def answer(plan: Plan, source: Source, sort: str = "relevance") -> tuple[Found, str | None]:
    """What is found, after correction where it is needed; and the one text that is offered instead."""
    found = search(plan, source, sort)
    suggestion = plan.repaired
    if plan.groups and not found.complete:
        better, text = corrected(plan, source)
        if better is not plan:
            suggestion = suggestion or text
            found = search(better, source, sort)
    return found, suggestion or restored(plan, source)


def restored(plan: Plan, source: Source) -> str | None:
    """The first clause with the accents that its pairs mostly have; None where nothing is likely."""
    way = plan.groups[0][0].ways[0] if plan.groups else None
    if way is None or way.accented or not way.pairs:
        return None
    paths: dict[str, Path] = {way.tokens[0]: (0.0, (way.tokens[0],))}
    for number, forms in enumerate(way.pairs):
        paths = _step(paths if number else None, forms[0], source)
    best = max(paths.values(), key=lambda path: path[0])
    text = " ".join(best[1])
    return text if best[1] != way.tokens and best[0] >= len(way.pairs) / 2 else None


def _step(paths: dict[str, Path] | None, pair: str, source: Source) -> dict[str, Path]:
    """One pair further: for each spelling of its second token the best way there."""
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


def corrected(plan: Plan, source: Source) -> tuple[Plan, str | None]:
    """The plan with mistyped tokens replaced by near ones of the archive, and their text; the same plan if none is."""
    text = None
    groups = []
    for group in plan.groups:
        clauses: list[Clause] = []
        for clause in group:
            tokens = clause.ways[0].tokens if clause.must else corrected_tokens(clause.ways[0], source)
            if tokens != clause.ways[0].tokens:
                text = text or " ".join(tokens)
                clause = replace(clause, ways=(*clause.ways, way_of(tokens, clause.ways[0].accented)))
            clauses.append(clause)
        groups.append(tuple(clauses))
    return (replace(plan, groups=tuple(groups)), text) if text else (plan, None)


def corrected_tokens(way: Way, source: Source) -> tuple[str, ...]:
    made = list(way.tokens)
    for place, pair in enumerate(pairs(way.tokens), 1):
        key = folded(pair)
        if not source.having(source.forms(key)):
            first, _, second = key.partition(" ")
            near = [
                term
                for term in sorted(source.forms(f"{first} {second[:2]}", prefix=True))
                if is_near(folded(term).partition(" ")[2], second)
            ]
            # max keeps the first of equals.
            best = max(near, key=lambda term: len(source.having([term])), default=None)
            if best is not None:
                made[place] = best.partition(" ")[2]
    return tuple(made)


def is_near(one: str, other: str) -> bool:
    """Whether one letter more, less or other, or two neighbours exchanged, makes `one` of `other`."""
    start = 0
    while start < len(one) and one[start : start + 1] == other[start : start + 1]:
        start += 1
    rest, wanted = one[start:], other[start:]
    return rest != wanted and (
        rest[1:] == wanted
        or rest == wanted[1:]
        or rest[1:] == wanted[1:]
        or (rest[:2] == wanted[1:2] + wanted[:1] and rest[2:] == wanted[2:] and len(rest) > 1)
    )
