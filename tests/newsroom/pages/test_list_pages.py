from __future__ import annotations

from typing import Any

from newsroom.model.names import Named
from newsroom.pages.list_pages import section_pages, subject_pages
from tests.newsroom.stories import NEWS, edition, story, topic

YEN_BAI = Named("yen-bai", "Yên Bái", "/dia-phuong/yen-bai/")


def test_sections_have_pages_and_sub_sections_too_even_when_empty() -> None:
    urls = [page.url for page in section_pages(edition(story(1)))]
    assert urls == ["/tu-phap/", "/tu-phap/thi-hanh-an/", "/thoi-su/"]


def test_older_pages_say_their_number_and_lead_back_through_the_section() -> None:
    pages = {page.url: page.values for page in section_pages(edition(*(story(n, n) for n in range(1, 6))))}
    head: Any = pages["/tu-phap/thi-hanh-an/trang-1.html"]["page"]
    assert head.title == "Thi hành án – trang 1"
    assert [crumb.url for crumb in head.crumbs] == ["/tu-phap/"]
    assert head.feeds == (("Thi hành án", "/rss/thi-hanh-an.rss"),)


def test_adding_a_story_leaves_older_pages_as_they_were() -> None:
    stories = [story(number, number, section=NEWS, topics=(topic("a"),)) for number in range(1, 8)]
    before = {page.url: page.values for page in section_pages(edition(*stories))}
    after = {page.url: page.values for page in section_pages(edition(*stories, story(9, 9, section=NEWS)))}
    changed = [url for url in before if before[url] != after[url]]
    assert changed == ["/thoi-su/", "/thoi-su/trang-2.html"]


def test_names_stand_in_the_order_of_the_vietnamese_alphabet_with_their_counts() -> None:
    names = [
        Named(slug, name, f"/chu-de/{slug}/") for slug, name in (("d", "Đất"), ("b", "Dân"), ("a", "Ăn"), ("c", "An"))
    ]
    made = edition(story(1, topics=tuple(names)), story(2, topics=(names[0],)))
    page = next(page for page in subject_pages(made) if page.url == "/chu-de/")
    groups: Any = page.values["groups"]
    assert [(letter, [(name.name, count) for name, count in group]) for letter, group in groups] == [
        ("A", [("An", 1)]),
        ("Ă", [("Ăn", 1)]),
        ("D", [("Dân", 1)]),
        ("Đ", [("Đất", 2)]),
    ]


def test_figures_of_a_province_stand_on_its_front_page_only() -> None:
    made = edition(*(story(n, n, province=YEN_BAI) for n in range(1, 6)), province_data={"yen-bai": "<p>59,36%</p>"})
    pages = {page.url: page.values.get("data_html") for page in subject_pages(made) if "dia-phuong/y" in page.url}
    assert pages == {
        "/dia-phuong/yen-bai/": "<p>59,36%</p>",
        "/dia-phuong/yen-bai/trang-1.html": "",
    }


def test_a_province_with_figures_but_no_story_has_a_page() -> None:
    made = edition(story(1), province_data={"yen-bai": "<p>1</p>"})
    page = next(page for page in subject_pages(made) if page.url == "/dia-phuong/yen-bai/")
    assert page.values["data_html"] == "<p>1</p>"
