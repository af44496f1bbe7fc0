"""The browser's engine finds what the Python reference finds: same stories, same order, same scores."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bench.search.queries import mixed_queries
from portal.exchange import SearchDocument
from site_search.export.export_reader import ExportedIndex, read_folder
from site_search.query.offers import answer
from site_search.query.plan import Plan
from site_search.query.planner import abbreviations_of, make_plan, synonyms_of

from .conftest import SampleIndex

pytestmark = pytest.mark.browser
TOP = 10
# More on demand: SEARCH_QUERIES=2000.
COUNT = int(os.environ.get("SEARCH_QUERIES", "420"))

ANSWER = """
async (queries) => {
  const { open } = await import("/modules/js/search/engine/engine.js");
  const { parseState } = await import("/modules/js/search/engine/state.js");
  const engine = open(new URL("/tim-kiem/chi-muc/", location.href));
  const answers = [];
  for (const [text, typing] of queries) {
    const found = await engine.search({ ...parseState(""), text, typing }, new AbortController().signal);
    answers.push([found.total, found.results.map(({ doc, score }) => [doc, score]), found.suggestion]);
  }
  return answers;
}
"""


@pytest.fixture(scope="module")
def reference(sample_index: SampleIndex) -> ExportedIndex:
    return ExportedIndex(read_folder(sample_index.folder / "tim-kiem/chi-muc"))


@pytest.fixture(scope="module")
def page(browser: Browser, sample_index: SampleIndex) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{sample_index.address}/modules/")
    yield page
    page.close()


def plan_of(index: ExportedIndex, text: str, typing: bool) -> Plan:
    tables = index.manifest["abbreviations"], index.manifest["synonyms"]
    return make_plan(text, abbreviations_of(map(tuple, tables[0])), typing, synonyms_of(tables[1]))


def queries_of(documents: list[SearchDocument]) -> list[tuple[str, bool]]:
    texts = mixed_queries(documents, COUNT)
    texts += [f"vănbản:{law} {text}" for law in ("14/2015/TT-BTP", '"luật luật sư"') for text in texts[:12]]
    return [(text, False) for text in texts] + [(text[:-1], True) for text in texts[::5] if len(text) > 3]


def test_same_stories_order_scores_and_offers(page: Page, reference: ExportedIndex, sample_index: SampleIndex) -> None:
    queries = queries_of(sample_index.documents)
    answers = page.evaluate(ANSWER, [list(query) for query in queries])
    found = 0
    for (text, typing), (total, top, suggestion) in zip(queries, answers, strict=True):
        wanted, offered = answer(plan_of(reference, text, typing), reference)
        hits = wanted.hits
        assert total == len(hits), text
        assert suggestion == offered, text
        assert [doc for doc, _ in top] == [hit.number for hit in hits[:TOP]], text
        assert [score for _, score in top] == pytest.approx([hit.score for hit in hits[:TOP]], rel=1e-9), text
        found += bool(hits)
    assert found > len(queries) * 0.8, "the queries hardly find anything, so little was compared"


def test_phrases_are_exact(page: Page, sample_index: SampleIndex) -> None:
    """Every story that contains the phrase and no other, by scanning the texts."""
    from site_search.language.analysis import sentences

    def contains(document: SearchDocument, tokens: tuple[str, ...]) -> bool:
        fields: list[Any] = [document.title, document.sapo, document.body, document.captions]
        return any(
            sentence.tokens[start : start + len(tokens)] == tokens
            for field in fields
            for sentence in sentences(field)
            for start in range(len(sentence.tokens) - len(tokens) + 1)
        )

    document = sample_index.documents[3]
    tokens = sentences(document.body)[0].tokens
    phrases = [tokens[start : start + length] for length in (2, 3, 4, 5) for start in (0, 1, 2)]
    answers = page.evaluate(ANSWER, [[f'"{" ".join(phrase)}"', False] for phrase in phrases])
    for phrase, (total, *_) in zip(phrases, answers, strict=True):
        wanted = [one for one in sample_index.documents if contains(one, phrase)]
        assert wanted
        assert total == len(wanted), phrase
