"""Hostile queries: nothing throws, hangs or turns into markup, and Python plans each of them the same.

`HOSTILE_QUERIES=10000` asks more of them.
"""

from __future__ import annotations

import json
import os
import unicodedata
from random import Random

import pytest
from playwright.sync_api import Browser, Page

from portal.vietnam.text import slugify
from site_search.query.planner import abbreviations_of, make_plan, synonyms_of

from .conftest import ABBREVIATIONS, SYNONYMS, SampleIndex

pytestmark = pytest.mark.browser
COUNT = int(os.environ.get("HOSTILE_QUERIES", "3000"))
ABBREVIATION_TOKENS, SYNONYM_TOKENS = abbreviations_of(ABBREVIATIONS), synonyms_of(SYNONYMS)
PIECES = [
    *"aăâđeêoôơuưyỹẹ 019-:\"'“”«»|.,;/\\<>&=(){}[]*?~^%$#@!\t\n\r",
    *"\u00a0\u00ad\u200b\u200e\u202e\u2028\ufeff\u0300\u0323\u031b",
    *(
        "thi",
        "hành",
        "án",
        "OR",
        "HOẶC",
        "mục:",
        "từ:",
        "năm:2024",
        "tiêuđề:",
        "-",
        "TP.HCM",
        "22/2024/NĐ-CP",
        "1.200,5",
    ),
    *(
        "<script>",
        "</script>",
        "<img src=x onerror=alert(1)>",
        "javascript:",
        "__proto__:x",
        "constructor:",
        "${1}",
        "{{1}}",
    ),
    *("ly hôn", "LI DỊ", "li di", "trên", "0912 345.678", "(+84) 24", "3733 1234", "m²", "ＡＢ", "サ", "thi\u200bhành"),
    *("hanhf", "d9u7o72ng", "İ", "ß", "ﬁ", "Ⅷ", "한", "漢字", "Σς", "ǅ", "😀", "\U00020000", "\x00", "\x1c"),
]

PLANS = """
async ([texts, abbreviations, synonyms]) => {
  const { makePlan } = await import("/modules/js/search/engine/query.js");
  const { marker } = await import("/modules/js/search/engine/marks.js");
  const { marked } = await import("/modules/js/search/dom.js");
  const { visible } = await import("/modules/js/search/engine/analysis.js");
  let slowest = 0;
  const plans = texts.map((text, at) => {
    const started = performance.now();
    const plan = makePlan(text, abbreviations, at % 2 === 1, synonyms);
    const box = document.createElement("p");
    const marks = marker(plan.groups.flat().flatMap((clause) => clause.readings));
    box.append(...marked(visible(text), marks(visible(text))));
    if (box.textContent !== visible(text)) throw new Error(`text changed: ${text}`);
    if ([...box.querySelectorAll("*")].some((one) => one.localName !== "mark")) throw new Error(`markup: ${text}`);
    slowest = Math.max(slowest, performance.now() - started);
    return JSON.stringify(plan);
  });
  return [plans, slowest];
}
"""


def hostile_texts() -> list[str]:
    rng = Random(3)
    texts = ["".join(rng.choices(PIECES, k=rng.randint(0, 24))) for _ in range(COUNT - 4)]
    return [*texts, "a" * 100_000, '"' * 100_000, "mục:" * 25_000, unicodedata.normalize("NFD", "ệ") * 30_000]


@pytest.fixture(scope="module")
def page(browser: Browser, sample_index: SampleIndex) -> Page:
    page = browser.new_page()
    page.goto(f"{sample_index.address}/modules/")
    return page


def test_plans_are_the_same_and_marks_add_no_markup(page: Page) -> None:
    texts = hostile_texts()
    plans, slowest = page.evaluate(PLANS, [texts, ABBREVIATIONS, SYNONYMS])
    assert slowest < 1000
    for number, (text, plan) in enumerate(zip(texts, plans, strict=True)):
        wanted = make_plan(text, ABBREVIATION_TOKENS, number % 2 == 1, SYNONYM_TOKENS).as_json()
        assert json.loads(plan) == json.loads(json.dumps(wanted)), ascii(text)


def test_addresses_are_written_alike(page: Page) -> None:
    # The browser may know letters of a later Unicode than Python.
    letters = [letter for letter in map(chr, range(32, 0xD800)) if unicodedata.category(letter) != "Cn"]
    texts = [*hostile_texts(), *letters, "ẞ œuvre Łódź", "Tuyên ngôn Ⅷ – ﬁn", "x " * 60]
    written = page.evaluate(
        """async (texts) => {
          const { slugify } = await import("/modules/js/search/engine/query.js");
          return texts.map((text) => slugify(text, 80));
        }""",
        texts,
    )
    assert written == [slugify(text) for text in texts]


def test_searches_never_fail(page: Page) -> None:
    answered = page.evaluate(
        """async (texts) => {
          const { open } = await import("/modules/js/search/engine/engine.js");
          const { addressOf, parseState } = await import("/modules/js/search/engine/state.js");
          const engine = open(new URL("/tim-kiem/chi-muc/", location.href));
          const { signal } = new AbortController();
          let count = 0;
          for (const whole of texts) {
            // Half a character cannot travel here from Python.
            const text = `${whole}\\ud800${whole.slice(0, 9)}\\udfff`;
            const state = parseState(addressOf({ ...parseState(""), text }));
            await engine.search({ ...state, typing: count % 2 === 1 }, signal);
            await engine.suggest(text, signal);
            count++;
          }
          return count;
        }""",
        hostile_texts()[::40],
    )
    assert answered == len(hostile_texts()[::40])
