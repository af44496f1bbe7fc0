"""Which letters of a Markdown text are prose: everything else is covered, letter for letter, so that places stay.

A mark that stands between letters of one sentence (`**`, `[`, `](address)`) is covered by `THROUGH`: the sentence
goes on. What stands for something else than its letters (code, addresses, `{{so: …}}`) is covered by `OPAQUE`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

THROUGH, OPAQUE = "\x01", "\x02"

# Directives whose lines are an editor's prose; those of all others are options and names.
_PROSE_DIRECTIVES = frozenset({"luu-y", "canh-bao", "thong-tin", "trich-dan", "video"})
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_DIRECTIVE = re.compile(r"[ \t]*/{3,}(?:[ \t]*([\w-]+)?[ \t]*(\|)?)")
_PREFIX = re.compile(
    r"[ \t]*(?:(?P<quotation>>[> \t]*)|(?P<heading>#{1,6}[ \t]+)|(?P<item>(?:[-*+•·]|\d{1,9}[.)])[ \t]+)"
    r"|(?P<note>\[\^[^\]\n]+\]:[ \t]*)|(?P<meaning>:[ \t]+)|(?P<short>\*\[[^\]\n]+\]:[ \t]*))"
)
_NO_PROSE = re.compile(r"[ \t]*(?:(?:[-*_=][ \t]*){3,}|\[[^\]^\n]+\]:[ \t]*\S+.*|[|:\- \t]*-[|:\- \t]*)$")
_CELL_EDGE = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")
_TITLE = r"""(?:[ \t\n]+(?:"(?P<title>[^"\n]*)"|'[^'\n]*'))?"""
_TARGET = rf"\([ \t]*(?:<[^>\n]*>|(?:[^\s()\\]|\([^\s()]*\))*){_TITLE}[ \t]*\)"
_IMAGE = re.compile(rf"!\[(?P<alt>[^\[\]\n]*)\]{_TARGET}")
_LINK_END = re.compile(rf"\](?:{_TARGET}|\[[^\]\n]*\])")
_LINK_START = re.compile(r"\[(?=[^\[\]]*\](?:\(|\[))")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]")
_CODE = re.compile(r"(`+)(?!`).{1,2000}?(?<!`)\1(?!`)", re.DOTALL)
_BOUND = re.compile(r"\{\{[^{}]*\}\}|\{[:#.][^}\n]*\}")
_ANGLE = re.compile(r"<!--.{0,5000}?-->|</?[A-Za-z][^<>]*>|<(?:https?:|mailto:)[^>\n]*>", re.DOTALL)
_ENTITY = re.compile(r"&#?\w+;")
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_EMPHASIS = re.compile(r"\*+|(?<![^\W_])_+(?=\w)|(?<=[^\W_])_+(?!\w)|~~")
# One of these stands in every address.
_SIGNS_OF_ADDRESSES = ":// www. @ .vn .com .net .org .gov .edu .info .io .htm .md .pdf .doc .xls .csv .jpg .jpeg .png"
_ADDRESS_SIGNS = tuple(_SIGNS_OF_ADDRESSES.split())
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”)\]]*[^\s<>\"”)\].,;:!?]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.])(?:[\w-]+\.)+(?:vn|com|net|org|gov|edu|info|io|html?|md|pdf|docx?|xlsx?|csv|jpe?g|png)"
    r"(?:/[^\s<>\"”)\]]*)?(?![\w])",
    re.IGNORECASE,
)
# No paragraph is longer; what is has been pasted there, and some patterns would take minutes over it.
LONGEST_LINE = 6000
_MARK = re.compile(r"[`{<!\[\]&\\*_~]")

Span = tuple[int, int, str]


@dataclass(frozen=True)
class Passage:
    """One run of prose: a paragraph, a heading, an item, a row of a table, a caption."""

    kind: str
    start: int
    end: int


def read_body(text: str, start: int) -> tuple[list[Span], list[Passage]]:
    """What to cover in `text` from `start` on, and the passages that are left. Lines end with `\\n`."""
    lines = _Lines(text, start)
    lines.read()
    spans = [*lines.spans]
    passages = [*lines.passages]
    covered = [(from_, to) for from_, to, _cover in spans]
    for span, passage in _inline(text, start, covered):
        if span:
            spans.append(span)
        if passage:
            passages.append(passage)
    passages.sort(key=lambda passage: passage.start)
    return spans, passages


