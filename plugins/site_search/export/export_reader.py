"""Search the exported files as a browser does: fetch the manifest, then only the shards that a plan needs.

The reference for the JavaScript engine, and the proof that the export holds what Whoosh holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from portal.errors import PortalError
from portal.vietnam.text import slugify
from site_search.index.documents import FIELDS
from site_search.index.ranking import Ranking, bm25, idf
from site_search.language.analysis import folded
from site_search.query.plan import Phrase
from site_search.query.search import Scores, phrase_pairs

from .export_format import (
    KINDS,
    LISTED_FACETS,
    PLACES_SHARDS,
    VERSION,
    Bytes,
    ShardEntry,
    decode_places,
    decode_postings,
    decode_shard,
    group_of,
    shard_of,
    unpack,
    unzigzag,
)

Read = Callable[[str], bytes]
Postings = dict[int, tuple[int, ...]]
Places = dict[int, tuple[tuple[int, ...], ...]]


def read_folder(folder: Path) -> Read:
    return lambda path: (folder / path).read_bytes()


class ExportedTerms:
    """One segment of terms; shards are read once."""

    def __init__(self, line: dict[str, Any], read: Read) -> None:
        self.first: int = line["first"]
        self._parts: list[str] = line["parts"]
        self._bits: dict[str, list[int]] = {kind: line[kind] for kind in KINDS}
        self._read = read
        self._shards: dict[str, list[ShardEntry]] = {}
        self._postings: dict[str, Postings] = {}
        self._places: dict[tuple[int, int], list[bytes]] = {}

    def group(self, folded_term: str) -> list[ShardEntry]:
        """The shard of a term."""
        kind = "p" if " " in folded_term else "s"
        part, number = self._shard_of(folded_term, kind)
        path = f"{self._parts[part]}/{kind}/{number:x}.bin"
        if path not in self._shards:
            self._shards[path] = decode_shard(unpack(self._read(path)))
        return self._shards[path]

    def _shard_of(self, folded_term: str, kind: str) -> tuple[int, int]:
        return shard_of(group_of(folded_term), len(self._parts), self._bits[kind])

    def postings(self, term: str) -> Postings:
        """By document number."""
        if term not in self._postings:
            entry, _place = self._entry(term)
            data = entry.postings if entry else b""
            self._postings[term] = {story + self.first: counts for story, counts in decode_postings(data)}
        return self._postings[term]

    def places(self, pair: str) -> Places:
        """Positions of a pair by field, by document number."""
        entry, place = self._entry(pair)
        if entry is None:
            return {}
        data = self._shard_places(self._shard_of(folded(pair), "p"))[place]
        return {story + self.first: places for story, places in decode_places(data, entry.postings)}

    def _entry(self, term: str) -> tuple[ShardEntry | None, int]:
        for place, entry in enumerate(self.group(folded(term))):
            if entry.term == term:
                return entry, place
        return None, -1

    def _shard_places(self, shard: tuple[int, int]) -> list[bytes]:
        """Encoded positions of each entry of a pair shard."""
        if shard not in self._places:
            part, number = shard
            file = Bytes(unpack(self._read(f"{self._parts[part]}/o/{number // PLACES_SHARDS:x}.bin")))
            for _ in range(number % PLACES_SHARDS):
                file.take(file.varint())
            places = Bytes(file.take(file.varint()))
            records = []
            while places.more():
                records.append(places.take(places.varint()))
            self._places[shard] = records
        return self._places[shard]


class ExportedColumns:
    """What is known of some stories beside their words."""

    def __init__(self, line: dict[str, Any], read: Read) -> None:
        self.first: int = line["first"]
        self.documents: int = line["documents"]
        self._path: str = line["path"]
        self._read = read

    def _file(self, path: str) -> bytes:
        return unpack(self._read(f"{self._path}/{path}"))

    @cached_property
    def columns(self) -> tuple[list[int], list[bytes]]:
        """Days, and length bytes of the fields that are scored with their length."""
        reader = Bytes(self._file("columns.bin"))
        days: list[int] = []
        for _ in range(self.documents):
            days.append(unzigzag(reader.varint()) + (days[-1] if days else 0))
        lengths = []
        while reader.more():
            lengths.append(reader.take(self.documents))
        return days, lengths

    def facet(self, name: str) -> list[tuple[str, ...]]:
        """Values of each document."""
        reader = Bytes(self._file(f"f/{name}.bin"))
        values = json.loads(reader.take(reader.varint()))
        facets: list[tuple[str, ...]] = []
        for _ in range(self.documents):
            number = reader.varint()
            if name in LISTED_FACETS:
                facets.append(tuple(values[reader.varint()] for _ in range(number)))
            else:
                facets.append((values[number - 1],) if number else ())
        return facets


class ExportedIndex:
    """A `search.Source` over exported files."""

    def __init__(self, read: Read) -> None:
        self.manifest = json.loads(read("manifest.json"))
        if self.manifest["version"] != VERSION:
            raise PortalError(f"manifest.json: version {self.manifest['version']} is not {VERSION}")
        self.documents: int = self.manifest["documents"]
        self.newest: int = self.manifest["newest"]
        values: dict[str, Any] = self.manifest["ranking"]
        lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        self.ranking: Ranking = Ranking(**{**values, **lists})
        self._terms = [ExportedTerms(line, read) for line in self.manifest["terms"]]
        self._columns = [ExportedColumns(line, read) for line in self.manifest["columns"]]
        self._read = read

    def forms(self, folded_term: str, prefix: bool = False) -> Sequence[str]:
        entries = {
            (entry.folded, entry.term)
            for segment in self._terms
            for entry in segment.group(folded_term)
            if entry.folded == folded_term or (prefix and entry.folded.startswith(folded_term))
        }
        return [term for _, term in sorted(entries)]

    def leaf(self, forms: Sequence[str], field: int) -> Scores:
        counts: dict[int, int] = {}
        for form in forms:
            for number, occurrences in self._postings(form).items():
                if occurrences[field]:
                    counts[number] = counts.get(number, 0) + occurrences[field]
        if not counts:
            return {}
        ranking = self.ranking
        idf_value = idf(self.documents, len(counts))
        mean = self.manifest["totals"][field] / self.documents or 1
        b = ranking.b[field]
        return {
            number: bm25(idf_value, tf, self._length(number, field), mean, b, ranking.k1)
            for number, tf in counts.items()
        }

    def having(self, forms: Sequence[str]) -> set[int]:
        return {number for form in forms for number in self._postings(form)}

    def phrase(self, phrase: Phrase) -> set[int]:
        terms = phrase_pairs(phrase) or list(phrase.tokens)
        forms = [[term] if phrase.accented else self.forms(folded(term)) for term in terms]
        if len(phrase.tokens) <= 2:
            return {
                number
                for form in forms[0]
                for number, counts in self._postings(form).items()
                if (any(counts) if phrase.field is None else counts[phrase.field])
            }
        places = [self._all_places(alternatives) for alternatives in forms]
        numbers = set(places[0]).intersection(*places[1:])
        fields = range(len(FIELDS)) if phrase.field is None else [phrase.field]
        return {
            number
            for number in numbers
            if any(_in_row([by_number[number][field] for by_number in places]) for field in fields)
        }

    def days(self) -> Sequence[int]:
        return [day for segment in self._columns for day in segment.columns[0]]

    def matching(self, facet: str, slugs: Sequence[str]) -> set[int]:
        wanted = set(slugs)
        return {
            segment.first + place
            for segment in self._columns
            for place, values in enumerate(segment.facet(facet))
            if wanted & {slugify(part, longest=400) for value in values for part in _steps(facet, value)}
        }

    def _postings(self, form: str) -> Postings:
        postings: Postings = {}
        for segment in self._terms:
            postings |= segment.postings(form)
        return postings

    def _all_places(self, forms: Sequence[str]) -> dict[int, list[set[int]]]:
        by_number: dict[int, list[set[int]]] = {}
        for form in forms:
            for segment in self._terms:
                for number, places in segment.places(form).items():
                    fields = by_number.setdefault(number, [set() for _ in FIELDS])
                    for field, positions in enumerate(places):
                        fields[field].update(positions)
        return by_number

    def _length(self, number: int, field: int) -> int:
        for segment in self._columns:
            if number < segment.first + segment.documents:
                lengths = segment.columns[1]
                if field >= len(lengths):
                    return 0
                return int(self.manifest["lengths"][lengths[field][number - segment.first]])
        raise IndexError(number)


def _steps(facet: str, value: str) -> list[str]:
    """A section is a path; the strokes in the number of a document say nothing."""
    return value.split("/") if facet == "section" else [value]


def _in_row(places: Sequence[set[int]]) -> bool:
    """Whether some position of the first is followed by the next one of the second, and so on."""
    return any(all(start + step in later for step, later in enumerate(places)) for start in places[0])
