"""What speaks for another syllable than the one that is there, and against that one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from math import log
from pathlib import Path

from portal.vietnam.spelling import is_syllable
from portal.vietnam.syllable_pairs import COMMA, START

from .bits import Row, numbers_in
from .near import FAR, Neighbourhood, has_same_letters
from .news_language import NO_BOND, NewsLanguage, news_language, plain
from .suspects import NO_WORDS, Token

EVERYDAY = Path(__file__).with_name("everyday-words.txt")

# Weights of a logistic regression over slips made in sentences and over the same sentences without them;
# tests/proofreading/slips/test_judge.py measures what they find. _BASE holds the bound: above 0 it is a slip.
_BASE = -5.75
_COST, _STRONGER_BOND, _WEAKER_BOND, _OFTENER, _FREQUENT = -2.03, 0.53, 0.36, 0.26, 0.38
_IN_PHRASE, _SAME_LETTERS, _SAME_LENGTH, _BEGINS_SENTENCE = 1.02, 2.89, -0.91, -0.31
_STANDS, _RARITY, _SHORT, _EVERYDAY = -0.68, -0.63, 0.84, -2.0
_SELDOM = 1500  # times in the news of the table
_ONE_SIDE = -2.0  # the bond to a side where no word is
_MOST_FOR_NEARNESS = -0.5 * _COST + _SAME_LETTERS


@cache
def neighbourhood() -> Neighbourhood:
    language = news_language()
    syllables = (syllable for syllable in language.syllables if is_syllable(syllable))
    return Neighbourhood(syllables, language.numbers, language.width)


def likelier(token: Token, said: Mapping[str, int], language: NewsLanguage) -> str:
    """The syllable that is so much likelier here that the word is a slip; empty where none is.

    Args:
        said: what set phrases have there.
    """
    word = token.word
    near = neighbourhood()
    left, right = (side if side not in NO_WORDS else "" for side in (token.left, token.right))
    doubt = _doubt(token, word, language)
    most_more = doubt + _MOST_FOR_NEARNESS + (2 * _IN_PHRASE if said else 0)
    best, most = "", 0.0
    for syllable, weight in _candidates(left, right, near.around(word), most_more):
        if syllable in (token.left, token.right):
            continue  # nobody means a word twice
        cost = near.cost(word, syllable) if weight + most_more > most else FAR
        if cost >= FAR:
            continue
        evidence = weight + _COST * (cost - 1) + doubt + (_SAME_LENGTH if len(syllable) == len(word) else 0)
        if syllable in said:
            evidence += _IN_PHRASE * min(said[syllable], 2)
        if evidence + _SAME_LETTERS > most and has_same_letters(word, syllable):
            evidence += _SAME_LETTERS
        if evidence > most or (evidence == most and best and syllable < best):
            best, most = syllable, evidence
    return best


@cache
def everyday_words() -> frozenset[str]:
    lines = EVERYDAY.read_text(encoding="utf-8").splitlines()
    return frozenset(plain(word) for line in lines if not line.startswith("#") for word in line.split())


def _candidates(left: str, right: str, around: Row, most_more: float) -> Iterator[tuple[str, float]]:
    """Syllables of `around` that the table has beside `left` or `right`, and that may come above 0 by `most_more`."""
    language = news_language()
    behind = around.bits & language.followers.get(left, language.nobody).bits
    before = around.bits & language.leaders.get(right, language.nobody).bits
    between = behind & before
    for number in numbers_in(between):
        syllable = language.words[number]
        yield syllable, _weigh_both(left, right, syllable)
    alone = 0.0 if left and right else _WEAKER_BOND * (_ONE_SIDE - NO_BOND)
    for bits, weights in ((behind, _behind(left)), (before, _before(right))):
        for number in numbers_in(bits & ~between):
            weight = weights[number] + alone
            if weight + most_more > 0:
                yield language.words[number], weight


@lru_cache(maxsize=20_000)
def _behind(left: str) -> dict[int, float]:
    """What speaks for each word that follows `left`, by that alone; by their numbers."""
    language = news_language()
    return _weighed(language.after.get(left, {}), language.begun.get(left, 1), _weights_of_followers())


@lru_cache(maxsize=20_000)
def _before(right: str) -> dict[int, float]:
    language = news_language()
    return _weighed(language.before.get(right, {}), language.ended.get(right, 1), _weights_of_leaders())


def _weighed(counts: Mapping[str, int], pairs: int, weights: Mapping[str, float]) -> dict[int, float]:
    """As `_weigh_both` of what holds to one side only, its terms apart: by pair, by word, and for all alike.

    Args:
        pairs: in how many the word on that side stands.
        weights: of each word by itself.
    """
    language = news_language()
    numbers, base = language.numbers, _BASE + _STRONGER_BOND * log(language.total / pairs) + _WEAKER_BOND * NO_BOND
    return {numbers[word]: base + _by_count(count) + weights[word] for word, count in counts.items()}


@cache
def _by_count(count: int) -> float:
    return _STRONGER_BOND * log(count) + _OFTENER * log(count + 1)


@cache
def _weights_of_followers() -> dict[str, float]:
    ended = news_language().ended
    return {word: _FREQUENT * log(count + 1) - _STRONGER_BOND * log(count) for word, count in ended.items()}


@cache
def _weights_of_leaders() -> dict[str, float]:
    begun, ended = news_language().begun, news_language().ended
    return {
        word: _FREQUENT * log(ended.get(word, 0) + 1) - _STRONGER_BOND * log(count) for word, count in begun.items()
    }


def _weigh_both(left: str, right: str, syllable: str) -> float:
    language = news_language()
    count, bond = language.meeting(left, syllable)
    other, after = language.meeting(syllable, right)
    firm, weak = (bond, after) if bond > after else (after, bond)
    weight = _BASE + _STRONGER_BOND * firm + _WEAKER_BOND * weak + _OFTENER * language.log(max(count, other))
    return weight + _FREQUENT * language.log(language.often(syllable))


@lru_cache(maxsize=50_000)
def _rarity(word: str) -> float:
    language = news_language()
    often = language.often(word)
    rarity = _RARITY * language.log(often) + (_SHORT if len(word) < 3 else 0)
    return rarity + (_EVERYDAY if often < _SELDOM and word in everyday_words() else 0)


def _doubt(token: Token, word: str, language: NewsLanguage) -> float:
    """What speaks against the word that is there: it holds to no neighbour, and is rare."""
    doubt = _rarity(word) + (_BEGINS_SENTENCE if token.left in (START, COMMA) else 0)
    return doubt + _STANDS * max((language.bond(*pair) for pair in pairs_of(token, word)), default=NO_BOND)


def pairs_of(token: Token, syllable: str) -> list[tuple[str, str]]:
    """With the words on its sides, as far as there are such."""
    pairs = []
    if token.left not in NO_WORDS:
        pairs.append((token.left, syllable))
    if token.right not in NO_WORDS:
        pairs.append((syllable, token.right))
    return pairs
