"""What stands around every page: the paper's name and legal notice, navigation, addresses of the fixed pages."""

from __future__ import annotations

from dataclasses import dataclass

from .article import Section


@dataclass(frozen=True)
class Person:
    name: str
    role: str


@dataclass(frozen=True)
class Masthead:
    """content/masthead.toml, checked: what press law asks to be shown. No field may be empty.

    Args:
        agency: the press agency; printed on every page with the `governing_body` under it.
        licence_number, licence_date, licence_issuer: of the press licence.
        demonstration: text of the visible mark, such as "Bản trình diễn"; empty for a real paper.
    """

    name: str
    slogan: str
    agency: str
    governing_body: str
    domain: str
    licence_number: str
    licence_date: str
    licence_issuer: str
    editor_in_chief: Person
    deputies: tuple[Person, ...]
    address: str
    phone: str
    fax: str
    hotline: str
    email: str
    advertising: str
    demonstration: str


@dataclass(frozen=True)
class MenuSection:
    """An upper section with its sub-sections, for navigation."""

    section: Section
    children: tuple[Section, ...]


@dataclass(frozen=True)
class Frame:
    """Read by base.html as `site`.

    Args:
        root: absolute address of the site without a final slash, such as `https://example.vn`; may be empty in previews.
        lang: `vi`.
        menu: sections in the order of content/sections.toml.
        pages: (title, url) of content/pages in footer order.
        year: of the build moment, for the copyright line.
        csp: the Content-Security-Policy for the meta element.
    """

    root: str
    lang: str
    masthead: Masthead
    menu: tuple[MenuSection, ...]
    pages: tuple[tuple[str, str], ...]
    year: int
    csp: str


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
        kind: `home`, `article`, `section`, `topic`, `author`, `province`, `archive`, `page`, `search`, `dataset`, `error`.
        json_ld: JSON texts, already escaped for a script element.
        card_url: social card, from the root.
        assets: further theme scripts, such as `js/stat-table.js`.
        feeds: (title, url) beyond the site-wide feeds.
        robots: such as `noindex`; empty for the default.
        published, modified: ISO 8601, for Open Graph; empty where the page is not an article.
    """

    title: str
    description: str
    url: str
    kind: str
    crumbs: tuple[Crumb, ...] = ()
    json_ld: tuple[str, ...] = ()
    card_url: str = ""
    assets: tuple[str, ...] = ()
    feeds: tuple[tuple[str, str], ...] = ()
    robots: str = ""
    published: str = ""
    modified: str = ""
    section_name: str = ""
    tags: tuple[str, ...] = ()
