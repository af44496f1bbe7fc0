"""The pages in Chromium: accessible, reflowing, printable, complete without scripts, quiet on the console."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.end_to_end.page_probes import LAYOUT_SHIFT, OVERFLOW, accessibility_faults

from .paper import PAGES

pytestmark = pytest.mark.browser
EVERY_PAGE = pytest.mark.parametrize("name", PAGES)
NO_SEARCH = "export default () => {};"
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, select, summary, input")]
  .filter((control) => control.checkVisibility() && !control.closest(".visually-hidden, .skip-link"))
  // WCAG 2.5.8: links within a sentence are exempt.
  .filter((control) => !control.closest("p, dd, figcaption, .card-title, .article-body"))
  .filter((control) => Math.min(control.getBoundingClientRect().height, control.getBoundingClientRect().width) < 23.9)
  .map((control) => control.outerHTML)"""


@contextmanager
def opened(browser: Browser, url: str, width: int = 360, **how: Any) -> Iterator[Page]:
    """The page at `url`; whatever the console or the security policy reports about it fails the test."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **how)
    reports: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: reports.append(message.text))
    page.on("pageerror", lambda error: reports.append(str(error)))
    # The search engine has an index and tests of its own.
    page.route("**/js/search/*", lambda route: route.fulfill(content_type="text/javascript", body=NO_SEARCH))
    page.goto(url, wait_until="load")
    try:
        yield page
    finally:
        context.close()
    assert reports == []


# What the demonstration paper has no page of; all kinds that it has are asked there.
@pytest.mark.parametrize("name", ["index", "results", "older", "unknown_law"])
def test_axe_finds_nothing_in_light_and_dark(browser: Browser, address: str, name: str) -> None:
    with opened(browser, f"{address}/{name}.html", bypass_csp=True) as page:
        assert accessibility_faults(page) == []


@EVERY_PAGE
def test_nothing_sticks_out_sideways_and_targets_are_large_enough(browser: Browser, address: str, name: str) -> None:
    with opened(browser, f"{address}/{name}.html") as page:
        for width in (320, 520, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(OVERFLOW) <= 0, width
            assert page.evaluate(SMALL_TARGETS) == [], width


@pytest.mark.parametrize("name", ["index", "results", "section"])
@pytest.mark.parametrize("width", [360, 1280])
def test_layout_does_not_shift(browser: Browser, address: str, name: str, width: int) -> None:
    with opened(browser, f"{address}/{name}.html", width) as page:
        assert page.evaluate(LAYOUT_SHIFT) <= 0.02


@EVERY_PAGE
def test_page_is_complete_without_scripts(browser: Browser, address: str, name: str) -> None:
    with opened(browser, f"{address}/{name}.html", java_script_enabled=False) as page:
        assert page.locator("h1").is_visible()
        assert page.locator(".needs-js:visible").count() == 0
        page.locator(".menu-all summary").click()
        assert page.locator(".menu-panel a:visible").count() >= 5


def test_header_search_works_without_scripts(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/section.html", 1280, java_script_enabled=False) as page:
        form = page.locator(".header-search")
        assert form.get_attribute("action") == "/tim-kiem/"
        assert form.get_attribute("method") is None
        assert form.locator("input").get_attribute("name") == "q"


def test_first_tab_reaches_the_skip_link_and_it_leads_to_the_content(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/results.html", 1280) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip-link"
        assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_menu_opens_by_key_and_closes_with_escape(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/index.html", 1280) as page:
        summary = page.locator(".menu-all summary")
        summary.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.menu-panel') !== null")
        page.keyboard.press("Escape")
        assert page.locator(".menu-panel").is_hidden()
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_menu_closes_when_focus_or_pointer_goes_elsewhere(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/index.html", 1280) as page:
        summary = page.locator(".menu-all summary")
        summary.click()
        page.locator(".slogan").click()
        assert page.locator(".menu-panel").is_hidden()
        summary.click()
        page.keyboard.press("Shift+Tab")
        assert page.locator(".menu-panel").is_hidden()


def test_every_focused_control_shows_an_outline(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/section.html", 1280) as page:
        for _ in range(25):
            page.keyboard.press("Tab")
            assert page.evaluate(
                """() => [document.activeElement, document.activeElement.closest(".card")]
                  .some((one) => one && getComputedStyle(one).outlineStyle !== "none")"""
            )


def test_slash_leads_to_the_search_box_and_only_then_is_the_engine_fetched(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/results.html", 1280) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.locator(".slogan").click()
        assert [url for url in asked if "/search/" in url] == []
        with page.expect_request("**/js/search/header.js"):
            page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"
        assert page.locator(".header-search input").input_value() == ""
        page.keyboard.type("khoản 3/2024")
        assert page.locator(".header-search input").input_value() == "khoản 3/2024"


def test_search_result_asks_for_the_marking_of_its_words(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/results.html", 1280) as page:
        with page.expect_request("**/js/search/highlight.js"):
            page.goto(f"{address}/interview.html#tim=thi+đua")
        page.goto(f"{address}/missing.html")


def test_chosen_colours_hold_on_the_next_page_from_its_first_paint(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/index.html", 1280, color_scheme="light") as page:
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.locator(".theme-switch select").select_option("dark")
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert dark != light
        # The module that serves the switch comes late; the colours must not wait for it.
        page.route("**/site.js", lambda route: route.fulfill(content_type="text/javascript", body=""))
        page.goto(f"{address}/results.html")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
        page.unroute("**/site.js")
        page.goto(f"{address}/index.html")
        assert page.locator(".theme-switch select").input_value() == "dark"
        page.locator(".theme-switch select").select_option("")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light
        assert page.evaluate("localStorage.length") == 0


def test_copy_button_copies_the_permanent_address_and_says_so(browser: Browser, address: str) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    with opened(browser, f"{address}/results.html", 1280, permissions=permissions) as page:
        page.get_by_role("button", name="Sao chép liên kết").click()
        page.get_by_text("Đã sao chép liên kết").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == "https://toasoan.example/tu-phap/yen-bai-post2.html"


def test_print_button_prints(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/results.html", 1280) as page:
        page.evaluate("window.print = () => { document.title = 'printed' }")
        page.get_by_role("button", name="In bài").click()
        assert page.title() == "printed"


def test_embed_asks_nothing_of_the_other_site_before_the_click(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/interview.html", 1280, bypass_csp=True) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.route("https://**", lambda route: route.fulfill(content_type="text/html", body="<p>"))
        page.evaluate(
            """() => { const facade = document.createElement("div"), link = document.createElement("a");
              facade.className = "embed"; facade.dataset.embed = "https://player.example/v/1";
              facade.dataset.embedTitle = "Phiên toà"; link.href = "https://video.example/1"; link.append("Xem");
              facade.append(link); document.querySelector(".article-body").append(facade); }"""
        )
        page.evaluate("import('/theme/t/js/embed.js')")
        assert [url for url in asked if url.startswith("https:")] == []
        page.get_by_role("link", name="Xem", exact=True).click()
        assert page.locator(".embed iframe").get_attribute("title") == "Phiên toà"
        assert page.locator(".embed iframe").get_attribute("src") == "https://player.example/v/1"


def test_paper_shows_one_column_with_name_date_and_address(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/interview.html", 800) as page:
        page.emulate_media(media="print", color_scheme="dark")
        for gone in (".menu", ".site-tools", ".share", ".related", ".breadcrumbs", ".footer-pages"):
            assert page.locator(gone).first.is_hidden(), gone
        for kept in (".nameplate", ".article-meta time", ".guest-card", ".imprint", ".article-foot .print-only"):
            assert page.locator(kept).first.is_visible(), kept
        assert page.locator(".print-only").inner_text() == "https://toasoan.example/tu-phap/thi-dua-post1.html"
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 26, 23)"
        assert page.evaluate(OVERFLOW) <= 0


@EVERY_PAGE
def test_text_of_double_size_fits(browser: Browser, address: str, name: str) -> None:
    with opened(browser, f"{address}/{name}.html") as page:
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        for width in (360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(OVERFLOW) <= 0, width


def test_forced_colours_keep_the_current_section_marked(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/section.html", 1280, forced_colors="active") as page:
        width = page.locator(".menu-strip [aria-current]").evaluate(
            "(link) => getComputedStyle(link).borderBottomWidth"
        )
        assert width == "3px"
