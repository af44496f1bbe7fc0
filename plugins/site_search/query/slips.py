"""Typing mistakes: which tokens look mistyped, and what of the archive may be meant. QUERY.md, "Typing mistakes"."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from site_search.language.analysis import folded
from site_search.language.syllables import is_plain_syllable

from .plan import Forms, Reading

MOST_STARTS = 16  # groups of pairs that are looked into for one token
MOST_MISTYPED = 2
SHORT = 3  # tokens of a reading whose first one is looked at too
_LETTERS = "nhtcgiauovldmbskeprxyq"  # of syllables, frequent ones first


class Terms(Protocol):
    """What a `search.Source` is asked for here."""

    def forms(self, folded_term: str, prefix: bool = False) -> Sequence[str]:
        """Exact terms with this folded form (or one that goes on from it)."""


@dataclass(frozen=True)
class SpellingCorrection:
    """A reading with mistyped tokens. `near`: place of each, and the pairs that may be meant, any of which is wanted.

    `pairs` and `singles` are the slots of what is left of the reading; `is_sure` if no mistyped token is a syllable.
    """

    tokens: tuple[str, ...]
    accented: bool
    near: tuple[tuple[int, Forms], ...]
    pairs: tuple[Forms, ...]
    singles: tuple[Forms, ...]
    is_sure: bool


def correction_of(reading: Reading, stories: Sequence[int], has_hits: bool, terms: Terms) -> SpellingCorrection | None:
    """What `reading` may mean; None where no token looks mistyped or nothing is near. For the others see `mistyped`."""
    places = mistyped(reading, stories, has_hits)
    near = tuple((place, near_pairs(reading, place, terms)) for place in places)
    if not near or not all(forms for _, forms in near):
        return None
    touched = {slot for place in places for slot in (place - 1, place)}
    intact = [slot for slot in range(len(reading.pairs)) if slot not in touched]
    in_slots = {at for slot in (*intact, *(max(place - 1, 0) for place in places)) for at in (slot, slot + 1)}
    return SpellingCorrection(
        tokens=reading.tokens,
        accented=reading.accented,
        near=near,
        pairs=tuple(reading.pairs[slot] for slot in intact),
        singles=tuple(forms for at, forms in enumerate(reading.singles) if at not in in_slots),
        is_sure=not any(is_plain_syllable(folded(reading.tokens[place])) for place in places),
    )


def mistyped(reading: Reading, stories: Sequence[int], has_hits: bool) -> tuple[int, ...]:
    """Places of tokens that stand in no pair of any story; or in the rarest ones.

    Args:
        stories: how many have each pair.
        has_hits: some story has most pairs, or all in any accents; then rare ones are no mistake.
    """
    if len(reading.tokens[-1]) == 1:  # it may be the first letter of a word still being typed
        stories = stories[:-1]
    places = [at for at in range(len(reading.tokens)) if _is_looked_at(reading, at)]
    commonest = {at: max(stories[max(at - 1, 0) : at + 1], default=1) for at in places}
    rare = 0 if has_hits else min(commonest.values(), default=0)
    broken = {slot for slot, number in enumerate(stories) if number <= rare}
    chosen: list[int] = []
    while places := [at for at in places if commonest[at] <= rare and broken & {at - 1, at}]:
        chosen.append(max(places, key=lambda at: (*_suspicion(reading, at, broken), at)))
        broken -= {chosen[-1] - 1, chosen[-1]}
        places = [at for at in places if abs(at - chosen[-1]) > 1]
    return tuple(sorted(chosen)) if len(chosen) <= MOST_MISTYPED else ()


def _is_looked_at(reading: Reading, place: int) -> bool:
    token = reading.tokens[place]
    is_begun = place == len(reading.tokens) - 1 and len(token) == 1
    return not (is_begun or token[0].isdigit() or (place == 0 and len(reading.tokens) > SHORT))


def _suspicion(reading: Reading, place: int, broken: Container[int]) -> tuple[int, bool]:
    """How many pairs it explains; whether it is no syllable."""
    return (place - 1 in broken) + (place in broken), not is_plain_syllable(folded(reading.tokens[place]))


def near_pairs(reading: Reading, place: int, terms: Terms) -> Forms:
    """Pairs of the archive with the token before (after, for the first one) and one that a slip makes the token of."""
    token = folded(reading.tokens[place])
    other = place - 1 if place else 1
    if place:
        first = folded(reading.tokens[other])
        pairs = [
            form
            for start in starts(token)
            for form in terms.forms(f"{first} {start}", prefix=len(start) > 1)
            if is_near(folded(form).partition(" ")[2], token)
        ]
    else:
        second = folded(reading.tokens[other])
        pairs = [form for near in near_syllables(token)[:MOST_STARTS] for form in terms.forms(f"{near} {second}")]
    exact = [form for form in pairs if form.split(" ")[place == 0] == reading.tokens[other]]
    return tuple(sorted(set(exact if reading.accented and exact else pairs)))


def starts(token: str) -> tuple[str, ...]:
    """First two letters of the token and of syllables near it, likelier ones first."""
    return tuple(dict.fromkeys([token[:2], *(near[:2] for near in near_syllables(token))]))[:MOST_STARTS]


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


@lru_cache(maxsize=1000)
def near_syllables(token: str) -> tuple[str, ...]:
    """Valid syllables without accents that a slip makes the folded `token` of, likelier slips first."""
    return tuple(
        dict.fromkeys(syllable for syllable in _undone(token) if syllable != token and is_plain_syllable(syllable))
    )


def _undone(token: str) -> Iterator[str]:
    """A letter too many; two exchanged; a letter lost; another letter."""
    places = range(len(token))
    yield from (token[:at] + token[at + 1 :] for at in places)
    yield from (token[:at] + token[at + 1] + token[at] + token[at + 2 :] for at in places[:-1])
    yield from (token[:at] + letter + token[at:] for at in range(len(token) + 1) for letter in _LETTERS)
    yield from (token[:at] + letter + token[at + 1 :] for at in places for letter in _LETTERS)
