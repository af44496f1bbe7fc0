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
_OPENING = re.compile(r"<([a-z][a-z0-9:-]*)", re.IGNORECASE)


def check_raw_html(md: Any, conversion: Conversion) -> None:
    """Tell of elements in raw HTML that are left out: of each where its words go with it, else once of a kind."""
    places: dict[str, int] = {}
    for block in md.htmlStash.rawHtmlBlocks:
        if not isinstance(block, str) or "<" not in block:
            continue
        for match in _OPENING.finditer(block):
            name, typed = match.group(1).lower(), match.group()
            if name in TAGS or (name in places and name not in DROPPED):
                continue
            place = conversion.source.find(typed, places.get(name, -1) + 1)
            places[name] = place if place >= 0 else places.get(name, 0)
            _tell(name, block, line_at(conversion.source, places[name]), conversion)


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
