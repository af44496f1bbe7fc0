"""Citations of a sanitised body -> links in it: to the document's page, with a button for its card at the first one.

Text inside links, code and headings is read, for what it cites may be meant by `Nghị định này` later; it is not marked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import accumulate, chain
from typing import NamedTuple

from legal_references.model.citations import Citation, Document

PARAGRAPH = "\u2029"  # between blocks; nothing is cited across one
_TAG = re.compile(r"(<(/?[a-z][a-z0-9]*)[^>]*>)")
_ENTITY = re.compile(r"&(?:#?\w+);")
_INLINE_TAGS = """
    abbr b bdi cite del dfn em i ins mark q s small span strong sub sup time u var wbr a code kbd samp
"""
_SEPARATORS = {sign + name: "" for name in _INLINE_TAGS.split() for sign in ("", "/")}
_UNMARKED_TAGS = "a code pre kbd samp h2 h3 h4 h5 h6 summary button"
_DEPTHS = {sign + name: step for name in _UNMARKED_TAGS.split() for sign, step in (("", 1), ("/", -1))}
# Fills up what an entity is longer than its character; the finder looks through it.
_FILLER = "\u2060"


@dataclass(frozen=True)
class BodyText:
    """The text of a body, letter for letter as long as in the markup, with `PARAGRAPH` between its blocks.

    Args:
        starts, origins, lengths: of each piece between two tags: where it stands in the text and in the markup.
        names: of the tags between the pieces, with their slash.
    """

    text: str
    starts: Sequence[int]
    origins: Sequence[int]
    lengths: Sequence[int]
    names: Sequence[str]


class CitationLink(NamedTuple):
    """Where a link goes in the markup, and the document it is for."""

    start: int
    end: int
    document: Document


def body_text(html: str, before: str = "") -> BodyText:
    """The text of `html` behind `before` (headline and lead), which belongs to no piece."""
    split = _TAG.split(html)
    texts, tags, names = split[::3], split[1::3], split[2::3]
    if "&" in html:
        texts = [_letters(text) if "&" in text else text for text in texts]
    separators = [_SEPARATORS.get(name, PARAGRAPH) for name in names]
    lengths = list(map(len, texts))
    starts = accumulate(map(int.__add__, lengths, map(len, separators)), initial=len(before))
    origins = accumulate(map(int.__add__, lengths, map(len, tags)), initial=0)
    text = "".join([before, *chain.from_iterable(zip(texts, separators, strict=False)), texts[-1]])
    return BodyText(text, list(starts), list(origins), lengths, names)


def _letters(text: str) -> str:
    return _ENTITY.sub(_same_length, text)


def _same_length(entity: re.Match[str]) -> str:
    written = entity.group()
    return unescape(written)[:1].ljust(len(written), _FILLER)


def links(body: BodyText, citations: Sequence[Citation]) -> Iterator[CitationLink]:
    """Links for the citations that stand in one piece each, in the order of the text."""
    has_closed = not _DEPTHS.keys().isdisjoint(body.names)
    closed = list(accumulate(body.names, _depth, initial=0)) if has_closed and citations else None
    for mention, document, _again in citations:
        piece = bisect_right(body.starts, mention.start) - 1
        if piece < 0 or document is None or mention.is_court_paper:
            continue
        offset = body.origins[piece] - body.starts[piece]
        if mention.end + offset > body.origins[piece] + body.lengths[piece]:
            continue
        if closed is None or not closed[piece]:
            yield CitationLink(mention.start + offset, mention.end + offset, document)


def _depth(depth: int, name: str) -> int:
    """Inside how many elements that get no links the text behind a tag stands."""
    return max(0, depth + _DEPTHS.get(name, 0))


def with_links(
    html: str, placed: Sequence[CitationLink], marks: Callable[[Document], tuple[str, str]]
) -> tuple[str, str]:
    """`html` with each of the links in place, for the page and for feeds.

    Args:
        marks: the tag that opens a link to a document, and the markup behind the first one; feeds have no such.
    """
    page: list[str] = []
    feed: list[str] = []
    end = 0
    seen: set[str] = set()
    for start, stop, document in placed:
        opening, button = marks(document)
        marked = f"{html[end:start]}{opening}{html[start:stop]}</a>"
        feed.append(marked)
        page.append(marked if opening in seen else marked + button)
        seen.add(opening)
        end = stop
    rest = html[end:]
    return "".join([*page, rest]), "".join([*feed, rest])
