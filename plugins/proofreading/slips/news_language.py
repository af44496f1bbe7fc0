"""How likely a syllable is between its neighbours, by the counts of pairs in news."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from portal.vietnam.syllable_pairs import COMMA, START, STOP, read_rows
from portal.vietnamese import one_tone_style

WORDS = Path(__file__).with_name("legal-words.txt")
_MARKS = (START, COMMA, STOP)
# What a pair counts that the table (pairs seen 24 times and more) leaves out, at most and at least.
_MOST_UNSEEN, _LEAST_UNSEEN = 10.0, 0.4
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

    def __init__(self, rows: Iterable[tuple[str, str, int]], words: Iterable[str] = ()) -> None:
        self.counts: dict[str, int] = {}
        self._out: dict[str, int] = {}
        self._in: dict[str, int] = {}
        for first, follower, count in rows:
            self._add(plain(first), plain(follower), count)
        self._total = sum(self._out.values())
        for word in words:
            syllables = [plain(syllable) for syllable in word.split()]
            for first, follower in zip(syllables, syllables[1:], strict=False):
                if f"{first} {follower}" not in self.counts:
                    self._add(first, follower, _LEGAL)
        self.syllables = frozenset(self._in.keys() | self._out.keys()) - set(_MARKS)

    def _add(self, first: str, follower: str, count: int) -> None:
        pair = f"{first} {follower}"
        self.counts[pair] = self.counts.get(pair, 0) + count
        self._out[first] = self._out.get(first, 0) + count
        self._in[follower] = self._in.get(follower, 0) + count

    def count(self, first: str, follower: str) -> int:
        return self.counts.get(f"{first} {follower}", 0)

    def often(self, syllable: str) -> int:
        return self._in.get(syllable, 0)

    def follows(self, first: str, follower: str) -> float:
        """Logarithm of the likelihood of `follower` behind `first`."""
        out = self._out.get(first, 0)
        seen = self.counts.get(f"{first} {follower}")
        if seen is None:
            expected = out * self._in.get(follower, 0) / self._total
            seen_or_guess = min(_MOST_UNSEEN, max(_LEAST_UNSEEN, expected))
        else:
            seen_or_guess = float(seen)
        return math.log(seen_or_guess / (out + 40.0))


@cache
def news_language() -> NewsLanguage:
    """Read once, in a third of a second."""
    words = WORDS.read_text(encoding="utf-8").splitlines() if WORDS.is_file() else []
    return NewsLanguage(read_rows(), (word for word in words if word and not word.startswith("#")))
