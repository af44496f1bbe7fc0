"""What is told of HTML in Markdown that the sanitiser will drop, so that nothing goes without a word."""

from __future__ import annotations

import re
from typing import Any

from newsroom.sources.source_text import line_at
from portal.i18n import Translator

from .conversion import Conversion
from .sanitiser import DROPPED, TAGS

_ = Translator(__file__)
_EMBEDDED = {
    "facebook.com": "Facebook",
    "tiktok.com": "TikTok",
    "instagram.com": "Instagram",
    "twitter.com": "X (Twitter)",
    "youtube": "YouTube",
    "zalo": "Zalo",
}
# An abbreviation and words between backticks: what looks like an element there is printed as typed.
_NO_ELEMENT = re.compile(r"^[ \t>]*(?:[-+*][ \t]+)?\*\[[^\]\n]*\][ ]?:.*$|(?<!`)(`+)(?!`)[^`\n]*\1", re.MULTILINE)
_OPENING = re.compile(r"<([a-z][a-z0-9:-]*)", re.IGNORECASE)


def check_raw_html(md: Any, conversion: Conversion) -> None:
    """Tell of elements in raw HTML that are left out: of each where its words go with it, else once of a kind."""
    texts = [block.strip() for block in md.htmlStash.rawHtmlBlocks if isinstance(block, str) and "<" in block]
    if not texts:
        return
    places = _Places(conversion.source)
    told: set[str] = set()
    for text in texts:
        start = places.of(text)
        for match in _OPENING.finditer(text):
            name = match.group(1).lower()
            if name in TAGS or (name in told and name not in DROPPED):
                continue
            told.add(name)
            place = places.take(start + match.start()) if start >= 0 else places.of(match.group())
            _tell(name, text, line_at(conversion.source, max(0, place)), conversion)


class _Places:
    """Where texts stand that are asked for in turn: the same text again stands behind where it stood before."""

    def __init__(self, source: str) -> None:
        self._source = _NO_ELEMENT.sub(lambda typed: " " * len(typed.group()), source)
        self._taken: set[int] = set()
        self._last: dict[str, int] = {}

    def of(self, text: str) -> int:
        """-1 where it does not stand there as it is: the converter has changed it."""
        place = self._source.find(text, self._last.get(text, -1) + 1)
        while place in self._taken:
            place = self._source.find(text, place + 1)
        if place < 0:
            return self._last.get(text, -1)
        self._last[text] = place
        return self.take(place)

    def take(self, place: int) -> int:
        self._taken.add(place)
        return place


def _tell(name: str, block: str, line: int, conversion: Conversion) -> None:
    site = next((site for host, site in _EMBEDDED.items() if host in block), "")
    if name not in DROPPED:
        hint = _("write ![…](…) for a picture") if name == "img" else _("delete the tag, its words stay")
        conversion.report.warn(_("the HTML element <{name}> is left out", name=name), line, hint, "html")
    elif site:
        hint = _("write the address of the post on a line of its own")
        conversion.report.fault(_("code that embeds {site} cannot stand here", site=site), line, hint, "html")
    else:
        hint = _("write /// video | address for a video; take other HTML out")
        conversion.report.fault(_("the HTML element <{name}> cannot stand here", name=name), line, hint, "html")
