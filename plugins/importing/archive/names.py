"""Sections, authors and topics of an archive that the paper does not have yet: entries for its tables."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from portal.addresses import RESERVED

from .bring_in import Meanings, folded
from .old_story import OldStory
from .settings import ImportSettings


@dataclass
class NewNames:
    """Folded name -> name as it was; of sections with their sub-sections."""

    sections: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)


class _Called(Protocol):
    @property
    def name(self) -> str: ...


Table = Mapping[str, _Called]  # slug -> what the paper has under it


@dataclass(frozen=True)
class PaperNames:
    """What the paper has already."""

    sections: Table
    authors: Table
    topics: Table


def known_names(paper: PaperNames, settings: ImportSettings, section: str, tags: tuple[str, ...]) -> Meanings:
    """What names mean here before anything is added: those of the settings first."""
    return Meanings(
        {**_by_name(paper.sections), **_folded(settings.sections)},
        {**_by_name(paper.authors), **_folded(settings.authors)},
        {**_by_name(paper.topics), **_folded(settings.topics)},
        section,
        tags,
    )


def _by_name(table: Table) -> dict[str, str]:
    return {key: slug for slug, entry in table.items() for key in (slug, folded(entry.name))}


def _folded(table: Mapping[str, str]) -> dict[str, str]:
    return {folded(name): slug for name, slug in table.items()}


def missing_names(stories: Iterable[OldStory], names: Meanings) -> NewNames:
    """Meanings that lead to nothing here. A sub-section of a section that is there already stands in that section."""
    new = NewNames()
    for story in stories:
        _add(new.authors, story.authors, names.authors)
        _add(new.topics, story.topics, names.topics)
        chain = [(folded(name), name) for name in story.sections if folded(name)]
        if not chain or any(key in names.sections for key, _name in chain):
            continue
        upper = new.sections.setdefault(chain[0][0], (chain[0][1], {}))
        if len(chain) > 1 and chain[-1][0] not in new.sections:
            upper[1].setdefault(*chain[-1])
    for _name, children in new.sections.values():
        for key in [key for key in children if key in new.sections]:
            del children[key]
    return new


def _add(new: dict[str, str], wanted: Iterable[str], known: Collection[str]) -> None:
    for name in wanted:
        if (key := folded(name)) and key not in known:
            new.setdefault(key, name)


def with_new(names: Meanings, new: NewNames) -> Meanings:
    sections = dict(names.sections)
    for key, (_name, children) in new.sections.items():
        sections[key] = section_slug(key)
        sections |= {child: section_slug(child) for child in children}
    authors = {**names.authors, **{key: key for key in new.authors}}
    topics = {**names.topics, **{key: key for key in new.topics}}
    return Meanings(sections, authors, topics, names.section, names.source_tags)


def section_slug(key: str) -> str:
    return f"muc-{key}" if key in RESERVED else key


def entries(new: NewNames) -> Iterator[tuple[str, str]]:
    """(file below content/, TOML to put at its end)."""
    if new.sections:
        yield "sections.toml", "".join(_section(key, *value) for key, value in new.sections.items())
    if new.authors:
        yield "authors.toml", "".join(_entry("author", key, name) for key, name in new.authors.items())
    if new.topics:
        yield "topics.toml", "".join(_entry("topic", key, name) for key, name in new.topics.items())


def _section(key: str, name: str, children: Mapping[str, str]) -> str:
    below = "".join(_entry("section.child", section_slug(child), label) for child, label in children.items())
    return _entry("section", section_slug(key), name) + below


def _entry(table: str, slug: str, name: str) -> str:
    words = json.dumps(" ".join(name.split())[:200], ensure_ascii=False)
    return f"\n[[{table}]]\nslug = {json.dumps(slug)}\nname = {words}\n"
