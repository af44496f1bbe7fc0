"""Queries of all kinds, made from stories."""

from __future__ import annotations

from random import Random

from portal.exchange import SearchDocument
from portal.vietnam.text import fold
from site_search.language.analysis import sentences


def tokens_of(text: str) -> list[str]:
    return [token for sentence in sentences(text) for token in sentence.tokens]


def run(tokens: list[str], length: int, rng: Random) -> list[str]:
    start = rng.randrange(max(1, len(tokens) - length + 1))
    return tokens[start : start + length]


def mixed_query(documents: list[SearchDocument], rng: Random) -> str:
    """Words, phrases, exclusions, alternatives, filters, dates, with and without diacritics."""
    document = rng.choice(documents)
    tokens = tokens_of(rng.choice((document.title, document.sapo, document.body, document.body)))
    words = run(tokens, rng.randint(1, 6), rng)
    if rng.random() < 0.4:
        words = [fold(word) for word in words]
    query = " ".join(words)
    kind = rng.randrange(9)
    if kind == 0:
        return f'"{query}"'
    if kind == 1:
        return f"{query} -{rng.choice(tokens)}"
    if kind == 2:
        return f'{query} HOẶC "{" ".join(run(tokens, 2, rng))}"'
    if kind == 3:
        return f"{query} muc:{document.section[-1]} tacgia:{document.authors[0]}"
    if kind == 4:
        return f"tiêuđề:{query}"
    if kind == 5:
        return f"{query} từ:{document.date:%m/%Y} đến:{document.date.year + 1}"
    return query


def typo(tokens: list[str], rng: Random) -> list[str]:
    place = rng.randrange(len(tokens))
    word = tokens[place]
    letter = rng.randrange(len(word))
    other = rng.choice("abcdeghiklmnopqrstuvxy")
    made = rng.choice(
        (
            word[:letter] + word[letter + 1 :],
            word[:letter] + other + word[letter + 1 :],
            word[:letter] + other + word[letter:],
        )
    )
    return [*tokens[:place], made, *tokens[place + 1 :]]
