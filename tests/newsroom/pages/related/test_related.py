from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from legal_references.model.citations import Document
from newsroom.model.article import Article
from newsroom.model.law import CitedDocument, StoryLaw
from newsroom.pages.related.related import RelatedStories, story_of
from tests.newsroom.stories import NEWS, newest_first, story, topic

Near = Callable[[int, int], list[tuple[int, float]]]


def related(stories: Sequence[Article], subject: Article, near: Near | None = None) -> list[int]:
    return RelatedStories([story_of(article) for article in stories], near).of(story_of(subject))


def test_pinned_come_first_in_the_order_of_the_editor() -> None:
    subject = story(1, pinned=(5, 3, 99, 1))
    others = [story(number, -number) for number in range(2, 7)]
    found = related(newest_first(subject, *others), subject)
    assert found[:2] == [5, 3]
    assert sorted(found) == [2, 3, 4, 5, 6]


def test_a_shared_topic_beats_the_section_and_both_beat_recency() -> None:
    subject = story(1, topics=(topic("a"),))
    same_topic = story(2, -300, topics=(topic("a"),), section=NEWS)
    same_section = story(3, -200)
    newest = story(4, -1, section=NEWS)
    stories = newest_first(subject, same_topic, same_section, newest)
    assert related(stories, subject) == [2, 3, 4]


def test_nearness_in_text_ranks_within_a_topic() -> None:
    stories = newest_first(*(story(number, -number, topics=(topic("a"),)) for number in range(1, 6)))
    near: Near = lambda number, limit: [(4, 9.0), (3, 7.0)]  # noqa: E731
    assert related(stories, stories[0], near) == [4, 3, 2, 5]


def test_the_latest_stories_stay_out_of_old_pages() -> None:
    old = [story(number, -100 - number, topics=(topic("a"),)) for number in range(1, 20)]
    new = story(50, 0, topics=(topic("a"),))
    before, after = newest_first(*old), newest_first(*old, new)
    for subject in old:
        found = related(after, subject, lambda number, limit: [(50, 99.0)])
        assert found == related(before, subject)


def test_the_first_stories_of_an_archive_show_those_that_followed() -> None:
    stories = newest_first(*(story(number, 30 * number) for number in range(1, 20)))
    assert related(stories, stories[-1]) == list(range(2, 12))


@given(
    st.lists(st.tuples(st.integers(-400, 0), st.sampled_from("abc")), min_size=1, max_size=40),
    st.integers(0, 39),
)
def test_ten_others_none_twice_whatever_the_order_of_equals(entries: list[tuple[int, str]], place: int) -> None:
    stories = newest_first(*(story(n, day, topics=(topic(name),)) for n, (day, name) in enumerate(entries, 1)))
    subject = stories[place % len(stories)]
    found = related(stories, subject)
    assert len(found) == len(set(found)) == min(10, len(stories) - 1)
    assert subject.id not in found


def test_a_document_that_few_stories_cite_brings_them_together() -> None:
    rare, common = (CitedDocument(Document(number)) for number in ("1/2020/NĐ-CP", "2/2020/NĐ-CP"))
    subject = story(1, law=StoryLaw((rare, common)))
    near = story(2, -300, law=StoryLaw((rare,)))
    others = [story(number, -number, law=StoryLaw((common,))) for number in range(3, 12)]
    assert related(newest_first(subject, near, *others), subject)[0] == 2
