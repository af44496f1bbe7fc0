"""The paper's own tables: masthead.toml, sections.toml, authors.toml, topics.toml.

masthead.toml   name = "…", slogan = "…" and the other fields of frame.Masthead; [editor_in_chief] and [[deputies]]
                with name and role. No field may be empty but `demonstration`.
sections.toml   [[section]] slug, name, description; under it [[section.child]] with the same keys. The order counts.
authors.toml    [[author]] slug, name, description; desk where it is no person; role, biography, email, links, portrait
topics.toml     [[topic]]  slug, name, description; event or series where its stories stand in a line
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsroom.model.frame import Masthead, MenuSection, Person
from newsroom.model.names import Named, Profile, Section
from portal import addresses
from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.schema.records import Key, Many, Record
from portal.schema.source_file import Path as KeyPath
from portal.schema.source_file import SourceFile
from portal.schema.toml_file import read_toml
from portal.schema.value_types import Flag, Line, Slug, Text, WholeNumber

from .source_text import read_source

_ = Translator(__file__)
gettext = _.later
_LIMIT = 1_000_000  # bytes of one table
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_OUTSIDE = re.compile(r"https://[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")


_ENTRY = (
    Key("slug", Slug(), gettext("part of the address"), '"thi-hanh-an"', required=True),
    Key("name", Line(200), gettext("name as readers see it"), '"Thi hành án dân sự"', required=True),
    Key("description", Line(), gettext("one sentence on what is to be found there"), '"Một câu giới thiệu."'),
)
_CHILD = Key("child", Many(Record(_ENTRY)), gettext("its sub-sections, in their order"))
SECTION = Record((*_ENTRY, _CHILD))
SECTIONS = Record((Key("section", Many(SECTION), gettext("the sections, in the order of the menu"), required=True),))
_DESK = Key("desk", Flag(), gettext("a desk or board, no person"), "true")
PORTRAIT = Record(
    (
        Key("src", Line(200), gettext("path of the picture from content/media/"), '"chan-dung/lan.jpg"', required=True),
        Key("alt", Line(300), gettext("what it shows, where it is no portrait"), '"Tranh vẽ một bàn họp"'),
        Key("credit", Line(200), gettext("who took or drew it"), '"Ảnh: Hoàng Lan"'),
        Key("illustration", Flag(), gettext("drawn, not photographed"), "true"),
    )
)
AUTHOR = Record(
    (
        *_ENTRY,
        _DESK,
        Key("role", Line(120), gettext("post or beat, printed beside the name"), '"Phóng viên"'),
        Key("biography", Text(), gettext("on the author's page; an empty line parts paragraphs"), '"…"'),
        Key("email", Line(200), gettext("address for readers"), '"ten@bao.example"'),
        Key("links", Many(Line(300), most=6), gettext("addresses of the author elsewhere"), '["https://…"]'),
        Key("portrait", PORTRAIT, gettext("portrait: on the author's page and beside opinions")),
    )
)
AUTHORS = Record((Key("author", Many(AUTHOR), gettext("who writes for the paper")),))
_EVENT = Key("event", Flag(), gettext("its stories follow one event in time: a line of its own, at /su-kien/"), "true")
_SERIES = Key(
    "series", Flag(), gettext("its stories are the parts of a series: a page of its own, at /loat-bai/"), "true"
)
_PARTS = Key("parts", WholeNumber(2, 99), gettext("how many parts the series will have, where that is known"), "3")
TOPICS = Record(
    (Key("topic", Many(Record((*_ENTRY, _EVENT, _SERIES, _PARTS))), gettext("what stories are collected under")),)
)
_PERSON = Record(
    (
        Key("name", Line(200), gettext("name of the person"), '"Nguyễn Văn A"', required=True),
        Key("role", Line(200), gettext("post, as printed"), '"Tổng biên tập"', required=True),
    )
)
MASTHEAD = Record(
    (
        Key("name", Line(200), gettext("name of the paper"), required=True),
        Key("slogan", Line(300), gettext("line under the name"), required=True),
        Key("agency", Line(300), gettext("press agency, printed on every page"), required=True),
        Key("governing_body", Line(300), gettext("body that the agency belongs to"), required=True),
        Key("domain", Line(200), gettext("address of the site, without https://"), '"bao.example"', required=True),
        Key("licence_number", Line(200), gettext("number of the press licence"), required=True),
        Key("licence_date", Line(200), gettext("day of the press licence"), '"01/01/2024"', required=True),
        Key("licence_issuer", Line(300), gettext("who issued the press licence"), required=True),
        Key("editor_in_chief", _PERSON, gettext("the editor-in-chief"), required=True),
        Key("deputies", Many(_PERSON), gettext("the deputies, in the order of print")),
        Key("address", Line(300), gettext("where the office is"), required=True),
        Key("phone", Line(200), gettext("telephone of the office"), required=True),
        Key("fax", Line(200), gettext("fax of the office"), required=True),
        Key("hotline", Line(200), gettext("telephone for readers"), required=True),
        Key("email", Line(200), gettext("e-mail of the office"), required=True),
        Key("advertising", Line(300), gettext("contact for advertisers"), required=True),
        Key("demonstration", Line(300), gettext("visible mark of a site that is no real paper; empty for a paper")),
    )
)


@dataclass(frozen=True)
class PaperTables:
    """What stories may point to, by slug."""

    masthead: Masthead
    menu: tuple[MenuSection, ...]
    sections: Mapping[str, Section]
    authors: Mapping[str, Named]
    topics: Mapping[str, Named]


@dataclass(frozen=True)
class Portrait:
    """The picture of an author as the table names it. `line` of content/authors.toml."""

    src: str
    alt: str
    credit: str = ""
    illustration: bool = False
    line: int = 1


@dataclass(frozen=True)
class ReadTables:
    """What could be read; None for a table that could not. The stories can be checked against the others.

    Args: portraits: of authors, by slug.
    """

    masthead: Masthead | None
    menu: tuple[MenuSection, ...] | None
    authors: Mapping[str, Named] | None
    topics: Mapping[str, Named] | None
    portraits: Mapping[str, Portrait] = field(default_factory=dict)

    @property
    def sections(self) -> Mapping[str, Section] | None:
        if self.menu is None:
            return None
        return {section.slug: section for entry in self.menu for section in (entry.section, *entry.children)}

    def whole(self) -> PaperTables | None:
        """All tables, or None where one is missing."""
        sections = self.sections
        if self.masthead is None or self.menu is None or self.authors is None or self.topics is None:
            return None
        return PaperTables(self.masthead, self.menu, sections or {}, self.authors, self.topics)


def read_paper_tables(root: Path, problems: Reporter) -> ReadTables:
    """The tables of the content folder `root`, with their faults in `problems`."""
    masthead = menu = authors = topics = None
    with problems.collecting():
        masthead = _masthead(_file(root, "masthead.toml", problems))
    with problems.collecting():
        menu = _menu(_file(root, "sections.toml", problems))
    portraits: Mapping[str, Portrait] = {}
    with problems.collecting():
        file = _file(root, "authors.toml", problems)
        authors = _named(file, AUTHORS, addresses.author)
        _check_contacts(file)
        portraits = dict(_portraits(file))
    with problems.collecting():
        file = _file(root, "topics.toml", problems)
        topics = _named(file, TOPICS, addresses.topic)
        _check_lines(file)
    return ReadTables(masthead, menu, authors, topics, portraits)


def _file(root: Path, name: str, problems: Reporter) -> SourceFile:
    path, file = f"{root.name}/{name}", root / name
    if not file.is_file() or file.is_symlink():
        raise Problem(_("the file is missing"), path, hint=_("see docs/editing/reference.md"), code="missing-file")
    return read_toml(read_source(file, path, _LIMIT), path, problems)


def _masthead(file: SourceFile) -> Masthead:
    values = MASTHEAD.read(file.root)
    chief = values.get("editor_in_chief", {})
    deputies = tuple(_person(entry) for entry in values.get("deputies", ()))
    texts = {key.name: values.get(key.name, "") for key in MASTHEAD.keys if isinstance(key.type, Line)}
    return Masthead(editor_in_chief=_person(chief), deputies=deputies, **texts)


def _person(entry: Mapping[str, Any]) -> Person:
    return Person(entry.get("name", "-"), entry.get("role", "-"))


def _menu(file: SourceFile) -> tuple[MenuSection, ...]:
    menu = []
    for entry in SECTIONS.read(file.root).get("section", ()):
        upper = Section(*_texts(entry), f"/{entry.get('slug', '')}/", entry.get("description", ""))
        children = [
            Section(*_texts(child), f"{upper.url}{child.get('slug', '')}/", child.get("description", ""), upper)
            for child in entry.get("child", ())
        ]
        menu.append(MenuSection(upper, tuple(children)))
    _check_slugs(file)
    return tuple(menu)


def _named(file: SourceFile, schema: Record, address: Callable[[str], str]) -> dict[str, Named]:
    (key,) = schema.keys
    entries = schema.read(file.root).get(key.name, ())
    _check_slugs(file)
    return {
        entry["slug"]: Named(
            *_texts(entry),
            _address_of(entry, address)(entry["slug"]),
            entry.get("description", ""),
            entry.get("desk", False),
            entry.get("event", False),
            _profile(entry),
            entry.get("series", False),
            entry.get("parts", 0),
        )
        for entry in entries
        if "slug" in entry
    }


def _address_of(entry: Mapping[str, Any], address: Callable[[str], str]) -> Callable[[str], str]:
    if entry.get("series"):
        return addresses.series
    return addresses.event if entry.get("event") else address


def _check_lines(file: SourceFile) -> None:
    for number, entry in enumerate(_entries(file, "topic")):
        if entry.get("series") is True and entry.get("event") is True:
            message, hint = _("a topic is an event line or a series, not both"), _("remove one of the two")
            file.report(message, "topic", number, "series", hint=hint, code="series")
        elif "parts" in entry and entry.get("series") is not True:
            message, hint = _("parts stands in a topic that is no series"), _("write series = true, or remove parts")
            file.report(message, "topic", number, "parts", hint=hint, code="series")


def _profile(entry: Mapping[str, Any]) -> Profile:
    paragraphs = (" ".join(text.split()) for text in re.split(r"\n[ \t]*\n", entry.get("biography", "")))
    links = tuple(entry.get("links", ()))
    return Profile(entry.get("role", ""), tuple(filter(None, paragraphs)), entry.get("email", ""), links)


def _portraits(file: SourceFile) -> Iterator[tuple[str, Portrait]]:
    for number, entry in enumerate(_entries(file)):
        values = entry.get("portrait")
        if isinstance(values, dict) and isinstance(values.get("src"), str):
            texts = {key: str(values.get(key, "")) for key in ("src", "alt", "credit")}
            texts["alt"] = texts["alt"] or _("Portrait of {name}", name=entry.get("name", ""))
            line = file.line("author", number, "portrait")
            yield str(entry.get("slug")), Portrait(**texts, illustration=values.get("illustration") is True, line=line)


def _check_contacts(file: SourceFile) -> None:
    for number, entry in enumerate(_entries(file)):
        email, links = entry.get("email"), entry.get("links")
        if isinstance(email, str) and email.strip() and not _EMAIL.fullmatch(email.strip()):
            message = _("{value} is no e-mail address", value=email)
            file.report(message, "author", number, "email", hint=_("write ten@bao.vn"), code="contact")
        for place, link in enumerate(links if isinstance(links, list) else ()):
            if isinstance(link, str) and not _OUTSIDE.fullmatch(link.strip()):
                message, hint = _("{value} is no address of a page", value=link), _("write it from https:// on")
                file.report(message, "author", number, "links", place, hint=hint, code="contact")


def _entries(file: SourceFile, key: str = "author") -> list[dict[str, Any]]:
    entries = file.values.get(key)
    return [entry if isinstance(entry, dict) else {} for entry in entries] if isinstance(entries, list) else []


def _texts(entry: Mapping[str, Any]) -> tuple[str, str]:
    return entry.get("slug", ""), entry.get("name", "")


def _check_slugs(file: SourceFile) -> None:
    """Every slug of the file is there once; none of an upper section is the address of another page."""
    seen: dict[str, int] = {}
    for slug, path in _slugs(file.values, ()):
        if slug in seen:
            message = _("“{key}” is there twice (first in line {first})", key=slug, first=seen[slug])
            file.report(message, *path, hint=_("write another slug"), code="duplicate-slug")
        elif slug in addresses.RESERVED and path[0] == "section" and len(path) == 3:
            file.report(_("{value} is the address of another page", value=slug), *path, code="slug")
        seen.setdefault(slug, file.line(*path))


def _slugs(value: Any, path: KeyPath) -> Iterator[tuple[str, KeyPath]]:
    """Every slug in a table as it was read, with its place."""
    if isinstance(value, dict) and isinstance(value.get("slug"), str):
        yield value["slug"], (*path, "slug")
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from _slugs(inner, (*path, step))