class _Lines:
    """Walks over the lines: blocks, their first marks, tables, directives."""

    def __init__(self, text: str, start: int) -> None:
        self._text, self._at = text, start
        self._fence = ""
        self._data = False  # inside a directive that holds no prose
        self._open: tuple[str, int, int] | None = None
        self.spans: list[Span] = []
        self.passages: list[Passage] = []

    def read(self) -> None:
        for line in self._text[self._at :].splitlines(keepends=True):
            self._line(line.rstrip("\r\n"), self._at)
            self._at += len(line)
        self._close()

    def _line(self, line: str, at: int) -> None:
        if self._fence or self._data or len(line) > LONGEST_LINE or not line.strip():
            self._unread(line, at)
            return
        fence, directive = _FENCE.match(line), _DIRECTIVE.match(line)
        if fence:
            self._fence = fence.group(1)
            self._cover(at, line)
        elif directive:
            self._directive(directive, line, at)
        elif _NO_PROSE.match(line):
            self._cover(at, line)
        elif line.lstrip().startswith("|") or line.count("|") > 1:
            self._row(line, at)
        else:
            self._prose(line, at)

    def _unread(self, line: str, at: int) -> None:
        if self._fence and line.strip().startswith(self._fence):
            self._fence = ""
        elif self._data and re.match(r"[ \t]*/{3,}[ \t]*$", line):
            self._data = False
        self._cover(at, line)

    def _cover(self, at: int, line: str) -> None:
        self._close()
        if line.strip():
            self.spans.append((at, at + len(line), OPAQUE))

    def _directive(self, match: re.Match[str], line: str, at: int) -> None:
        self._close()
        name = match.group(1)
        if name in _PROSE_DIRECTIVES and match.group(2) and name != "video":
            self.spans.append((at, at + match.end(), OPAQUE))
            self._start("heading", at + match.end(), at + len(line))
            self._close()
            return
        self.spans.append((at, at + len(line), OPAQUE))
        self._data = bool(name) and name not in _PROSE_DIRECTIVES

    def _row(self, line: str, at: int) -> None:
        self._close()
        place = at
        for edge in _CELL_EDGE.finditer(line):
            if at + edge.start() > place:
                self.passages.append(Passage("cell", place, at + edge.start()))
            self.spans.append((at + edge.start(), at + edge.end(), OPAQUE))
            place = at + edge.end()
        if at + len(line) > place:
            self.passages.append(Passage("cell", place, at + len(line)))

    def _prose(self, line: str, at: int) -> None:
        prefix = _PREFIX.match(line)
        if prefix is None:
            if self._open is None:
                self._start("paragraph", at, at)
            assert self._open is not None
            self._open = (self._open[0], self._open[1], at + len(line))
            return
        kind = prefix.lastgroup or "item"
        if kind == "quotation" and self._open is not None and self._open[0] == "quotation":
            self._open = ("quotation", self._open[1], at + len(line))
            self.spans.append((at, at + prefix.end(), THROUGH))
            return
        self._close()
        self.spans.append((at, at + prefix.end(), OPAQUE))
        self._start(kind, at + prefix.end(), at + len(line))
        if kind == "heading":
            self._close()

    def _start(self, kind: str, start: int, end: int) -> None:
        self._open = (kind, start, end)

    def _close(self) -> None:
        if self._open is not None and self._open[2] > self._open[1]:
            self.passages.append(Passage(*self._open))
        self._open = None


def _inline(text: str, start: int, covered: list[tuple[int, int]]) -> Iterator[tuple[Span | None, Passage | None]]:
    """Marks inside the prose, from the left; what a mark has taken holds no other mark."""
    skip = iter([*covered, (len(text), len(text))])
    from_, to = next(skip)
    place = start
    for mark in _MARK.finditer(text, start):
        at = mark.start()
        if at < place:
            continue
        while to <= at and to < len(text):
            from_, to = next(skip)
        if from_ <= at < to:
            continue
        taken = _READERS[mark.group()](text, at)
        if taken is None:
            continue
        place, parts = taken
        yield from parts
    if _may_hold_address(text[start:]):
        yield from ((span, None) for span in _addresses(text, start))


def _may_hold_address(text: str) -> bool:
    low = text.lower()
    return any(sign in low for sign in _ADDRESS_SIGNS)


def _addresses(text: str, start: int) -> Iterator[Span]:
    for line in text[start:].split("\n"):
        if len(line) <= LONGEST_LINE and _may_hold_address(line):
            for address in _ADDRESS.finditer(text, start, start + len(line)):
                yield address.start(), address.end(), OPAQUE
        start += len(line) + 1


Parts = tuple[int, list[tuple[Span | None, Passage | None]]]


def _whole(pattern: re.Pattern[str], cover: str) -> Callable[[str, int], Parts | None]:
    def read(text: str, at: int) -> Parts | None:
        match = pattern.match(text, at)
        return None if match is None else (match.end(), [((at, match.end(), cover), None)])

    return read


def _image(text: str, at: int) -> Parts | None:
    match = _IMAGE.match(text, at)
    if match is None:
        return None
    parts: list[tuple[Span | None, Passage | None]] = []
    place = at
    for name, kind in (("alt", "alt"), ("title", "caption")):
        if match.group(name):
            parts.append(((place, match.start(name), OPAQUE), None))
            parts.append((None, Passage(kind, match.start(name), match.end(name))))
            place = match.end(name)
    parts.append(((place, match.end(), OPAQUE), None))
    return match.end(), parts


def _opening(text: str, at: int) -> Parts | None:
    for pattern, cover in ((_FOOTNOTE, THROUGH), (_LINK_START, THROUGH)):
        match = pattern.match(text, at)
        if match:
            return match.end(), [((at, match.end(), cover), None)]
    return None


_READERS: dict[str, Callable[[str, int], Parts | None]] = {
    "`": _whole(_CODE, OPAQUE),
    "{": _whole(_BOUND, OPAQUE),
    "<": _whole(_ANGLE, OPAQUE),
    "!": _image,
    "[": _opening,
    "]": _whole(_LINK_END, THROUGH),
    "&": _whole(_ENTITY, OPAQUE),
    "\\": lambda text, at: (at + 2, [((at, at + 1, THROUGH), None)]) if _ESCAPE.match(text, at) else None,
    "*": _whole(_EMPHASIS, THROUGH),
    "_": _whole(_EMPHASIS, THROUGH),
    "~": _whole(_EMPHASIS, THROUGH),
}
