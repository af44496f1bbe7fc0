"""Queries of all kinds made from the stories: known items for relevance, mixtures for equality of engines."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from portal.exchange import SearchDocument
from portal.vietnamese import fold
from site_search.analysis import sentences


@dataclass(frozen=True)
class KnownItem:
    """A query whose maker has one story in mind. `kind` such as `lead6 plain`."""

    kind: str
    text: str
    url: str


def known_items(documents: Sequence[SearchDocument], count: int, seed: int = 7) -> list[KnownItem]:
    """`count` stories, each asked for in every way."""
    rng = Random(seed)
    chosen = rng.sample(range(len(documents)), min(count, len(documents)))
    return [item for number in chosen for item in _items(documents[number], rng)]


def _items(document: SearchDocument, rng: Random) -> Iterator[KnownItem]:
    runs = {
        "title5": _run(document.title, 5, rng),
        "lead6": _run(document.sapo, 6, rng),
        "body8": _run(document.body, 8, rng),
    }
    for kind, tokens in runs.items():
        if tokens:
            yield KnownItem(kind, " ".join(tokens), document.url)
            yield KnownItem(f"{kind} plain", fold(" ".join(tokens)), document.url)
    if runs["title5"]:
        yield KnownItem("title5 telex", " ".join(map(telex, runs["title5"])), document.url)
        yield KnownItem("title5 typo", _typo(runs["title5"], rng), document.url)
    yield KnownItem("title", document.title, document.url)


def _run(text: str, length: int, rng: Random) -> list[str]:
    """`length` syllables in a row from one sentence, or none if the text has no such run."""
    long_enough = [sentence.tokens for sentence in sentences(text) if len(sentence.tokens) >= length]
    if not long_enough:
        return []
    tokens = rng.choice(long_enough)
    start = rng.randrange(len(tokens) - length + 1)
    return list(tokens[start : start + length])


_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_MARKS = {"\u0302": "", "\u0306": "w", "\u031b": "w"}


def telex(syllable: str) -> str:
    """As it stands when the input method was off: `thống` -> `thoongs`."""
    keys, tone = "", ""
    for letter in unicodedata.normalize("NFD", syllable.replace("đ", "dd")):
        if letter in _TONES:
            tone = _TONES[letter]
        elif letter == "\u0302":
            keys += keys[-1]
        else:
            keys += _MARKS.get(letter, letter)
    return keys + tone


def _typo(tokens: Sequence[str], rng: Random) -> str:
    """One slip in one syllable but the first: a letter lost, doubled, or exchanged with the next."""
    places = [place for place, token in enumerate(tokens) if place and len(token) > 3]
    place = rng.choice(places) if places else len(tokens) - 1
    token = tokens[place]
    at = rng.randrange(2, len(token)) if len(token) > 3 else len(token) - 1
    slips: list[Callable[[], str]] = [
        lambda: token[:at] + token[at + 1 :],
        lambda: token[: at + 1] + token[at:],
        lambda: token[: at - 1] + token[at] + token[at - 1] + token[at + 1 :],
    ]
    return " ".join([*tokens[:place], rng.choice(slips)(), *tokens[place + 1 :]])


def mixed_queries(documents: Sequence[SearchDocument], count: int, seed: int = 11) -> list[str]:
    """`count` queries of every form that the query language has."""
    rng = Random(seed)
    forms = (_words, _plain, _telex, _phrase, _excluding, _either, _filtered, _dated, _titled, _stray, _abbreviated)
    return [forms[number % len(forms)](rng.choice(documents), rng) for number in range(count)]


def _some(document: SearchDocument, rng: Random, most: int = 6) -> list[str]:
    field = rng.choice((document.title, document.sapo, document.body))
    return _run(field, rng.randint(1, most), rng) or _run(document.title, 1, rng)


def _words(document: SearchDocument, rng: Random) -> str:
    return " ".join(_some(document, rng))


def _plain(document: SearchDocument, rng: Random) -> str:
    return fold(_words(document, rng))


def _telex(document: SearchDocument, rng: Random) -> str:
    return " ".join(map(telex, _some(document, rng, 4)))


def _phrase(document: SearchDocument, rng: Random) -> str:
    quoted = f'"{_words(document, rng)}"'
    return fold(quoted) if rng.random() < 0.3 else quoted


def _excluding(document: SearchDocument, rng: Random) -> str:
    return f"{_words(document, rng)} -{_some(document, rng, 1)[0]}"


def _either(document: SearchDocument, rng: Random) -> str:
    return f"{_words(document, rng)} HOẶC {_words(document, rng)}"


def _filtered(document: SearchDocument, rng: Random) -> str:
    return f"{_words(document, rng)} mục:{document.section[0]} loại:{document.kind}"


def _dated(document: SearchDocument, rng: Random) -> str:
    return f"{_words(document, rng)} từ:{document.date:%d/%m/%Y} năm:{document.date:%Y}"


def _titled(document: SearchDocument, rng: Random) -> str:
    return f'tiêuđề:"{" ".join(_run(document.title, rng.randint(1, 4), rng))}" {_words(document, rng)}'


def _stray(document: SearchDocument, rng: Random) -> str:
    """Words of two stories' fields that never stood together."""
    return " ".join(token for _ in range(3) for token in _some(document, rng, 1))


def _abbreviated(document: SearchDocument, rng: Random) -> str:
    return f"{rng.choice(('THADS', 'UBND', 'uỷ ban nhân dân', 'TP.HCM'))} {_words(document, rng)}"
