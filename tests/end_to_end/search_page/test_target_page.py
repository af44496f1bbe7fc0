"""A story reached from a result shows the words that were searched for, and its address stays its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import ROOT, serve

pytestmark = pytest.mark.browser
STORY = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'">
<link rel="canonical" href="/bai.html"><script type="module" src="/js/search/highlight.js"></script></head>
<body><p>Thi hành án ngoài bài.</p><main><article class="article"><h1>Kết quả thi hành án</h1>
<p>Cục <a href="/x">Thi hành</a> án dân sự họp. Thì hạnh ăn.</p><ul><li>án mạng</li></ul></article></main></body></html>
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("story")
    (folder / "bai.html").write_text(STORY, encoding="utf-8")
    (folder / "js").symlink_to(ROOT / "theme/static/js")
    server, address = serve(folder)
    yield address
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def marks(page: Page) -> list[str]:
    return page.locator("mark").all_inner_texts()


def test_words_are_marked_across_links_and_only_in_the_story(page: Page, address: str) -> None:
    page.goto(f"{address}/bai.html#tim=thi%20h%C3%A0nh%20%C3%A1n")
    expect(page.locator("mark").first).to_be_visible()
    assert marks(page) == ["thi hành án", "Thi hành", " án"]
    assert page.url == f"{address}/bai.html"
    assert page.locator("link[rel=canonical]").get_attribute("href") == "/bai.html"
    assert page.locator("a[href='/x'] mark").count() == 1


def test_words_without_diacritics_are_marked(page: Page, address: str) -> None:
    page.goto(f"{address}/bai.html#tim=dan%20su,an%20mang")
    expect(page.locator("mark").first).to_be_visible()
    assert marks(page) == ["dân sự", "án mạng"]


@pytest.mark.parametrize("asked", ["%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "%E0%A4%A", "", "zzz", "%00,%22"])
def test_strange_words_change_nothing(page: Page, address: str, asked: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}/bai.html#tim={asked}")
    page.wait_for_load_state("networkidle")
    assert faults == []
    assert marks(page) == []
    assert page.locator("img").count() == 0


def test_header_box_offers_phrases_and_leads_to_the_search(page: Page, address: str) -> None:
    """`attach` of header.js, on a form as the theme's header has it."""
    page.route("**/tim-kiem/chi-muc/**", lambda route: route.fulfill(status=404))
    page.goto(f"{address}/bai.html")
    page.evaluate(
        """async () => {
          const form = document.createElement("form");
          form.action = "/tim-kiem/";
          const box = document.createElement("input");
          box.name = "q";
          form.append(box);
          document.body.append(form);
          (await import("/js/search/header.js")).default(form);
        }"""
    )
    page.locator("[name=q]").fill("thi hành")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=thi+h%C3%A0nh")
