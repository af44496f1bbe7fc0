"""The picture of a big story across the page, its headline over or under it: seen, read and printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .test_browser import opened

pytestmark = pytest.mark.browser

BOXES = """() => ["picture", "h1", "figcaption"].map((one) => {
  const { top, bottom, left, right } = document.querySelector(`.cover ${one}`).getBoundingClientRect();
  return { top, bottom, left, right };
})"""
GROUND = """() => { const words = document.querySelector(".cover-words"), style = getComputedStyle(words);
  return [style.color, style.backgroundColor + style.backgroundImage,
          getComputedStyle(document.querySelector(".cover picture")).backgroundColor]; }"""


@pytest.fixture(scope="module", autouse=True)
def variants(folder: Path, pages: dict[str, str]) -> None:
    """The sample's picture is a drawing; two as if it were a photograph."""
    photograph = pages["cover"].replace(" cover-drawn", "")
    (folder / "cover-photograph.html").write_text(photograph, encoding="utf-8")
    (folder / "cover-under.html").write_text(photograph.replace("cover-over", "cover-under"), encoding="utf-8")


def boxes(page: Page) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    picture, headline, caption = page.evaluate(BOXES)
    return picture, headline, caption


@pytest.mark.parametrize("name", ["cover-photograph", "cover-under"])
def test_the_picture_goes_across_and_the_headline_is_on_the_first_screen(
    browser: Browser, address: str, name: str
) -> None:
    with opened(browser, f"{address}/{name}.html") as page:
        for width in (360, 768, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 800})
            picture, headline, caption = boxes(page)
            assert (round(picture["left"]), round(picture["right"])) == (0, width)
            assert headline["top"] < 800
            over = name == "cover-photograph" and width >= 768
            assert (headline["bottom"] <= picture["bottom"]) is over
            assert caption["top"] >= picture["bottom"] - 1
            assert over or headline["top"] >= picture["bottom"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_over_the_picture_have_a_ground_of_their_own(browser: Browser, address: str, scheme: str) -> None:
    with opened(browser, f"{address}/cover-photograph.html", 1280, color_scheme=scheme) as page:
        letters, ground, behind = page.evaluate(GROUND)
        assert min(map(int, re.findall(r"\d+", letters)[:3])) > 240
        assert "rgba(0, 0, 0, 0.8)" in ground
        assert max(map(int, re.findall(r"\d+", behind)[:3])) < 80  # where there is no picture
        top = "document.elementFromPoint(...(({left, top}) => [left + 9, top + 9])(document.querySelector('.cover h1')"
        assert page.evaluate(f"{top}.getBoundingClientRect())).tagName") == "H1"
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate(GROUND)[1].startswith("rgb(28, 26, 23)")


def test_a_printed_cover_is_a_picture_with_its_headline_below(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/cover.html", 673) as page:
        page.emulate_media(media="print")
        picture, headline, caption = boxes(page)
        assert picture["bottom"] <= caption["bottom"] <= headline["top"] + 1
        assert picture["bottom"] - picture["top"] < 260
        assert max(map(int, re.findall(r"\d+", page.evaluate(GROUND)[0])[:3])) < 80


def test_a_drawing_is_whole_with_its_headline_below(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/cover.html", 1920) as page:
        picture, headline, _caption = boxes(page)
        assert (round(picture["left"]), round(picture["right"])) == (0, 1920)
        assert picture["bottom"] <= headline["top"]
        shown = page.evaluate(
            "document.querySelector('.cover img').clientWidth / document.querySelector('.cover img').clientHeight"
        )
        assert shown == pytest.approx(16 / 9, abs=0.02)
