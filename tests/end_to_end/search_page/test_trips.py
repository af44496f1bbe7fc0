"""A first query takes four trips at most: manifest, what it names, what that shows to be needed, results."""

from __future__ import annotations

import time
from collections.abc import Iterator
from random import Random
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from bench.search.asking import askings
from bench.search.browser import trips
from bench.search.queries import mixed_queries

from .conftest import QuietHandler, SampleIndex, serve

pytestmark = pytest.mark.browser
MOST = 4
# s; longer than the page takes to ask for everything that it can ask for at once.
DELAY = 0.1
RESULTS = "() => document.querySelector('[data-search]').matches('[data-mode=results], [data-mode=none]')"
FILES = """() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("/chi-muc/"))
  .map(({ name, startTime, responseEnd }) => [startTime, responseEnd, name])"""


class DistantHandler(QuietHandler):
    """Index files come as from far away."""

    def do_GET(self) -> None:
        if "/chi-muc/" in self.path:
            time.sleep(DELAY)
        super().do_GET()


@pytest.fixture(scope="module")
def distant(sample_index: SampleIndex) -> Iterator[str]:
    server, address = serve(sample_index.folder, DistantHandler)
    yield address
    server.shutdown()
    server.server_close()


def asked(sample_index: SampleIndex) -> list[str]:
    """Of every kind: clean, careless, mistyped, phrases, filters, alternatives, nonsense."""
    rng = Random(6)
    found = {item.kind: item.text for item in askings(rng.choice(sample_index.documents), rng)}
    document = sample_index.documents[7]
    more = ['"cơ quan chức năng"', "tào án", "luật sưr", "xyzzy qqq", f"công an mục:{document.section[0]} năm:2019"]
    return [*list(found.values())[::5], *mixed_queries(sample_index.documents, 12)[::2], *more, "án tòa", "THADS -luật"]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_query_takes_four_trips_at_most(
    width: int, browser: Browser, distant: str, sample_index: SampleIndex
) -> None:
    long, most = [], 0
    for text in asked(sample_index)[width > 1000 :: 2]:
        context = browser.new_context(viewport={"width": width, "height": 740})
        page = context.new_page()
        page.goto(f"{distant}/tim-kiem/?{urlencode({'q': text})}")
        page.wait_for_function(RESULTS)
        page.wait_for_load_state("networkidle")
        files = page.evaluate(FILES)
        count = trips([(start, end) for start, end, _name in files])
        most = max(most, count)
        if count > MOST:
            long.append((text, count, sorted(files)))
        context.close()
    assert long == []
    assert most == MOST, "no query needed a second look"
