"""What the head element of a page needs: handed by every plugin to its templates as `page`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Crumb:
    name: str
    url: str


@dataclass(frozen=True)
class PageHead:
    """What the head element of one page needs; every template gets it as `page`.

    Args:
        title: without the paper's name; base.html adds it.
        description: plain text, at most some 300 characters.
        url: canonical address from the root.
        crumbs: from the home page (not included) to the parent of this page.
        kind: `home`, `article`, `section`, `topic`, `event`, `author`, `province`, `archive`, `page`, `search`,
            `dataset`, `error`.
        json_ld: JSON texts, already escaped for a script element.
        card_url: social card, from the root.
        card_alt: what the card shows; empty where that is the paper's name.
        assets: further theme scripts, such as `js/stat-table.js`.
        feeds: (title, url) beyond the site-wide feeds.
        robots: such as `noindex`; empty for the default.
        waiting: in a preview, why the page is not out yet; empty for one that is.
        published, modified: ISO 8601, for Open Graph; empty where the page is not an article.
    """

    title: str
    description: str
    url: str
    kind: str
    crumbs: tuple[Crumb, ...] = ()
    json_ld: tuple[str, ...] = ()
    card_url: str = ""
    card_alt: str = ""
    assets: tuple[str, ...] = ()
    feeds: tuple[tuple[str, str], ...] = ()
    robots: str = ""
    waiting: str = ""
    published: str = ""
    modified: str = ""
    section_name: str = ""
    tags: tuple[str, ...] = ()
