"""Which syllables of a story look like slips: by their spelling, and by their neighbours in news."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from portal.vietnam.spelling import is_syllable
from portal.vietnam.syllable_pairs import COMMA, START, STOP

from ..source.manuscript import Manuscript
from ..source.markup import THROUGH, Passage
from .near import FAR, Neighbourhood, has_same_letters
from .news_language import NO_BOND, NewsLanguage, news_language, plain

_WORD = re.compile(r"[^\W\d_]+")
_UNKNOWN = ""
_NO_WORDS = (_UNKNOWN, START, COMMA, STOP)
_COMBINING = frozenset(chr(code) for code in range(0x300, 0x370))
# Too short to be judged by neighbours, or words of others.
_SHORT_KINDS = frozenset({"cell", "quotation"})

# Weights of a logistic regression over slips made in hand-written sentences and over the same sentences without them;
# tests/proofreading/slips/test_judge.py measures what they find. _BASE holds the bound: above 0 it is a slip.
_BASE = -4.5
_COST, _STRONGER_BOND, _WEAKER_BOND, _OFTENER, _FREQUENT, _ONE_SIDE = -2.69, 0.50, 0.44, 0.28, 0.29, 0.44
_IN_PHRASE, _SAME_LETTERS, _BEGINS_SENTENCE = 2.64, 1.77, -0.52
_STANDS, _RARITY, _SHORT, _KNOWN = -0.29, -0.49, 0.67, -0.43


class Token(NamedTuple):
    """A word and its sides: a word, `START`, `COMMA`, `STOP`, or `_UNKNOWN` (a number, a name, a bracket).

    Args:
        word: `text` in one spelling.
        before, after: what stands beyond the words on its sides.
    """

    text: str
    start: int
    end: int
    word: str
    left: str
    right: str
    before: str
    after: str
    kind: str

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
    for token in suspects(manuscript, language):
        word = token.word
        if word in foreign or (len(word) < 2 and not _is_rest(token) and not _is_vowel(token)):
            continue
        if manuscript.text[token.end : token.end + 1] in _COMBINING or not word.isalpha():
            continue
        if word in (token.left, token.right):
            continue  # `xanh xanh`; a word typed twice is another rule's
        if token.left in ("mười", "mươi") and word in _UNITS:
            continue
        meant = _in_phrase(token, language)
        if _is_name(token) or (not meant and language.count(token.left, word) and language.count(word, token.right)):
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


# Words that a letter follows as a name or a unit.
_LETTERED_WORDS = """
    điểm khoản mục nhóm hạng loại lớp khu lô phần tổ câu bảng hình mẫu án dãy toà nhà đội tập khối chữ số gan vitamin
    máu góc trục biến hàm chiều ngã kiểu cỡ size một hai ba bốn năm sáu bảy tám chín mười trăm nghìn triệu mỗi từng
    vài mấy
