from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from newsroom.front.front_page import front_page, newsworthy
from newsroom.model.article import Body
from newsroom.model.front_plan import Automatic, Breaking, FrontPlan, Pin
from newsroom.model.media import Picture
from newsroom.model.parts import Correction
from portal.exchange import DatasetCard, Exchange, FromNewsroom, FromTables, StoryLink
from tests.newsroom.stories import NEWS, START, edition
from tests.newsroom.stories import story as bare_story

PICTURE = Picture("/media/1.jpg", 1200, 800, "Ảnh", card_url="/media/card.jpg")
LONG = Body(text="Câu thứ nhất. Câu thứ hai.")
BRIEF = Body(text="Sáng 17/4, UBND TP. Hồ Chí Minh công bố kết quả.")


def story(number: int, days: float = 0, **values: Any) -> Any:
    return bare_story(number, days, **{"body": LONG, **values})


def front(*stories: Any, **values: Any) -> dict[str, Any]:
    return dict(front_page(edition(*stories, **values)).values)


def numbers(cards: Any) -> list[int]:
    return [getattr(card, "lead", card).id for card in cards]


def test_the_newest_story_with_a_picture_leads() -> None:
    chosen = front(story(1, 1, picture=PICTURE), story(2, 2, picture=PICTURE), story(3, 3))["chosen"]
    assert chosen.hero.lead.id == 2
    assert numbers(chosen.top) == [3, 1]


def test_an_old_picture_does_not_lead() -> None:
    chosen = front(story(1, 1, picture=PICTURE), *(story(number, number) for number in range(2, 9)))["chosen"]
    assert chosen.hero.lead.id == 8


def test_a_brief_of_one_sentence_never_leads() -> None:
    briefs = [story(number, number, body=BRIEF, picture=PICTURE) for number in range(3, 20)]
    assert front(story(1, 1), *briefs)["chosen"].hero.lead.id == 1
    chosen = front(*briefs)["chosen"]
    assert chosen.hero is None
    assert numbers(chosen.top) == [19, 18, 17, 16]


def test_a_small_paper_shows_every_story_once() -> None:
    stories = [story(number, number, section=NEWS) if number % 3 else story(number, number) for number in range(1, 14)]
    values = front(*stories)
    placed = numbers(values["chosen"].cards())
    assert sorted(placed) == list(range(1, 14))
    assert [zone.wide for zone in values["chosen"].zones] == [False, False]


def test_a_zone_alone_in_its_row_takes_the_whole_row() -> None:
    chosen = front(*(story(number, number) for number in range(1, 14)))["chosen"]
    assert [zone.wide for zone in chosen.zones] == [True]


def test_the_bar_ends_with_its_time() -> None:
    plan = FrontPlan(breaking=Breaking("Đang họp", START + timedelta(days=9), 2))
    stories = (story(1, 1), story(2, 2))
    values = front(*stories, front_plan=plan)
    assert (values["bar"], values["chosen"].breaking.id, values["chosen"].hero.lead.id) == ("Đang họp", 2, 1)
    values = front(*stories, front_plan=plan, moment=START + timedelta(days=9))
    assert (values["bar"], values["chosen"].breaking, values["chosen"].hero.lead.id) == ("", None, 2)


def test_the_short_headline_stands_on_the_front_page_only() -> None:
    paper = edition(story(1, 1, home_title="Ngắn"))
    assert dict[str, Any](front_page(paper).values)["chosen"].hero.lead.title == "Ngắn"
    assert paper.cards[1].title == "Bài số 1"


def test_lines_stand_under_a_pinned_lead() -> None:
    plan = FrontPlan(hero=Pin(3, related=(1, 9, 2)), automatic=Automatic(figures=False))
    values = front(*(story(number, number) for number in range(1, 6)), front_plan=plan)
    assert (values["chosen"].hero.lead.id, numbers(values["chosen"].hero.lines)) == (3, [1, 2])
    assert not values["datasets"]


def test_corrections_come_by_their_date_and_say_what_was_wrong() -> None:
    values = front(
        story(1, corrections=(Correction(START.replace(year=2025), "Sai", "Đúng"),)),
        story(2, 5, corrections=(Correction(START, "Sai", "Đúng"),)),
        story(3, 6),
    )
    assert [(card.id, entry.wrong) for card, entry in values["corrections"]] == [(1, "Sai"), (2, "Sai")]


def test_a_paper_without_stories_has_a_front_page() -> None:
    values = front()
    assert list(values["chosen"].cards()) == []
    assert values["chosen"].zones == ()


def test_datasets_come_in_the_order_of_the_newest_story_that_uses_them() -> None:
    figures = (("59,36%", "về việc"),)
    cards = tuple(
        DatasetCard(name, name, f"/so-lieu/{name}/", "", "", figures if name == "counted" else ())
        for name in ("unused", "counted", "old", "new")
    )
    exchange = Exchange(START, tables=FromTables(cards))
    exchange.newsroom = FromNewsroom(
        edition().frame,
        stories={number: StoryLink(number, "", "", START.replace(year=2000 + number)) for number in (1, 2, 3)},
        stories_using={("dataset", "old"): (2, 1), ("dataset", "new"): (3, 1)},
    )
    assert [dataset.id for dataset in newsworthy(exchange)] == ["new", "old", "counted", "unused"]


def test_figures_stand_on_the_front_page_and_titles_alone_only_where_no_dataset_has_any() -> None:
    def shown(*datasets: DatasetCard) -> list[str]:
        values: dict[str, Any] = dict(front_page(replace(edition(), datasets=datasets)).values)
        return [dataset.id for dataset in values["datasets"]]

    bare, told = (
        DatasetCard(name, name, f"/so-lieu/{name}/", "", "", figures)
        for name, figures in (("bare", ()), ("told", (("59,36%", "về việc"),)))
    )
    assert shown(bare, told) == ["told"]
    assert shown(bare) == ["bare"]
