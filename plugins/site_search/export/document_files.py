"""What is known of stories beside their words: days, lengths and facets, and what a result shows (FORMAT.md)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.exchange import SearchDocument, SearchPicture
from portal.vietnam.text import HANOI, slugify
from site_search.arrays.ragged import Array
from site_search.index.documents import FACETS, FacetNames, values_of
from site_search.index.length_bytes import length_bytes
from site_search.index.segments import Sealing, cut_columns
from site_search.language.days import day_of

from .export_format import DIGITS, LISTED_FACETS, STORE_SIZE, STORES_BLOCK, digest_of, varint, zigzag

SCORED_LENGTHS = 3  # title, sapo, body
LONGEST_SAPO = 240
MOST_OTHERS = 32  # stories of a column that are looked at one by one


@dataclass(frozen=True)
class DocumentFiles:
    """
    Args:
        line: what the manifest says of files that lie in one folder.
        files: by path, not yet packed; taken: path -> that of the same file in the last export.
    """

    line: Any
    files: dict[str, bytes]
    taken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OldColumns:
    """Columns of the last export for the same places in the row of stories, of which a few are others now.

    Args:
        path: of their folder; files: by name in it, not packed.
        changed: places of the others among these stories.
    """

    path: str
    files: Mapping[str, bytes]
    changed: Sequence[int]

    def facet(self, facet: str, stories: Sequence[SearchDocument]) -> bytes | None:
        """Its file, where the changed stories have of the facet what they had."""
        data = self.files[f"f/{facet}.bin"]
        before = _values_at(data, facet, self.changed)
        same = all(before[place] == values_of(stories[place], facet) for place in self.changed)
        return data if same else None


class LastDocuments:
    """Which of these files the last export has already, since their stories are what they were.

    Args:
        before, now: digests of the stories.
        columns, stores: lines of the last export, whose folders are there.
        files_in: what the last export has in a folder, by name in it and unpacked; None where something is harmed.
    """

    def __init__(
        self,
        before: Sequence[str] = (),
        now: Sequence[str] = (),
        columns: Sequence[Any] = (),
        stores: Sequence[str] = (),
        files_in: Callable[[str], Mapping[str, bytes] | None] = lambda _folder: None,
    ) -> None:
        self._before, self._now, self._files_in = before, now, files_in
        self._columns = {(line["first"], line["documents"]): line for line in columns}
        self._stores = stores

    def columns(self, first: int, size: int) -> Any | None:
        """The line of these stories' columns."""
        return self._columns.get((first, size)) if self._same(first, size) else None

    def old_columns(self, first: int, size: int) -> OldColumns | None:
        """None where there are none, or many of their stories are others now."""
        line = self._columns.get((first, size))
        if line is None:
            return None
        changed = [place for place in range(size) if self._before[first + place] != self._now[first + place]]
        if len(changed) > MOST_OTHERS:
            return None
        files = self._files_in(line["path"])
        whole = files is not None and line["path"] == f"columns-{digest_of(files)}"
        return OldColumns(line["path"], files, changed) if files is not None and whole else None

    def store(self, first: int) -> str | None:
        """The folder of the block that begins here."""
        number = first // STORES_BLOCK
        return self._stores[number] if number < len(self._stores) and self._same(first, STORES_BLOCK) else None

    def _same(self, first: int, size: int) -> bool:
        return self._before[first : first + size] == self._now[first : first + size]


def column_files(
    documents: Sequence[SearchDocument], lengths: Array, sealing: Sealing, last: LastDocuments
) -> Iterator[DocumentFiles]:
    """Those that `last` has come without their files."""
    for part in cut_columns(len(documents), sealing):
        if (known := last.columns(part.first, part.size)) is not None:
            yield DocumentFiles(known, {})
            continue
        stories = documents[part.first : part.first + part.size]
        old = last.old_columns(part.first, part.size)
        files = {"columns.bin": _columns(stories, lengths[part.first : part.first + part.size])}
        files |= {f"f/{facet}.bin": (old and old.facet(facet, stories)) or _facet(facet, stories) for facet in FACETS}
        path = f"columns-{digest_of(files)}"
        line = {"path": path, "first": part.first, "documents": part.size}
        same = [name for name, data in files.items() if old and old.files[name] == data]
        fresh = {f"{path}/{name}": data for name, data in files.items() if name not in same}
        yield DocumentFiles(line, fresh, {f"{path}/{name}": f"{old.path}/{name}" for name in same if old})


