"""The search page as a reader uses it: keys, facets, history, states, without JavaScript, by assistive technology."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.end_to_end.page_probes import accessibility_faults

from .conftest import SampleIndex

pytestmark = pytest.mark.browser


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, sample_index: SampleIndex) -> Iterator[Page]:
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    page.goto(f"{sample_index.address}/tim-kiem/")
    yield page
    assert faults == []


NEWEST_FIRST = """() => {
  const days = [...document.querySelectorAll(".search-result time")].map((time) => time.dateTime.slice(0, 10));
  return days.length > 1 && days.every((day, place) => place === 0 || day <= days[place - 1]);
}"""


def results(page: Page, text: str) -> None:
    page.locator("#tim").press_sequentially(text)
    expect(page.locator("[data-mode=results] .search-result").first).to_be_visible()


def test_results_come_while_typing_with_marks_and_facts(page: Page, sample_index: SampleIndex) -> None:
    title = sample_index.documents[5].title
    results(page, title[:40])
    first = page.locator(".search-result").first
    expect(first.locator("h3")).to_have_text(title)
    assert first.locator("h3 mark").count() >= 1
    assert re.fullmatch(r"\d\d/\d\d/\d{4}", first.locator("time").inner_text())
    assert (first.locator("time").get_attribute("datetime") or "").endswith("+07:00")
    assert (first.locator("h3 a").get_attribute("href") or "").startswith("../")
    assert page.url.endswith("/tim-kiem/"), "typing makes no history"


def test_submit_makes_the_address_and_back_returns(page: Page) -> None:
    results(page, "công an")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?q=c%C3%B4ng\+an$"))
    page.locator("#tim").fill("luật sư")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"lu%E1%BA%ADt"))
    page.go_back()
    expect(page.locator("#tim")).to_have_value("công an")
    expect(page.locator("[data-search-part=count]")).to_contain_text("công an")


def test_the_address_alone_gives_the_same_list(page: Page, context: BrowserContext, sample_index: SampleIndex) -> None:
    results(page, "công an")
    page.keyboard.press("Enter")
    page.locator("[data-sort=newest]").click()
    page.wait_for_url(re.compile("xep=moi"))
    # The address changes first, the list when it is there.
    page.wait_for_function(NEWEST_FIRST)
    titles = page.locator(".search-result h3").all_inner_texts()
    other = context.new_page()
    other.goto(page.url)
    expect(other.locator(".search-result h3")).to_have_text(titles)


def test_facets_narrow_and_are_counted(page: Page) -> None:
    results(page, "công an")
    total = int(page.locator("[data-search-part=count]").inner_text().split()[0].replace(".", ""))
    page.locator(".search-filters > summary").click()
    link = page.locator('[aria-labelledby="loc-year"] a').first
    count = int(link.locator(".search-count").inner_text().replace(".", ""))
    assert 0 < count < total
    link.click()
    page.wait_for_url(re.compile(r"nam=\d{4}"))
    expect(page.locator("[data-search-part=count]")).to_contain_text(str(count))
    expect(page.locator('[aria-labelledby="loc-year"] [aria-current]')).to_have_count(1)
    page.locator("[data-search-part=clear]").click()
    expect(page.locator("[data-search-part=count]")).to_contain_text(str(total))


def test_documents_cited_narrow_by_their_numbers(page: Page, sample_index: SampleIndex) -> None:
    results(page, "công an")
    page.locator(".search-filters > summary").click()
    links = page.locator('[aria-labelledby="loc-law"] a')
    expect(links.first).to_contain_text("14/2015/TT-BTP")
    expect(links.nth(1)).to_contain_text("Luật Luật sư")
    count = links.first.locator(".search-count").inner_text()
    links.first.click()
    page.wait_for_url(re.compile(r"van-ban=14%2F2015%2FTT-BTP"))
    expect(page.locator("[data-search-part=count]")).to_contain_text(count)
    citing = {document.title for document in sample_index.documents if "14/2015/TT-BTP" in document.laws}
    assert set(page.locator(".search-result h3").all_inner_texts()) <= citing


def test_a_picture_offers_its_smaller_file_first(page: Page) -> None:
    results(page, "công an")
    picture = page.locator(".search-result picture").first
    source, image = picture.locator("source"), picture.locator("img")
    assert (source.get_attribute("srcset"), source.get_attribute("type")) == (
        "../media/0123456789ab-320.avif",
        "image/avif",
    )
    assert image.get_attribute("src") == "../media/0123456789ab-320.jpg"


def test_a_closed_panel_costs_nothing(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/f/" in request.url else None)
    results(page, "công an")
    page.wait_for_load_state("networkidle")
    assert asked == []
    page.locator(".search-filters > summary").click()
    expect(page.locator('[aria-labelledby="loc-section"] a').first).to_be_visible()
    assert asked


def test_dates_limit(page: Page, sample_index: SampleIndex) -> None:
    day = f"{sample_index.documents[0].date:%Y-%m-%d}"
    page.locator("[name=tu]").fill(day)
    page.locator("[name=den]").fill(day)
    page.locator("[name=den]").dispatch_event("change")
    expect(page.locator(".search-result").first).to_be_visible()
    dates = page.locator(".search-result time").evaluate_all("all => all.map((one) => one.dateTime.slice(0, 10))")
    assert set(dates) == {day}
    assert f"tu={day}&den={day}" in page.url


def test_pages_lead_on_and_back(page: Page) -> None:
    results(page, "công an")
    first = page.locator(".search-result h3").first.inner_text()
    page.locator("[rel=next]").click()
    page.wait_for_url(re.compile("trang=2"))
    expect(page.locator(".search-result h3").first).not_to_have_text(first)
    page.go_back()
    expect(page.locator(".search-result h3").first).to_have_text(first)


def test_suggestions_work_by_keys(page: Page) -> None:
    box = page.locator("#tim")
    box.press_sequentially("tu")
    options = page.locator("[role=option]")
    expect(options.first).to_be_visible()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    text = options.first.inner_text()
    assert box.input_value() == text
    box.press("ArrowUp")
    assert box.input_value() == "tu"
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    page.wait_for_url(re.compile(r"\?q="))
    assert box.input_value() == text


def test_escape_gives_back_what_was_typed(page: Page) -> None:
    box = page.locator("#tim")
    box.press_sequentially("tu")
    expect(page.locator("[role=option]").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Escape")
    assert box.input_value() == "tu"
    assert box.get_attribute("aria-expanded") == "false"


def test_slash_goes_to_the_box(page: Page) -> None:
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#tim")).to_be_focused()
    assert page.locator("#tim").input_value() == ""


def test_count_is_announced_once_and_politely(page: Page) -> None:
    results(page, "công an")
    said = page.locator("[data-announce]").filter(has_text="công an")
    expect(said).to_have_count(1)
    assert said.get_attribute("role") == "status"


def test_accents_are_offered(page: Page, sample_index: SampleIndex) -> None:
    results(page, "cong an")
    offer = page.locator("[data-search-part=suggestion] a")
    expect(offer).to_have_text("công an")
    offer.click()
    expect(page.locator("#tim")).to_have_value("công an")


def test_nothing_found_says_so_and_opens_the_archive(page: Page) -> None:
    page.locator("#tim").press_sequentially("xyzzyq")
    expect(page.locator(".search-none")).to_be_visible()
    expect(page.locator(".search-browse")).to_be_visible()


def test_offline_waits_for_the_connection(page: Page, context: BrowserContext) -> None:
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    page.locator("#tim").fill("công an")
    expect(page.locator("[data-search-part=offline]")).to_be_visible()
    context.set_offline(False)
    expect(page.locator(".search-result").first).to_be_visible()


def test_a_missing_file_can_be_tried_again(page: Page) -> None:
    page.route("**/p/*.bin", lambda route: route.fulfill(status=500))
    page.locator("#tim").fill("công an")
    expect(page.locator("[data-search-part=failed]")).to_be_visible()
    page.unroute("**/p/*.bin")
    page.locator("[data-search-part=retry]").click()
    expect(page.locator(".search-result").first).to_be_visible()


def test_a_late_answer_never_replaces_a_newer_one(page: Page) -> None:
    page.locator("#tim").fill("luật sư")
    page.wait_for_timeout(130)
    page.locator("#tim").fill("công an")
    expect(page.locator("[data-search-part=count]")).to_contain_text("công an")
    page.wait_for_timeout(300)
    expect(page.locator("[data-search-part=count]")).to_contain_text("công an")


def test_markup_in_a_query_stays_text(page: Page, sample_index: SampleIndex) -> None:
    text = '"><img src=x onerror=alert(1)><b>công an</b>'
    page.goto(f"{sample_index.address}/tim-kiem/?q={text}&muc=<i>&trang=-4&tu=x")
    expect(page.locator("#tim")).to_have_value(text)
    expect(page.locator("[data-search-part=count]")).to_contain_text("<img")
    assert page.locator("img[onerror], main i").count() == 0


def test_without_javascript_the_form_leads_to_the_archive(browser: Browser, sample_index: SampleIndex) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{sample_index.address}/tim-kiem/?q=thi+hanh+an")
    expect(page.locator(".search-browse")).to_be_visible()
    expect(page.locator("a[href='/luu-tru/2024/04/']")).to_be_visible()
    expect(page.locator("noscript p, .search-browse .search-notice").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_no_accessibility_fault(browser: Browser, sample_index: SampleIndex, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{sample_index.address}/tim-kiem/?q=cong+an")
    expect(page.locator(".search-result").first).to_be_visible()
    page.locator(".search-tips summary").click()
    if page.locator(".search-filters").get_attribute("open") is None:
        page.locator(".search-filters > summary").click()
    expect(page.locator('[aria-labelledby="loc-year"]')).to_have_count(1)
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