"""
_LETTERED = frozenset(_LETTERED_WORDS.split())
_ABBREVIATIONS = frozenset(
    ("kg", "km", "cm", "mm", "ml", "gb", "mb", "tb", "kw", "mw", "hz", "vs", "pr", "hr", "tp", "tx")
)
_UNITS = frozenset(("mốt", "tư", "lăm", "nhăm", "rưởi"))  # behind tens
_CONSONANTS = frozenset("bcdđghijklmnpqrstvxzfw")


def _is_rest(token: Token) -> bool:
    """Consonants between words: what is left of a word, where they are no name of a clause such as `điểm b`."""
    if not _CONSONANTS.issuperset(token.word) or token.word in _ABBREVIATIONS or len(token.word) > 3:
        return False
    return token.left not in (*_NO_WORDS, *_LETTERED) and token.right not in (COMMA, STOP) and not token.is_capital


def _is_vowel(token: Token) -> bool:
    """A vowel that may be what is left of a word, as `à` of `và`."""
    return token.left not in _LETTERED and token.text.islower() and token.word not in _CONSONANTS


def _in_phrase(token: Token, language: NewsLanguage) -> str:
    """What a set phrase has in this place, if the word there is one slip away from it."""
    said = language.in_phrase((token.before, token.left), (token.right, token.after))
    if not said or token.word in said:
        return ""
    costs = _neighbourhood().costs(token.word)
    meant = [syllable for syllable in costs.keys() & said.keys() if costs[syllable] < _PHRASE_COST]
    if not meant:
        return ""
    best = min(meant, key=lambda syllable: (-said[syllable], costs[syllable], syllable))
    return best if said[best] > 1 or _stands(token, token.word, language) < _HOLDS else ""


def _stands(token: Token, word: str, language: NewsLanguage) -> float:
    """How well the word that is there holds to its neighbours."""
    return max((language.bond(*pair) for pair in _pairs(token, word)), default=NO_BOND)


# A slip inside a set phrase costs less than this, and the word there holds to no neighbour more than by chance.
_PHRASE_COST, _HOLDS, _HOLDS_FIRMLY = 1.5, 1.0, 3.0


def likelier(token: Token, word: str, language: NewsLanguage) -> str:
    """The syllable that is so much likelier here that `word` is a slip; empty where none is."""
    costs = _neighbourhood().costs(word)
    near = language.between(token.left, token.right, costs.keys())
    if not near:
        return ""
    said = language.in_phrase((token.before, token.left), (token.right, token.after))
    doubt = _doubt(token, word, language)
    left = token.left if token.left not in _NO_WORDS else ""
    right = token.right if token.right not in _NO_WORDS else ""
    best, most = "", 0.0
    for syllable in near:
        evidence = weigh(left, right, syllable, language) + _COST * (costs[syllable] - 1) + doubt
        if syllable in said:
            evidence += _IN_PHRASE * min(said[syllable], 2)
        if evidence + _SAME_LETTERS > most and has_same_letters(word, syllable):
            evidence += _SAME_LETTERS
        if evidence > most or (evidence == most and best and syllable < best):
            best, most = syllable, evidence
    return best


def _doubt(token: Token, word: str, language: NewsLanguage) -> float:
    """What speaks against the word that is there: it holds to no neighbour, and is rare."""
    doubt = _RARITY * language.log(language.often(word)) + (_SHORT if len(word) < 3 else 0)
    meetings = [language.meeting(*pair) for pair in _pairs(token, word)]
    known = sum(count > 0 for count, _bond in meetings)
    doubt += _BEGINS_SENTENCE if token.left in (START, COMMA) else 0
    return doubt + _STANDS * max((bond for _count, bond in meetings), default=NO_BOND) + _KNOWN * known


def weigh(left: str, right: str, syllable: str, language: NewsLanguage) -> float:
    """What speaks for `syllable` between words of which one may be missing: how it holds to them, and how often."""
    count, bond = language.meeting(left, syllable) if left else (0, NO_BOND)
    other, after = language.meeting(syllable, right) if right else (0, NO_BOND)
    if count and other:
        firm, weak = (bond, after) if bond > after else (after, bond)
    else:
        firm, weak = bond if count else after, -2.0
    evidence = _BASE + _STRONGER_BOND * firm + _WEAKER_BOND * weak + _OFTENER * language.log(max(count, other))
    evidence += _FREQUENT * language.log(language.often(syllable))
    return evidence if left and right else evidence + _ONE_SIDE


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
    for syllable, cost in _neighbourhood().costs(word).items():
        meetings = [language.meeting(*pair) for pair in _pairs(token, syllable)]
        held = sum(count > 0 for count, _bond in meetings)
        fit = sum(language.log(count) for count, _bond in meetings) - 4 * cost
        bond = max((bond for _count, bond in meetings), default=NO_BOND)
        found.append((held, fit, syllable, cost, bond, len(meetings)))
    held, _fit, meant, cost, bond, sides = max(found, default=(0, 0.0, "", FAR, NO_BOND, 0))
    if _is_rest(token):
        return meant if held else "", False
    if word.isascii():
        # A word without any mark may be foreign: a neighbour must hold to what is meant more than by chance, or both.
        firmly = bond > (_HOLDS if len(word) > 2 else _HOLDS_FIRMLY) and cost < _PHRASE_COST
        sure = firmly or (held == sides and len(word) > 1)
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


def suspects(manuscript: Manuscript, language: NewsLanguage) -> Iterator[Token]:
    """The words that do not stand beside both their neighbours in news, or stand in a set phrase."""
    for passage in manuscript.passages:
        if passage.kind != "credit":
            yield from _suspects(manuscript.prose, passage, language)


def _suspects(prose: str, passage: Passage, language: NewsLanguage) -> Iterator[Token]:
    counts, phrases, in_phrases = language.counts, language.phrases, language.phrase_words
    matches = list(_WORD.finditer(prose, passage.start, passage.end))
    if not matches:
        return
    texts = [match.group() for match in matches]
    words = [plain(text) for text in texts]
    gaps = [START, *_gaps(prose, matches), _gap(prose[matches[-1].end() : passage.end], is_last=True)]
    # A name says nothing of what stands beside it; the capital of a sentence's first word makes no name of it.
    sides = [
        word if text.islower() or (gap in _BEGINS and text[1:].islower()) else _UNKNOWN
        for word, text, gap in zip(words, texts, gaps, strict=False)
    ]
    lefts = [
        side if gap is None else _AFTER.get(gap, _UNKNOWN)
        for side, gap in zip([_UNKNOWN, *sides], gaps[:-1], strict=False)
    ]
    rights = [side if gap is None else gap for side, gap in zip([*sides[1:], _UNKNOWN], gaps[1:], strict=True)]
    for at, (word, left, right) in enumerate(zip(words, lefts, rights, strict=True)):
        known = f"{left} {word}" in counts and f"{word} {right}" in counts
        if known and left not in in_phrases and right not in in_phrases:
            continue
        before = sides[at - 2] if at > 1 and gaps[at] is None and gaps[at - 1] is None else _UNKNOWN
        after = sides[at + 2] if at + 2 < len(words) and gaps[at + 1] is None and gaps[at + 2] is None else _UNKNOWN
        if known and phrases.keys().isdisjoint((f"{left} _ {right}", f"{before} {left} _", f"_ {right} {after}")):
            continue
        match = matches[at]
        yield Token(texts[at], match.start(), match.end(), word, left, right, before, after, passage.kind)


_BEGINS = (START, STOP)
_AFTER = {START: START, STOP: START, COMMA: COMMA}
_SPACES = " \n\u00a0\t" + THROUGH


def _gaps(prose: str, matches: Sequence[re.Match[str]]) -> Iterator[str | None]:
    """The mark between each word and the next; None where they follow one another."""
    for match, following in pairwise(matches):
        start, end = match.end(), following.start()
        if end == start + 1 and prose[start] == " ":
            yield None
        else:
            yield _gap(prose[start:end], is_last=False)


def _gap(gap: str, is_last: bool) -> str | None:
    kept = gap.strip(_SPACES)
    if not kept:
        return STOP if is_last else None
    if kept[0] in ",;":
        return COMMA
    if kept in (".", "!", "?"):
        return STOP
    return _UNKNOWN


def make_ready() -> None:
    """Read the table of pairs now, so that processes that are forked off later share it."""
    _neighbourhood()
