"""Carry out a plan: candidates, scores, order. QUERY.md, "Execution", is the contract.

Where terms, scores of single terms and phrases come from is a `IndexSource`: Whoosh, or the exported files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from site_search.index.documents import FIELDS, SAPO, TITLE
from site_search.index.ranking import Ranking, decay
from site_search.language.analysis import folded, pairs

from .plan import Clause, Forms, Phrase, Plan, Reading
from .slips import SpellingCorrection, correction_of

Scores = dict[int, float]
ALL_FIELDS = tuple(range(len(FIELDS)))
HEAD_FIELDS = (TITLE, SAPO)


class IndexSource(Protocol):
    """An index of stories; they are numbered by rising id."""

    documents: int
    newest: int
    ranking: Ranking

    def forms(self, folded_term: str, prefix: bool = False) -> Sequence[str]:
        """Exact terms with this folded form (or one that goes on from it), by (folded, term)."""

    def leaf(self, forms: Sequence[str], field: int) -> Scores:
        """BM25 scores of the stories that have any of `forms` in `field`, occurrences added up."""

    def having(self, forms: Sequence[str]) -> set[int]:
        """Stories that have any of `forms` in any field."""

    def phrase(self, phrase: Phrase) -> set[int]:
        """Stories that contain the phrase."""

    def days(self) -> Sequence[int]:
        """Day of each story."""

    def matching(self, facet: str, slugs: Sequence[str]) -> set[int]:
        """Stories with any of `slugs` in a facet."""


@dataclass(frozen=True)
class Hit:
    number: int
    score: float


@dataclass(frozen=True)
class Match:
    """Scores and covers of the stories that a slot, reading, clause or group found."""

    scores: Scores
    covers: Scores


@dataclass(frozen=True)
class SearchResults:
    """Hits in order; `complete` if some story, before filters, has what is wanted of the query.

    `corrections`: of clauses with mistyped tokens, what was searched for besides.
    """

    hits: list[Hit]
    complete: bool
    corrections: tuple[SpellingCorrection, ...] = ()


def search(plan: Plan, source: IndexSource, sort: str = "relevance") -> SearchResults:
    """All hits. `sort`: `relevance`, `newest` or `oldest`."""
    groups = [[_clause(clause, source) for clause in group] for group in plan.groups]
    match = _best([_group(group, source) for group in groups])
    complete = is_complete(match, source.ranking.wanted)
    scores = match.scores
    if complete:
        scores = {n: score for n, score in scores.items() if match.covers[n] >= source.ranking.wanted}
    allowed = _allowed(plan, source)
    if not plan.groups:
        scores = {} if allowed is None else dict.fromkeys(allowed, 0.0)
    elif allowed is not None:
        scores = {number: score for number, score in scores.items() if number in allowed}
    hits = _ordered(scores, source, sort if plan.groups or sort == "oldest" else "newest")
    return SearchResults(hits, complete, tuple(one.correction for group in groups for one in group if one.correction))


def is_complete(match: Match, wanted: float) -> bool:
    return any(cover >= wanted for cover in match.covers.values())


def _ordered(scores: Scores, source: IndexSource, sort: str) -> list[Hit]:
    days = source.days()
    hits = [
        Hit(number, score * decay(source.newest - days[number], source.ranking)) for number, score in scores.items()
    ]
    if sort == "newest":
        return sorted(hits, key=lambda hit: (-days[hit.number], -hit.number))
    if sort == "oldest":
        return sorted(hits, key=lambda hit: (days[hit.number], hit.number))
    return sorted(hits, key=lambda hit: (-hit.score, -hit.number))


def _allowed(plan: Plan, source: IndexSource) -> set[int] | None:
    """Stories that exclusions, filters and dates leave; None where there are none of these."""
    if not (plan.without or plan.filters or plan.first_day is not None or plan.last_day is not None):
        return None
    first = -1_000_000 if plan.first_day is None else plan.first_day
    last = 1_000_000 if plan.last_day is None else plan.last_day
    allowed = {number for number, day in enumerate(source.days()) if first <= day <= last}
    for facet, slugs in plan.filters.items():
        allowed &= source.matching(facet, slugs)
    for phrase in plan.without:
        allowed -= source.phrase(phrase)
    return allowed


def _best(matches: Iterable[Match]) -> Match:
    """Of each story the match with the greatest score, the first of equals."""
    best = Match({}, {})
    for match in matches:
        _take_better(best, match)
    return best


def _take_better(best: Match, other: Match) -> None:
    for number, score in other.scores.items():
        if number not in best.scores or score > best.scores[number]:
            best.scores[number] = score
            best.covers[number] = other.covers[number]


@dataclass(frozen=True)
class _ClauseMatch:
    match: Match
    must: Phrase | None
    correction: SpellingCorrection | None


def _group(clauses: Sequence[_ClauseMatch], source: IndexSource) -> Match:
    numbers = set().union(*(clause.match.scores for clause in clauses))
    for clause in clauses:
        if clause.must:
            numbers &= source.phrase(clause.must)
    group = Match({}, {})
    for number in numbers:
        score = cover = 0.0
        for clause in clauses:
            score += clause.match.scores.get(number, 0.0)
            cover += clause.match.covers.get(number, 0.0)
        group.scores[number] = score
        group.covers[number] = cover / len(clauses)
    return group


def _clause(clause: Clause, source: IndexSource) -> _ClauseMatch:
    """The best reading of each story; one of them what may have been meant, where tokens look mistyped."""
    typed = clause.readings[0]
    slots = _first_slots(typed, source)
    best = _reading(typed, slots, source)
    for reading in clause.readings[1:]:
        if not (reading.fallback and is_complete(best, source.ranking.wanted)):
            match = _reading(reading, _first_slots(reading, source), source)
            _take_better(best, _weighted(match, source.ranking.synonym) if reading.synonym else match)
    instead = None if clause.must or not typed.pairs else _correction(typed, slots[: len(typed.pairs)], source)
    if instead:
        _take_better(best, _corrected(instead, source))
    if not clause.must and is_scattered(typed, slots):
        _take_better(best, _scattered(typed, slots, source))
    return _ClauseMatch(best, clause.must, instead)


def is_scattered(reading: Reading, slots: Sequence[Match]) -> bool:
    """Whether no story has all pairs of a reading, in any accents: then its words may stand apart in a headline."""
    pairs = slots[: len(reading.pairs)]
    return len(pairs) > 1 and not set(pairs[0].covers).intersection(*(slot.covers for slot in pairs[1:]))


def _scattered(reading: Reading, slots: Sequence[Match], source: IndexSource) -> Match:
    """Stories by the words in their headlines and leads, in any order; its pairs count as they are found."""
    heads = [_slot(forms, reading.accented, source, HEAD_FIELDS) for forms in reading.singles]
    match = Match({}, {})
    for slot in heads:
        for number, cover in slot.covers.items():
            match.covers[number] = match.covers.get(number, 0.0) + cover
    for weight, weighed in ((1.0, slots[: len(reading.pairs)]), (source.ranking.scattered, heads)):
        for slot in weighed:
            for number, score in slot.scores.items():
                if number in match.covers:
                    match.scores[number] = match.scores.get(number, 0.0) + weight * score
    covers = {number: total / len(heads) for number, total in match.covers.items()}
    # What lacks much would only take the place of a better reading of the same story.
    enough = {number: cover for number, cover in covers.items() if cover >= source.ranking.wanted}
    return Match({number: match.scores[number] * (cover * cover) for number, cover in enough.items()}, enough)


def _correction(reading: Reading, slots: Sequence[Match], source: IndexSource) -> SpellingCorrection | None:
    whole = set(slots[0].covers).intersection(*(slot.covers for slot in slots[1:]))
    has_hits = bool(whole) or is_complete(_combined(slots), source.ranking.wanted)
    return correction_of(reading, [len(slot.covers) for slot in slots], has_hits, source)


def _corrected(reading: SpellingCorrection, source: IndexSource) -> Match:
    """Stories that have some near pair for each mistyped token."""
    near = [_term(forms, source.ranking.near, source) for _, forms in reading.near]
    slots = [*near, *(_slot(forms, reading.accented, source) for forms in reading.pairs)]
    combined = _combined([*slots, *(_single(forms, reading.accented, source) for forms in reading.singles)])
    numbers = set(combined.scores).intersection(*(slot.scores for slot in near))
    return Match(*({number: values[number] for number in numbers} for values in (combined.scores, combined.covers)))


def _term(forms: Forms, weight: float, source: IndexSource) -> Match:
    slot = Match({}, {})
    _add_term(slot, forms, weight, source)
    return slot


def _first_slots(reading: Reading, source: IndexSource) -> list[Match]:
    slots = [_slot(forms, reading.accented, source) for forms in reading.pairs] or [
        _slot(reading.singles[0], reading.accented, source)
    ]
    if reading.prefix:
        slots[-1] = _with_prefix(slots[-1], reading.prefix, source)
    return slots + [_slot((code,), reading.accented, source) for code in reading.codes]


def _reading(reading: Reading, slots: Sequence[Match], source: IndexSource) -> Match:
    if not reading.pairs:
        return _combined(slots)
    places = _lone(reading, slots, source.ranking.enough)
    lone = [_single(reading.singles[at], reading.accented, source) for at in places]
    # A pair that no story has says nothing beside a token of it.
    apart = {slot for at in places for slot in (at - 1, at) if slot < len(reading.pairs)}
    return _combined([*(slot for at, slot in enumerate(slots) if slot.scores or at not in apart), *lone])


def _weighted(match: Match, weight: float) -> Match:
    return Match({number: score * weight for number, score in match.scores.items()}, match.covers)


def _single(forms: Forms, accented: bool, source: IndexSource) -> Match:
    return _weighted(_slot(forms, accented, source), source.ranking.single)


def _lone(reading: Reading, slots: Sequence[Match], enough: int) -> Sequence[int]:
    """Tokens to look up alone: all of a short reading with few complete hits, else those in no pair that occurs."""
    if len(reading.tokens) <= 3 and _complete(slots) < enough:
        return range(len(reading.tokens))
    paired = {place for place, slot in enumerate(slots[: len(reading.pairs)]) if slot.scores}
    return [token for token in range(len(reading.tokens)) if token not in paired and token - 1 not in paired]


def _complete(slots: Sequence[Match]) -> int:
    first, *others = slots
    return sum(
        cover == 1 and all(slot.covers.get(number) == 1 for slot in others) for number, cover in first.covers.items()
    )


def _combined(slots: Sequence[Match]) -> Match:
    """Sum of the slots times the square of the share of them that the story has."""
    combined = Match({}, {})
    for slot in slots:
        for number, score in slot.scores.items():
            combined.scores[number] = combined.scores.get(number, 0.0) + score
            combined.covers[number] = combined.covers.get(number, 0.0) + slot.covers[number]
    for number in combined.scores:
        cover = combined.covers[number] / len(slots)
        combined.covers[number] = cover
        combined.scores[number] = combined.scores[number] * (cover * cover)
    return combined


def _slot(forms: Forms, accented: bool, source: IndexSource, fields: Sequence[int] = ALL_FIELDS) -> Match:
    slot = Match({}, {})
    ranking = source.ranking
    if accented:
        for place, form in enumerate(forms):
            _add_term(slot, (form,), 1.0 if place == 0 else ranking.other, source, fields)
    for place, key in enumerate(dict.fromkeys(folded(form) for form in forms)):
        weight = (ranking.folded if accented else 1.0) * (1.0 if place == 0 else ranking.other)
        _add_term(slot, source.forms(key), weight, source, fields)
    return slot


def _with_prefix(slot: Match, prefix: str, source: IndexSource) -> Match:
    match = Match(dict(slot.scores), dict(slot.covers))
    _add_term(match, source.forms(prefix, prefix=True), source.ranking.prefix, source)
    return match


def _add_term(
    slot: Match, forms: Sequence[str], weight: float, source: IndexSource, fields: Sequence[int] = ALL_FIELDS
) -> None:
    for number, score in term_scores(forms, source, fields).items():
        slot.scores[number] = slot.scores.get(number, 0.0) + weight * score
        slot.covers[number] = max(slot.covers.get(number, 0.0), weight)


def term_scores(forms: Sequence[str], source: IndexSource, fields: Sequence[int] = ALL_FIELDS) -> Scores:
    """Sum over the fields, each with its weight."""
    scores: Scores = {}
    if forms:
        for field in fields:
            weight = source.ranking.weights[field]
            for number, score in source.leaf(forms, field).items():
                scores[number] = scores.get(number, 0.0) + weight * score
    return scores


def phrase_pairs(phrase: Phrase) -> list[str]:
    return pairs(phrase.tokens)
