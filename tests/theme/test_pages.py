"""Every page as a document: correct HTML, complete for the law, within its budget, readable by machines."""

from __future__ import annotations

import gzip
import re
from itertools import pairwise

import html5lib
import pytest
from bs4 import BeautifulSoup, Tag

from newsroom.model.article import Article

from .paper import FRAME, INTERVIEW, PAGES, RESULTS, THEME

EVERY_PAGE = pytest.mark.parametrize("name", PAGES)
HTML_BUDGET = 40_000
STYLES = THEME / "static/css"
CSS_BUDGET = 15_000
JS_BUDGET = 10_000


def gzipped(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def soup(pages: dict[str, str], name: str) -> BeautifulSoup:
    return BeautifulSoup(pages[name], "html.parser")


@EVERY_PAGE
def test_page_is_html5_without_a_parse_error(pages: dict[str, str], name: str) -> None:
    html5lib.HTMLParser(strict=True).parse(pages[name])


@EVERY_PAGE
def test_page_has_one_first_heading_and_skips_no_level(pages: dict[str, str], name: str) -> None:
    levels = [int(heading.name[1]) for heading in soup(pages, name).find_all(re.compile("^h[1-6]$"))]
    assert levels.count(1) == 1
    after_first = levels[levels.index(1) :]
    assert all(below - above <= 1 for above, below in pairwise(after_first))


@EVERY_PAGE
def test_ids_are_unique_and_references_to_them_hold(pages: dict[str, str], name: str) -> None:
    page = soup(pages, name)
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    wanted = {str(tag["aria-labelledby"]) for tag in page.select("[aria-labelledby]")}
    wanted |= {str(tag["for"]) for tag in page.select("label[for]")}
    wanted |= {str(tag["href"])[1:] for tag in page.find_all("a", href=re.compile("^#"))}
    assert wanted <= set(ids)


@EVERY_PAGE
def test_theme_files_that_the_page_names_exist(pages: dict[str, str], name: str) -> None:
    for path in re.findall(r'"/theme/t/([^"]+)"', pages[name]):
        assert (THEME / "static" / path).is_file(), path


@EVERY_PAGE
def test_page_shows_what_press_law_asks_for(pages: dict[str, str], name: str) -> None:
    page = soup(pages, name)
    for chance in page.find_all("wbr"):  # a place to break a line is no space
        chance.decompose()
    page.smooth()
    text = " ".join(page.get_text(" ").split())
    paper = FRAME.masthead
    wanted = [
        getattr(paper, field) for field in paper.__dataclass_fields__ if field not in ("editor_in_chief", "deputies")
    ]
    wanted += [person.name for person in (paper.editor_in_chief, *paper.deputies)]
    assert [value for value in wanted if value not in text] == []


@EVERY_PAGE
def test_governing_body_follows_the_agency_under_the_name(pages: dict[str, str], name: str) -> None:
    header = soup(pages, name).find("header")
    assert isinstance(header, Tag)
    words = [text.strip() for text in header.find_all(string=True) if text.strip()]
    assert words[words.index(FRAME.masthead.agency) + 1] == FRAME.masthead.governing_body


@EVERY_PAGE
def test_only_scripts_of_the_theme_run_and_nothing_comes_from_elsewhere(pages: dict[str, str], name: str) -> None:
    page = soup(pages, name)
    for script in page.find_all("script", type=lambda kind: kind != "application/ld+json"):
        assert str(script["src"]).startswith("/theme/")
    assert not page.find_all(style=True)
    assert not page.find_all("style")
    loaded = [str(tag["src"]) for tag in page.find_all(src=True)]
    loaded += [str(tag["href"]) for tag in page.find_all("link", rel=["stylesheet", "icon", "manifest", "preload"])]
    assert [url for url in loaded if not url.startswith("/")] == []


@EVERY_PAGE
def test_pictures_keep_their_place_and_only_the_first_is_fetched_at_once(pages: dict[str, str], name: str) -> None:
    pictures = soup(pages, name).find_all("img")
    assert all(picture.get("width") and picture.get("height") and "alt" in picture.attrs for picture in pictures)
    at_once = [picture for picture in pictures if picture.get("loading") != "lazy"]
    assert at_once in ([], pictures[:1])
    assert all(picture.get("fetchpriority") == "high" for picture in at_once)


@EVERY_PAGE
def test_page_stays_within_its_budget(pages: dict[str, str], name: str) -> None:
    assert gzipped(pages[name]) <= HTML_BUDGET


def test_stylesheets_and_first_scripts_stay_within_their_budgets() -> None:
    css = "".join((STYLES / path).read_text(encoding="utf-8") for path in sorted(joined_styles()))
    js = "".join(path.read_text(encoding="utf-8") for path in sorted((THEME / "static/js").glob("*.js")))
    assert gzipped(css) <= CSS_BUDGET
    assert gzipped(js) <= JS_BUDGET


def test_stylesheet_contents_list_every_file_once() -> None:
    others = {"site.css", *(path.relative_to(STYLES).as_posix() for path in (STYLES / "kinds").iterdir())}
    files = {path.relative_to(STYLES).as_posix() for path in STYLES.rglob("*.css")}
    assert sorted(joined_styles()) == sorted(files - others)


def joined_styles() -> list[str]:
    """What `site.css` imports."""
    return re.findall(r'@import url\("([^"]+)"\)', (STYLES / "site.css").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "article"), [("interview", INTERVIEW), ("results", RESULTS)])
