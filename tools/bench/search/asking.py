"""Known items: the ways in which a reader asks for one story, from clean to careless."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from portal.exchange import SearchDocument
from portal.vietnam.text import fold
from site_search.language.analysis import sentences

from .typos import ACCENT_SLIPS, SLIPS, mark, slipped, tone


@dataclass(frozen=True)
class KnownItem:
    """A query whose maker has one story in mind. `kind` such as `lead6 plain`."""

    kind: str
    text: str
    url: str


def run_of(text: str, length: int, rng: Random) -> list[str]:
    """`length` syllables in a row from one sentence, or none if the text has no such run."""
    long_enough = [sentence.tokens for sentence in sentences(text) if len(sentence.tokens) >= length]
    if not long_enough:
        return []
    tokens = rng.choice(long_enough)
    start = rng.randrange(len(tokens) - length + 1)
    return list(tokens[start : start + length])


def askings(document: SearchDocument, rng: Random) -> Iterator[KnownItem]:
    """One story, asked for in every way."""
    runs = {
        "title5": run_of(document.title, 5, rng),
        "lead6": run_of(document.sapo, 6, rng),
        "body8": run_of(document.body, 8, rng),
    }
    for kind, tokens in runs.items():
        if tokens:
            yield KnownItem(kind, " ".join(tokens), document.url)
            yield KnownItem(f"{kind} plain", fold(" ".join(tokens)), document.url)
    queries = [*_untidy(document, runs["title5"], rng)]
    for kind in ("title5", "lead6"):
        queries += _slips(kind, runs[kind], rng)
    queries += _loose(document.title, rng)
    yield from (KnownItem(kind, text, document.url) for kind, text in queries)


def _loose(title: str, rng: Random) -> Iterator[tuple[str, str]]:
    """As readers remember a headline: few words, in another order, some left out."""
    if short := run_of(title, 3, rng):
        yield "title3", " ".join(short)
    if five := run_of(title, 5, rng):
        turned = list(five)
        while turned == five and len(set(five)) > 1:
            rng.shuffle(turned)
        yield "title5 any order", " ".join(turned)
        yield "title5 any order plain", fold(" ".join(turned))
    if six := run_of(title, 6, rng):
        places = sorted(rng.sample(range(6), 4))
        yield "title4 of 6", " ".join(six[at] for at in places)
        yield "title4 of 6 plain", fold(" ".join(six[at] for at in places))


def _untidy(document: SearchDocument, title5: Sequence[str], rng: Random) -> Iterator[tuple[str, str]]:
    title = document.title
    yield "title", title
    yield "title in capitals", title.upper()
    yield "title decomposed", unicodedata.normalize("NFD", title)
    if title5:
        yield "title5 telex", " ".join(map(telex, title5))
        yield "title5 vni", " ".join(map(vni, title5))
        yield "title5 half plain", " ".join(rng.choice((token, fold(token))) for token in title5)
        yield "title5 loose marks", " ".join(rng.choice((mark, tone, _same))(token, rng) for token in title5)
    longer = run_of(title, 7, rng)
    if longer:
        at = rng.randint(1, 4)
        yield "title7 with a gap", " ".join([*longer[:at], *longer[at + 2 :]])
        yield "title7 turned", " ".join([*longer[4:], *longer[:4]])


def _same(token: str, rng: Random) -> str:
    return token


def _slips(kind: str, tokens: Sequence[str], rng: Random) -> Iterator[tuple[str, str]]:
    plain = [fold(token) for token in tokens]
    for name, slip in (SLIPS | ACCENT_SLIPS).items():
        if tokens and (mistyped := slipped(tokens, slip, rng)):
            yield f"{kind} {name}", " ".join(mistyped)
    for name, slip in SLIPS.items():
        if tokens and (mistyped := slipped(plain, slip, rng)):
            yield f"{kind} plain {name}", " ".join(mistyped)


_TONES = dict(zip("\u0300\u0301\u0309\u0303\u0323", "fsrxj", strict=True))
_VNI_TONES = dict(zip("\u0300\u0301\u0309\u0303\u0323", "21345", strict=True))
_MARKS = {"\u0306": "w", "\u031b": "w"}
_VNI_MARKS = {"\u0302": "6", "\u0306": "8", "\u031b": "7"}


def telex(syllable: str) -> str:
    """As it stands when the input method was off: `thống` -> `thoongs`."""
    keys, last = "", ""
    for letter in unicodedata.normalize("NFD", syllable.replace("đ", "dd")):
        if letter in _TONES:
            last = _TONES[letter]
        elif letter == "\u0302":
            keys += keys[-1]
        else:
            keys += _MARKS.get(letter, letter)
    return keys + last


def vni(syllable: str) -> str:
    """The same of the other input method: `thống` -> `tho6ng1`."""
    keys, last = "", ""
    for letter in unicodedata.normalize("NFD", syllable.replace("đ", "d9")):
        last = _VNI_TONES.get(letter, last)
        if letter not in _VNI_TONES:
            keys += _VNI_MARKS.get(letter, letter)
    return keys + last
