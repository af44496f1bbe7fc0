from __future__ import annotations

from newsroom.model.names import Named
from newsroom.model.page import Page
from tests.newsroom.stories import ENFORCEMENT, JUSTICE, NEWS, edition, story, topic

HANOI = Named("ha-noi", "Hà Nội", "/dia-phuong/ha-noi/")
AUTHOR = Named("a", "Nguyễn A", "/tac-gia/a/")


def test_a_story_stands_in_its_section_and_the_one_above() -> None:
    made = edition(story(1), story(2, 1, section=NEWS))
    for section in (JUSTICE, ENFORCEMENT):
        assert [card.id for card in made.stories_of(section)] == [1]


def test_every_list_is_newest_first_and_shares_its_cards() -> None:
    made = edition(*(story(number, number, topics=(topic("a"),), authors=(AUTHOR,)) for number in (1, 2, 3)))
    for subject in (JUSTICE, topic("a"), AUTHOR):
        assert [card.id for card in made.stories_of(subject)] == [3, 2, 1]
    assert made.stories_of(JUSTICE)[0] is made.stories_of(AUTHOR)[0]


def test_a_topic_named_twice_lists_a_story_once() -> None:
    assert len(edition(story(1, topics=(topic("a"), topic("a")))).stories_of(topic("a"))) == 1


def test_provinces_are_those_with_stories_or_figures() -> None:
    made = edition(story(1, province=HANOI), province_data={"yen-bai": "<p>1</p>"})
    assert [(province.slug, province.name) for province in made.provinces] == [
        ("ha-noi", "Hà Nội"),
        ("yen-bai", "Yên Bái"),
    ]


def test_hidden_stories_stand_in_no_list() -> None:
    made = edition(story(1), hidden=[story(2, topics=(topic("a"),))])
    assert made.topics == ()
    assert 2 not in made.cards


def test_a_page_knows_its_file() -> None:
    assert Page("/chu-de/", "names.html", {}).path == "chu-de/index.html"
