"""Lists of stories over several pages, numbered from the oldest, so that a new story leaves old pages as they are.

With `per_page` P the front page shows the newest P to 2P-1 stories; every older page holds exactly P, and page 1
holds the P oldest. Only the newest numbered page changes when a further one is split off from the front page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from portal.vietnam.text import HANOI

from .card import Card

NEAR = 3  # how many older pages a page names by their numbers, beside the oldest

# Year, then its months as (number of the month, address of its newest story's place in the list, stories).
Months = tuple[tuple[int, tuple[tuple[int, str, int], ...]], ...]


@dataclass(frozen=True)
class Listing:
    """One page of a list, newest first.

    Args:
        number: of an older page; None on the front page.
        newer, older: addresses of the pages beside this one.
        total: stories in the whole list; only on the front page, since older pages must not change.
        pages: (number, address) of older pages, newest first: the next ones and the oldest.
        months: where each month begins; only on the front page of a list of several pages.
        front: address of the front page.
    """

    cards: tuple[Card, ...]
    number: int | None
    newer: str | None
    older: str | None
    total: int | None
    pages: tuple[tuple[int, str], ...] = ()
    months: Months = ()
    front: str = ""

    @cached_property
    def anchors(self) -> Mapping[int, str]:
        """Id of the newest story of each month on this page -> the month's anchor."""
        months = groupby(self.cards, key=lambda card: month_of(card))
        return {next(cards).id: month_anchor(*month) for month, cards in months}


def list_pages(cards: Sequence[Card], url: str, per_page: int) -> Iterator[tuple[str, Listing]]:
    """(address, listing) of the front page and then of the older pages, from the newest down.

    Args:
        cards: newest first.
        url: address of the front page, with a final slash.
    """
    older_count = max(len(cards) // per_page - 1, 0)
    front = len(cards) - older_count * per_page
    addresses = [url, *(page_address(url, number) for number in range(older_count, 0, -1))]
    for place, address in enumerate(addresses):
        start = 0 if place == 0 else front + (place - 1) * per_page
        end = front + place * per_page
        number = None if place == 0 else older_count - place + 1
        yield (
            address,
            Listing(
                cards=tuple(cards[start:end]),
                number=number,
                newer=addresses[place - 1] if place else None,
                older=addresses[place + 1] if place + 1 < len(addresses) else None,
                total=len(cards) if place == 0 else None,
                pages=_numbered(url, older_count if number is None else number - 1),
                months=_months(cards, addresses, front, per_page) if place == 0 and older_count else (),
                front=url,
            ),
        )


def page_address(url: str, number: int) -> str:
    return f"{url}trang-{number}.html"


def month_of(card: Card) -> tuple[int, int]:
    """Year and month in Hanoi."""
    local = card.date.astimezone(HANOI)
    return (local.year, local.month)


def month_anchor(year: int, month: int) -> str:
    return f"thang-{year}-{month:02}"


def _numbered(url: str, newest: int) -> tuple[tuple[int, str], ...]:
    """The page `newest`, the ones right under it, and the oldest."""
    near = range(newest, max(newest - NEAR, 0), -1)
    return tuple((number, page_address(url, number)) for number in dict.fromkeys((*near, *([1] if newest else []))))


def _months(cards: Sequence[Card], addresses: Sequence[str], front: int, per_page: int) -> Months:
    """Each month with the address of its newest story, wherever the list was cut into pages."""
    places = []
    first = 0
    for month, group in groupby(cards, key=month_of):
        count = sum(1 for _card in group)
        page = 0 if first < front else 1 + (first - front) // per_page
        places.append((*month, f"{addresses[page]}#{month_anchor(*month)}", count))
        first += count
    years = groupby(places, key=lambda place: place[0])
    return tuple((year, tuple((month, url, count) for _year, month, url, count in group)) for year, group in years)
