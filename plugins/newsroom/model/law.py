"""Legal documents as the paper knows them: what its register says, and what stories cite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property

from legal_references.find import Finder
from legal_references.model.citations import Document, Relation
from legal_references.resolve import Resolver
from legal_references.vocabulary.law_names import LawName, LawNames, known_laws
from portal import addresses
from portal.traces.moment import DayReached

LAW_ASSETS = ("css/kinds/law.css",)  # of pages that show citations or documents


Day = date | DayReached  # of a text, or of the build


class Standing(Enum):
    """Whether a document binds on a day, as far as the register says."""

    UNKNOWN = "unknown"
    NOT_YET = "not-yet"
    IN_FORCE = "in-force"
    EXPIRED = "expired"


@dataclass(frozen=True)
class RegisterEntry:
    """One file of content/van-ban.

    Args:
        document: number, or name and year; see legal_references.
        title: what the document is about, as its head says; may be empty.
        name: of a law, as texts use it: `Luật Luật sư`.
        amends: slugs of the documents that it amends.
        replaced_by: slug, or empty.
        articles: how many it has; 0 where unknown.
        link: official text.
        pdf: file beside the entry; served beside its page.
        source: where these facts come from.
        path: the file relative to content/.
    """

    document: Document
    title: str = ""
    issuer: str = ""
    issued: date | None = None
    in_force: date | None = None
    expired: date | None = None
    amends: tuple[Document, ...] = ()
    replaced_by: Document | None = None
    articles: int = 0
    link: str = ""
    pdf: str = ""
    source: str = ""
    path: str = ""


class Register:
    """The paper's documents by slug, and the readers of citations that know them."""

    def __init__(self, entries: Iterable[RegisterEntry] = ()) -> None:
        self.entries: Mapping[str, RegisterEntry] = {entry.document.slug: entry for entry in entries}

    @property
    def made_from(self) -> tuple[RegisterEntry, ...]:
        """Plain values that all answers come from; see building.keeping.values."""
        return tuple(self.entries.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Register) and self.entries == other.entries

    def __hash__(self) -> int:
        return hash(tuple(self.entries))

    @cached_property
    def laws(self) -> LawNames:
        laws = {law.name: law for law in known_laws()}
        for entry in self.entries.values():
            document = entry.document
            if document.name and document.year and document.number:
                known = laws.get(document.name, LawName(document.name))
                editions = {**known.editions, document.year: document.number}
                laws[document.name] = replace(known, editions=editions)
        return LawNames(laws.values())

    @cached_property
    def finder(self) -> Finder:
        return Finder(self.laws)

    @cached_property
    def resolver(self) -> Resolver:
        return Resolver(self.laws, (entry.document for entry in self.entries.values()))

    def prepare(self) -> None:
        """Make the readers now, so that processes that share the register find them made."""
        _readers = self.finder, self.resolver

    def ends(self, slug: str) -> date | None:
        """The day from which a document no longer binds: its own, or that on which the one in its place begins to."""
        entry = self.entries.get(slug)
        if entry is None or entry.expired or entry.replaced_by is None:
            return entry.expired if entry else None
        successor = self.entries.get(entry.replaced_by.slug)
        return successor.in_force if successor else None

    def standing(self, slug: str, day: Day) -> Standing:
        entry = self.entries.get(slug)
        if entry is None:
            return Standing.UNKNOWN
        end = self.ends(slug)
        if end is not None and end <= day:
            return Standing.EXPIRED
        if entry.in_force is None:
            return Standing.UNKNOWN
        return Standing.IN_FORCE if entry.in_force <= day else Standing.NOT_YET


@dataclass(frozen=True)
class CitedPlace:
    """A place as a story cites it: `khoản 3 Điều 8`, and the articles it lies in, for lists by article."""

    text: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True)
class CitedDocument:
    """A document that a story cites, with all the places it cites of it, in the order of the text.

    Args:
        issued: of the register, else as the story says.
        title: of the register; empty where it is unknown.
        begins, ends: days from which it binds, and no longer binds; None where unknown.
    """

    document: Document
    places: tuple[CitedPlace, ...] = ()
    issued: date | None = None
    title: str = ""
    standing: Standing = Standing.UNKNOWN
    begins: date | None = None
    ends: date | None = None
    issuer: str = ""

    @property
    def slug(self) -> str:
        return self.document.slug

    @property
    def url(self) -> str:
        return law_address(self.document)

    @property
    def heading(self) -> str:
        return heading_of(self.document)


@dataclass(frozen=True)
class StoryLaw:
    """What one story says about documents."""

    cited: tuple[CitedDocument, ...] = ()
    relations: tuple[Relation, ...] = ()


NO_LAW = StoryLaw()


def law_address(document: Document) -> str:
    return addresses.law(document.slug)


def heading_of(document: Document) -> str:
    """`Thông tư số 14/2015/TT-BTP`, `Luật Luật sư số 65/2006/QH11`, `QCVN 41:2024/BGTVT`, `Hiến pháp 2013`."""
    called = document.name or document.kind
    if not called or not document.number or document.number[0].isalpha():
        return document.label
    return f"{called} số {document.number}"
