"""The paper's own tables: masthead.toml, sections.toml, authors.toml, topics.toml.

masthead.toml   name = "…", slogan = "…" and the other fields of frame.Masthead; [editor_in_chief] and [[deputies]]
                with name and role. No field may be empty but `demonstration`.
sections.toml   [[section]] slug, name, description; under it [[section.child]] with the same keys. The order counts.
authors.toml    [[author]] slug, name, description; desk where it is no person
topics.toml     [[topic]]  slug, name, description; event where its stories follow one event
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsroom.model.article import Named, Section
from newsroom.model.frame import Masthead, MenuSection, Person
from portal import addresses
from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.schema.records import Key, Many, Record
from portal.schema.source_file import Path as KeyPath
from portal.schema.source_file import SourceFile
from portal.schema.toml_file import read_toml
from portal.schema.value_types import Flag, Line, Slug

from .source_text import read_source

_ = Translator(__file__)
gettext = _.later
_LIMIT = 1_000_000  # bytes of one table


_ENTRY = (
    Key("slug", Slug(), gettext("part of the address"), '"thi-hanh-an"', required=True),
    Key("name", Line(200), gettext("name as readers see it"), '"Thi hành án dân sự"', required=True),
    Key("description", Line(), gettext("one sentence on what is to be found there"), '"Một câu giới thiệu."'),
)
_CHILD = Key("child", Many(Record(_ENTRY)), gettext("its sub-sections, in their order"))
SECTION = Record((*_ENTRY, _CHILD))
SECTIONS = Record((Key("section", Many(SECTION), gettext("the sections, in the order of the menu"), required=True),))
_DESK = Key("desk", Flag(), gettext("a desk or board, no person"), "true")
AUTHOR = Record((*_ENTRY, _DESK))
AUTHORS = Record((Key("author", Many(AUTHOR), gettext("who writes for the paper")),))
_EVENT = Key("event", Flag(), gettext("its stories follow one event in time: a line of its own, at /su-kien/"), "true")
TOPICS = Record((Key("topic", Many(Record((*_ENTRY, _EVENT))), gettext("what stories are collected under")),))
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
class ReadTables:
    """What could be read; None for a table that could not. The stories can be checked against the others."""

    masthead: Masthead | None
    menu: tuple[MenuSection, ...] | None
    authors: Mapping[str, Named] | None
    topics: Mapping[str, Named] | None

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
    with problems.collecting():
        authors = _named(_file(root, "authors.toml", problems), AUTHORS, addresses.author)
    with problems.collecting():
        topics = _named(_file(root, "topics.toml", problems), TOPICS, addresses.topic)
    return ReadTables(masthead, menu, authors, topics)


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
            (addresses.event if entry.get("event") else address)(entry["slug"]),
            entry.get("description", ""),
            entry.get("desk", False),
            entry.get("event", False),
        )
        for entry in entries
        if "slug" in entry
    }


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
