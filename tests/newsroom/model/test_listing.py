from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.model.card import Card
from newsroom.model.listing import Listing, list_pages

START = datetime(2024, 1, 1, tzinfo=UTC)


def cards(count: int) -> list[Card]:
    """Newest first, with ids that grow with time."""
    return [
        Card(id=number, url=f"/a-post{number}.html", title=str(number), sapo="", date=START + timedelta(hours=number))
        for number in range(count, 0, -1)
    ]


def pages(count: int, per_page: int) -> dict[str, Listing]:
    return dict(list_pages(cards(count), "/x/", per_page))


@pytest.mark.parametrize(
    ("count", "front", "older"),
    [(0, 0, 0), (3, 3, 0), (10, 10, 0), (19, 19, 0), (20, 10, 1), (39, 19, 2), (40, 10, 3)],
    ids=str,
)
def test_front_page_holds_one_to_two_pages(count: int, front: int, older: int) -> None:
    made = pages(count, 10)
    assert len(made["/x/"].cards) == front
    assert len(made) == older + 1
    assert all(len(page.cards) == 10 for url, page in made.items() if url != "/x/")


def test_page_one_holds_the_oldest() -> None:
    assert [card.id for card in pages(25, 10)["/x/trang-1.html"].cards] == list(range(10, 0, -1))


def test_neighbours_are_linked_both_ways() -> None:
    made = pages(45, 10)
    for url, page in made.items():
        if page.older:
            assert made[page.older].newer == url
        assert (page.newer is None) == (url == "/x/")


@given(count=st.integers(0, 120), per_page=st.integers(1, 12))
def test_every_story_stands_on_one_page(count: int, per_page: int) -> None:
    listed = [card.id for page in pages(count, per_page).values() for card in page.cards]
    assert listed == list(range(count, 0, -1))


@given(count=st.integers(0, 120), per_page=st.integers(1, 12))
def test_a_new_story_changes_the_front_page_and_at_most_its_neighbour(count: int, per_page: int) -> None:
    before, after = pages(count, per_page), pages(count + 1, per_page)
    changed = [url for url, page in before.items() if after.get(url) != page]
    assert set(before) <= set(after)
    assert len(changed) <= 2
    assert "/x/trang-1.html" not in changed or len(before) == 2
