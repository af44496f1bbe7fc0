"""The words of a body: large, and asked for only where its page, a feed or a part of the index is made."""

from __future__ import annotations

from dataclasses import dataclass

from building.keeping.kept_apart import KeptApart


@dataclass(frozen=True)
class BodyTexts(KeptApart):
    """Pictures and links to other stories are still open: slots and `post:` addresses.

    Args:
        html, feed_html: markup for the page and for feeds; thanks: the closing line of an interview.
        text: plain text; tables: captions and labels of tables; captions: those of pictures, as plugins noted them.
    """

    html: str
    feed_html: str
    text: str
    thanks: str
    tables: str
    captions: str