def store_files(documents: Sequence[SearchDocument], names: FacetNames, last: LastDocuments) -> Iterator[DocumentFiles]:
    """Blocks of stories, each with its folder as line; those that `last` has come without their files."""
    for first in range(0, len(documents), STORES_BLOCK):
        if (known := last.store(first)) is not None:
            yield DocumentFiles(known, {})
            continue
        stories = documents[first : first + STORES_BLOCK]
        files = {
            f"{number // STORE_SIZE:x}.bin": json_bytes(_store(stories[number : number + STORE_SIZE], names))
            for number in range(0, len(stories), STORE_SIZE)
        }
        path = f"shown-{first // STORES_BLOCK:x}-{digest_of(files)[:DIGITS]}"
        yield DocumentFiles(path, {f"{path}/{name}": data for name, data in files.items()})


def _columns(stories: Sequence[SearchDocument], lengths: Array) -> bytes:
    days = [day_of(story.date) for story in stories]
    gaps = [day - before for before, day in zip([0, *days], days, strict=False)]
    parts = [varint(zigzag(gap)) for gap in gaps]
    parts += [length_bytes(lengths[:, field]).tobytes() for field in range(SCORED_LENGTHS)]
    return b"".join(parts)


def _facet(facet: str, stories: Sequence[SearchDocument]) -> bytes:
    numbers: dict[str, int] = {}
    parts = []
    for story in stories:
        indexes = [numbers.setdefault(value, len(numbers)) for value in values_of(story, facet)]
        if facet in LISTED_FACETS:
            parts += [varint(len(indexes)), *map(varint, indexes)]
        else:
            parts.append(varint(indexes[0] + 1 if indexes else 0))
    values = json_bytes(list(numbers))
    return varint(len(values)) + values + b"".join(parts)


def _values_at(data: bytes, facet: str, places: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """What the stories at these places have of the facet, in its file."""
    at = 0

    def number() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    size = number()
    values = json.loads(data[at : at + size])
    at += size
    wanted, known = set(places), {}
    for place in range(max(places, default=-1) + 1):
        if facet in LISTED_FACETS:
            indexes = [number() for _index in range(number())]
        else:
            one = number()
            indexes = [one - 1] if one else []
        if place in wanted:
            known[place] = tuple(values[index] for index in indexes)
    return known


def _store(stories: Sequence[SearchDocument], names: FacetNames) -> dict[str, list[Any]]:
    authors = names.get("author", {})
    return {
        "id": [story.id for story in stories],
        "url": ["" if story.url == derived_url(story) else story.url for story in stories],
        "title": [story.title for story in stories],
        "sapo": [_shortened(story.sapo) for story in stories],
        "date": [f"{story.date.astimezone(HANOI):%Y-%m-%dT%H:%M}" for story in stories],
        "section": ["/".join(story.section) for story in stories],
        "kind": [story.kind for story in stories],
        "source": [story.source_tag for story in stories],
        "picture": [_picture(story.picture) if story.picture else 0 for story in stories],
        "authors": [", ".join(authors.get(author, author) for author in story.authors) for story in stories],
    }


def _picture(picture: SearchPicture) -> list[str | int]:
    return [picture.url, picture.width, picture.height, *([picture.modern] if picture.modern else [])]


def derived_url(story: SearchDocument) -> str:
    """The address of nearly every story; it need not be stored (FORMAT.md)."""
    return f"/{story.section[0] if story.section else ''}/{slugify(story.title)}-post{story.id}.html"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SAPO else text[:LONGEST_SAPO].rsplit(" ", 1)[0] + "…"


def json_bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
