"""Which addresses a site can have, from what was read alone: dead links are told with all other faults of reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from newsroom.addresses.declared import read_own_ledger, read_redirects
from newsroom.content.read_article import ReadArticle
from newsroom.content.read_pages import ReadPage
from newsroom.sources.paper_tables import ReadTables
from portal import addresses
from portal.errors import Reporter

from .story_links import Outline


def outline_of(root: Path, tables: ReadTables, stories: Sequence[ReadArticle], pages: Sequence[ReadPage]) -> Outline:
    """Args: root: the content folder, whose redirects and ledger are read where a link makes it worth while."""
    of_topics = {place: tables.topics for place in (addresses.TOPICS, addresses.EVENTS, addresses.SERIES)}
    parts = {**of_topics, addresses.AUTHORS: tables.authors}
    subjects = [subject.url for table in parts.values() for subject in (table or {}).values()]
    sections = [section.url for section in (tables.sections or {}).values()]
    whole = [place for place, table in parts.items() if table is not None] + sections
    return Outline(
        first_parts=frozenset(_first_parts(tables, pages)),
        lists=frozenset((*parts, *subjects, *sections)),
        list_parts=frozenset(place.strip("/").partition("/")[0] for place in whole),
        lasting=lambda: _lasting(root, stories),
    )


def _first_parts(tables: ReadTables, pages: Sequence[ReadPage]) -> Iterator[str]:
    """With what addresses of this site can begin."""
    for part in addresses.RESERVED:
        yield from (part, f"{part}.html")
    yield from (f"{page.values['slug']}.html" for page in pages if page.values)
    yield from tables.sections or {}


def _lasting(root: Path, stories: Iterable[ReadArticle]) -> frozenset[str]:
    """Faults of the two files are told when the site is finished."""
    unheard = Reporter()
    redirects = read_redirects(root, unheard)
    aliases = (alias for story in stories if story.front for alias in story.front.aliases)
    return frozenset((*redirects, *read_own_ledger(root, unheard).places, *aliases))
