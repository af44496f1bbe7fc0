from __future__ import annotations

from datetime import timedelta
from typing import Any

from newsroom.content.read_pages import StaticPage
from newsroom.model.parts import Correction
from newsroom.pages.edition import Edition
from newsroom.pages.fixed_pages import fixed_pages
from tests.newsroom.stories import START, edition, story


def page(made: Edition, url: str) -> dict[str, Any]:
    return next(dict(page.values) for page in fixed_pages(made) if page.url == url)


def test_corrections_are_newest_first_whatever_their_story() -> None:
    first, second, third = (Correction(START + timedelta(days=day), f"Sai {day}", "Đúng") for day in (1, 2, 3))
    entries = page(edition(story(1, corrections=(first, third)), story(2, 1, corrections=(second,))), "/cai-chinh/")[
        "entries"
    ]
    shown = [(card.id, correction.wrong, anchor) for card, correction, anchor in entries]
    assert shown == [(1, "Sai 3", "bai-1"), (2, "Sai 2", "bai-2"), (1, "Sai 1", "")]


def test_feeds_of_the_paper_and_of_each_section_are_listed() -> None:
    feeds = page(edition(story(1)), "/rss/")["feeds"]
    assert feeds[0] == ("Toà soạn", "/rss/home.rss", "/rss/home.atom", "/rss/home.json")
    assert [name for name, *_urls in feeds] == ["Toà soạn", "Tư pháp", "Thi hành án", "Thời sự"]


def test_standing_pages_keep_their_text() -> None:
    made = edition(pages=(StaticPage("gioi-thieu", "Giới thiệu", "Về báo", "<p>x</p>"),))
    values = page(made, "/gioi-thieu.html")
    assert (values["title"], values["body"], values["page"].description) == ("Giới thiệu", "<p>x</p>", "Về báo")


def test_standing_pages_load_what_their_tables_need() -> None:
    made = edition(pages=(StaticPage("so", "Số", "Số liệu", "<p>x</p>", assets=("js/stat-table.js",)),))
    assert page(made, "/so.html")["page"].assets == ("js/stat-table.js",)


def test_the_page_for_lost_readers_is_not_for_robots() -> None:
    made = edition(*(story(number, number) for number in range(1, 9)))
    assert [card.id for card in page(made, "/404.html")["latest"]] == [8, 7, 6, 5, 4]
    head = page(edition(), "/404.html")["page"]
    assert (head.kind, head.robots, head.json_ld) == ("error", "noindex", ())
