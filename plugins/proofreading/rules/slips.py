"""Slips of the finger: syllables that no word has, and such as do not fit between their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.i18n import Translator

from ..house.rule import Desk, ProofMark, Rule
from ..slips.judge import judge
from ..slips.suspects import Token
from ..source.manuscript import Manuscript

_ = Translator(__file__)

_MARKS = frozenset(chr(code) for code in range(0x300, 0x370))
_STRAY_MARK = re.compile(r"\w*[\u0300-\u036f]+\w*")


def misspelt_syllable(manuscript: Manuscript, desk: Desk) -> Iterator[ProofMark]:
    for match in () if _MARKS.isdisjoint(manuscript.signs) else _STRAY_MARK.finditer(manuscript.prose):
        message = _("{word} has a mark that belongs to no letter", word=match.group())
        yield ProofMark(match.start(), match.end(), message, _("type the word anew"))
    for token, meant, is_sure in judge(manuscript, desk.style.words["foreign"]).misspelt:
        message = _("{word} is no Vietnamese syllable", word=token.text)
        hint = _("did you mean {meant}?", meant=meant) if meant else _("check its spelling")
        yield ProofMark(token.start, token.end, message, hint, _as_written(token, meant) if is_sure else None)


def slip(manuscript: Manuscript, desk: Desk) -> Iterator[ProofMark]:
    for token, meant in judge(manuscript, desk.style.words["foreign"]).misplaced:
        message = _("{word} does not fit between its neighbours", word=token.text)
        yield ProofMark(token.start, token.end, message, _("did you mean {meant}?", meant=meant))


def _as_written(token: Token, meant: str) -> str:
    return meant.capitalize() if token.text[:1].isupper() else meant


RULES = (
    Rule("misspelt-syllable", "warning", misspelt_syllable, mends=True),
    Rule("slip", "advice", slip),
)
