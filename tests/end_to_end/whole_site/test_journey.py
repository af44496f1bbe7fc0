"""A reader's way through the paper: from home to a story, its table, a search and back; with and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.end_to_end.page_probes import OVERFLOW

from .reader import reading

pytestmark = [pytest.mark.browser, pytest.mark.site]

RESULTS = "Yên Bái thi hành xong gần 1.600 việc trong sáu tháng đầu năm 2024"
TABLE = "Kết quả thi hành án dân sự tỉnh Yên Bái, 6 tháng đầu năm 2024"


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def go_to_the_table(page: Page) -> None:
    page.goto("/")
    page.locator("main a", has_text=RESULTS).first.click()
    assert heading(page) == RESULTS
    page.locator("a.bound-figure").first.click()
    assert page.evaluate("document.querySelector('td:target').dataset.v") == "1600"
    page.get_by_role("link", name="Về số liệu này").first.click()
    assert heading(page) == TABLE


def test_from_home_to_a_story_its_table_and_a_search_by_keys_and_back(browser: Browser, address: str) -> None:
    with reading(browser, address) as page:
        go_to_the_table(page)
        page.wait_for_load_state("networkidle")
        page.keyboard.press("/")
        box = page.locator(".header-search input")
        expect(box).to_be_focused()
        page.keyboard.type("thi hanh an dan", delay=20)
        expect(page.locator("[role=option]").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        chosen = box.input_value()
        assert "thi hành án" in chosen.lower()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/tim-kiem/\?q="))
        expect(page.locator("[data-search-part=count]")).to_contain_text(chosen)
        first = page.locator(".search-result h3 a").first
        title = first.inner_text()
        first.focus()
        page.keyboard.press("Enter")
        # The searched words come after a hash that the page removes at once; the marks show that they came.
        page.wait_for_url(re.compile(r"-post\d+\.html"))
        assert heading(page) == title
        expect(page.locator("mark").first).to_be_visible()
        page.go_back()
        expect(page.locator(".search-result h3 a").first).to_have_text(title)


def test_the_same_way_without_scripts(browser: Browser, address: str) -> None:
    with reading(browser, address, java_script_enabled=False) as page:
        page.goto("/")
        page.locator("main a", has_text=RESULTS).first.click()
        page.locator("a.bound-figure").first.click()
        assert page.locator("td:target").inner_text().split() == ["gần", "1.600"]
        page.get_by_role("link", name="Về số liệu này").first.click()
        assert heading(page) == TABLE
        page.locator(".header-search input").fill("thi hành án")
        page.keyboard.press("Enter")
        page.wait_for_url("**/tim-kiem/?q=thi+h%C3%A0nh+%C3%A1n")
        expect(page.locator(".search-browse")).to_be_visible()
        page.get_by_role("link", name="04/2024").click()
        page.locator("main a", has_text=RESULTS).first.click()
        assert heading(page) == RESULTS


def test_dark_colours_stay_from_page_to_page(browser: Browser, address: str) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    with reading(browser, address, color_scheme="light") as page:
        page.goto("/")
        light = page.evaluate(background)
        page.locator(".theme-switch select").select_option("dark")
        dark = page.evaluate(background)
        assert dark != light
        page.locator("main a", has_text=RESULTS).first.click()
        page.wait_for_url("**-post2.html")
        assert page.evaluate(background) == dark
        assert page.locator(".theme-switch select").input_value() == "dark"


def test_a_story_on_paper_is_ink_and_its_whole_table(browser: Browser, address: str, urls: dict[str, str]) -> None:
    with reading(browser, address, 700, color_scheme="dark") as page:
        page.goto(urls["results"])
        page.emulate_media(media="print")
        for left_out in (".menu", ".site-tools", ".share", ".related"):
            assert page.locator(left_out).first.is_hidden(), left_out
        for kept in ("h1", ".sapo", ".article-body table", ".imprint", ".print-only"):
            assert page.locator(kept).first.is_visible(), kept
        assert page.evaluate(OVERFLOW) <= 0
        table = page.locator(".table-scroll").first
        assert table.evaluate("(region) => region.scrollWidth - region.clientWidth") <= 0
        red, green, blue = map(int, re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).color"))[:3])
        assert max(red, green, blue) < 60


def test_a_search_engine_of_the_browser_finds_its_way(browser: Browser, address: str) -> None:
    with reading(browser, address, 360) as page:
        page.goto("/tim-kiem/?q=690%2FKH-TCTHADS")
        expect(page.locator(".search-result h3 a").first).to_contain_text("Thi đua cao điểm")


@pytest.mark.parametrize(
    ("how", "shown"),
    [({}, True), ({"java_script_enabled": False}, False), ({"has_touch": True, "is_mobile": True}, False)],
    ids=["keyboard", "no scripts", "phone"],
)
def test_a_key_is_named_to_those_only_who_can_press_it(
    browser: Browser, address: str, how: dict[str, bool], shown: bool
) -> None:
    with reading(browser, address, **how) as page:
        page.goto("/tim-kiem/")
        assert page.get_by_text("Gõ có dấu hay không dấu đều được.").is_visible()
        assert page.get_by_text("Nhấn phím / để trở lại ô này.").is_visible() is shown


def test_the_current_section_comes_into_view_on_a_phone(browser: Browser, address: str) -> None:
    with reading(browser, address, 320) as page:
        page.goto("/so-lieu/", wait_until="networkidle")
        current = page.locator(".menu-strip [aria-current]")
        assert current.evaluate("(link) => link.getBoundingClientRect().right") <= 320


def test_the_text_of_a_result_flows_around_its_picture_on_a_phone(browser: Browser, address: str) -> None:
    with reading(browser, address, 360) as page:
        page.goto("/tim-kiem/?q=thi+hanh+an")
        result = page.locator(".search-result").first
        expect(result).to_be_visible()
        picture, text = result.locator("img").bounding_box(), result.locator(".search-snippet").bounding_box()
        assert picture is not None
        assert text is not None
        assert text["x"] + text["width"] > picture["x"] + picture["width"] - 1
