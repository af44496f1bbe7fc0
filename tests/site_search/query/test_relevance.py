"""Known items: a reader who has one story in mind finds it near the top."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from bench.search.typos import SLIPS, slipped
from portal.exchange import SearchDocument
from portal.vietnam.text import fold
from site_search.export.export_reader import ExportedIndex
from site_search.query.offers import answer
from site_search.query.planner import abbreviations_of, make_plan
from tests.site_search.conftest import ABBREVIATIONS
from tests.site_search.language.test_syllables import keys
from tests.site_search.queries import run, tokens_of, typo

Ask = Callable[[SearchDocument, Random], list[str]]


def plain(tokens: list[str]) -> list[str]:
    return [fold(token) for token in tokens]


def telex(tokens: list[str]) -> list[str]:
    return [keys(token, vni=False) for token in tokens]


def any_slip(tokens: list[str], rng: Random) -> list[str]:
    """A letter lost, doubled, exchanged, replaced or added, anywhere in any token."""
    return slipped(tokens, rng.choice(list(SLIPS.values())), rng) or tokens


def any_order(tokens: list[str], rng: Random) -> list[str]:
    return rng.sample(tokens, len(tokens))


def four(tokens: list[str], rng: Random) -> list[str]:
    """Two of six left out."""
    return [tokens[at] for at in sorted(rng.sample(range(len(tokens)), min(4, len(tokens))))]


KINDS: list[tuple[str, float, Ask]] = [
    ("title", 0.99, lambda one, rng: tokens_of(one.title)),
    ("title5", 0.98, lambda one, rng: run(tokens_of(one.title), 5, rng)),
    ("title5 without diacritics", 0.97, lambda one, rng: plain(run(tokens_of(one.title), 5, rng))),
    ("lead6", 0.97, lambda one, rng: run(tokens_of(one.sapo), 6, rng)),
    ("lead6 without diacritics", 0.96, lambda one, rng: plain(run(tokens_of(one.sapo), 6, rng))),
    ("body8", 0.95, lambda one, rng: run(tokens_of(one.body), 8, rng)),
    ("title5 with one typo", 0.90, lambda one, rng: typo(run(tokens_of(one.title), 5, rng), rng)),
    ("title5 with any slip", 0.93, lambda one, rng: any_slip(run(tokens_of(one.title), 5, rng), rng)),
    ("title5 plain with any slip", 0.90, lambda one, rng: any_slip(plain(run(tokens_of(one.title), 5, rng)), rng)),
    ("lead6 with any slip", 0.93, lambda one, rng: any_slip(run(tokens_of(one.sapo), 6, rng), rng)),
    ("title3", 0.92, lambda one, rng: run(tokens_of(one.title), 3, rng)),
    ("title5 in any order", 0.92, lambda one, rng: any_order(run(tokens_of(one.title), 5, rng), rng)),
    ("four of six", 0.92, lambda one, rng: four(run(tokens_of(one.title), 6, rng), rng)),
    ("title5 in telex", 0.90, lambda one, rng: telex(run(tokens_of(one.title), 5, rng))),
]


@pytest.mark.parametrize(("wanted", "ask"), [kind[1:] for kind in KINDS], ids=[kind[0] for kind in KINDS])
def test_mean_reciprocal_rank(
    wanted: float, ask: Ask, documents: list[SearchDocument], exported: ExportedIndex
) -> None:
    rng = Random(29)
    table = abbreviations_of(ABBREVIATIONS)
    total = 0.0
    asked = rng.sample(range(len(documents)), 60)
    for number in asked:
        found, _ = answer(make_plan(" ".join(ask(documents[number], rng)), table), exported)
        ranks = [place for place, hit in enumerate(found.hits[:10], 1) if hit.number == number]
        total += 1 / ranks[0] if ranks else 0
    assert total / len(asked) >= wanted
