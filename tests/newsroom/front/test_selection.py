"""Any paper and any plan: no story twice, pins hold until their moment and no longer, nothing is left empty."""

from __future__ import annotations

import os
from collections import Counter
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.front.selection import DENSE, FrontSelection, FrontStories, select
from newsroom.front.zones import make_zones
from newsroom.model.article import Kind
from newsroom.model.front_plan import Automatic, Breaking, FrontPlan, Pin, Show, ZonePlan
from newsroom.model.media import Picture
from newsroom.model.names import Named
from portal import addresses
from tests.newsroom.stories import ENFORCEMENT, JUSTICE, NEWS, START, edition, story, topic

EXAMPLES = int(os.environ.get("FRONT_PAGES", "100"))
PICTURE = Picture("/media/1.jpg", 1200, 800, "Ảnh")
TOPICS = [topic(f"chu-de-{number}") for number in range(5)]
PROVINCES = [Named(slug, slug, addresses.province(slug)) for slug in ("ha-noi", "hue", "yen-bai", "an-giang", "ca-mau")]
IDS = st.integers(1, 160)
MOMENTS = st.none() | st.integers(-3, 3).map(lambda days: START + timedelta(days=days))
PINS = st.builds(Pin, IDS, MOMENTS, st.lists(IDS, max_size=4).map(tuple))
ZONES = st.one_of(
    st.builds(ZonePlan, section=st.sampled_from(["tu-phap", "thi-hanh-an", "thoi-su"]), count=st.none() | st.just(3)),
    st.builds(ZonePlan, topic=st.sampled_from([one.slug for one in TOPICS])),
    st.builds(ZonePlan, kind=st.sampled_from(list(Kind)), title=st.just("Hỏi đáp")),
    st.builds(ZonePlan, stories=st.lists(IDS, min_size=1, max_size=6).map(tuple), title=st.just("Biên tập chọn")),
    st.builds(ZonePlan, show=st.sampled_from(list(Show))),
)
PLANS = st.builds(
    FrontPlan,
    hero=st.none() | PINS,
    top=st.lists(PINS, max_size=4).map(tuple),
    breaking=st.none() | st.builds(Breaking, st.just("Tin nóng"), MOMENTS.filter(bool), st.none() | IDS),
    zones=st.lists(ZONES, max_size=6).map(tuple),
    automatic=st.builds(Automatic, *[st.booleans()] * 5),
)


@st.composite
def papers(draw: st.DrawFn) -> list[Any]:
    """Up to 150 stories, some without pictures, topics, provinces; some briefs."""
    count = draw(st.integers(0, 150) | st.integers(0, 14))
    rng = draw(st.randoms(use_true_random=False))
    return [
        story(
            number,
            -rng.random() * 40,
            section=rng.choice([ENFORCEMENT, JUSTICE, NEWS]),
            kind=rng.choice([Kind.NEWS, Kind.NEWS, Kind.INTERVIEW]),
            picture=rng.choice([PICTURE, None]),
            topics=tuple(rng.sample(TOPICS, rng.randrange(3))),
            province=rng.choice([None, *PROVINCES]),
            source_note=rng.choice(["", "brief"]),
        )
        for number in range(1, count + 1)
    ]


def chosen(stories: list[Any], plan: FrontPlan) -> FrontSelection:
    paper = edition(*stories, moment=START)
    topics = {one.slug: one for one in paper.topics}
    front = FrontStories(
        paper.articles, paper.cards, paper.lists, paper.frame.menu, topics, lambda one: one.source_note == "brief"
    )
    return select(front, plan.at(START), make_zones)


