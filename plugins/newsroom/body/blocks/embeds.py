"""Videos as facades: a link that works without JavaScript; the theme's script puts the player in its place on a click.

    /// video | https://www.youtube.com/watch?v=…
    Tiêu đề video
    ///

Nothing is asked of the other site before the click. Markup: `<div class="embed" data-embed="PLAYER"><a href=…>`.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from newsroom.body.conversion import Conversion, conversion_of
from portal.body import Fragment, report_of
from portal.i18n import Translator

from .paper_block import TypedBlock
from .recordings import makes_recording

_ = Translator(__file__)

SCRIPT = "js/embed.js"
_YOUTUBE = re.compile(r"[\w-]{6,20}")
_VIMEO = re.compile(r"/(\d{4,12})(?:/|$)")
# Hosts of addresses that readers see -> host of the player. The player's host must be allowed by the options.
PLAYERS = {
    "www.youtube.com": "www.youtube-nocookie.com",
    "youtube.com": "www.youtube-nocookie.com",
    "m.youtube.com": "www.youtube-nocookie.com",
    "youtu.be": "www.youtube-nocookie.com",
    "vimeo.com": "player.vimeo.com",
    "www.vimeo.com": "player.vimeo.com",
}


def player_address(address: str) -> str | None:
    """Address of the player for the page of a video, or None where the site or the address is not known."""
    try:
        parts = urlsplit(address)
        host = PLAYERS.get(parts.hostname or "")
        plain = parts.port is None and parts.username is None
    except ValueError:
        return None
    if parts.scheme != "https" or host is None or not plain:
        return None
    if host == "player.vimeo.com":
        match = _VIMEO.match(parts.path)
        return f"https://{host}/video/{match.group(1)}" if match else None
    if parts.hostname == "youtu.be":
        name = parts.path.removeprefix("/")
    elif parts.path.startswith(("/embed/", "/shorts/", "/live/")):
        name = parts.path.split("/")[2]
    else:
        name = parse_qs(parts.query).get("v", [""])[0]
    return f"https://{host}/embed/{name}" if _YOUTUBE.fullmatch(name) else None


def facade(address: str, player: str, title: str) -> Fragment:
    words = _("Watch the video: {title}", title=title)
    link = f'<a href="{escape(address)}" rel="noopener">{escape(words)}</a>'
    page = f'<div class="embed" data-embed="{escape(player)}" data-embed-title="{escape(title)}">{link}</div>'
    return Fragment(page=page, feed=f"<p>{link}</p>", text=title)


class Video(TypedBlock):
    NAME = "video"

    def block_text(self, typed: str) -> str:
        own = makes_recording(self.md, self.argument)
        return _checked(self.md, self.argument, typed) if own is None else own


def video_of(address: str, conversion: Conversion) -> tuple[str, str] | None:
    """(address with https, address of the player) of a video that may be embedded."""
    whole = re.sub("^(?:http:)?(?=//)", "https:", address if "://" in address else f"//{address}")
    player = player_address(whole)
    return (whole, player) if player and urlsplit(player).hostname in conversion.embed_hosts else None


def bare_video(address: str, conversion: Conversion) -> str:
    """The token of the facade for a video whose address stands alone on its line."""
    video = video_of(address, conversion)
    assert video is not None
    conversion.report.need_asset(SCRIPT)
    site = "Vimeo" if "vimeo" in video[1] else "YouTube"
    return conversion.report.token(facade(*video, _("on {site}", site=site)))


def _checked(md: Any, address: str, title: str) -> str:
    """The token of the facade, or nothing after a fault."""
    report, line = report_of(md), conversion_of(md).line_of(address)
    video = video_of(address, conversion_of(md))
    if video is None:
        hint = _("known: {names}", names="https://www.youtube.com/watch?v=…, https://youtu.be/…, https://vimeo.com/…")
        report.fault(
            _("{address} is not the address of a video that may be embedded", address=address), line, hint, "embed"
        )
        return title
    if not title:
        report.fault(_("the video has no title"), line, _("write it on the line below"), "embed")
        return ""
    report.need_asset(SCRIPT)
    return report.token(facade(*video, title))
