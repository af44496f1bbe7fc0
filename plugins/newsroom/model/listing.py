"""Lists of stories over several pages, numbered from the oldest, so that a new story leaves old pages as they are.

With `per_page` P the front page shows the newest P to 2P-1 stories; every older page holds exactly P, and page 1
holds the P oldest. Only the newest numbered page changes when a further one is split off from the front page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .article import Card


@dataclass(frozen=True)
class Listing:
    """One page of a list, newest first.

    Args:
        number: of an older page; None on the front page.
        newer, older: addresses of the pages beside this one.
        total: stories in the whole list; only on the front page, since older pages must not change.
    """

    cards: tuple[Card, ...]
    number: int | None
    newer: str | None
    older: str | None
    total: int | None


def list_pages(cards: Sequence[Card], url: str, per_page: int) -> Iterator[tuple[str, Listing]]:
    """(address, listing) of the front page and then of the older pages, from the newest down.

    Args:
        cards: newest first.
        url: address of the front page, with a final slash.
    """
    older_count = max(len(cards) // per_page - 1, 0)
    front = len(cards) - older_count * per_page
    oldest_first = range(older_count, 0, -1)
    addresses = [url, *(f"{url}trang-{number}.html" for number in oldest_first)]
    for place, address in enumerate(addresses):
        start = 0 if place == 0 else front + (place - 1) * per_page
        end = front + place * per_page
        yield (
            address,
            Listing(
                cards=tuple(cards[start:end]),
                number=None if place == 0 else older_count - place + 1,
                newer=addresses[place - 1] if place else None,
                older=addresses[place + 1] if place + 1 < len(addresses) else None,
                total=len(cards) if place == 0 else None,
            ),
        )
