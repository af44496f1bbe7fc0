"""Which syllables of a story look like slips: by their spelling, and by their neighbours in news."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from portal.vietnam.spelling import is_syllable
from portal.vietnam.syllable_pairs import COMMA, START, STOP

from ..source.manuscript import Manuscript
from ..source.markup import OPAQUE, THROUGH, Passage
from .near import Neighbourhood
from .news_language import NewsLanguage, news_language, plain

_WORD = re.compile(r"[^\W\d_]+")
_UNKNOWN = ""
_NO_WORDS = (_UNKNOWN, START, COMMA, STOP)
# Too short to be judged by neighbours, or words of others.
_SHORT_KINDS = frozenset({"cell", "quotation"})

# Weights of a logistic regression over slips made in hand-written sentences and over the same sentences without them;
# tests/proofreading/slips/test_judge.py measures what they find. _BASE holds the bound: above 0 it is a slip.
_BASE = -3.9
_COST, _BOTH_SIDES, _ONE_NEIGHBOUR = -2.37, -0.81, 0.70
_STRONGER_BOND, _WEAKER_BOND, _STANDS, _NO_BOND = 0.42, 0.15, -0.46, -3.0
_OFTENER, _SELDOMER, _RARITY = 0.43, 0.38, -0.52


@dataclass(frozen=True)
class Token:
    """A word and what stands on its sides: `START`, `COMMA`, `STOP`, or `_UNKNOWN` (a number, a name, a bracket)."""

    text: str
    start: int
    end: int
    left: str
    right: str
    kind: str = "paragraph"

    @property
    def is_capital(self) -> bool:
        return not self.text.islower()


@dataclass(frozen=True)
class Judgement:
    """`misspelt` tokens with what was meant (or nothing) and whether that is beyond doubt; `misplaced` ones."""

    misspelt: tuple[tuple[Token, str, bool], ...]
    misplaced: tuple[tuple[Token, str], ...]


@cache
def _neighbourhood() -> Neighbourhood:
    language = news_language()
    return Neighbourhood(syllable for syllable in language.syllables if is_syllable(syllable))


@lru_cache(maxsize=4)
def judge(manuscript: Manuscript, foreign: frozenset[str]) -> Judgement:
    language = news_language()
    misspelt: list[tuple[Token, str, bool]] = []
    misplaced: list[tuple[Token, str]] = []
    tokens = tokens_of(manuscript)
    for number, token in enumerate(tokens):
        word = plain(token.text)
        if word in foreign or len(word) < 2:
            continue
        meant = _in_phrase(tokens, number, word, language)
        if not meant and language.count(token.left, word) and language.count(word, token.right):
            continue
        if _is_name(token):
            continue
        if is_syllable(word):
            if not meant and token.kind not in _SHORT_KINDS:
                meant = likelier(token, word, language)
            if meant:
                misplaced.append((token, meant))
        elif (found := _spelt(token, word, language)) is not None:
            misspelt.append((token, *found))
    return Judgement(tuple(misspelt), tuple(misplaced))


def _is_name(token: Token) -> bool:
    """A capital inside a sentence, or capitals throughout: a name or an abbreviation."""
    if not token.is_capital:
        return False
    return token.left != START or not token.text[1:].islower() or token.right == _UNKNOWN or "Ð" in token.text


def _in_phrase(tokens: list[Token], number: int, word: str, language: NewsLanguage) -> str:
    """What a set phrase has in this place, if `word` is one slip away from it."""
    token = tokens[number]
    left, right = token.left, token.right
    before = tokens[number - 1].left if number and left not in _NO_WORDS else _UNKNOWN
    after = tokens[number + 1].right if number + 1 < len(tokens) and right not in _NO_WORDS else _UNKNOWN
    said = language.in_phrase((before, left), (right, after))
    if not said or word in said:
        return ""
    near = dict(_neighbourhood().near(word))
    meant = [syllable for syllable in said if near.get(syllable, _FAR) < _PHRASE_COST]
    if not meant:
        return ""
    best = min(meant, key=lambda syllable: (-said[syllable], near[syllable], syllable))
    return best if said[best] > 1 or _stands(token, word, language) < _HOLDS else ""


def _stands(token: Token, word: str, language: NewsLanguage) -> float:
    """How well the word that is there holds to its neighbours."""
    return max((language.bond(*pair) for pair in _pairs(token, word)), default=_NO_BOND)


# A slip inside a set phrase costs less than this, and the word there holds to no neighbour more than by chance.
_FAR, _PHRASE_COST, _HOLDS = 9.0, 1.5, 1.0


def likelier(token: Token, word: str, language: NewsLanguage) -> str:
    """The syllable that is so much likelier here that `word` is a slip; empty where none is."""
    rarity = math.log(language.often(word) + 1)
    stands = _stands(token, word, language)
    best, most = "", 0.0
    for syllable, cost in _neighbourhood().near(word):
        evidence = weigh(token, syllable, cost, language)
        if evidence is not None and evidence + _STANDS * stands + _RARITY * rarity > most:
            best, most = syllable, evidence + _STANDS * stands + _RARITY * rarity
    return best


def weigh(token: Token, syllable: str, cost: float, language: NewsLanguage) -> float | None:
    """What speaks for `syllable`: how it holds to its neighbours, how often, and how small the slip is."""
    pairs = _pairs(token, syllable)
    counts = [language.count(*pair) for pair in pairs]
    if not counts or not max(counts):
        return None
    bonds = [language.bond(*pair) for pair in pairs if language.count(*pair)]
    both = len(counts) == 2 and min(counts) > 0
    return (
        _BASE
        + _COST * max(cost - 1, 0)
        + _BOTH_SIDES * both
        + _ONE_NEIGHBOUR * (len(pairs) == 1)
        + _STRONGER_BOND * max(bonds)
        + _WEAKER_BOND * (min(bonds) if both else -2)
        + _OFTENER * math.log(max(counts) + 1)
        + _SELDOMER * (math.log(min(counts) + 1) if len(counts) == 2 else 0)
    )


def _pairs(token: Token, syllable: str) -> list[tuple[str, str]]:
    """With the words on its sides, as far as there are such."""
    pairs = []
    if token.left not in _NO_WORDS:
        pairs.append((token.left, syllable))
    if token.right not in _NO_WORDS:
        pairs.append((syllable, token.right))
    return pairs


def _spelt(token: Token, word: str, language: NewsLanguage) -> tuple[str, bool] | None:
    """What a syllable that does not exist was meant for; None where it may be a foreign word."""
    found = []
    for syllable, cost in _neighbourhood().near(word):
        pairs = _pairs(token, syllable)
        counts = [language.count(*pair) for pair in pairs]
        bonds = [language.bond(*pair) for pair in pairs]
        held = sum(count > 0 for count in counts)
        fit = sum(math.log(count + 1) for count in counts) - 4 * cost
        found.append((held, fit, syllable, cost, max(bonds, default=_NO_BOND), len(pairs)))
    held, _fit, meant, cost, bond, sides = max(found, default=(0, 0.0, "", _FAR, _NO_BOND, 0))
    if word.isascii():
        # A word without any mark may be foreign: a neighbour must hold to what is meant more than by chance, or both.
        sure = held == sides or (bond > _HOLDS and len(word) > 2 and cost < _PHRASE_COST)
        is_slip = held and sure and not language.often(word)
        return (meant, False) if is_slip else None
    if not held and _is_loanword(word, language):
        return None
    alone = sum(other[0] == held for other in found) == 1
    return meant, bool(held) and alone and cost <= 1.0


def _is_loanword(word: str, language: NewsLanguage) -> bool:
    """`ôtô` of the table; `vắcxin`: two syllables written as one."""
    parts = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
    return language.often(word) > 0 or any(
        is_syllable(first) and is_syllable(second) and second[0] not in _VOWELS for first, second in parts
    )


_VOWELS = frozenset("aăâeêioôơuưyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")


def tokens_of(manuscript: Manuscript) -> list[Token]:
    """The words of each passage with their neighbours."""
    tokens: list[Token] = []
    for passage in manuscript.passages:
        if passage.kind in ("credit",):
            continue
        tokens += _passage_tokens(manuscript.prose, passage)
    return tokens


def _passage_tokens(prose: str, passage: Passage) -> list[Token]:
    end = passage.end
    words = list(_WORD.finditer(prose, passage.start, end))
    texts = [match.group() for match in words]
    tokens: list[Token] = []
    left = START
    for number, match in enumerate(words):
        after = words[number + 1].start() if number + 1 < len(words) else end
        gap = _gap(prose[match.end() : after], number + 1 == len(words))
        # A gap is empty where the two words are neighbours.
        right = gap if gap is not None else _side(texts[number + 1])
        tokens.append(Token(match.group(), match.start(), match.end(), left, right, passage.kind))
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
