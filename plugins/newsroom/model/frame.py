"""What stands around every page: the paper's name and legal notice, navigation, addresses of the fixed pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from portal import addresses
from portal.theming.page_head import Crumb, PageHead

from .names import Section

__all__ = ["Crumb", "Frame", "Masthead", "MenuSection", "PageHead", "Person"]


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
        root: absolute address of the site without a final slash, such as `https://example.vn`; never empty.
            It may have a path, `https://example.vn/bao`: the site is then served under that subpath.
        lang: `vi`.
        menu: sections in the order of content/sections.toml.
        pages: (title, url) of content/pages in footer order, then of the glossary and the print edition.
        year: of the build moment, for the copyright line.
        csp: the Content-Security-Policy for the meta element.
        offline: pages can be read without a network, as far as they were opened before.
        preview: the site shows what is not out yet, and says so on every page.
        card_url: social card of pages that have none of their own; from the root, or empty.
    """

    root: str
    lang: str
    masthead: Masthead
    menu: tuple[MenuSection, ...]
    pages: tuple[tuple[str, str], ...]
    year: int
    csp: str
    card_url: str = ""
    preview: bool = False
    offline: bool = False

    @property
    def base(self) -> str:
        """Path of the site on its host, such as `/bao`; empty where it stands at the root."""
        return urlsplit(self.root).path

    @cached_property
    def _menu_addresses(self) -> frozenset[str]:
        sections = (section for item in self.menu for section in (item.section, *item.children))
        return frozenset((addresses.FIGURES, *(section.url for section in sections)))

    def here(self, page: PageHead) -> list[str]:
        """Where the menu shows a reader of `page`: its own entry, empty where it has none, then those above it."""
        entries = self._menu_addresses
        return [page.url if page.url in entries else "", *(crumb.url for crumb in page.crumbs if crumb.url in entries)]
