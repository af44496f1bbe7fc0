"""A word typed twice: `án án dân sự`; not `xanh xanh`, not `Luật Luật sư`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from portal.i18n import Translator
from portal.vietnam.text import fold

from ..house.rule import Desk, ProofMark, Rule
from ..slips.news_language import news_language, plain
from ..source.manuscript import Manuscript

_ = Translator(__file__)

_GAP = re.compile(r"[ \u00a0\t\x01]*\n?[ \u00a0\t\x01]*")


def repeated_word(manuscript: Manuscript, desk: Desk) -> Iterator[ProofMark]:
    words, texts = manuscript.words, manuscript.low_words
    for at, (word, second, third) in enumerate(zip(texts, texts[1:], [*texts[2:], ""], strict=False)):
        if word == second and _follow(manuscript, words[at : at + 2]):
            if not (_is_play(texts, at) or _is_meant(words[at], words[at + 1], manuscript.prose, desk)):
                yield _finding(manuscript, words[at], words[at + 1])
        elif word == third and texts[at : at + 2] == texts[at + 2 : at + 4] and _follow(manuscript, words[at : at + 4]):
            small = all(match.group().islower() for match in words[at + 1 : at + 4])
            if small and not _is_meant_pair(*texts[at : at + 2]):
                yield _finding(manuscript, words[at + 1], words[at + 3])


def _follow(manuscript: Manuscript, words: Sequence[re.Match[str]]) -> bool:
    """Nothing but spaces, one line's end at most, stands between them, and no figure at them."""
    prose = manuscript.prose
    for match, following in pairwise(words):
        gap = prose[match.end() : following.start()]
        if not gap or not _GAP.fullmatch(gap):
            return False
    around = prose[words[0].start() - 1 : words[0].start()] + prose[words[-1].end() : words[-1].end() + 1]
    return not any(letter.isdigit() or letter in "_\x02" for letter in around)


def _is_play(texts: Sequence[str], at: int) -> bool:
    """`tùng tùng tùng`, `đẽo đẽo gọt gọt`: three times the same, or two doubled words side by side."""
    word = texts[at]
    if word in (*texts[at + 2 : at + 3], *texts[max(0, at - 1) : at]):
        return True
    before, behind = texts[max(0, at - 2) : at], texts[at + 2 : at + 4]
    return any(len(pair) == 2 and pair[0] == pair[1] for pair in (before, behind))


def _is_meant_pair(first: str, second: str) -> bool:
    """Said twice for emphasis, or a sound: `vi vu vi vu`, `lốc cốc lốc cốc`, two syllables that rhyme or alliterate."""
    if first == second or f"{first} {second}" in _MEANT_PAIRS:
        return True
    (onset, rhyme), (other, other_rhyme) = (_ONSET.match(fold(word)).groups() for word in (first, second))  # type: ignore[union-attr]
    return (onset == other or rhyme == other_rhyme) and news_language().count(plain(first), plain(second)) < _USUAL


_ONSET = re.compile(r"((?:ngh|ng|nh|gh|gi|kh|ch|th|tr|ph|qu|[bcdghklmnprstvx])?)(.*)$")
_USUAL = 60  # times that a pair is in news: a word such as `tiếp tục`, no sound
# Said twice for emphasis.
_MEANT_PAIRS = frozenset(
    {"từng bước", "rất nhiều", "dần dà", "mãi mãi", "hết lần", "thế này", "thế kia", "nào là", "càng ngày"}
)


def _is_meant(first: re.Match[str], second: re.Match[str], prose: str, desk: Desk) -> bool:
    word, again = first.group(), second.group()
    if again[0].isupper() and again != word.upper():  # `cán bộ Bộ Tư pháp`, `Luật Luật sư`, names
        return True
    if len(word) == 1 or word.isupper():
        return True
    lower = word.lower()
    if lower in desk.style.words["doubled"]:
        return True
    around = " ".join(prose[max(0, first.start() - 24) : second.end() + 24].lower().split())
    phrases = _phrases(desk.style.words["doubled_phrases"]).get(lower, ())
    return any(phrase in around for phrase in phrases)


@lru_cache(maxsize=8)
def _phrases(phrases: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """By the word that stands twice."""
    by_word: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(phrases):
        words = phrase.split()
        for first, second in pairwise(words):
            if first == second:
                by_word[first] = (*by_word.get(first, ()), phrase)
    return by_word


def _finding(manuscript: Manuscript, first: re.Match[str], last: re.Match[str]) -> ProofMark:
    """From the end of what stands first to the end of its repetition."""
    words = " ".join(manuscript.prose[first.end() : last.end()].replace("\x01", "").split())
    return ProofMark(first.end(), last.end(), _("“{words}” stands twice", words=words), _("delete one"), "")


RULES = (Rule("repeated-word", "warning", repeated_word, mends=True),)
