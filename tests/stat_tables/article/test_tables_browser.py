"""The style guide, all golden cases on one page, in Chromium: readable at every width, accessible, sortable."""

import functools
import shutil
import struct
import threading
from collections.abc import Iterator
from datetime import datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from stat_tables.pages.style_guide import guide_body
from tests.end_to_end.page_probes import accessibility_faults
from tests.stat_tables.shown import CASES, ROOT, THEME

pytestmark = pytest.mark.browser

POLICY = "default-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types 'none'"
MOMENT = datetime.fromisoformat("2026-01-01T08:00:00+07:00")
SVG = "{http://www.w3.org/2000/svg}"
GUIDE = ROOT / ".cache" / "style-guide"
HEAD = f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>Bảng, biểu đồ, bản đồ</title><link rel="stylesheet" href="static/css/site.css">
<script type="module" src="static/js/stat-table.js"></script>
<script type="module" src="static/js/chart-file.js"></script></head>
<body><main class="wrap"><div class="article-body"><h1>Bảng, biểu đồ, bản đồ</h1>
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    GUIDE.mkdir(parents=True, exist_ok=True)
    shutil.copytree(THEME / "static", GUIDE / "static", dirs_exist_ok=True)
    (GUIDE / "favicon.ico").touch()  # Chromium asks for it once, and would report that it is missing
    body = guide_body(CASES, THEME, MOMENT)
    (GUIDE / "tables.html").write_text(f"{HEAD}{body}</div></main></body></html>\n", encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(GUIDE))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/tables.html"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The guide under the policy of the site; any error of a script fails the test."""
    errors: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(address)
    yield page
    page.close()
    assert errors == []


def test_no_accessibility_fault_and_no_sideways_scrolling(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page.goto(address)
    for details in page.query_selector_all("details"):
        details.evaluate("element => { element.open = true }")
    assert accessibility_faults(page) == []
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def names(page: Page, table: str) -> list[str]:
    return page.locator(f"{table} tbody th[scope=row]").all_text_contents()


def table_of(page: Page, case: str) -> str:
    """Selector of the first table below the title of a case."""
    return f"#{page.locator(f'#{case} ~ .stat-figure').first.get_attribute('id')} table"


def test_sorting_goes_down_up_and_back(page: Page) -> None:
    table = table_of(page, "table-bars-and-shades")
    original = names(page, table)
    head = page.locator(f"{table} th", has_text="Số việc thi hành xong").first
    button = head.locator("button")
    button.click()
    assert head.get_attribute("aria-sort") == "descending"
    assert names(page, table) == ["Hà Nội", "Đà Nẵng", "Yên Bái", "Lào Cai", "Quảng Nam"]
    button.click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert names(page, table) == ["Lào Cai", "Yên Bái", "Đà Nẵng", "Hà Nội", "Quảng Nam"]
    button.click()
    assert head.get_attribute("aria-sort") is None
    assert names(page, table) == original


def test_words_sort_by_the_vietnamese_alphabet(page: Page) -> None:
    table = table_of(page, "table")
    page.locator(f"{table} button", has_text="Tỉnh").click()
    assert names(page, table) == ["Đà Nẵng", "Hà Nội", "Lào Cai", "Quảng Nam", "Yên Bái"]


def test_groups_and_totals_keep_their_places(page: Page) -> None:
    table = table_of(page, "table-grouped")
    before = page.locator(f"{table} tbody").all_text_contents()
    page.locator(f"{table} button", has_text="điều kiện").click()
    after = page.locator(f"{table} tbody").all_text_contents()
    assert [text.strip().split("\n")[0] for text in before] == [text.strip().split("\n")[0] for text in after]
    assert page.locator(f"{table} tbody tr:last-child").first.get_attribute("class") == "subtotal"


def test_filtering_ignores_case_and_diacritics(page: Page) -> None:
    table = table_of(page, "table-with-filter-box")
    page.get_by_role("searchbox", name="Tìm hàng").fill("da nang")
    assert page.locator(f"{table} tbody tr:visible th").all_text_contents() == ["Đà Nẵng"]
    page.get_by_role("searchbox", name="Tìm hàng").fill("")
    assert page.locator(f"{table} tbody tr:visible").count() == 5


def test_the_script_is_small() -> None:
    import gzip

    assert len(gzip.compress((Path(THEME) / "static/js/stat-table.js").read_bytes(), 9)) <= 3000


def test_a_chart_is_saved_with_title_period_source_and_address(page: Page) -> None:
    """Every drawing has its two buttons; the files stand alone, in the colours of the light page."""
    figures = page.locator("figure[data-picture]")
    assert figures.count() == page.locator(".chart-files").count() > 5
    figure = page.locator("figure[data-picture]:has(.chart-legend):has(svg.chart):has(.table-source)").first
    page.emulate_media(color_scheme="dark")
    saved = {}
    for kind in ("SVG", "PNG"):
        with page.expect_download() as download:
            figure.locator(".chart-files button", has_text=kind).click()
        saved[kind] = Path(download.value.path()).read_bytes()
        assert download.value.suggested_filename == f"bieu-do.{kind.lower()}"
    page.emulate_media(color_scheme="light")
    root = ElementTree.fromstring(saved["SVG"])
    said = " ".join(text for element in root.iter(f"{SVG}text") if (text := element.text))
    title = figure.locator(".figure-title").evaluate("shown => shown.firstChild.textContent.trim()")
    assert said.startswith(title[:40])
    assert "Nguồn: " in said
    assert said.endswith("/tables.html")
    assert [name for name in figure.locator(".chart-legend li").all_inner_texts() if name.strip() not in said] == []
    assert "class=" not in saved["SVG"].decode()
    assert "var(" not in saved["SVG"].decode()
    assert "#ffffff" in saved["SVG"].decode()
    width, height = struct.unpack(">II", saved["PNG"][16:24])
    assert (width, height) == (1520, 2 * int(root.get("height", "0")))
