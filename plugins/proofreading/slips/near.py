"""Syllables that one slip of the finger makes of one another: a letter, two neighbours, a mark, a tone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from portal.vietnam.spelling import TONES
from portal.vietnam.text import fold

from .bits import Row, as_bits


class Neighbourhood:
    """The syllables of a language by what is left when a letter is lost; answers are kept."""

    def __init__(self, syllables: Iterable[str], numbers: Mapping[str, int], width: int) -> None:
        """`numbers` of the syllables; rows of them are `width` bytes."""
        self._numbers, self._width = numbers, width
        by_rest: dict[str, list[int]] = {}
        for syllable in syllables:
            for rest in _rests(fold(syllable)):
                by_rest.setdefault(rest, []).append(numbers[syllable])
        self._by_rest = {rest: as_bits(row_numbers, width) for rest, row_numbers in by_rest.items()}
        self.around = lru_cache(maxsize=50_000)(self._around)
        self.cost = lru_cache(maxsize=200_000)(self._cost)

    def _around(self, token: str) -> Row:
        """Syllables that share the letters of `token`, or all but one; `slip_cost` says how near each is."""
        bits = 0
        for rest in _rests(fold(token)):
            bits |= self._by_rest.get(rest, 0)
        own = self._numbers.get(token)
        return Row(bits & ~(1 << own) if own else bits, self._width)

    def _cost(self, token: str, meant: str) -> float:
        return slip_cost(token, _parts(token), meant)


FAR = 9.0


def _rests(letters: str) -> Iterator[str]:
    yield letters
    for at in range(len(letters)):
        yield letters[:at] + letters[at + 1 :]


@lru_cache(maxsize=50_000)
def _parts(syllable: str) -> tuple[str, str, str]:
    """Letters without any mark, letters with their own marks, the tone."""
    decomposed = unicodedata.normalize("NFD", syllable)
    tone = "".join(mark for mark in decomposed if mark in TONES)
    toneless = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in TONES))
    return fold(syllable), toneless, tone


def slip_cost(typed: str, parts: tuple[str, str, str], meant: str) -> float:
    """1 for one slip of any kind; 1.6 for two that go together; FAR for more. `parts` are those of `typed`."""
    if _one_key(typed, meant):
        return 1.0
    typed_letters, typed_marked, typed_tone = parts
    letters, marked, tone = _parts(meant)
    if typed_letters == letters:
        tones = 0 if typed_tone == tone else 1
        if typed.isascii():
            return 1.0 if (typed_marked != marked) + tones == 1 else 1.3
        differing = sum(one != other for one, other in zip(typed_marked, marked, strict=True)) + tones
        return {0: 0.5, 1: 1.0, 2: 1.6}.get(differing, FAR)
    if _one_edit(typed_marked, marked):
        return 1.0 if typed_tone == tone else 1.6 if not typed_tone or len(typed_tone) > 1 else 2.2
    return 1.8 if (typed_tone == tone or not typed_tone) and _one_edit(typed_letters, letters) else FAR


def has_same_letters(typed: str, meant: str) -> bool:
    """Whether they differ in marks and tones alone."""
    return _parts(typed)[0] == _parts(meant)[0]


def _one_key(typed: str, meant: str) -> bool:
    """Whether one letter, with its marks and tone, was left out, typed too much, or is another letter altogether."""
    if len(typed) != len(meant):
        return _one_edit(typed, meant)
    at = _first_difference(typed, meant)
    return at < len(typed) and typed[at + 1 :] == meant[at + 1 :] and _letter(typed[at]) != _letter(meant[at])


@lru_cache(maxsize=1000)
def _letter(marked: str) -> str:
    return fold(marked)


def _first_difference(one: str, other: str) -> int:
    at, end = 0, min(len(one), len(other))
    while at < end and one[at] == other[at]:
        at += 1
    return at


def _one_edit(one: str, other: str) -> bool:
    """Whether one letter more, less or other, or two neighbours exchanged, makes `one` of `other`."""
    longer = len(one) - len(other)
    if one == other or not -1 <= longer <= 1:
        return False
    at = _first_difference(one, other)
    if longer:
        return one[at + 1 :] == other[at:] if longer > 0 else one[at:] == other[at + 1 :]
    rest, wanted = one[at + 1 :], other[at + 1 :]
    return rest == wanted or (one[at] == wanted[:1] and rest[:1] == other[at] and rest[1:] == wanted[1:])
