"""What stands in and beside a story that is not text: pictures, covers, documents, recordings. Frozen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class PictureSource:
    """One `<source>`: a MIME type and its files as (url, width in px), narrowest first."""

    type: str
    files: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Picture:
    """A picture ready for the page. Width and height in px are those of the largest file.

    Args:
        sources: best format first (AVIF, WebP); the fallback `url` is JPEG or PNG.
        caption: empty where there is none or it only repeats the headline.
        card_url: a 1200x630 crop for social cards, JPEG.
        crops: of the picture that leads a story, for search engines: 1:1, 4:3 and 16:9, JPEG.
        illustration: drawn, not photographed; the credit says so.
    """

    url: str
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""
    sources: tuple[PictureSource, ...] = ()
    fallback_files: tuple[tuple[str, int], ...] = ()
    card_url: str = ""
    illustration: bool = False
    crops: tuple[str, ...] = ()


class CoverWords(StrEnum):
    """Where the headline of a story stands whose picture goes across the page."""

    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True)
class Cover:
    """The lead picture across the whole page.

    Args:
        words: where the headline stands.
        keeps: `top`, `middle` or `bottom`: what is seen where a wide window shows less than the whole height.
    """

    words: str
    keeps: str = "middle"


@dataclass(frozen=True)
class Attachment:
    """A document beside a story.

    Args:
        url: from the root.
        type: MIME type; `label` is its name for readers, such as `PDF`.
        bytes: its size.
    """

    url: str
    title: str
    note: str
    type: str
    label: str
    bytes: int


@dataclass(frozen=True)
class Recording:
    """An audio or video file of the paper's own. Addresses are from the root; `seconds` is 0 where nobody said.

    Args:
        type: MIME type.
        transcript: its words, in paragraphs of plain text.
    """

    url: str
    video: bool
    title: str
    type: str
    bytes: int
    seconds: int = 0
    transcript: tuple[str, ...] = ()
    captions_url: str = ""
    poster: Picture | None = None
