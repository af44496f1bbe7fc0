"""How likely a syllable is between its neighbours, by the counts of pairs in news."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from portal.vietnam.syllable_pairs import COMMA, START, STOP, read_table
from portal.vietnam.text import one_tone_style

from .bits import Row, as_bits, width_of
from .dictionary import read_pairs

WORDS = Path(__file__).with_name("legal-words.txt")
NO_BOND = -3.0
_MARKS = (START, COMMA, STOP, "")
_NOTHING: dict[str, int] = {}
# What stands at one place of three in a set phrase, by the two others.
_Phrases = dict[str, dict[str, set[str]]]
# Pairs inside words of the law, which are rarer in general news than in a paper of law.
_LEGAL = 60
# Pairs inside words of a dictionary that the table has not: it leaves out what 50,000 articles have less than 24 times.
_IN_DICTIONARY = 8
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
    """Counts of pairs, and what follows from them.

    `after` and `before` have what stands beside each word and how often, `begun` and `ended` in how many pairs it
    stands first and last. `words` are all of the table, `numbers` their places there (0 is nobody's); rows of bits go
    by these.
    """

    def __init__(self, table: str, words: Iterable[str] = (), pairs: Iterable[tuple[str, Sequence[str]]] = ()) -> None:
        """`table`: lines `first <tab> next <tab> count`; `pairs` of a dictionary that the table does not have."""
        self.after: dict[str, dict[str, int]] = {}
        self.begun: dict[str, int] = {}
        self.ended: dict[str, int] = {}
        self._read(table)
        self._take(pairs)
        self.total = sum(self.begun.values())
        self.inside: _Phrases = {}  # by the word before and the one behind
        self.ends: _Phrases = {}  # by the word before, and the one before that
        self.begins: _Phrases = {}  # by the word behind, and the one behind that
        self._bonds: dict[str, dict[str, float]] = {}
        self._logs: dict[int, float] = {}
        for word in words:
            self._learn([plain(syllable) for syllable in word.split()])
        self.words = ("", *sorted({*self.begun, *self.ended}))
        self.numbers = {word: number for number, word in enumerate(self.words) if number}
        self.width = width_of(len(self.words))
        self.nobody = Row(0, self.width)
        self.before = self._turned()
        self.followers, self.leaders = self._rows(self.after), self._rows(self.before)
        self.syllables = frozenset(self.ended.keys() | self.begun.keys()) - set(_MARKS)

    def _read(self, table: str) -> None:
        after, begun, ended = self.after, self.begun, self.ended
        cells = table.split()
        spelt = {word: plain(word) for word in {*cells[0::3], *cells[1::3]}}
        for one, other, number in zip(cells[0::3], cells[1::3], cells[2::3], strict=True):
            first, follower, count = spelt[one], spelt[other], int(number)
            followers = after.get(first)
            if followers is None:
                followers = after[first] = {}
            followers[follower] = followers.get(follower, 0) + count
            begun[first] = begun.get(first, 0) + count
            ended[follower] = ended.get(follower, 0) + count

    def _take(self, pairs: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Pairs that the table does not have."""
        ended = self.ended
        for first, followers in pairs:
            self.after.setdefault(first, {}).update(dict.fromkeys(followers, _IN_DICTIONARY))
            self.begun[first] = self.begun.get(first, 0) + _IN_DICTIONARY * len(followers)
            for follower in followers:
                ended[follower] = ended.get(follower, 0) + _IN_DICTIONARY

    def _learn(self, syllables: list[str]) -> None:
        """A word or set phrase: its pairs are known, and what stands at one place of three by the other two."""
        for first, follower in pairwise(syllables):
            if not self.count(first, follower):
                self._add(first, follower, _LEGAL)
        for at in range(len(syllables) - 2):
            one, two, three = syllables[at : at + 3]
            for phrases, near, far, meant in (
                (self.begins, two, three, one), (self.inside, one, three, two), (self.ends, two, one, three)
            ):  # fmt: skip
                phrases.setdefault(near, {}).setdefault(far, set()).add(meant)

    def in_phrase(self, before: tuple[str, str], after: tuple[str, str]) -> dict[str, int]:
        """What set phrases have between the words `before` and `after`, the nearest ones inside: how many say so."""
        counts: dict[str, int] = {}
        (far_left, left), (right, far_right) = before, after
        for phrases, near, far in (
            (self.inside, left, right), (self.ends, left, far_left), (self.begins, right, far_right)
        ):  # fmt: skip
            if near in phrases:
                for syllable in phrases[near].get(far, ()):
                    counts[syllable] = counts.get(syllable, 0) + 1
        return counts

    def _add(self, first: str, follower: str, count: int) -> None:
        followers = self.after.setdefault(first, {})
        followers[follower] = followers.get(follower, 0) + count
        self.begun[first] = self.begun.get(first, 0) + count
        self.ended[follower] = self.ended.get(follower, 0) + count

    def _turned(self) -> dict[str, dict[str, int]]:
        """What goes before each word, and how often."""
        before: dict[str, dict[str, int]] = {}
        for first, followers in self.after.items():
            for follower, count in followers.items():
                before.setdefault(follower, {})[first] = count
        return before

    def _rows(self, words: Mapping[str, Iterable[str]]) -> dict[str, Row]:
        return {
            word: Row(as_bits(map(self.numbers.__getitem__, others), self.width), self.width)
            for word, others in words.items()
        }

    def count(self, first: str, follower: str) -> int:
        return self.after.get(first, _NOTHING).get(follower, 0)

    def often(self, syllable: str) -> int:
        return self.ended.get(syllable, 0)

    def log(self, count: int) -> float:
        """Of the count and one; worked out once."""
        logarithm = self._logs.get(count)
        if logarithm is None:
            logarithm = self._logs[count] = math.log(count + 1)
        return logarithm

    def bond(self, first: str, follower: str) -> float:
        """How much oftener the two meet than by chance, as a logarithm; -3 where the table has no such pair."""
        return self.meeting(first, follower)[1]

    def meeting(self, first: str, follower: str) -> tuple[int, float]:
        """Count and bond of a pair; bonds are worked out once, for the few pairs that texts are made of."""
        count = self.after.get(first, _NOTHING).get(follower)
        if count is None:
            return 0, NO_BOND
        bonds = self._bonds.get(first)
        if bonds is None:
            bonds = self._bonds[first] = {}
        bond = bonds.get(follower)
        if bond is None:
            bond = bonds[follower] = math.log(count * self.total / (self.begun[first] * self.ended[follower]))
        return count, bond


@cache
def news_language() -> NewsLanguage:
    """Read once, in a sixth of a second."""
    words = WORDS.read_text(encoding="utf-8").splitlines() if WORDS.is_file() else []
    return NewsLanguage(read_table(), (word for word in words if word and not word.startswith("#")), read_pairs())
