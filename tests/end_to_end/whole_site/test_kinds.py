"""One page of each kind in Chromium, behind a real nginx: accessible, narrow enough, quiet, steady."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.end_to_end.page_probes import LAYOUT_SHIFT, OVERFLOW, TOUCHING_WORDS, accessibility_faults

from .kinds import KINDS
from .reader import reading

pytestmark = [pytest.mark.browser, pytest.mark.site]
EVERY_KIND = pytest.mark.parametrize("kind", KINDS)


def open_page(page: Page, kind: str, url: str) -> None:
    answer = page.goto(url, wait_until="load")
    assert answer is not None
    assert answer.status == (404 if kind == "missing" else 200)
    if kind == "search":
        expect(page.locator(".search-result").first).to_be_visible()


@EVERY_KIND
def test_page_is_quiet_at_home_and_320_pixels_wide(
    browser: Browser, address: str, urls: dict[str, str], kind: str
) -> None:
    with reading(browser, address, 320) as page:
        open_page(page, kind, urls[kind])
        assert page.evaluate(OVERFLOW) <= 0
        assert page.evaluate(TOUCHING_WORDS) == []
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("[...document.images].every((one) => !one.complete || one.naturalWidth > 0)")


# The style guide is asked with all its details open in tests/stat_tables/article/test_tables_browser.py.
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "style-guide"])
def test_axe_finds_nothing_in_light_and_dark(browser: Browser, address: str, urls: dict[str, str], kind: str) -> None:
    with reading(browser, address, 360, bypass_csp=True) as page:
        open_page(page, kind, urls[kind])
        assert accessibility_faults(page) == []


@pytest.mark.parametrize("kind", ["home", "article", "results", "dataset"])
def test_layout_does_not_shift(browser: Browser, address: str, urls: dict[str, str], kind: str) -> None:
    with reading(browser, address, 360) as page:
        open_page(page, kind, urls[kind])
        assert page.evaluate(LAYOUT_SHIFT) <= 0.02


@pytest.mark.parametrize(
    "breach",
    [
        pytest.param("document.body.setAttribute('style', 'color: red')", id="inline style"),
        pytest.param(
            "document.body.append(Object.assign(new Image(), {src: 'https://khac.example/a.png'}))", id="image"
        ),
        pytest.param("try { document.body.innerHTML = '<p>x</p>' } catch {}", id="markup from a string"),
        pytest.param("setTimeout(() => { throw new Error('x') })", id="error"),
        pytest.param("fetch('/khong-co.json')", id="missing file"),
    ],
)
def test_a_breach_would_be_noticed(browser: Browser, address: str, breach: str) -> None:
    with pytest.raises(AssertionError):
        read_with(browser, address, breach)


def read_with(browser: Browser, address: str, breach: str) -> None:
    with reading(browser, address) as page:
        page.goto("/lien-he.html")
        page.evaluate(f"() => {{ {breach} }}")
        page.wait_for_timeout(200)
