"""Which syllables of a story look like slips: by their spelling, and by their neighbours in news."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from portal.vietnam.spelling import is_syllable
from portal.vietnam.syllable_pairs import COMMA, START, STOP

from ..source.manuscript import Manuscript
from ..source.markup import OPAQUE, THROUGH
from .near import Neighbourhood
from .news_language import NewsLanguage, news_language, plain

_WORD = re.compile(r"[^\W\d_]+")
_UNKNOWN = ""


@dataclass(frozen=True)
class Token:
    """A word and what stands on its sides: `START`, `COMMA`, `STOP`, or `_UNKNOWN` (a number, a name, a bracket)."""

    text: str
    start: int
    end: int
    left: str
    right: str

    @property
    def is_capital(self) -> bool:
        return not self.text.islower()


@dataclass(frozen=True)
class Judgement:
    """`misspelt` tokens with what was meant (or nothing) and whether that is beyond doubt; `misplaced` ones."""

    misspelt: tuple[tuple[Token, str, bool], ...]
    misplaced: tuple[tuple[Token, str], ...]


@dataclass(frozen=True)
class Bounds:
    """What evidence a slip needs; measured by tests/proofreading/test_slips.py.

    Args:
        pair: least count of each pair that the meant syllable makes.
        gain: by how much more likely, in logarithms, it is than what stands there, times the slip's cost.
    """

    pair: int = 40
    gain: float = 7.0
    one_sided: float = 9.5


BOUNDS = Bounds()


@cache
def _neighbourhood() -> Neighbourhood:
    language = news_language()
    return Neighbourhood(syllable for syllable in language.syllables if is_syllable(syllable))


@lru_cache(maxsize=4)
def judge(manuscript: Manuscript, foreign: frozenset[str], bounds: Bounds = BOUNDS) -> Judgement:
    language = news_language()
    misspelt: list[tuple[Token, str, bool]] = []
    misplaced: list[tuple[Token, str]] = []
    for token in tokens_of(manuscript):
        word = plain(token.text)
        if language.count(token.left, word) and language.count(word, token.right):
            continue
        if word in foreign or _is_name(token) or len(word) < 2:
            continue
        if is_syllable(word):
            meant = _meant(token, word, language, bounds)
            if meant:
                misplaced.append((token, meant))
        elif (found := _spelt(token, word, language, bounds)) is not None:
            misspelt.append((token, *found))
    return Judgement(tuple(misspelt), tuple(misplaced))


def _is_name(token: Token) -> bool:
    """A capital inside a sentence, or capitals throughout: a name or an abbreviation."""
    return token.is_capital and (token.left != START or not token.text[1:].islower())


def _meant(token: Token, word: str, language: NewsLanguage, bounds: Bounds) -> str:
    """The syllable that fits so much better that `word` is a slip; empty where none does."""
    stands = _fit(token, word, language)
    best, best_gain = "", 0.0
    for syllable, cost in _neighbourhood().near(word):
        sides = _sides(token, syllable, language)
        if not sides or min(sides) < bounds.pair:
            continue
        needed = (bounds.gain if len(sides) == 2 else bounds.one_sided) * cost
        gain = _fit(token, syllable, language) - stands - needed
        if gain > best_gain:
            best, best_gain = syllable, gain
    return best


def _sides(token: Token, syllable: str, language: NewsLanguage) -> list[int]:
    """Counts of the pairs it makes with the words on its sides."""
    sides = []
    if token.left not in (_UNKNOWN, START, COMMA, STOP):
        sides.append(language.count(token.left, syllable))
    if token.right not in (_UNKNOWN, COMMA, STOP):
        sides.append(language.count(syllable, token.right))
    return sides


def _fit(token: Token, syllable: str, language: NewsLanguage) -> float:
    fit = 0.0
    if token.left not in (_UNKNOWN, COMMA, STOP):
        fit += language.follows(token.left, syllable)
    if token.right != _UNKNOWN:
        fit += language.follows(syllable, token.right)
    return fit


def _spelt(token: Token, word: str, language: NewsLanguage, bounds: Bounds) -> tuple[str, bool] | None:
    """What a syllable that does not exist was meant for; None where it may be a foreign word."""
    candidates = []
    for syllable, cost in _neighbourhood().near(word):
        sides = _sides(token, syllable, language)
        support = sum(count > 0 for count in sides)
        candidates.append((support, _fit(token, syllable, language) - 2 * cost, syllable, cost))
    candidates.sort(reverse=True)
    if word.isascii():
        # Only what fits on every side: a word without any mark may be foreign.
        if candidates and candidates[0][0] and candidates[0][0] == len(_sides(token, candidates[0][2], language)):
            return candidates[0][2], False
        return None
    if not _is_native(word) or _is_loanword(word):
        return None
    if not candidates:
        return "", False
    support, _fits, syllable, cost = candidates[0]
    alone = sum(other[0] == support for other in candidates) == 1
    return syllable, bool(support) and alone and cost <= 1.0


def _is_native(word: str) -> bool:
    return not set(word) & set("fjwz") and len(word) <= 8


@lru_cache(maxsize=5000)
def _is_loanword(word: str) -> bool:
    """`ôtô`, `vắcxin`: two syllables written as one."""
    return any(is_syllable(word[:at]) and is_syllable(word[at:]) for at in range(1, len(word)))


def tokens_of(manuscript: Manuscript) -> list[Token]:
    """The words of each passage with their neighbours."""
    tokens: list[Token] = []
    for passage in manuscript.passages:
        if passage.kind in ("credit",):
            continue
        tokens += _passage_tokens(manuscript.prose, passage.start, passage.end)
    return tokens


def _passage_tokens(prose: str, start: int, end: int) -> list[Token]:
    words = list(_WORD.finditer(prose, start, end))
    texts = [match.group() for match in words]
    tokens: list[Token] = []
    left = START
    for number, match in enumerate(words):
        after = words[number + 1].start() if number + 1 < len(words) else end
        gap = _gap(prose[match.end() : after], number + 1 == len(words))
        # A gap is empty where the two words are neighbours.
        right = gap if gap is not None else _side(texts[number + 1])
        tokens.append(Token(match.group(), match.start(), match.end(), left, right))
        if gap is None:
            left = _side(texts[number])
        else:
            left = {STOP: START, COMMA: COMMA}.get(gap, _UNKNOWN)
    return tokens


def _side(text: str) -> str:
    """A name says nothing of what stands beside it."""
    return plain(text) if text.islower() else _UNKNOWN


def _gap(gap: str, is_last: bool) -> str | None:
    """None where two words follow one another; else the mark between them."""
    if OPAQUE not in gap and not gap.strip(" \n\u00a0\t" + THROUGH):
        return STOP if is_last else None
    kept = gap.strip(" \n\u00a0\t" + THROUGH)
    if kept[:1] in ",;":
        return COMMA
    if kept[:1] in ".!?" and len(kept) == 1:
        return STOP
    return _UNKNOWN
