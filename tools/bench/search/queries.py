"""Queries of all kinds made from the stories: known items for relevance, mixtures for equality of engines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from portal.exchange import SearchDocument
from portal.vietnam.text import fold

from .asking import KnownItem, askings, run_of, telex
from .typos import ACCENT_SLIPS, SLIPS, slipped

# How often each way of asking is tried against other engines, which take their time.
COMPARED = (
    "title5", "title5 plain", "lead6", "lead6 plain", "body8", "body8 plain", "title5 telex", "title", "title5 slip"
)  # fmt: skip


def known_items(documents: Sequence[SearchDocument], count: int, seed: int = 7) -> list[KnownItem]:
    """`count` stories, each asked for in the ways that engines are compared by."""
    rng = Random(seed)
    chosen = rng.sample(range(len(documents)), min(count, len(documents)))
    return [item for number in chosen for item in _items(documents[number], rng)]


def _items(document: SearchDocument, rng: Random) -> Iterator[KnownItem]:
    asked = list(askings(document, rng))
    slips = [item for item in asked if item.kind.startswith("title5") and item.kind.split()[-1] in SLIPS]
    if slips:
        asked.append(replace(rng.choice(slips), kind="title5 slip"))
    yield from (item for item in asked if item.kind in COMPARED)


def mixed_queries(documents: Sequence[SearchDocument], count: int, seed: int = 11) -> list[str]:
    """`count` queries of every form that the query language has."""
    rng = Random(seed)
    forms = (
        _words,
        _plain,
        _telex,
        _phrase,
        _excluding,
        _either,
        _filtered,
        _dated,
        _titled,
        _stray,
        _abbreviated,
        _slipped,
        _loose,
        _synonymous,
    )
    return [forms[number % len(forms)](rng.choice(documents), rng) for number in range(count)]


def _some(document: SearchDocument, rng: Random, most: int = 6) -> list[str]:
    field = rng.choice((document.title, document.sapo, document.body))
    return run_of(field, rng.randint(1, most), rng) or run_of(document.title, 1, rng)


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
    return f'tiêuđề:"{" ".join(run_of(document.title, rng.randint(1, 4), rng))}" {_words(document, rng)}'


def _stray(document: SearchDocument, rng: Random) -> str:
    """Words of two stories' fields that never stood together."""
    return " ".join(token for _ in range(3) for token in _some(document, rng, 1))


def _abbreviated(document: SearchDocument, rng: Random) -> str:
    return f"{rng.choice(('THADS', 'UBND', 'uỷ ban nhân dân', 'TP.HCM'))} {_words(document, rng)}"


def _loose(document: SearchDocument, rng: Random) -> str:
    """Words of a headline in any order, some left out."""
    words = run_of(document.title, 6, rng) or _some(document, rng)
    return " ".join(rng.sample(words, rng.randint(min(3, len(words)), len(words))))


def _synonymous(document: SearchDocument, rng: Random) -> str:
    return f"{rng.choice(('ly hôn', 'li di', 'cảnh sát', 'trên'))} {_words(document, rng)}"


def _slipped(document: SearchDocument, rng: Random) -> str:
    """One typing mistake in a few words, with or without diacritics."""
    words = _some(document, rng)
    slips = {**SLIPS, **ACCENT_SLIPS}
    if rng.random() < 0.5:
        words, slips = [fold(word) for word in words], SLIPS
    return " ".join(slipped(words, slips[rng.choice(list(slips))], rng) or words)
