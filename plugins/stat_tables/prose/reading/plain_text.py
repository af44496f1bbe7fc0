"""The running text of a story as plain sentences: paragraphs joined, marks and quotations taken out, places kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from portal.vietnam.text import one_tone_style
from stat_tables.request.markdown_scan import ProseLine

LONGEST_SENTENCE = 1500
_QUOTED = re.compile(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|\"[^\"]*\"")
_LINK = re.compile(r"\]\([^)\s]*(?:\s+\"[^\"]*\")?\)|<[^>]*>")
# Not after an abbreviation: `TP. Hồ Chí Minh`, `ông T. nói`.
_SENTENCE_END = re.compile(r"[.!?;…](?<!\d;)(?<!\bTP\.)(?<!\bTp\.)(?<!\bTX\.)(?<!\bQ\.)(?<!\bH\.)\s+(?=\S)")
_EMPHASIS = re.compile(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}")


def paragraphs(prose: Iterable[ProseLine]) -> Iterator[list[ProseLine]]:
    """Lines of running text that belong together; block quotations are left out."""
    paragraph: list[ProseLine] = []
    for line in prose:
        bare = line.text.strip()
        follows = not paragraph or paragraph[-1].line + 1 == line.line
        if not bare or bare.startswith((">", "#", "|", "- ", "* ")) or not follows:
            if paragraph:
                yield paragraph
            paragraph = []
        if bare and not bare.startswith(">"):
            paragraph.append(line)
    if paragraph:
        yield paragraph


def bare_line(line: str) -> str:
    """A line of a paragraph as it stands in the paragraph's one line: without marks, one kind of space."""
    bare = one_tone_style(line.strip())
    if "](" in bare or "<" in bare:
        bare = _LINK.sub("] ", bare)
    if "*" in bare or "_" in bare:
        bare = _EMPHASIS.sub("", bare)
    return bare.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ") + " "


def lines_of(paragraph: Sequence[ProseLine], parts: Sequence[str]) -> list[int]:
    """For each character of the joined paragraph the line it came from."""
    return [line.line for line, part in zip(paragraph, parts, strict=True) for _ in range(len(part))]


def without_quotations(text: str) -> str:
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def spans_of_sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _SENTENCE_END.finditer(text):
        yield from _cut(text, start, gap.start() + 1)
        start = gap.end()
    yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is longer than any sentence, in pieces: the time that a text takes then grows with its length alone."""
    while end - start > LONGEST_SENTENCE:
        gap = text.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = gap if gap > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end
