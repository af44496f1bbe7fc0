"""The words of a body: large, and asked for only where its page, a feed or a part of the index is made."""

from __future__ import annotations

import re
from dataclasses import dataclass

from building.keeping.kept_apart import KeptApart

# Opens the card of a citation; feeds and paper have no cards.
BUTTON = '<button type="button" class="law-more"'
_BUTTON = re.compile(f"{BUTTON}[^>]*></button>")


@dataclass(frozen=True)
class BodyTexts(KeptApart):
    """Pictures and links to other stories are still open: slots and `post:` addresses.

    Args:
        html: markup for the page; thanks: the closing line of an interview.
        own_feed: markup for feeds; None where it is that of the page without its buttons, as it is most often.
        text: plain text; tables: captions and labels of tables; captions: those of pictures, as plugins noted them.
    """

    html: str
    own_feed: str | None
    text: str
    thanks: str
    tables: str
    captions: str

    @property
    def feed_html(self) -> str:
        """Put together for those few stories that stand in a feed."""
        own = self.own_feed
        return without_buttons(self.html) if own is None else own


def without_buttons(html: str) -> str:
    """`html` without what opens the cards of its citations."""
    return _BUTTON.sub("", html) if BUTTON in html else html
