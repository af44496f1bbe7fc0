"""What the search page offers without a query, and to browsers without JavaScript: months and topics of the archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal import addresses
from portal.exchange import SearchDocument
from portal.vietnam.text import HANOI, collation_key
from site_search.index.documents import FacetNames


@dataclass(frozen=True)
class Link:
    name: str
    url: str


def months(documents: Iterable[SearchDocument]) -> list[tuple[str, str, int]]:
    """(text, address, number of stories), newest first."""
    counts = Counter((local.year, local.month) for local in (one.date.astimezone(HANOI) for one in documents))
    return [
        (f"{month:02}/{year}", f"{addresses.ARCHIVE}{year}/{month:02}/", count)
        for (year, month), count in sorted(counts.items(), reverse=True)
    ]


def topics(
    documents: Iterable[SearchDocument], names: FacetNames, lines: Mapping[str, str] | None = None
) -> list[Link]:
    """Topics that have stories, in the order of the Vietnamese alphabet."""
    used = {topic for document in documents for topic in document.topics}
    links = [
        Link(names.get("topic", {}).get(slug, slug), (lines or {}).get(slug) or addresses.topic(slug)) for slug in used
    ]
    return sorted(links, key=lambda topic: (collation_key(topic.name), topic.url))
