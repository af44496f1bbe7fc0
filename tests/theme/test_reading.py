"""How a reader meets a story: soon on a phone, in the paper's face, what follows kept short, on two sheets of paper."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize

from .paper import LIVE, RESULTS
from .test_browser import opened

pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 360, "height": 740}
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ0123456789–—“”…,.?!"
WIDTHS_THAT_DIFFER = """(letters) => {
  const pen = document.createElement("canvas").getContext("2d");
  const width = (letter, next) => { pen.font = `700 40px Headline, ${next}`; return pen.measureText(letter).width; };
  return [...letters, ...letters.toUpperCase()].filter((one) => width(one, "monospace") !== width(one, "cursive"));
}"""
STORIES = pytest.mark.parametrize("name", ["results", "interview"])


@pytest.fixture(scope="module")
def phone(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, f"{address}/results.html") as page:
        page.set_viewport_size(PHONE)
        yield page


def height(page: Page, selector: str) -> float:
    return float(page.locator(selector).first.evaluate("(one) => one.getBoundingClientRect().height"))


@STORIES
def test_the_first_paragraph_stands_on_the_first_screen_and_a_third(phone: Page, address: str, name: str) -> None:
    phone.goto(f"{address}/{name}.html")
    top = phone.locator(".article-body p").first.evaluate("(one) => one.getBoundingClientRect().top + scrollY")
    assert top <= 1.3 * PHONE["height"]


@STORIES
def test_what_to_read_next_takes_at_most_a_quarter_of_the_page(phone: Page, address: str, name: str) -> None:
    phone.goto(f"{address}/{name}.html")
    assert height(phone, ".related") <= 0.25 * float(phone.evaluate("document.documentElement.scrollHeight"))


def test_the_share_row_under_the_headline_is_one_line(phone: Page, address: str) -> None:
    phone.goto(f"{address}/results.html")
    tops = phone.locator(".article-head .share-top li:visible").evaluate_all(
        "(all) => all.map((one) => Math.round(one.getBoundingClientRect().top))"
    )
    assert len(tops) >= 5
    assert len(set(tops)) == 1
    assert phone.locator(".article-foot .share").is_visible()


def test_a_tall_lead_picture_takes_less_than_half_a_screen_and_keeps_its_shape(phone: Page, address: str) -> None:
    phone.goto(f"{address}/results.html")
    phone.locator(".article-lead .figure").evaluate("(one) => one.classList.add('figure-portrait')")
    assert height(phone, ".article-lead .figure img") <= 0.45 * PHONE["height"]
    fit = phone.locator(".article-lead .figure img").evaluate("(one) => getComputedStyle(one).objectFit")
    assert fit == "contain"


@pytest.mark.parametrize(("width", "unfolded"), [(360, False), (1280, True)])
def test_the_questions_open_by_themselves_where_there_is_room(
    phone: Page, address: str, width: int, unfolded: bool
) -> None:
    phone.set_viewport_size({"width": width, "height": 800})
    phone.goto(f"{address}/interview.html")
    assert phone.locator(".question-index details").evaluate("(one) => one.open") is unfolded
    phone.set_viewport_size(PHONE)


def test_headlines_have_the_papers_face_and_a_late_one_moves_nothing(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/missing.html") as page:

        def late(route: Route) -> None:
            time.sleep(0.4)
            route.continue_()

        page.route("**/*.woff2", late)
        page.add_init_script(
            """window.shift = 0; new PerformanceObserver((list) => {
                 for (const entry of list.getEntries()) window.shift += entry.value;
               }).observe({type: "layout-shift", buffered: true});"""
        )
        page.goto(f"{address}/results.html")
        page.wait_for_timeout(700)
        assert page.evaluate("window.shift") == 0
        page.unroute("**/*.woff2")
        page.goto(f"{address}/interview.html")
        assert page.evaluate("[...document.fonts].find((face) => face.family.includes('Headline')).status") == "loaded"
        assert "Headline" in page.locator("h1").evaluate("(one) => getComputedStyle(one).fontFamily")
        # A letter that the face lacked would be as wide as the next face of the list has it.
        assert page.evaluate(WIDTHS_THAT_DIFFER, LETTERS) == []


def test_the_face_of_headlines_is_small(folder: Path) -> None:
    assert sum(face.stat().st_size for face in (folder / "theme/t/fonts").glob("*.woff2")) <= 30_000


def test_what_came_out_today_says_how_long_ago(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/missing.html") as page:
        page.clock.set_fixed_time(RESULTS.date + timedelta(hours=3, minutes=20))
        page.goto(f"{address}/index.html")
        shown = page.locator(f".card-meta time[datetime='{RESULTS.date.isoformat()}']").first
        assert shown.inner_text() == "3 giờ trước"
        assert "17/04/2024" in (shown.get_attribute("title") or "")
        older = page.locator(".card-meta time[datetime^='2017']").first
        assert re.fullmatch(r"(\d\d:\d\d )?\d\d/\d\d/\d{4}", older.inner_text())
        page.clock.set_fixed_time(datetime.fromisoformat("2030-01-01T00:00:00+07:00"))
        page.goto(f"{address}/index.html")
        assert "trước" not in page.locator(".card-meta time").first.inner_text()


def test_an_interview_prints_on_two_sheets(phone: Page, address: str) -> None:
    phone.goto(f"{address}/interview.html")
    sheets = re.findall(rb"/Type\s*/Page\b", phone.pdf(format="A4", prefer_css_page_size=True))
    assert 1 <= len(sheets) <= 2


def test_pictures_of_a_story_open_large_and_close_where_they_were(phone: Page, address: str) -> None:
    phone.goto(f"{address}/results.html")
    first = phone.locator("a.zoom").first
    first.click()
    assert phone.locator(".lightbox").is_visible()
    assert phone.locator(".lightbox-caption").inner_text() == "Chồng sách"
    phone.keyboard.press("ArrowRight")
    assert phone.locator(".lightbox-caption").inner_text() == "Bàn tròn"
    assert phone.locator(".lightbox-place").inner_text() == "2/2"
    assert phone.locator(".lightbox img").get_attribute("alt") == "Tranh vẽ bàn tròn"
    assert phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    phone.keyboard.press("Escape")
    assert phone.locator(".lightbox").is_hidden()
    assert first.evaluate("(one) => one === document.activeElement")
    assert (first.get_attribute("href") or "").startswith("/media/")  # what readers without scripts get


def test_a_live_story_tells_of_entries_that_came_since(phone: Page, address: str, folder: Path) -> None:
    phone.clock.install()
    phone.goto(f"{address}/live.html")
    link = phone.locator(".live-news a")
    assert link.is_hidden()
    assert phone.locator(".live-time").all_inner_texts() == ["10:40", "09:15", "08:00"]
    whole = (folder / "live.html").read_text(encoding="utf-8")
    entry = '<section class="live-entry" id="luc-2024-04-17-11-05"><h2>11:05</h2></section>'
    longer = whole.replace("<section class=", f"{entry}<section class=", 1)
    phone.route("**/live.html", lambda route: route.fulfill(body=longer))
    phone.clock.run_for(61_000)
    link.wait_for(state="visible")
    assert link.inner_text() == "Có 1 mục mới: tải lại để xem"
    assert link.get_attribute("href") == LIVE.url
    phone.unroute("**/live.html")
    phone.locator(".key-moments summary").click()
    phone.locator(".key-moments a", has_text="Khai mạc").click()
    assert phone.evaluate("location.hash") == "#luc-2024-04-17-08-00"
    assert phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
