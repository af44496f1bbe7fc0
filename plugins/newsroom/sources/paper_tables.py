"""The paper's own tables: masthead.toml, sections.toml, authors.toml, topics.toml.

masthead.toml   name = "…", slogan = "…" and the other fields of frame.Masthead; [editor_in_chief] and [[deputies]]
                with name and role. No field may be empty but `demonstration`.
sections.toml   [[section]] slug, name, description; under it [[section.child]] with the same keys. The order counts.
authors.toml    [[author]] slug, name, description; desk where it is no person
topics.toml     [[topic]]  slug, name, description
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from newsroom.model.article import Named, Section
from newsroom.model.frame import Masthead, MenuSection, Person
from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.sources.toml_source import TomlSource

from .source_text import read_source

_ = Translator(__file__)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LIMIT = 1_000_000  # bytes of one table

# First parts of addresses that belong to other pages.
RESERVED = frozenset(
    (
        "chu-de",
        "tac-gia",
        "dia-phuong",
        "luu-tru",
        "so-lieu",
        "tim-kiem",
        "rss",
        "cai-chinh",
        "van-ban",
        "toa-soan",
        "kieu-mau",
        "media",
        "theme",
        "index",
        "404",
    )
)
MAY_BE_EMPTY = frozenset(("demonstration",))


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
        masthead = _masthead(_Table(root, "masthead.toml", problems))
    with problems.collecting():
        menu = _menu(_Table(root, "sections.toml", problems))
    with problems.collecting():
        authors = _named(_Table(root, "authors.toml", problems), "author", "/tac-gia/", "desk")
    with problems.collecting():
        topics = _named(_Table(root, "topics.toml", problems), "topic", "/chu-de/")
    return ReadTables(masthead, menu, authors, topics)


class _Table:
    """One file, its faults and what is read of it."""

    def __init__(self, root: Path, name: str, problems: Reporter) -> None:
        self.path = f"{root.name}/{name}"
        file = root / name
        if not file.is_file() or file.is_symlink():
            raise Problem(
                _("the file is missing"), self.path, hint=_("see docs/editing/reference.md"), code="missing-file"
            )
        self.source = TomlSource(read_source(file, self.path, _LIMIT), self.path)
        self._problems = problems

    def fault(self, message: str, *place: str | int, hint: str = "", code: str = "type") -> None:
        self._problems.add(Problem(message, self.path, self.source.line(*place), hint=hint, code=code))

    def known_keys(self, group: Mapping[str, Any], known: tuple[str, ...], *place: str | int) -> None:
        for key in group:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                hint = _("did you mean {name}?", name=near[0]) if near else _("known: {names}", names=", ".join(known))
                self.fault(_("{key} is not a key of this file", key=key), *place, key, hint=hint, code="unknown-key")

    def text(self, group: Mapping[str, Any], key: str, *place: str | int, empty: bool = False) -> str:
        value = group.get(key)
        if isinstance(value, str) and (value.strip() or empty):
            return " ".join(value.split())
        if value is None and empty:
            return ""
        if value is None or value == "" or isinstance(value, str):
            self.fault(_("{key} is missing or empty", key=key), *place, key, code="missing-key")
        else:
            self.fault(_("{key} must be a text in quotes", key=key), *place, key)
        return ""

    def flag(self, group: Mapping[str, Any], key: str, *place: str | int) -> bool:
        value = group.get(key, False)
        if not isinstance(value, bool):
            self.fault(_("{key} must be true or false", key=key), *place, key, hint=_("write it without quotes"))
        return value is True

    def groups(self, parent: Mapping[str, Any], key: str, *place: str | int) -> list[dict[str, Any]]:
        value = parent.get(key, [])
        if isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
            return value
        self.fault(_("{key} must be written as [[{key}]]", key=key), *place, key)
        return []


def _masthead(table: _Table) -> Masthead:
    values = table.source.values
    names = tuple(field.name for field in fields(Masthead))
    table.known_keys(values, names)
    texts = {
        name: table.text(values, name, empty=name in MAY_BE_EMPTY)
        for name in names
        if name not in ("editor_in_chief", "deputies")
    }
    chief = values.get("editor_in_chief")
    if not isinstance(chief, dict):
        table.fault(_("{key} is missing or empty", key="editor_in_chief"), hint="[editor_in_chief]", code="missing-key")
        chief = {"name": "-", "role": "-"}
    deputies = tuple(
        _person(table, entry, "deputies", number) for number, entry in enumerate(table.groups(values, "deputies"))
    )
    return Masthead(editor_in_chief=_person(table, chief, "editor_in_chief"), deputies=deputies, **texts)


def _person(table: _Table, entry: Mapping[str, Any], *place: str | int) -> Person:
    table.known_keys(entry, ("name", "role"), *place)
    return Person(table.text(entry, "name", *place), table.text(entry, "role", *place))


def _menu(table: _Table) -> tuple[MenuSection, ...]:
    values = table.source.values
    table.known_keys(values, ("section",))
    seen: dict[str, int] = {}
    menu = []
    for number, entry in enumerate(table.groups(values, "section")):
        table.known_keys(entry, ("slug", "name", "description", "child"), "section", number)
        slug, name, about = _entry(table, entry, seen, "section", number)
        upper = Section(slug, name, f"/{slug}/", about)
        if slug in RESERVED:
            table.fault(_("{value} is the address of another page", value=slug), "section", number, "slug", code="slug")
        children = []
        for index, child in enumerate(table.groups(entry, "child", "section", number)):
            table.known_keys(child, ("slug", "name", "description"), "section", number, "child", index)
            slug, name, about = _entry(table, child, seen, "section", number, "child", index)
            children.append(Section(slug, name, f"{upper.url}{slug}/", about, upper))
        menu.append(MenuSection(upper, tuple(children)))
    if not menu:
        table.fault(_("{key} is missing or empty", key="[[section]]"), code="missing-key")
    return tuple(menu)


def _entry(table: _Table, entry: Mapping[str, Any], seen: dict[str, int], *place: str | int) -> tuple[str, str, str]:
    """Slug (unique in the file), name and description of one entry."""
    slug = table.text(entry, "slug", *place)
    line = table.source.line(*place, "slug")
    if slug and not _SLUG.fullmatch(slug):
        table.fault(
            _("{key} is {value}, not a part of an address", key="slug", value=repr(slug)), *place, "slug", code="slug"
        )
    if slug and slug in seen:
        message = _("{key} is given twice (first in line {first})", key=slug, first=seen[slug])
        table.fault(message, *place, "slug", code="duplicate-slug")
    seen.setdefault(slug, line)
    return slug, table.text(entry, "name", *place), table.text(entry, "description", *place, empty=True)


def _named(table: _Table, key: str, address: str, *more: str) -> dict[str, Named]:
    values = table.source.values
    table.known_keys(values, (key,))
    seen: dict[str, int] = {}
    found = {}
    for number, entry in enumerate(table.groups(values, key)):
        table.known_keys(entry, ("slug", "name", "description", *more), key, number)
        slug, name, about = _entry(table, entry, seen, key, number)
        desk = table.flag(entry, "desk", key, number)
        found[slug] = Named(slug, name, f"{address}{slug}/", about, desk)
    return found