@settings(max_examples=EXAMPLES, deadline=None)
@given(papers(), PLANS)
def test_a_front_page_keeps_its_promises(stories: list[Any], plan: FrontPlan) -> None:
    page = chosen(stories, plan)
    by_id = {one.id: one for one in stories}
    ids = [card.id for card in page.cards()]
    assert max(Counter(ids).values(), default=1) == 1

    # The editors' lead leads until its moment; else no brief does.
    pin = plan.hero
    at_the_bar = plan.breaking.story if plan.breaking and plan.breaking.until > START else None
    if pin and pin.story in by_id and pin.story != at_the_bar and (pin.until is None or pin.until > START):
        assert page.hero is not None
        assert page.hero.lead.id == pin.story
    elif page.hero:
        assert by_id[page.hero.lead.id].source_note != "brief"
    else:
        free = {one.id for one in stories if one.source_note != "brief"}
        assert free <= _named(plan)

    # The top is as the editors ordered it, then filled with the newest.
    pinned = [pin.story for pin in plan.top if pin.until is None or pin.until > START]
    there = [bundle.lead.id for bundle in page.top]
    assert [number for number in there if number in pinned] == list(
        dict.fromkeys(number for number in pinned if number in there)
    )
    assert len(there) <= 4

    # What is automatic is newest first; every zone shows something; no zone stands alone in half a row.
    dates = [card.date for card in page.latest]
    assert dates == sorted(dates, reverse=True)
    assert all(zone.cards or zone.groups for zone in page.zones)
    assert len({zone.id for zone in page.zones}) == len(page.zones)
    run = 0
    for zone in page.zones:
        assert not (zone.wide and run % 2)
        run = 0 if zone.wide else run + 1
    assert run % 2 == 0


def _named(plan: FrontPlan) -> set[int]:
    pins = [pin for pin in (plan.hero, *plan.top) if pin]
    named = {number for pin in pins for number in (pin.story, *pin.related)}
    named |= {number for zone in plan.zones for number in zone.stories}
    return named | ({plan.breaking.story} if plan.breaking and plan.breaking.story else set())


@settings(max_examples=EXAMPLES // 3, deadline=None)
@given(papers())
def test_an_expired_plan_is_as_good_as_none(stories: list[Any]) -> None:
    over = START - timedelta(seconds=1)
    pins = tuple(Pin(number, over, (number + 1,)) for number in (5, 9))
    plan = FrontPlan(pins[0], pins, Breaking("Tin nóng", START, 3))
    assert chosen(stories, plan) == chosen(stories, FrontPlan())


def test_a_story_of_two_places_stands_in_the_first_and_in_the_second_when_that_one_ends() -> None:
    stories = [story(number, -number) for number in range(1, 9)]
    plan = FrontPlan(Pin(8, START + timedelta(hours=1)), (Pin(8, START + timedelta(hours=9)),))
    page = chosen(stories, plan)
    assert page.hero is not None
    assert (page.hero.lead.id, [one.lead.id for one in page.top]) == (8, [1, 2, 3, 4])
    later = chosen(stories, plan.at(START + timedelta(hours=2)))
    assert later.hero is not None
    assert (later.hero.lead.id, [one.lead.id for one in later.top]) == (1, [8, 2, 3, 4])


def test_a_small_paper_leaves_no_story_out() -> None:
    for count in range(14):
        stories = [story(number, -number, section=NEWS if number % 3 else JUSTICE) for number in range(1, count + 1)]
        assert len(list(chosen(stories, FrontPlan()).cards())) == count


def test_a_large_paper_fills_a_dense_page() -> None:
    stories = [
        story(
            number,
            -number / 10,
            section=NEWS if number % 3 else ENFORCEMENT,
            kind=Kind.NEWS if number % 9 else Kind.INTERVIEW,
            topics=(TOPICS[number % 5],),
            province=PROVINCES[number % 5] if number % 4 == 0 else None,
        )
        for number in range(1, 1001)
    ]
    page = chosen(stories, FrontPlan())
    assert len(list(page.cards())) >= 70  # two sections only
    assert page.hero is not None
    assert len(page.hero.lines) == 3
    assert [len(zone.groups) for zone in page.zones if zone.groups] == [4, 4]
    assert len(stories) > DENSE
