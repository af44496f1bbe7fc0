"""Headline and sapo: length, capitals, last mark, and that they do not say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.i18n import Translator

from ..house.rule import Desk, ProofMark, Rule
from ..source.front_values import FrontValue
from ..source.manuscript import Manuscript

_ = Translator(__file__)

_WORD = re.compile(r"[^\W\d_]+")
_END = re.compile(r"(?:[.!?…]|\.{3})[”\"»)\]]*$|[:;]$")
_STOP = re.compile(r"(?<![.…])\.$")
_ABBREVIATED = re.compile(r"(?:v\.v|\b[A-ZĐ])\.$")


def shouting(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    """Capitals throughout: most words of three letters and more, or four words in a row."""
    for passage, text in manuscript.passages_of("title", "kicker", "sapo", "heading"):
        words = _WORD.findall(text)
        long = [word for word in words if len(word) >= 2]
        loud = [word for word in long if word.isupper()]
        if len(long) >= 3 and len(loud) / len(long) >= 0.6 and len(words) >= 4:
            yield ProofMark(
                passage.start,
                passage.end,
                _("written in capitals throughout"),
                _("write small letters; the page sets the type"),
            )


def headline_length(manuscript: Manuscript, desk: Desk) -> Iterator[ProofMark]:
    if manuscript.is_story:
        yield from _length(manuscript.value("title"), "title", _("the headline"), desk)


def sapo_length(manuscript: Manuscript, desk: Desk) -> Iterator[ProofMark]:
    if manuscript.is_story:
        yield from _length(manuscript.value("sapo"), "sapo", _("the sapo"), desk)


def _length(value: FrontValue | None, name: str, words: str, desk: Desk) -> Iterator[ProofMark]:
    if value is None or not value.text.strip():
        return
    length = len(" ".join(value.text.split()))
    longest, shortest = desk.style.limit(f"{name}_longest"), desk.style.limit(f"{name}_shortest")
    if length > longest:
        message = _(
            "{what} has {length} characters, at most {limit} are good", what=words, length=length, limit=longest
        )
        yield ProofMark(value.start, value.end, message, _("shorten it"))
    elif length < shortest:
        message = _(
            "{what} has {length} characters, at least {limit} are good", what=words, length=length, limit=shortest
        )
        yield ProofMark(value.start, value.end, message, _("say more"), severity="advice")


def headline_stop(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    value = manuscript.value("title")
    if value is None or value.end <= value.start:
        return
    text = manuscript.text[value.start : value.end]
    if _STOP.search(text) and not _ABBREVIATED.search(text):
        yield ProofMark(value.end - 1, value.end, _("the headline ends with a full stop"), _("delete it"), "")


def sapo_stop(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    value = manuscript.value("sapo")
    if value is not None and value.end > value.start and not _END.search(value.text.rstrip()):
        yield ProofMark(
            value.end - 1,
            value.end,
            _("the sapo ends without a mark"),
            _("put a full stop"),
            f"{manuscript.text[value.end - 1]}.",
        )


def sapo_repeats(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    title, sapo = manuscript.value("title"), manuscript.value("sapo")
    if title is None or sapo is None:
        return
    first, second = same_words(title.text), same_words(sapo.text)
    if len(first) > 10 and (second == first or second.startswith(first + " ")):
        yield ProofMark(sapo.start, sapo.end, _("the sapo repeats the headline"), _("say what the headline does not"))


def same_words(text: str) -> str:
    """For comparing: small letters, words only."""
    return " ".join(re.findall(r"\w+", text.lower()))


RULES = (
    Rule("headline-shouting", "warning", shouting),
    Rule("headline-length", "warning", headline_length),
    Rule("headline-stop", "warning", headline_stop, mends=True),
    Rule("sapo-length", "warning", sapo_length),
    Rule("sapo-stop", "advice", sapo_stop, mends=True),
    Rule("sapo-repeats", "warning", sapo_repeats),
)
