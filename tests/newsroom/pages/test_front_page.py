from __future__ import annotations

from typing import Any

from newsroom.model.article import Correction, Picture
from newsroom.pages.front_page import front_page, newsworthy
from portal.exchange import DatasetCard, Exchange, StoryLink
from tests.newsroom.stories import NEWS, START, edition, story

PICTURE = Picture("/media/1.jpg", 1200, 800, "Ảnh", card_url="/media/card.jpg")


def front(*stories: Any) -> dict[str, Any]:
    return dict(front_page(edition(*stories)).values)


def numbers(cards: Any) -> list[int]:
    return [card.id for card in cards]


def test_the_newest_story_with_a_picture_leads() -> None:
    values = front(story(1, 1, picture=PICTURE), story(2, 2, picture=PICTURE), story(3, 3))
    assert values["hero"].id == 2
    assert numbers(values["top"]) == [3, 1]


def test_an_old_picture_does_not_lead() -> None:
    values = front(story(1, 1, picture=PICTURE), *(story(number, number) for number in range(2, 9)))
    assert values["hero"].id == 8


def test_no_story_stands_twice_above_the_zones() -> None:
    values = front(*(story(number, number) for number in range(1, 30)))
    above = [values["hero"].id, *numbers(values["top"]), *numbers(values["latest"])]
    assert above == list(range(29, 14, -1))


def test_a_zone_goes_on_where_the_top_ends_and_repeats_it_only_when_there_is_nothing_else() -> None:
    values = front(*(story(number, number) for number in range(1, 8)), story(20, 20, section=NEWS))
    zones = {menu.section.slug: numbers(cards) for menu, cards in values["zones"]}
    assert zones == {"tu-phap": [3, 2, 1], "thoi-su": [20]}


def test_corrected_stories_come_by_the_date_of_the_correction() -> None:
    values = front(
        story(1, corrections=(Correction(START.replace(year=2025), "Sai", "Đúng"),)),
        story(2, 5, corrections=(Correction(START, "Sai", "Đúng"),)),
        story(3, 6),
    )
    assert numbers(values["corrections"]) == [1, 2]


def test_a_paper_without_stories_has_a_front_page() -> None:
    values = front()
    assert values["hero"] is None
    assert not any(cards for _menu, cards in values["zones"])


def test_datasets_come_in_the_order_of_the_newest_story_that_uses_them() -> None:
    figures = (("59,36%", "về việc"),)
    exchange = Exchange(
        moment=START,
        datasets=tuple(
            DatasetCard(name, name, f"/so-lieu/{name}/", "", "", figures if name == "counted" else ())
            for name in ("unused", "counted", "old", "new")
        ),
        stories={number: StoryLink(number, "", "", START.replace(year=2000 + number)) for number in (1, 2, 3)},
        stories_using={("dataset", "old"): (2, 1), ("dataset", "new"): (3, 1)},
    )
    assert [dataset.id for dataset in newsworthy(exchange)] == ["new", "old", "counted", "unused"]
