from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from newsroom.model.article import Article
from newsroom.pages.archives import PER_DAY_IN_MONTH, archive_pages
from tests.newsroom.stories import edition, story


def pages(*stories: Article) -> dict[str, dict[str, Any]]:
    return {page.url: dict(page.values) for page in archive_pages(edition(*stories))}


def on(number: int, day: str) -> Article:
    return story(number, date=datetime.fromisoformat(f"{day}T08:00:00+07:00"))


def test_years_months_and_days_that_have_stories_have_pages() -> None:
    assert list(pages(on(1, "2023-12-31"), on(2, "2024-01-02"), on(3, "2024-01-02"))) == [
        "/luu-tru/",
        "/luu-tru/2024/01/",
        "/luu-tru/2024/01/02/",
        "/luu-tru/2023/12/",
        "/luu-tru/2023/12/31/",
    ]


def test_the_list_of_years_counts_stories_by_month() -> None:
    years = pages(on(1, "2023-12-31"), on(2, "2024-01-02"), on(3, "2024-01-05"))["/luu-tru/"]["years"]
    assert years == [
        (2024, [("Tháng 1/2024", "/luu-tru/2024/01/", 2)]),
        (2023, [("Tháng 12/2023", "/luu-tru/2023/12/", 1)]),
    ]


def test_days_are_those_of_hanoi() -> None:
    late = story(1, date=datetime.fromisoformat("2024-01-31T18:00:00+00:00"))
    assert "/luu-tru/2024/02/01/" in pages(late)


def test_neighbours_skip_days_without_stories() -> None:
    made = pages(on(1, "2023-12-31"), on(2, "2024-01-02"), on(3, "2024-03-05"))
    assert made["/luu-tru/2024/01/02/"]["previous"] == ("Chủ Nhật, 31/12/2023", "/luu-tru/2023/12/31/")
    assert made["/luu-tru/2024/01/02/"]["next"] == ("Thứ Ba, 05/03/2024", "/luu-tru/2024/03/05/")
    assert made["/luu-tru/2024/01/"]["next"] == ("Tháng 3/2024", "/luu-tru/2024/03/")
    assert made["/luu-tru/2024/03/"]["next"] is None


@pytest.mark.parametrize(
    ("count", "heading"),
    [
        (PER_DAY_IN_MONTH, "Thứ Ba, 02/01/2024"),
        (PER_DAY_IN_MONTH + 1, f"Thứ Ba, 02/01/2024 ({PER_DAY_IN_MONTH + 1} bài)"),
    ],
    ids=["all", "some"],
)
def test_the_page_of_a_month_shows_the_first_of_each_day_and_says_so(count: int, heading: str) -> None:
    made = pages(*(on(number, "2024-01-02") for number in range(1, count + 1)))
    ((_url, text, cards),) = made["/luu-tru/2024/01/"]["days"]
    assert (text, len(cards)) == (heading, PER_DAY_IN_MONTH)
    assert len(made["/luu-tru/2024/01/02/"]["days"][0][2]) == count


def test_a_new_day_changes_no_page_but_its_neighbour_and_the_lists_above() -> None:
    stories = [on(1, "2023-12-31"), on(2, "2024-01-02"), on(3, "2024-01-05")]
    before, after = pages(*stories), pages(*stories, on(4, "2024-01-09"))
    assert [url for url in before if before[url] != after[url]] == [
        "/luu-tru/",
        "/luu-tru/2024/01/",
        "/luu-tru/2024/01/05/",
    ]
