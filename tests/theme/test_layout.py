"""How pages lie on the screen: what stands in line, what stays whole, what does not glare."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from .test_browser import opened

pytestmark = pytest.mark.browser


def left(page: Page, selector: str) -> float:
    return float(page.locator(selector).first.evaluate("(one) => one.getBoundingClientRect().left"))


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_papers_name_stays_on_one_line_and_the_search_box_readable(
    browser: Browser, address: str, width: int
) -> None:
    with opened(browser, f"{address}/section.html", width) as page:
        name = page.locator(".nameplate p").first
        size = float(name.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)"))
        assert name.evaluate("(one) => one.getBoundingClientRect().height") < 2 * size
        if width >= 768:
            assert page.locator(".header-search input").evaluate("(one) => one.clientWidth") >= 220


@pytest.mark.parametrize("width", [320, 360, 768])
def test_an_e_mail_address_breaks_before_its_at_sign_only(browser: Browser, address: str, width: int) -> None:
    with opened(browser, f"{address}/masthead.html", width) as page:
        lines = page.locator(".imprint [href^='mailto:']").evaluate_all(
            """(links) => links.flatMap((link) => [...link.childNodes].filter((part) => part.data).map((part) => {
              const range = document.createRange();
              range.selectNode(part);
              return range.getClientRects().length;
            }))"""
        )
        assert lines == [1] * 4  # before and after the sign, on the page and in its footer


def test_text_pages_stand_in_line_with_the_way_back_and_with_their_tables(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/page.html", 1280) as page:
        edges = {round(left(page, selector)) for selector in ("main h1", ".breadcrumbs", "main table", "main p")}
        assert len(edges) == 1


def test_headings_of_one_rank_have_one_size(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/province.html", 1280) as page:
        size = "(one) => getComputedStyle(one).fontSize"
        figures = page.locator(".province-data > h2").evaluate(size)
        page.goto(f"{address}/law.html")
        assert page.locator("main section > h2").first.evaluate(size) == figures


@pytest.mark.parametrize("name", ["names", "years", "archive"])
def test_the_first_group_has_no_second_rule_under_that_of_the_page_head(
    browser: Browser, address: str, name: str
) -> None:
    with opened(browser, f"{address}/{name}.html") as page:
        rule = page.locator("main section h2").first.evaluate("(one) => getComputedStyle(one).borderTopWidth")
        assert rule == "0px"


def test_a_province_without_stories_says_that_it_has_figures(pages: dict[str, str]) -> None:
    assert "chỉ có số liệu" in pages["names"]
    assert "0 bài" not in pages["names"].replace("1.600 bài", "")


@pytest.mark.parametrize(
    ("scheme", "choice", "media", "dimmed"),
    [
        ("light", "", "screen", False),
        ("dark", "", "screen", True),
        ("light", "dark", "screen", True),
        ("dark", "light", "screen", False),
        ("dark", "dark", "print", False),
    ],
    ids=["light", "dark", "chosen dark", "chosen light", "paper"],
)
def test_pictures_do_not_glare_on_a_dark_page(
    browser: Browser, address: str, scheme: str, choice: str, media: str, dimmed: bool
) -> None:
    with opened(browser, f"{address}/results.html", color_scheme=scheme) as page:
        page.locator(".theme-switch select").select_option(choice)
        page.emulate_media(media="print" if media == "print" else "screen")
        seen = page.locator(".article-lead .figure img").evaluate("(one) => getComputedStyle(one).filter")
        assert (seen != "none") is dimmed


def test_the_demonstration_mark_is_no_bright_bar_on_a_dark_page(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/results.html", color_scheme="dark") as page:
        colour = page.locator(".site-header > .demonstration").evaluate(
            "(one) => getComputedStyle(one).backgroundColor.match(/\\d+/g).map(Number)"
        )
        assert max(colour[:3]) < 100


def test_what_leads_to_other_days_shows_its_direction(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/archive.html") as page:
        arrow = page.locator(".pagination [rel=prev]").evaluate("(one) => getComputedStyle(one, '::before').content")
        assert "‹" in arrow


def test_feeds_of_one_section_stand_in_one_row_on_a_phone(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/rss.html") as page:
        rows = page.locator(".feeds > li").evaluate_all(
            "(all) => all.map((row) => [...row.querySelectorAll('a')].map((one) => one.getBoundingClientRect().top))"
        )
        assert all(rows)
        assert [len({round(top) for top in tops}) for tops in rows] == [1] * len(rows)


def test_the_imprint_takes_little_of_a_printed_page(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/interview.html") as page:
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 673, "height": 1000})  # A4 between its margins, in CSS pixels
        assert page.locator(".imprint").first.evaluate("(one) => one.getBoundingClientRect().height") < 150
        assert page.locator(".copyright").is_hidden()


@pytest.mark.parametrize("place", [0, -1], ids=["first", "last"])
def test_the_current_section_is_in_view_on_a_phone(browser: Browser, address: str, place: int) -> None:
    mark = f"[...document.querySelectorAll('.menu-strip a')].at({place}).setAttribute('aria-current', 'true')"
    unmark = "document.querySelectorAll('[aria-current]').forEach((one) => one.removeAttribute('aria-current'))"
    with opened(browser, f"{address}/page.html", 320) as page:
        page.evaluate(f"{unmark}; {mark}")
        page.evaluate(
            "import('/theme/t/js/menu.js').then((menu) => menu.showCurrent(document.querySelector('.menu-strip')))"
        )
        inside = page.locator(".menu-strip [aria-current]").evaluate(
            """(link) => { const one = link.getBoundingClientRect(), all = link.closest("ul").getBoundingClientRect();
              return one.left >= all.left - 1 && one.right <= all.right + 1; }"""
        )
        assert inside
