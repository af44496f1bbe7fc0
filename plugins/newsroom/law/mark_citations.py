"""Citations of a sanitised body -> links in it: to the document's page, with a button for its card at the first one.

Text inside links, code and headings is read, for what it cites may be meant by `Nghị định này` later; it is not marked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
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


class BodyText(NamedTuple):
    """The text of a body, letter for letter as long as in the markup, with `PARAGRAPH` between its blocks.

    Args:
        before: length of what stands before the body.
        pieces, tags, names, separators: of the markup in turn: a piece of text, a tag, the tag's name with its slash,
            and what stands for the tag in the text.
    """

    text: str
    before: int
    pieces: Sequence[str]
    tags: Sequence[str]
    names: Sequence[str]
    separators: Sequence[str]


class CitationLink(NamedTuple):
    """Where a link goes in the markup, and the document it is for."""

    start: int
    end: int
    document: Document


def body_text(html: str, before: str = "") -> BodyText:
    """The text of `html` behind `before` (headline and lead), which belongs to no piece."""
    split = _TAG.split(html)
    pieces, names = split[::3], split[2::3]
    if "&" in html:
        pieces = [_letters(text) if "&" in text else text for text in pieces]
    separators = [_SEPARATORS.get(name, PARAGRAPH) for name in names]
    text = "".join([before, *chain.from_iterable(zip(pieces, separators, strict=False)), pieces[-1]])
    return BodyText(text, len(before), pieces, split[1::3], names, separators)


def _letters(text: str) -> str:
    return _ENTITY.sub(_same_length, text)


def _same_length(entity: re.Match[str]) -> str:
    written = entity.group()
    return unescape(written)[:1].ljust(len(written), _FILLER)


def links(body: BodyText, citations: Sequence[Citation]) -> Iterator[CitationLink]:
    """Links for the citations that stand in one piece each, in the order of the text."""
    has_closed = not _DEPTHS.keys().isdisjoint(body.names)
    closed = list(accumulate(body.names, _depth, initial=0)) if has_closed else None
    lengths = list(map(len, body.pieces))
    # Where each piece begins in the text and in the markup.
    starts = list(accumulate(map(int.__add__, lengths, map(len, body.separators)), initial=body.before))
    origins = list(accumulate(map(int.__add__, lengths, map(len, body.tags)), initial=0))
    for mention, document, _again in citations:
        piece = bisect_right(starts, mention.start) - 1
        if piece < 0 or document is None or mention.is_court_paper:
            continue
        offset = origins[piece] - starts[piece]
        if mention.end > starts[piece] + lengths[piece]:
            continue
        if closed is None or not closed[piece]:
            yield CitationLink(mention.start + offset, mention.end + offset, document)


def _depth(depth: int, name: str) -> int:
    """Inside how many elements that get no links the text behind a tag stands."""
    return max(0, depth + _DEPTHS.get(name, 0))


def with_links(html: str, placed: Sequence[CitationLink], marks: Callable[[Document], tuple[str, str]]) -> str:
    """`html` with each of the links in place.

    Args:
        marks: the tag that opens a link to a document, and the markup behind the first one.
    """
    parts: list[str] = []
    end = 0
    seen: set[str] = set()
    for start, stop, document in placed:
        opening, button = marks(document)
        parts += (html[end:start], opening, html[start:stop], "</a>" if opening in seen else f"</a>{button}")
        seen.add(opening)
        end = stop
    return "".join([*parts, html[end:]])
