from __future__ import annotations

from typing import Any

import pytest

from newsroom.model.article import Body, StoryStatus
from newsroom.model.media import Picture
from newsroom.pages.story_pages import reading_minutes, story_pages
from newsroom.pages.structured_data import shortened
from tests.newsroom.stories import edition, story, topic


def only_page(**values: Any) -> dict[str, Any]:
    (page,) = story_pages(edition(story(1, **values)))
    return dict(page.values)


def test_the_head_tells_what_the_story_is() -> None:
    head = only_page(topics=(topic("a"),), body=Body(assets=("js/stat-table.js",)))["page"]
    assert head.kind == "article"
    assert [crumb.url for crumb in head.crumbs] == ["/tu-phap/", "/tu-phap/thi-hanh-an/"]
    assert (head.section_name, head.tags, head.assets) == ("Thi hành án", ("A",), ("js/stat-table.js",))
    assert head.published == head.modified == "2024-04-17T16:05:00+07:00"
    assert len(head.json_ld) == 2


@pytest.mark.parametrize(
    ("values", "card"),
    [
        ({"card_url": "/media/own.jpg", "picture": Picture("/p.jpg", 1, 1, "", card_url="/c.jpg")}, "/media/own.jpg"),
        ({"picture": Picture("/p.jpg", 1, 1, "", card_url="/c.jpg")}, "/c.jpg"),
        ({}, ""),
    ],
    ids=["own", "picture", "none"],
)
def test_the_social_card_is_the_storys_own_or_its_pictures(values: dict[str, Any], card: str) -> None:
    assert only_page(**values)["page"].card_url == card


def test_related_stories_are_cards_in_the_order_found() -> None:
    stories = [story(1), story(2, 1), story(3, 2)]
    made = edition(*stories, related={2: (stories[2].id, stories[0].id)})
    pages = {page.url: page.values["related"] for page in story_pages(made)}
    related: Any = pages[stories[1].url]
    assert [card.id for card in related] == [3, 1]
    assert related[0] is made.cards[3]


def test_a_hidden_story_has_its_page_and_asks_robots_to_pass() -> None:
    pages = list(story_pages(edition(story(1), hidden=[story(2, status=StoryStatus.HIDDEN)])))
    heads: list[Any] = [page.values["page"] for page in pages]
    assert [head.robots for head in heads] == ["", "noindex"]


@pytest.mark.parametrize(("syllables", "minutes"), [(0, 1), (230, 1), (690, 3)])
def test_reading_minutes(syllables: int, minutes: int) -> None:
    assert reading_minutes("chữ " * syllables) == minutes


@pytest.mark.parametrize(
    ("text", "short"),
    [("một hai ba", "một hai ba"), ("một hai ba bốn", "một hai…"), ("một hai, ba bốn", "một hai…")],
)
def test_a_description_is_cut_after_a_word(text: str, short: str) -> None:
    assert shortened(text, 10) == short
