"""Series: topics whose stories are parts with numbers, each part with the others, all of them on one page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsroom.content.site_content import Content
from newsroom.feeds.feed_items import feed_item
from newsroom.pages.edition import Edition
from newsroom.pages.list_pages import subject_pages
from newsroom.pages.story_pages import story_pages
from newsroom.site.every_page import sitemap
from tests.newsroom.paper import TOPICS, article, faults, put, read, write_paper
from tests.newsroom.stories import edition

SERIES = '\n[[topic]]\nslug = "rung"\nname = "Giữ rừng"\ndescription = "Ba kỳ."\nseries = true\nparts = 3\n'


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    root = tmp_path_factory.mktemp("series") / "content"
    # The second part came out first: parts stand in the order of their numbers.
    stories = {
        "a": article(id="1", title="Một", date="2024-04-12", topics="[rung]", part="1"),
        "b": article(id="2", title="Hai", date="2024-04-11", topics="[luat-su, rung]", part="2"),
        "c": article(id="3", title="Nháp", topics="[rung]", status="draft"),
        "d": article(id="9", title="Khác", topics="[luat-su]"),
    }
    put(write_paper(root, **stories) / "topics.toml", TOPICS + SERIES)
    return read(root)


@pytest.fixture(scope="module")
def paper(content: Content) -> Edition:
    return edition(*content.articles)


def test_each_part_knows_the_others(paper: Edition) -> None:
    pages: dict[str, Any] = {page.url: page for page in story_pages(paper)}
    (first,) = pages["/tu-phap/mot-post1.html"].values["events"]
    assert (first.number, first.earlier, first.later.id) == (1, None, 2)
    assert [(number, card.id) for number, card in first.parts] == [(1, 1), (2, 2)]
    (second,) = pages["/tu-phap/hai-post2.html"].values["events"]
    assert (second.number, second.earlier.id, second.later) == (2, 1, None)
    head = pages["/tu-phap/hai-post2.html"].values["page"]
    assert "css/kinds/series.css" in head.assets
    data = json.loads(head.json_ld[0])
    assert ([part["url"] for part in data["isPartOf"]], data["position"]) == (
        ["https://toasoan.example/loat-bai/rung/"],
        2,
    )
    assert pages["/tu-phap/khac-post9.html"].values["events"] == ()


def test_the_series_has_a_page_of_its_own_in_order(paper: Edition) -> None:
    pages: dict[str, Any] = {page.url: page for page in subject_pages(paper)}
    page = pages["/loat-bai/rung/"]
    assert page.template == "series.html"
    assert [(number, card.title) for number, card in page.values["parts"]] == [(1, "Một"), (2, "Hai")]
    assert "/chu-de/rung/" not in pages
    assert "/su-kien/rung/" not in pages
    (group,) = pages["/loat-bai/"].values["groups"]
    assert [named.slug for named, _count in group[1]] == ["rung"]
    written = b"".join(data for _path, data in sitemap(paper, [], []))
    assert b"/loat-bai/rung/" in written
    assert b"/loat-bai/</loc>" in written


def test_a_feed_says_which_part_it_carries(content: Content) -> None:
    items = {
        story.id: feed_item(story, "https://a.example", "a.example,2024", lambda _url: 0).html
        for story in content.articles
    }
    link = '<a href="https://a.example/loat-bai/rung/">Giữ rừng</a>'
    assert items[2].startswith(f"<p>Kỳ 2/3 của loạt bài {link}</p>")
    assert "loạt bài" not in items[9]


OTHER = '[[topic]]\nslug = "bien"\nname = "Giữ biển"\nseries = true\n'


@pytest.mark.parametrize(
    ("stories", "topics", "expected"),
    [
        (
            {"a": article(topics="[rung]")},
            SERIES,
            "a.md:7: bài thuộc loạt bài Giữ rừng phải ghi là kỳ mấy; thêm part: kèm số kỳ",
        ),
        (
            {"a": article(topics="[luat-su]", part="1")},
            SERIES,
            "a.md:8: part nằm ở bài không thuộc loạt bài nào; ghi loạt bài vào topics, hoặc bỏ part",
        ),
        ({"a": article(topics="[rung]", part="4")}, SERIES, "a.md:8: kỳ 4 của loạt bài chỉ có 3 kỳ; sửa lại"),
        ({"a": article(topics="[rung]", part="một")}, SERIES, "a.md:8: “part” đang là “một”; hãy viết một số nguyên"),
        ({"a": article(topics="[rung]", part="0")}, SERIES, "a.md:8: “part” đang là “0”; hãy viết một số nguyên"),
        (
            {"a": article(topics="[rung]", part="1"), "b": article(id="2", topics="[rung]", part="1")},
            SERIES,
            "b.md:8: part 1 đã dùng",
        ),
        (
            {"a": article(topics="[rung, bien]", part="1")},
            SERIES + OTHER,
            "a.md:7: một bài chỉ thuộc một loạt bài; bài này có: rung, bien",
        ),
        (
            {},
            SERIES + "event = true\n",
            "topics.toml:12: một chủ đề là dòng sự kiện hoặc loạt bài, không thể là cả hai; bỏ một trong hai",
        ),
        (
            {},
            SERIES.replace("series = true\n", ""),
            "topics.toml:12: parts nằm ở chủ đề không phải loạt bài; ghi series = true, hoặc bỏ parts",
        ),
    ],
    ids=["no part", "no series", "too many", "word", "zero", "twice", "two series", "both", "parts"],
)
def test_what_is_wrong_is_told_at_its_line(tmp_path: Path, stories: dict[str, str], topics: str, expected: str) -> None:
    put(write_paper(tmp_path / "content", **stories) / "topics.toml", TOPICS + topics)
    told = [str(fault) for fault in faults(tmp_path / "content")]
    assert any(expected in line for line in told), told
