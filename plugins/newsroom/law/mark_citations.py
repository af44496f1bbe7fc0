"""Citations of a sanitised body -> links in it: to the document's page, with a button for its card at the first one.

Text inside links, code and headings is read, for what it cites may be meant by `Nghị định này` later; it is not marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import NamedTuple

from legal_references.model.citations import Citation

PARAGRAPH = "\u2029"  # between blocks; nothing is cited across one
_TAG = re.compile(r"(<(/?)([a-z][a-z0-9]*)[^>]*>)")
_ENTITY = re.compile(r"&(?:#?\w+);")
_INLINE_TAGS = """
    abbr b bdi cite del dfn em i ins mark q s small span strong sub sup time u var wbr a code kbd samp
"""
_INLINE = frozenset(_INLINE_TAGS.split())
_UNMARKED_TAGS = "a code pre kbd samp h2 h3 h4 h5 h6 summary button"
_UNMARKED = frozenset(_UNMARKED_TAGS.split())
# Fills up what an entity is longer than its character; the finder looks through it.
_FILLER = "\u2060"


class Run(NamedTuple):
    """A piece of text between two tags: where it stands in the plain text and in the markup."""

    start: int
    origin: int
    length: int
    marked: bool


@dataclass(frozen=True)
class BodyText:
    """The text of a body, letter for letter as long as in the markup, with `PARAGRAPH` between its blocks."""

    text: str
    runs: tuple[Run, ...]


class CitationLink(NamedTuple):
    """Where a link goes in the markup, and the citation it is for."""

    start: int
    end: int
    citation: Citation


def body_text(html: str, before: str = "") -> BodyText:
    """The text of `html` behind `before` (headline and lead), which belongs to no run."""
    parts, runs, length, closed, end = [before], [], len(before), 0, 0
    pieces = _TAG.split(html)
    for text, tag, closing, name in zip(pieces[::4], pieces[1::4], pieces[2::4], pieces[3::4], strict=False):
        if text:
            runs.append(Run(length, end, len(text), closed == 0))
            parts.append(_letters(text) if "&" in text else text)
            length += len(text)
        end += len(text) + len(tag)
        if name not in _INLINE:
            parts.append(PARAGRAPH)
            length += 1
        if name in _UNMARKED:
            closed = max(0, closed - 1 if closing else closed + 1)
    if pieces[-1]:
        runs.append(Run(length, end, len(pieces[-1]), closed == 0))
        parts.append(_letters(pieces[-1]))
    return BodyText("".join(parts), tuple(runs))


def _letters(text: str) -> str:
    return _ENTITY.sub(_same_length, text)


def _same_length(entity: re.Match[str]) -> str:
    written = entity.group()
    return unescape(written)[:1].ljust(len(written), _FILLER)


def links(body: BodyText, citations: Sequence[Citation]) -> Iterator[CitationLink]:
    """Links for the citations that stand in one run each, in the order of the text."""
    runs = iter(body.runs)
    run = next(runs, None)
    for citation in citations:
        start, end = citation.mention.start, citation.mention.end
        while run is not None and run.start + run.length < end:
            run = next(runs, None)
        if run is None:
            return
        if run.start <= start and run.marked and citation.document and not citation.mention.is_court_paper:
            yield CitationLink(run.origin + start - run.start, run.origin + end - run.start, citation)


def with_links(
    html: str, placed: Sequence[CitationLink], address: Callable[[Citation], str], card: Callable[[Citation], str]
) -> tuple[str, str]:
    """`html` with each of the links in place, for the page and for feeds.

    Args:
        card: markup behind the first link to a document; feeds have none.
    """
    page: list[str] = []
    feed: list[str] = []
    end = 0
    seen: set[str] = set()
    for link in placed:
        assert link.citation.document
        slug = link.citation.document.slug
        before, words = html[end : link.start], html[link.start : link.end]
        marked = f'{before}<a class="law-ref" href="{escape(address(link.citation))}">{words}</a>'
        feed.append(marked)
        page.append(marked if slug in seen else marked + card(link.citation))
        seen.add(slug)
        end = link.end
    rest = html[end:]
    return "".join([*page, rest]), "".join([*feed, rest])
