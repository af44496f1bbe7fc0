"""Parts of a query -> plan: clauses, their alternative readings, filters. QUERY.md is the contract."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from portal.vietnam.text import slugify
from site_search.language.analysis import Sentence, folded, has_diacritics, pairs, sentences
from site_search.language.days import range_of
from site_search.language.phone_numbers import with_plain_numbers
from site_search.language.syllables import repair

from .plan import Clause, Forms, Phrase, Plan, Reading
from .query import LONGEST_QUERY, Part, read_query

MOST_TOKENS = 24
MOST_REPLACED = 2
MOST_SYNONYMS = 3
TITLE_FIELD = 0

Tokens = tuple[str, ...]


@dataclass(frozen=True)
class Abbreviation:
    """Tokens of the short and of the long form; the first stands for the second in a query, and the other way round."""

    short: Tokens
    long: Tokens


def abbreviations_of(table: Iterable[tuple[str, str]]) -> tuple[Abbreviation, ...]:
    """From rows such as `("THADS", "thi hành án dân sự")`."""
    return tuple(Abbreviation(_all_tokens(short), _all_tokens(long)) for short, long in table)


Synonyms = tuple[Tokens, ...]
"""Wordings for one thing, any of which stands for any other."""


def synonyms_of(groups: Iterable[Iterable[str]]) -> tuple[Synonyms, ...]:
    """From groups such as `("ly hôn", "li dị")`."""
    return tuple(tuple(map(_all_tokens, group)) for group in groups)


def make_plan(
    text: str, abbreviations: Sequence[Abbreviation] = (), typing: bool = False, synonyms: Sequence[Synonyms] = ()
) -> Plan:
    """The plan of `text`; empty for a text without any token or filter. Never fails."""
    draft = _Draft(tuple(abbreviations), tuple(synonyms), typing)
    words: list[Part] = []
    for part in read_query(text):
        if part.kind == "word":
            words.append(part)
            continue
        draft.add_run(words)
        words = []
        draft.add(part)
    draft.add_run(words)
    return draft.plan()


@dataclass
class _Draft:
    """The plan while its parts are read from the left."""

    abbreviations: tuple[Abbreviation, ...]
    synonyms: tuple[Synonyms, ...]
    typing: bool
    room: int = MOST_TOKENS
    groups: list[list[Clause]] = field(default_factory=lambda: [[]])
    without: list[Phrase] = field(default_factory=list)
    filters: dict[str, list[str]] = field(default_factory=dict)
    first_day: int | None = None
    last_day: int | None = None
    repaired: str | None = None

    def plan(self) -> Plan:
        return Plan(
            groups=tuple(tuple(group) for group in self.groups if group),
            without=tuple(self.without),
            filters={facet: tuple(dict.fromkeys(slugs)) for facet, slugs in sorted(self.filters.items())},
            first_day=self.first_day,
            last_day=self.last_day,
            repaired=self.repaired,
        )

    def add(self, part: Part) -> None:
        if part.kind == "or":
            self.groups.append([])
        elif part.kind == "filter" and part.key != "title":
            self._add_filter(part.key, part.text)
        else:
            self._add_phrase(part)

    def _add_phrase(self, part: Part) -> None:
        tokens = self._take(_all_tokens(part.text))
        if not tokens:
            return
        phrase = Phrase(tokens, has_diacritics(tokens), TITLE_FIELD if part.key == "title" else None)
        if part.kind == "without":
            self.without.append(phrase)
        else:
            self.groups[-1].append(Clause((reading_of(tokens, phrase.accented),), phrase))

    def _add_filter(self, key: str, value: str) -> None:
        if key in ("from", "to", "year"):
            days = range_of(value)
            if days and key in ("from", "year"):
                self.first_day = days[0]
            if days and key in ("to", "year"):
                self.last_day = days[1]
        elif slug := slugify(value, longest=LONGEST_QUERY):
            self.filters.setdefault(key, []).append(slug)

    def add_run(self, words: list[Part]) -> None:
        """Words in a row: each sentence of them is a clause."""
        run_sentences = sentences(with_plain_numbers(" ".join(word.text for word in words)))
        for number, sentence in enumerate(run_sentences):
            tokens = self._take(sentence.tokens)
            if tokens:
                still_typed = self.typing and words[-1].open and number == len(run_sentences) - 1
                self.groups[-1].append(self._clause(Sentence(tokens, sentence.codes), still_typed))

    def _take(self, tokens: Tokens) -> Tokens:
        taken = tokens[: self.room]
        self.room -= len(taken)
        return taken

    def _clause(self, run: Sentence, still_typed: bool) -> Clause:
        repaired = tuple(repair(token) for token in run.tokens)
        typed = reading_of(run.tokens, has_diacritics(run.tokens), run.codes)
        readings = [typed]
        if repaired != run.tokens:
            readings = [reading_of(repaired, True)]
            self.repaired = self.repaired or " ".join(repaired)
        first = readings[0]
        readings += replaced_readings(first, self.abbreviations)[:MOST_REPLACED]
        readings += synonymous_readings(first, self.synonyms)[:MOST_SYNONYMS]
        if first.accented:
            readings.append(replace(first, accented=False, fallback=True))
        if repaired != run.tokens:
            readings.append(replace(typed, fallback=True))
        if still_typed:
            readings = [with_prefix(reading) for reading in readings]
        return Clause(tuple(dict.fromkeys(readings)))


def reading_of(tokens: Tokens, accented: bool, codes: Tokens = ()) -> Reading:
    """A reading with its slots spelt out."""
    singles = tuple(_spellings(token) for token in tokens)
    return Reading(
        tokens=tokens,
        accented=accented,
        pairs=tuple(_pair_spellings(*two) for two in pairwise(singles)),
        singles=singles,
        codes=tuple(dict.fromkeys(codes)),
    )


def replaced_readings(reading: Reading, abbreviations: Iterable[Abbreviation]) -> list[Reading]:
    """The reading with one short form written out, or one long form shortened."""
    replaced = []
    plain = tuple(folded(token) for token in reading.tokens)
    for entry in abbreviations:
        place = _find(plain, tuple(folded(token) for token in entry.short))
        old, new = entry.short, entry.long
        if place < 0:
            old, new = entry.long, entry.short
            wanted = entry.long if reading.accented else tuple(folded(token) for token in entry.long)
            place = _find(reading.tokens, wanted)
        if place >= 0:
            tokens = reading.tokens[:place] + new + reading.tokens[place + len(old) :]
            replaced.append(reading_of(tokens, reading.accented or has_diacritics(new)))
    return replaced


def synonymous_readings(reading: Reading, table: Iterable[Synonyms]) -> list[Reading]:
    """The reading in other words: the longest wording of a group that stands in it, replaced by each of the others."""
    synonymous = []
    for group in table:
        said = [tuple(map(folded, wording)) if not reading.accented else wording for wording in group]
        places = [_find(reading.tokens, wording) for wording in said]
        at = max(range(len(said)), key=lambda at: (places[at] >= 0, len(said[at])))
        if places[at] < 0:
            continue
        start, end = places[at], places[at] + len(said[at])
        for other in said:
            if other != said[at]:
                tokens = reading.tokens[:start] + other + reading.tokens[end:]
                synonymous.append(replace(reading_of(tokens, reading.accented), synonym=True))
    return synonymous


def with_prefix(reading: Reading) -> Reading:
    """The reading whose last token may go on."""
    if len(reading.tokens) < 2 or len(reading.tokens[-1]) < 2:
        return reading
    return replace(reading, prefix=folded(pairs(reading.tokens[-2:])[0]))


def _find(tokens: Tokens, wanted: Tokens) -> int:
    """Where `wanted` stands in `tokens`, or -1."""
    for place in range(len(tokens) - len(wanted) + 1):
        if wanted and tokens[place : place + len(wanted)] == wanted:
            return place
    return -1


def _all_tokens(text: str) -> Tokens:
    return tuple(token for sentence in sentences(text) for token in sentence.tokens)


_I_FORMS, _Y_FORMS = "iìíỉĩị", "yỳýỷỹỵ"
_EXCHANGED = dict(zip(_I_FORMS + _Y_FORMS, _Y_FORMS + _I_FORMS, strict=True))
_BEFORE_I = frozenset(("h", "k", "l", "m", "s", "t", "qu"))


def _spellings(token: str) -> Forms:
    """`kỹ` may be spelt `kĩ`, and the other way round, after h, k, l, m, s, t, qu."""
    other = _EXCHANGED.get(token[-1:])
    return (token, token[:-1] + other) if other and token[:-1] in _BEFORE_I else (token,)


def _pair_spellings(firsts: Forms, seconds: Forms) -> Forms:
    return tuple(f"{first} {second}" for second in seconds for first in firsts)
