"""A word typed twice: `án án dân sự`; not `xanh xanh`, not `Luật Luật sư`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from portal.i18n import Translator

from ..house.rule import Desk, Finding, Rule
from ..source.manuscript import Manuscript

_ = Translator(__file__)

_GAP = r"(?:[ \u00a0\t]*\n[ \u00a0\t]*|[ \u00a0\t]+)"
_WORD = re.compile(rf"(?<![\w\x02])([^\W\d_]+)({_GAP})(?=(?:\1)(?!\w))", re.IGNORECASE)
_PAIR = re.compile(rf"(?<![\w\x02])([^\W\d_]+{_GAP}[^\W\d_]+)({_GAP})(?=(?:\1)(?!\w))", re.IGNORECASE)


def repeated_word(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    prose = manuscript.prose
    for match in _WORD.finditer(prose):
        word = match.group(1)
        again = prose[match.end() : match.end() + len(word)]
        if _is_meant(word, again, prose, match, desk):
            continue
        yield _finding(word, match.end(1), match.end() + len(word))
    for match in _PAIR.finditer(prose):
        words = match.group(1)
        again = prose[match.end() : match.end() + len(words)]
        first, second = words.split()
        if first.lower() == second.lower() or again != again.lower() or words != words.lower() and words[1:] != words[1:].lower():
            continue
        if " ".join(words.lower().split()) in _MEANT_PAIRS:
            continue
        yield _finding(words, match.end(1), match.end() + len(words))


# Said twice for emphasis.
_MEANT_PAIRS = frozenset({"từng bước", "rất nhiều", "dần dà", "mãi mãi", "hết lần", "thế này", "thế kia", "nào là", "càng ngày"})


def _is_meant(word: str, again: str, prose: str, match: re.Match[str], desk: Desk) -> bool:
    lower = word.lower()
    if again[0].isupper() and again != word.upper():  # `cán bộ Bộ Tư pháp`, `Luật Luật sư`, names
        return True
    if len(word) == 1 or (word.isupper() and len(word) > 1):
        return True
    if lower in desk.style.words["doubled"] or _plain(lower) in desk.style.words["doubled"]:
        return True
    around = " ".join(prose[max(0, match.start() - 24) : match.end() + len(word) + 24].lower().split())
    phrases = _phrases(desk.style.words["doubled_phrases"]).get(lower, ())
    return any(phrase in around for phrase in phrases)


def _plain(word: str) -> str:
    return word


@lru_cache(maxsize=8)
def _phrases(phrases: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """By the word that stands twice."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(phrases):
        words = phrase.split()
        for first, second in zip(words, words[1:], strict=False):
            if first == second:
                found[first] = (*found.get(first, ()), phrase)
    return found


def _finding(words: str, start: int, end: int) -> Finding:
    words = " ".join(words.split())
    return Finding(start, end, _("“{words}” stands twice", words=words), _("delete one"), "")


RULES = (Rule("repeated-word", "warning", repeated_word, mends=True),)
