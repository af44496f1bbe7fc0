"""The setting NEWSROOM of pelicanconf.py as a frozen value; every key has a default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class NewsroomOptions:
    """What a paper may choose about its stories.

    Args:
        source_tags: the tags that may stand before a lead, as in `(PLVN)`.
        embed_hosts: hosts whose videos may be embedded behind a click; see `embeds.PLAYERS` for those known.
        picture_widths: widths in px of the derivatives, narrowest first; never above the original's.
        picture_pixels: most pixels a picture may decode to; more is refused as a decompression bomb.
        picture_bytes: largest picture file.
        article_bytes: largest article file.
        attachment_bytes: largest document beside a story.
        recording_bytes: largest audio or video file.
        per_page: stories on an older page of a list; a front page shows up to twice as many.
        related: stories under "Đọc thêm".
        feed_stories: newest stories in each feed.
        feed_authority: domain and year in the ids of feed items (RFC 4151), such as `example.vn,2024`; by default the
            masthead's domain. Never change it: readers would get every story again.
        websub_hub: address of the WebSub hub that feeds name and that publishing tells of changes; empty for none.
        indexnow_key: 8 to 128 letters, digits or hyphens, which prove to search engines that what publishing tells
            them comes from this paper; the site shows them at `/<key>.txt`. Empty: nobody is told.
        security_contact, security_expires: what security.txt says: an address such as `mailto:x@example.vn`, and the
            day up to which it holds, at most a year ahead. Both empty: the site has no such file.
        offline: whether readers' browsers keep the pages that they opened, to be read without a network.
        offline_pages: pages that a browser keeps, the newest.
        offline_hours: how long after the paper was last heard of a kept page may still be shown.
        policy_pages: schema.org property of the organisation -> slug of the page in content/pages that holds it.
    """

    source_tags: tuple[str, ...] = ("PLVN", "PLO")
    embed_hosts: tuple[str, ...] = ("www.youtube-nocookie.com", "player.vimeo.com")
    picture_widths: tuple[int, ...] = (320, 640, 960, 1280)
    picture_pixels: int = 50_000_000
    picture_bytes: int = 25_000_000
    article_bytes: int = 400_000
    attachment_bytes: int = 25_000_000
    recording_bytes: int = 100_000_000
    per_page: int = 20
    related: int = 10
    feed_stories: int = 30
    feed_authority: str = ""
    websub_hub: str = ""
    indexnow_key: str = ""
    security_contact: str = ""
    security_expires: str = ""
    offline: bool = False
    offline_pages: int = 40
    offline_hours: int = 48
    policy_pages: Mapping[str, str] = field(default_factory=lambda: {"publishingPrinciples": "gioi-thieu"})
