"""Pages of legal documents: one for each at /van-ban/<số>/, and lists by kind, year, issuer and letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any
from urllib.parse import quote
from zlib import crc32

from newsroom.law.law_book import ArticleCited, LawBook, LawDocument, LawEvent, groups_of
from newsroom.model.frame import Frame
from newsroom.model.law import LAW_ASSETS, Standing
from newsroom.model.page import Deferred, Page, PageGroup, Sheet
from portal import addresses
from portal.exchange import SitemapEntry
from portal.i18n import Translator
from portal.theming.page_head import Crumb
from portal.vietnam.text import collation_key, slugify, without_tones

from .edition import Edition, head_of
from .structured_data import CONTEXT, script_json

_ = Translator(__file__)

LETTERS = f"{addresses.LAWS}a-z/"
PER_LIST = 300  # documents on one page of a list
MOST_CITED = 30
OF_GROUP = 64  # documents, more or less
# Letters that an address would not tell from others, as they are typed.
_KEYS = dict(zip("ĂÂĐÊÔƠƯ", ["aw", "aa", "dd", "ee", "oo", "ow", "uw"], strict=True))
_FORCE = {Standing.IN_FORCE: "InForce", Standing.EXPIRED: "NotInForce", Standing.NOT_YET: "NotInForce"}


def laws(edition: Edition) -> PageGroup:
    """All of them, told by what stories and the register say; and some, and each, by what these say of them."""
    return PageGroup(addresses.LAWS, _law_sheets, edition.law_book, edition.frame)


def _law_sheets(book: LawBook, frame: Frame) -> Iterator[Sheet]:
    yield _index_page(frame, book)
    for way in _ways(book):
        yield from _list_pages(frame, *way)
    for slugs in _neighbours(list(book.documents)):
        yield PageGroup(f"up to {slugs[-1]}", _law_pages, LawSource(book, slugs), frame)
    yield from _letter_pages(frame, book)


def _neighbours(slugs: Sequence[str]) -> Iterator[list[str]]:
    """Some documents at a time; a group ends where a slug says so: a new document changes its own alone."""
    group = []
    for slug in slugs:
        group.append(slug)
        if crc32(slug.encode()) % OF_GROUP == 0:
            yield group
            group = []
    if group:
        yield group


def _law_pages(source: LawSource, frame: Frame) -> Iterator[Sheet]:
    """Of several documents, each told by what concerns it."""
    for slug in source.slugs:
        yield PageGroup(source.book.documents[slug].url, _law_page, LawSource(source.book, [slug]), frame)


def _law_page(source: LawSource, frame: Frame) -> Iterator[Page]:
    (slug,) = source.slugs
    yield Page(source.book.documents[slug].url, "law.html", Deferred(law_values, LawFacts(source.book, slug), frame))


def law_entries(book: LawBook) -> tuple[SitemapEntry, ...]:
    """The lists but their index, and each document with the last change of its stories."""
    lists = (SitemapEntry(url) for url in list_addresses(book))
    return (*lists, *(SitemapEntry(law.url, law.changed) for law in book.documents.values()))


def list_addresses(book: LawBook) -> Iterator[str]:
    """Front pages of all lists but the index."""
    yield LETTERS
    for _way, _heading, groups in _ways(book):
        yield from (url for _name, url, _laws in groups)


Group = tuple[str, str, tuple[LawDocument, ...]]


@lru_cache(maxsize=1)
def _ways(book: LawBook) -> list[tuple[str, str, tuple[Group, ...]]]:
    """(part of the address, heading, groups) of each way to go through the documents."""
    laws = list(book.documents.values())
    by_kind = sorted(groups_of(laws, "kind").items(), key=lambda item: collation_key(item[0]))
    by_year = sorted(groups_of(laws, "year").items(), reverse=True)
    by_issuer = sorted(groups_of(laws, "issuer").items(), key=lambda item: collation_key(item[0]))
    return [
        ("loai", _("By kind"), _groups("loai", by_kind)),
        ("nam", _("By year"), _groups("nam", by_year)),
        ("co-quan", _("By issuer"), _groups("co-quan", by_issuer)),
    ]


def _groups(way: str, items: Sequence[tuple[str, tuple[LawDocument, ...]]]) -> tuple[Group, ...]:
    return tuple((name, f"{addresses.LAWS}{way}/{slugify(name)}/", laws) for name, laws in items)


def _crumbs() -> tuple[Crumb, ...]:
    return (Crumb(_("Legal documents"), addresses.LAWS),)


def _index_page(frame: Frame, book: LawBook) -> Page:
    title = _("Legal documents")
    about = _("The documents that our stories cite: what they are, whether they are in force, and who writes of them.")
    laws = list(book.documents.values())
    cited = sorted((law for law in laws if law.stories), key=lambda law: -law.stories)[:MOST_CITED]
    values = {
        "page": replace(head_of(frame, title, addresses.LAWS, "page", description=about), assets=LAW_ASSETS),
        "heading": title,
        "about": about,
        "ways": [
            (heading, [(name, url, len(members)) for name, url, members in groups])
            for _w, heading, groups in _ways(book)
        ],
        "letters": list(_letter_links(book)),
        "cited": cited,
        "total": len(laws),
    }
    return Page(addresses.LAWS, "laws.html", values)


def _list_pages(frame: Frame, way: str, _heading: str, groups: tuple[Group, ...]) -> Iterator[Page]:
    for name, url, laws in groups:
        yield from _portions(frame, _list_title(way, name), url, [("", "", law) for law in laws])


def _list_title(way: str, name: str) -> str:
    if way == "nam":
        return _("Documents of {year}", year=name)
    return _("Documents issued by {issuer}", issuer=name) if way == "co-quan" else name


def _letter_pages(frame: Frame, book: LawBook) -> Iterator[Page]:
    laws = [(letter, anchor, law) for letter, anchor, group in _letters(book) for law in group]
    yield from _portions(frame, _("Documents from A to Z"), LETTERS, laws)


@lru_cache(maxsize=1)
def _letters(book: LawBook) -> list[tuple[str, str, list[LawDocument]]]:
    """(letter, anchor, documents) by the first letter of what a document is called; tones make no letter.

    The book has them in the order of what they are called.
    """
    groups = groupby(book.documents.values(), key=lambda law: without_tones(law.heading[:1]).upper())
    return [
        (letter, f"chu-{_KEYS.get(letter) or slugify(letter) or ord(letter)}", list(group)) for letter, group in groups
    ]


def _letter_links(book: LawBook) -> Iterator[tuple[str, str]]:
    """Letters with the address at which each begins, on whichever page of the list that is."""
    before = 0
    for letter, anchor, group in _letters(book):
        yield letter, f"{_portion_address(LETTERS, before // PER_LIST)}#{anchor}"
        before += len(group)


def _portion_address(url: str, number: int) -> str:
    return f"{url}trang-{number + 1}.html" if number else url


def _portions(frame: Frame, name: str, url: str, laws: Sequence[tuple[str, str, LawDocument]]) -> Iterator[Page]:
    """The pages of one list; later ones at `trang-2.html` and so on."""
    count = max(1, -(-len(laws) // PER_LIST))
    addresses = [_portion_address(url, number) for number in range(count)]
    for number, address in enumerate(addresses):
        portion = laws[number * PER_LIST : (number + 1) * PER_LIST]
        title = name if number == 0 else _("{name} – page {number}", name=name, number=number + 1)
        head = replace(head_of(frame, title, address, "page", crumbs=_crumbs()), assets=LAW_ASSETS)
        groups = [
            (key, [law for _letter, _anchor, law in group])
            for key, group in groupby(portion, key=lambda entry: entry[:2])
        ]
        newer = addresses[number - 1] if number else None
        older = addresses[number + 1] if number + 1 < count else None
        values = {"page": head, "heading": title, "groups": groups, "previous": newer, "next": older}
        yield Page(address, "law_list.html", values)


@dataclass(frozen=True)
class LawSource:
    """What the pages of some documents come from, not worked out yet."""

    book: LawBook
    slugs: Sequence[str]

    @property
    def made_from(self) -> Sequence[object]:
        """See building.keeping.values."""
        return self.book.told_of(self.slugs)


class LawFacts:
    """What the page of one document tells, gathered when first asked for: by the process that renders the page."""

    def __init__(self, book: LawBook, slug: str) -> None:
        self._book, self._slug = book, slug

    @cached_property
    def made_from(self) -> tuple[LawDocument, Sequence[ArticleCited], Sequence[LawEvent]]:
        """The document, the stories by the article they cite, and its history; see building.keeping.values."""
        book, slug = self._book, self._slug
        return book.documents[slug], book.articles_cited(slug), book.history(slug)

    def __getstate__(self) -> dict[str, object]:
        """What has been gathered, not the whole book."""
        return {"made_from": self.made_from}


def law_values(facts: LawFacts, frame: Frame) -> Mapping[str, object]:
    law, cited, history = facts.made_from
    about = law.title or _("What our stories say about {document}, by article and clause.", document=law.heading)
    head = head_of(frame, law.heading, law.url, "page", description=about, crumbs=_crumbs())
    head = replace(head, json_ld=(*head.json_ld, legislation_data(law, history, frame)), assets=LAW_ASSETS)
    return {
        "page": head,
        "law": law,
        "cited": cited,
        "history": history,
        "search_url": f"{addresses.SEARCH}?q={quote(chr(34) + law.document.label + chr(34))}",
        "pdf_url": f"{law.url}{law.entry.pdf}" if law.entry and law.entry.pdf else "",
    }


def legislation_data(law: LawDocument, history: Sequence[LawEvent], frame: Frame) -> str:
    """schema.org Legislation: only what is known."""
    entry = law.entry
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Legislation",
        "@id": f"{frame.root}{law.url}#legislation",
        "url": frame.root + law.url,
        "name": law.heading,
        "alternateName": law.title,
        "legislationIdentifier": law.document.number,
        "legislationType": law.kind,
        "legislationDate": law.issued.isoformat() if law.issued else "",
        "temporalCoverage": f"{entry.in_force.isoformat()}/.." if entry and entry.in_force else "",
        "legislationPassedBy": {"@type": "Organization", "name": law.issuer} if law.issuer else "",
        "legislationLegalForce": f"{CONTEXT}/{_FORCE[law.standing]}" if law.standing in _FORCE else "",
        "legislationJurisdiction": {"@type": "Country", "name": "Việt Nam"},
        "inLanguage": frame.lang,
        "sameAs": entry.link if entry else "",
        "legislationChanges": _others(history, ("amends",), frame),
        "legislationRepeals": _others(history, ("replaces",), frame),
    }
    return script_json({key: value for key, value in data.items() if value})


def _others(history: Sequence[LawEvent], deeds: tuple[str, ...], frame: Frame) -> list[dict[str, str]]:
    return [
        {"@type": "Legislation", "name": event.other.heading, "url": frame.root + event.other.url}
        for event in history
        if event.what in deeds and event.other
    ]
