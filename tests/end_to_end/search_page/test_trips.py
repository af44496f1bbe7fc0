"""A first query takes four trips at most: manifest, what it names, what that shows to be needed, results."""

from __future__ import annotations

from random import Random
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, Route

from bench.search.asking import askings
from bench.search.queries import mixed_queries

from .conftest import SampleIndex

pytestmark = pytest.mark.browser
MOST = 4
ANSWERED = "() => document.querySelector('[data-search]')?.matches('[data-mode=results], [data-mode=none]') ?? false"
# Three times nothing to do: what an answer led to has been asked for.
IDLE = "async () => { for (const _ of [1, 2, 3]) await new Promise((done) => requestIdleCallback(done)); }"

MOST_LOOKS = 100


def trips(page: Page, address: str) -> list[list[str]]:
    """What is asked of the index, by trips: all that the page asks for before it has an answer to any of it."""
    held: list[Route] = []
    looks = 0
    made: list[list[str]] = []
    page.route("**/chi-muc/**", lambda route: held.append(route))
    page.goto(address, wait_until="domcontentloaded")
    while True:
        seen = -1
        while seen < len(held):  # no clock: a slow machine makes no trip of its own
            seen = len(held)
            page.evaluate(IDLE)
        if not held:
            if page.evaluate(ANSWERED):
                return made
            looks += 1
            assert looks < MOST_LOOKS, f"nothing asked for and no answer: {address}"
            continue
        asked_for, held = held, []
        made.append(sorted(route.request.url for route in asked_for))
        answers = [route.fetch() for route in asked_for]
        for route, answer in zip(asked_for, answers, strict=True):
            route.fulfill(response=answer)


def asked(sample_index: SampleIndex) -> list[str]:
    """Of every kind: clean, careless, mistyped, phrases, filters, alternatives, nonsense."""
    rng = Random(6)
    found = {item.kind: item.text for item in askings(rng.choice(sample_index.documents), rng)}
    document = sample_index.documents[7]
    more = ['"cơ quan chức năng"', "tào án", "luật sưr", "xyzzy qqq", f"công an mục:{document.section[0]} năm:2019"]
    return [*list(found.values())[::8], *mixed_queries(sample_index.documents, 12)[::4], *more, "án tòa", "THADS -luật"]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_query_takes_four_trips_at_most(width: int, browser: Browser, sample_index: SampleIndex) -> None:
    long, most = [], 0
    for text in asked(sample_index)[width > 1000 :: 2]:
        context = browser.new_context(viewport={"width": width, "height": 740})
        made = trips(context.new_page(), f"{sample_index.address}/tim-kiem/?{urlencode({'q': text})}")
        most = max(most, len(made))
        if len(made) > MOST:
            long.append((text, made))
        context.close()
    assert long == []
    assert most == MOST, "no query needed a second look"