def test_extraction_finds_exactly_the_body(pages: dict[str, str], name: str, article: Article) -> None:
    page = soup(pages, name)
    bodies = page.select("article .article-body")
    assert len(bodies) == 1
    expected = BeautifulSoup(article.body.html, "html.parser")
    assert bodies[0].get_text().split() == expected.get_text().split()
    assert not page.select("article.article .related")


def test_story_shows_its_date_in_words_and_for_machines(pages: dict[str, str]) -> None:
    time = soup(pages, "results").select_one(".article-meta time")
    assert time is not None
    assert time.get_text() == "Thứ Tư, 17/04/2024 16:05 (GMT+7)"
    assert time["datetime"] == "2024-04-17T16:05:00+07:00"


def test_read_more_shows_pictures_without_their_captions(pages: dict[str, str]) -> None:
    cards = soup(pages, "interview").select(".related .card")
    assert all(card.select_one("img") for card in cards)
    assert not any(card.select_one("figcaption") for card in cards)


def test_breadcrumbs_name_the_page_where_no_headline_follows_at_once(pages: dict[str, str]) -> None:
    named = {name: soup(pages, name).select(".breadcrumbs [aria-current]") for name in ("section", "interview")}
    assert [item.get_text() for item in named["section"]] == ["Tư pháp"]
    assert named["interview"] == []


def test_pages_of_a_list_have_numbers_and_the_first_leads_to_months(pages: dict[str, str]) -> None:
    numbers = [link["href"] for link in soup(pages, "section").select(".page-numbers a")]
    assert numbers == ["/tu-phap/trang-2.html", "/tu-phap/trang-1.html"]
    assert soup(pages, "section").select_one("#theo-thang a[href='/tu-phap/trang-2.html#thang-2024-03']")
    assert soup(pages, "older").select_one(".pagination a[href='/tu-phap/#theo-thang']")


def test_a_correction_is_one_line_over_the_story_and_whole_under_it(pages: dict[str, str]) -> None:
    page = soup(pages, "results")
    line = page.select_one(".article-head .corrections-line a")
    assert line is not None
    assert line["href"] == "#corrections"
    note = page.select_one(".article-foot #corrections")
    assert note is not None
    assert RESULTS.corrections[0].wrong in note.get_text()
    assert page.select(".article-head .corrections-note") == []


def test_newest_page_of_a_list_names_no_newer_one(pages: dict[str, str]) -> None:
    newest = [link.get_text() for link in soup(pages, "section").select(".pagination a")]
    assert newest == ["Tin cũ hơn", "Trang 2", "Trang 1"]
    older = [link.get_text() for link in soup(pages, "older").select(".pagination > a")]
    assert older == ["Tin mới hơn", "Tin cũ hơn", "Theo tháng"]


def test_navigation_marks_where_the_reader_is(pages: dict[str, str]) -> None:
    current = {name: soup(pages, name).select(".menu-strip [aria-current]") for name in ("section", "interview")}
    assert [(link.get_text(), link["aria-current"]) for link in current["section"]] == [("Tư pháp", "page")]
    assert [(link.get_text(), link["aria-current"]) for link in current["interview"]] == [("Tư pháp", "true")]
