"""Sentences that mean nothing and count like news: a chain over the frequencies of Vietnamese syllable pairs."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from random import Random

from portal.vietnam.syllable_pairs import COMMA, START, STOP, read_rows
from portal.vietnam.text import one_tone_style

# A Vietnamese syllable, after tones are taken off: foreign names, and with them real people, stay out of made-up text.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnrstvx])?"
    r"(?:iê|yê|ia|ya|ươ|ưa|uô|ua|oa|oă|oe|uê|uâ|uy|uyê|uya|uơ|oo|[aăâeêioôơuưy])"
    r"(?:ng|nh|ch|[cmnptiouy])?"
)
_TONES = str.maketrans(
    {
        letter: plain
        for plain, letters in {
            "a": "áàảãạ", "ă": "ắằẳẵặ", "â": "ấầẩẫậ", "e": "éèẻẽẹ", "ê": "ếềểễệ", "i": "íìỉĩị", "o": "óòỏõọ",
            "ô": "ốồổỗộ", "ơ": "ớờởỡợ", "u": "úùủũụ", "ư": "ứừửữự", "y": "ýỳỷỹỵ",
        }.items()
        for letter in letters
    }
)  # fmt: skip
_SURNAMES = frozenset({"nguyễn", "phạm", "huỳnh", "trump"})


class Row:
    """What may follow one syllable: `followers` with running `shares` of 1."""

    __slots__ = ("followers", "shares")

    def __init__(self, counts: dict[str, int]) -> None:
        total = sum(counts.values())
        self.followers = list(counts)
        self.shares = [count / total for count in accumulate(counts.values())]
        self.shares[-1] = 1.0


class Chain:
    """The table in memory. `sentence` and `phrase` draw from the `Random` given, and from nothing else."""

    def __init__(self, pairs: Iterable[tuple[str, str, int]]) -> None:
        counts: dict[str, dict[str, int]] = {}
        for first, follower, count in pairs:
            row = counts.setdefault(first, {})
            row[follower] = row.get(follower, 0) + count
        self._rows = {first: Row(row) for first, row in counts.items()}
        self._start = self._rows[START]

    def sentence(self, rng: Random, shortest: int, longest: int) -> str:
        """A capitalised sentence of `shortest` to `longest` syllables, with commas and the full stop."""
        words: list[str] = []
        rows, start, draw = self._rows, self._start, rng.random
        row = start
        while len(words) < longest:
            word = row.followers[bisect(row.shares, draw())]
            if word == STOP:
                if len(words) >= shortest:
                    break
                row = start
            elif word == COMMA:
                if words and shortest // 3 < len(words) < longest - 3 and words[-1][-1] != ",":
                    words[-1] += ","
                row = start
            else:
                words.append(word)
                row = rows.get(word, start)
        text = " ".join(words)
        return f"{text[0].upper()}{text[1:]}."

    def phrase(self, rng: Random, length: int, *, capital: bool = True) -> str:
        """`length` syllables without any mark, such as a headline."""
        words: list[str] = []
        rows, start, draw = self._rows, self._start, rng.random
        row = start
        while len(words) < length:
            word = row.followers[bisect(row.shares, draw())]
            if word in (STOP, COMMA):
                row = start
                continue
            words.append(word)
            row = rows.get(word, start)
        text = " ".join(words)
        return text[0].upper() + text[1:] if capital else text


def read_pairs() -> Iterable[tuple[str, str, int]]:
    """The pairs of the table whose syllables are Vietnamese, in one tone-mark style."""
    for first, follower, count in read_rows():
        if _usable(first) and _usable(follower):
            yield one_tone_style(first), one_tone_style(follower), count


@cache
def _usable(word: str) -> bool:
    if word in (START, COMMA, STOP):
        return True
    return word not in _SURNAMES and _SYLLABLE.fullmatch(word.translate(_TONES)) is not None


@cache
def news_chain() -> Chain:
    """The chain of the portal's table of syllable pairs; read once (about 0.2 s)."""
    return Chain(read_pairs())
