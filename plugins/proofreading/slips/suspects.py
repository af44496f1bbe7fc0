"""The words of a story with what stands on their sides, as far as they do not stand there in news."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from portal.vietnam.syllable_pairs import COMMA, START, STOP

from ..source.manuscript import Manuscript
from ..source.markup import THROUGH, Passage
from .bits import MASKS
from .news_language import NewsLanguage, plain

UNKNOWN = ""
NO_WORDS = (UNKNOWN, START, COMMA, STOP)


class Token(NamedTuple):
    """A word and its sides: a word, `START`, `COMMA`, `STOP`, or `UNKNOWN` (a number, a name, a bracket).

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


def suspects(manuscript: Manuscript, language: NewsLanguage) -> Iterator[Token]:
    """The words that do not stand beside both their neighbours in news or in a dictionary."""
    for passage in manuscript.passages:
        if passage.kind != "credit":
            yield from _suspects(manuscript, passage, language)


def _suspects(manuscript: Manuscript, passage: Passage, language: NewsLanguage) -> Iterator[Token]:
    first, last = manuscript.words_of(passage)
    if first == last:
        return
    matches = manuscript.words[first:last]
    texts = [match.group() for match in matches]
    words = [plain(text) for text in texts]
    between = [None if gap == " " else _gap(gap, is_last=False) for gap in manuscript.gaps[first + 1 : last]]
    gaps = [START, *between, _gap(manuscript.prose[matches[-1].end() : passage.end], is_last=True)]
    # A name says nothing of what stands beside it; the capital of a sentence's first word makes no name of it.
    sides = [
        word if text.islower() or (gap in _BEGINS and text[1:].islower()) else UNKNOWN
        for word, text, gap in zip(words, texts, gaps, strict=False)
    ]
    lefts = [
        side if gap is None else _AFTER.get(gap, UNKNOWN)
        for side, gap in zip([UNKNOWN, *sides], gaps[:-1], strict=False)
    ]
    rights = [side if gap is None else gap for side, gap in zip([*sides[1:], UNKNOWN], gaps[1:], strict=True)]
    for at in _doubtful(words, lefts, rights, language):
        before = sides[at - 2] if at > 1 and gaps[at] is None and gaps[at - 1] is None else UNKNOWN
        after = sides[at + 2] if at + 2 < len(words) and gaps[at + 1] is None and gaps[at + 2] is None else UNKNOWN
        start, end = matches[at].span()
        yield Token(texts[at], start, end, words[at], lefts[at], rights[at], before, after, passage.kind)


def _doubtful(words: list[str], lefts: list[str], rights: list[str], language: NewsLanguage) -> list[int]:
    """Numbers of those that do not hold to both their sides."""
    rows, numbers, nobody = language.followers, language.numbers, language.nobody
    doubtful = []
    for at, (word, left, right) in enumerate(zip(words, lefts, rights, strict=True)):
        own, follower = numbers.get(word, 0), numbers.get(right, 0)
        if not (
            rows.get(left, nobody).data[own >> 3] & MASKS[own & 7]
            and rows.get(word, nobody).data[follower >> 3] & MASKS[follower & 7]
        ):
            doubtful.append(at)
    return doubtful


_BEGINS = (START, STOP)
_AFTER = {START: START, STOP: START, COMMA: COMMA}
_SPACES = " \n\u00a0\t" + THROUGH


def _gap(gap: str, is_last: bool) -> str | None:
    """The mark between a word and the next; None where they follow one another."""
    mark = gap.strip(_SPACES)
    if not mark:
        return STOP if is_last else None
    if mark[0] in ",;":
        return COMMA
    if mark in (".", "!", "?"):
        return STOP
    return UNKNOWN
