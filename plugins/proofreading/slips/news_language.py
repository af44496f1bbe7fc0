"""How likely a syllable is between its neighbours, by the counts of pairs in news."""

from __future__ import annotations

import math
from collections.abc import Iterable, Set
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from portal.vietnam.syllable_pairs import COMMA, START, STOP, read_table
from portal.vietnam.text import one_tone_style

WORDS = Path(__file__).with_name("legal-words.txt")
NO_BOND = -3.0
_MARKS = (START, COMMA, STOP, "")
_NONE: frozenset[str] = frozenset()
# Pairs inside words of the law, which are rarer in general news than in a paper of law.
_LEGAL = 60
_OPEN_I = {"i": "y", "ì": "ỳ", "í": "ý", "ỉ": "ỷ", "ĩ": "ỹ", "ị": "ỵ"}


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """One spelling of each syllable: small letters, one tone-mark style, `lý` for `lí`."""
    word = one_tone_style(word.lower())
    if len(word) == 2 and word[0] in "hklmst" and word[1] in _OPEN_I:
        return word[0] + _OPEN_I[word[1]]
    if len(word) == 3 and word[:2] == "qu" and word[2] in _OPEN_I:
        return "qu" + _OPEN_I[word[2]]
    return word


class NewsLanguage:
    """Counts of pairs, and what follows from them."""

    def __init__(self, table: str, words: Iterable[str] = ()) -> None:
        """`table`: lines `first <tab> next <tab> count`."""
        cells = table.split()
        spelt = {word: plain(word) for word in {*cells[0::3], *cells[1::3]}}
        firsts, followers = [spelt[word] for word in cells[0::3]], [spelt[word] for word in cells[1::3]]
        numbers = [int(cell) for cell in cells[2::3]]
        self.counts = _sums([f"{first} {follower}" for first, follower in zip(firsts, followers, strict=True)], numbers)
        self._out, self._in = _sums(firsts, numbers), _sums(followers, numbers)
        self._total = sum(numbers)
        self._followers: dict[str, set[str]] = {}
        self._leaders: dict[str, set[str]] = {}
        for first, follower in zip(firsts, followers, strict=True):
            self._followers.setdefault(first, set()).add(follower)
            self._leaders.setdefault(follower, set()).add(first)
        self.phrases: dict[str, set[str]] = {}
        self.phrase_words: set[str] = set()
        self._bonds: dict[str, float] = {}
        self._logs: dict[int, float] = {}
        for word in words:
            self._learn([plain(syllable) for syllable in word.split()])
        self.syllables = frozenset(self._in.keys() | self._out.keys()) - set(_MARKS)

    def _learn(self, syllables: list[str]) -> None:
        """A word or set phrase: its pairs are known, and what stands at one place of three by the other two."""
        for first, follower in pairwise(syllables):
            if f"{first} {follower}" not in self.counts:
                self._add(first, follower, _LEGAL)
        for at in range(len(syllables) - 2):
            one, two, three = syllables[at : at + 3]
            for key, meant in ((f"_ {two} {three}", one), (f"{one} _ {three}", two), (f"{one} {two} _", three)):
                self.phrases.setdefault(key, set()).add(meant)
            self.phrase_words.update((one, two, three))

    def in_phrase(self, before: tuple[str, str], after: tuple[str, str]) -> dict[str, int]:
        """What set phrases have between the words `before` and `after`, the nearest ones inside: how many say so."""
        found: dict[str, int] = {}
        for key in (f"{before[1]} _ {after[0]}", f"{before[0]} {before[1]} _", f"_ {after[0]} {after[1]}"):
            for syllable in self.phrases.get(key, ()):
                found[syllable] = found.get(syllable, 0) + 1
        return found

    def _add(self, first: str, follower: str, count: int) -> None:
        pair = f"{first} {follower}"
        self.counts[pair] = self.counts.get(pair, 0) + count
        self._out[first] = self._out.get(first, 0) + count
        self._in[follower] = self._in.get(follower, 0) + count
        self._followers.setdefault(first, set()).add(follower)
        self._leaders.setdefault(follower, set()).add(first)

    def between(self, left: str, right: str, among: Set[str]) -> set[str]:
        """Those `among` syllables that the table has behind the word `left` or before the word `right`."""
        behind = among & self._followers.get(left, _NONE) if left not in _MARKS else set()
        before = among & self._leaders.get(right, _NONE) if right not in _MARKS else set()
        return {*behind, *before}

    def count(self, first: str, follower: str) -> int:
        return self.counts.get(f"{first} {follower}", 0)

    def often(self, syllable: str) -> int:
        return self._in.get(syllable, 0)

    def log(self, count: int) -> float:
        """Of the count and one; worked out once."""
        found = self._logs.get(count)
        if found is None:
            found = self._logs[count] = math.log(count + 1)
        return found

    def bond(self, first: str, follower: str) -> float:
        """How much oftener the two meet than by chance, as a logarithm; -3 where the table has no such pair."""
        return self.meeting(first, follower)[1]

    def meeting(self, first: str, follower: str) -> tuple[int, float]:
        """Count and bond of a pair; bonds are worked out once, for the few pairs that texts are made of."""
        pair = f"{first} {follower}"
        count = self.counts.get(pair)
        if count is None:
            return 0, NO_BOND
        bond = self._bonds.get(pair)
        if bond is None:
            bond = math.log(count * self._total / (self._out[first] * self._in[follower]))
            self._bonds[pair] = bond
        return count, bond


def _sums(keys: list[str], numbers: list[int]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for key, number in zip(keys, numbers, strict=True):
        sums[key] = sums.get(key, 0) + number
    return sums


@cache
def news_language() -> NewsLanguage:
    """Read once, in a sixth of a second."""
    words = WORDS.read_text(encoding="utf-8").splitlines() if WORDS.is_file() else []
    return NewsLanguage(read_table(), (word for word in words if word and not word.startswith("#")))
