"""What offline reading keeps and shows, as rules: asked of the very module that the worker is bundled from."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HOUR = 3_600_000
NOW = 1_000 * HOUR
STORY, LIST = "/bao/tu-phap/bai-post12.html", "/bao/tu-phap/"


@pytest.fixture(scope="module")
def rules(browser: Browser, address: str) -> Any:
    """`rules(expression)`: its value, where `rules` is the module."""
    page: Page = browser.new_page()
    page.goto(f"{address}/manifest.webmanifest")

    def ask(expression: str) -> Any:
        return page.evaluate(f"import('/theme/t/js/offline/rules.js').then((rules) => {expression})")

    yield ask
    page.close()


@pytest.mark.parametrize(
    ("path", "saved", "heard", "withdrawn", "shown"),
    [
        (STORY, NOW - HOUR, 0, [], True),
        (STORY, NOW - 48 * HOUR, 0, [], True),
        (STORY, NOW - 48 * HOUR - 1, 0, [], False),
        (STORY, NOW - 500 * HOUR, NOW - HOUR, [], True),  # old, but the paper still stood by it an hour ago
        (STORY, NOW - 500 * HOUR, NOW - 49 * HOUR, [], False),
        (STORY, NOW, NOW, [12], False),
        (STORY, NOW, NOW, [1, 2, 120], True),
        (LIST, NOW - HOUR, NOW, [12], True),
        (STORY, NOW + HOUR, 0, [], False),  # the clock was turned back since
    ],
)
def test_a_copy_is_shown_while_the_paper_was_lately_heard_to_stand_by_it(
    rules: Any, path: str, saved: int, heard: int, withdrawn: list[int], shown: bool
) -> None:
    told = f"{{withdrawn: {withdrawn}, corrected: {{}}, heard: {heard}}}"
    assert rules(f"rules.mayShow('{path}', {saved}, {told}, {NOW}, {48 * HOUR})") is shown


def test_pages_that_lead_to_a_withdrawn_story_are_known(rules: Any) -> None:
    page = '`<a href="/bao/x/y-post12.html">Tin</a> <a href="/z-post7.html#tim=a">Tin</a>`'
    assert rules(f"[[12], [7], [1], [2, 127], []].map((numbers) => rules.tellsOf({page}, numbers))") == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_story_keeps_its_number_and_other_pages_have_none(rules: Any) -> None:
    paths = ["/a-post12.html", "/bao/b/c-post3.html", "/a-post12.html.bak", "/post12/", "/"]
    assert rules(f"{paths}.map(rules.storyNumber)") == [12, 3, 0, 0, 0]


def test_only_new_corrections_make_a_copy_anew(rules: Any) -> None:
    before, now = "{corrected: {1: 'a', 2: 'b'}}", "{corrected: {1: 'a', 2: 'c', 3: 'd'}}"
    assert rules(f"rules.newlyCorrected({before}, {now})") == [2, 3]


def test_an_answer_that_is_no_list_is_not_taken_for_one(rules: Any) -> None:
    answers = "[{}, [], {withdrawn: 1, corrected: {}}, {withdrawn: [], corrected: {}}]"
    known = "(answer) => { try { return rules.withdrawalsOf(answer, 5).heard; } catch { return 'none'; } }"
    assert rules(f"{answers}.map({known})") == ["none", "none", "none", 5]


def test_titles_are_read_as_readers_see_them(rules: Any) -> None:
    assert rules("rules.titleOf('<title>A &amp; B &lt;1&gt; &#34;x&#34; &#39;</title>')") == 'A & B <1> "x" \''
    assert rules("rules.titleOf('<p>')") == ""


def test_addresses_of_one_page_are_one(rules: Any) -> None:
    assert rules("rules.pathOf(new URL('https://a.example/b/index.html?utm=1#x'))") == "/b/"
