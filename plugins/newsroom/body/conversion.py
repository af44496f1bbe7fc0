"""What the newsroom's Markdown extensions note while one article is converted; hung on the Markdown instance."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date, datetime
from html import unescape
from typing import Any
from xml.etree import ElementTree as etree

from newsroom.model.article import Kind
from newsroom.model.parts import LiveEntry
from newsroom.sources.media_folder import MediaFolder
from newsroom.sources.source_text import line_at
from portal.body import TOKEN_CLOSE, TOKEN_OPEN, BodyReport

from .layout.findings import Findings

# Where a picture will stand once its files are made.
SLOT_OPEN, SLOT_CLOSE = "\ue003", "\ue004"
# Where the address of a picture will stand, in an attribute.
POSTER_OPEN, POSTER_CLOSE = "\ue005", "\ue006"

_STASHED = re.compile("\x02([^\x02\x03]*)\x03")
_TOKEN = re.compile(f"{TOKEN_OPEN}(\\d+){TOKEN_CLOSE}")


@dataclass(frozen=True)
class PictureUse:
    """A picture as a text shows it. `src` as written; `line` of the file."""

    src: str
    alt: str
    caption: str = ""
    credit: str = ""
    illustration: bool = False
    line: int = 1


@dataclass(frozen=True)
class RecordingUse:
    """An audio or video file of the paper's own.

    Args:
        name: as written; source: path below content/media/.
        url: where it is published, from the root.
        captions: (address, path below content/media/).
        poster: number among the pictures of the text.
    """

    name: str
    source: str
    url: str
    video: bool
    title: str
    type: str
    label: str
    bytes: int
    seconds: int = 0
    transcript: tuple[str, ...] = ()
    captions: tuple[str, str] | None = None
    poster: int | None = None


@dataclass(frozen=True)
class LiveFrame:
    """What the head of a live story says of its entries.

    Args:
        day: of the story, in Hanoi: that of the first entry.
        moment: of the build; `shown_until`: entries up to then are shown.
        is_out: whether readers may see the story.
    """

    day: date
    ended: datetime | None
    moment: datetime
    shown_until: datetime
    is_out: bool

    @property
    def has_ended(self) -> bool:
        return self.ended is not None and self.ended <= self.shown_until


@dataclass
class Conversion:
    """Args:
    source: the Markdown text.
    folder: folder of the file relative to content/, for links to other files.
    own_hosts: names of this site, such as `toasoan.example`.
    links: (`post:` target, line of the file) of links to other stories and pages.
    addresses: (address from the root of this site, line of the file) of links to its pages.
    seen: addresses of links as they were written in Markdown; the others are of HTML.
    in_galleries: numbers of those `pictures` that stand in a gallery.
    places: (`post:` target or nothing for this page, what stands behind #, line of the file).
    media: where recordings are looked for, of a story; `story` is its id.
    live: of a live story; then `entries` in the order of the page, and (line of the text, moment) of `later` ones.
    """

    source: str
    kind: Kind
    report: BodyReport
    folder: str = ""
    embed_hosts: tuple[str, ...] = ()
    own_hosts: frozenset[str] = frozenset()
    pictures: list[PictureUse] = field(default_factory=list)
    in_galleries: set[int] = field(default_factory=set)
    links: list[tuple[str, int]] = field(default_factory=list)
    places: list[tuple[str, str, int]] = field(default_factory=list)
    addresses: list[tuple[str, int]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    questions: list[tuple[str, str]] = field(default_factory=list)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    media: MediaFolder | None = None
    story: int = 0
    recording_bytes: int = 100_000_000
    recordings: list[RecordingUse] = field(default_factory=list)
    live: LiveFrame | None = None
    entries: list[LiveEntry] = field(default_factory=list)
    later: list[tuple[int, datetime]] = field(default_factory=list)
    findings: Findings | None = None

    def line_of(self, text: str, after: int = 0) -> int:
        """Line (of the Markdown text, from 1) of the first `text`; Python-Markdown keeps no lines."""
        return line_at(self.source, self.source.find(text, after))

    def line_of_words(self, words: str) -> int:
        """As `line_of`, however the words are spaced and wrapped in the source."""
        match = re.search(r"\s+".join(map(re.escape, words.split())), self.source)
        return line_at(self.source, match.start() if match else 0)

    @property
    def raw_addresses(self) -> Container[str]:
        """Addresses of all links of the text, as they were written."""
        return self.findings.addresses if self.findings else ()

    def address_line(self, address: str) -> int:
        """Line on which the next link to `address` stands; the links of a text are asked for in their order."""
        lines = self.findings.addresses.get(address) if self.findings else None
        if not lines:
            return self.line_of(address)
        return lines.pop(0) if len(lines) > 1 else lines[0]

    def file_line(self, line: int) -> int:
        return line + self.report.first_line - 1


def conversion_of(md: Any) -> Conversion:
    conversion = md.conversion
    assert isinstance(conversion, Conversion)
    return conversion


def plain_text(element: etree.Element) -> str:
    """Text of an element of Markdown's tree, without notes' numbers and what is stashed. Fragments' tokens stay."""
    parts: list[str] = []
    _gather(element, parts)
    text = _STASHED.sub(lambda mark: chr(int(mark.group(1))) if mark.group(1).isdecimal() else "", "".join(parts))
    return " ".join(unescape(text).split())


def _gather(element: etree.Element, parts: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        if child.tag != "sup":
            _gather(child, parts)
        parts.append(child.tail or "")


def fragments_as_text(text: str, report: BodyReport) -> str:
    """`text` with each fragment's token replaced by the fragment's plain text."""
    if TOKEN_OPEN not in text:
        return text
    return " ".join(_TOKEN.sub(lambda token: report.fragments[int(token.group(1))].text, text).split())
