"""What a part has sealed, made anew where stories have changed or come: its other shards are not looked at."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile

from portal.files import digest
from site_search.export.export_format import (
    KINDS,
    PLACES_SHARDS,
    Bytes,
    group_of,
    hash_of,
    varint,
)
from site_search.export.parts import ENTRY_BYTES, SEALED_SIZES, TermPart, digests_of
from site_search.language.analysis import folded

from .occurrences import Occurrences, join, split

# Path of a file below the part's folder -> what it holds. Raises HarmedExport where that is not what it held.
ReadPart = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Entry:
    """Args: head: the term as it stands in the file, behind the one before it; empty where that is to be found."""

    term: str
    head: bytes
    postings: bytes
    places: bytes = b""


Entries = list[Entry]


class HarmedExport(Exception):
    """The files of the last site are not those that its build wrote."""


@dataclass
class PartUpdate:
    """One part.

    Args:
        gone: what stories had of its terms that have no longer what they had.
        come: what they have now, and what new ones have.
        read: its files.
    """

    part: TermPart
    parts: int
    gone: Occurrences
    come: Occurrences
    read: ReadPart
    _places: dict[int, list[bytes]] = field(default_factory=dict)

    def make(self) -> tuple[TermPart, dict[str, bytes]]:
        """The part, and those of its files that have become others."""
        files: dict[str, bytes] = {}
        sizes, bits = dict(self.part.sizes), dict(self.part.bits)
        unused: set[str] = set()
        for kind in KINDS:
            touched = self._touched(kind)
            before = {number: self._entries(kind, number) for number in touched}
            after = {number: self._changed(kind, before[number], terms) for number, terms in touched.items()}
            sizes[kind] += sum(map(_size, after.values())) - sum(map(_size, before.values()))
            bits[kind] = SEALED_SIZES.bits(kind, sizes[kind])
            if bits[kind] != self.part.bits[kind]:
                rest = (self._entries(kind, number) for number in range(self._count(kind)) if number not in touched)
                after = self._cut_anew(bits[kind], [*after.values(), *rest])
                unused |= {
                    path
                    for path in self.part.files
                    if path.startswith((f"{kind}/", "o/" if kind == "p" else f"{kind}/"))
                }
            files |= self._files(kind, after, 1 << bits[kind])
        still_used = {path: held for path, held in self.part.files.items() if path not in unused}
        return TermPart(sizes, bits, still_used | digests_of(files)), files

    def _count(self, kind: str) -> int:
        return 1 << self.part.bits[kind]

    def _shard(self, term: str, bits: int) -> int:
        return hash_of(group_of(folded(term))) // self.parts & ((1 << bits) - 1)

    def _touched(self, kind: str) -> dict[int, set[str]]:
        """Terms by the shard that they stand in."""
        bits = self.part.bits[kind]
        touched: defaultdict[int, set[str]] = defaultdict(set)
        for term in self.gone[kind].keys() | self.come[kind].keys():
            touched[self._shard(term, bits)].add(term)
        return touched

    def _changed(self, kind: str, entries: Entries, terms: Iterable[str]) -> Entries:
        changed = list(entries)
        places = {entry.term: place for place, entry in enumerate(entries)}
        come = []
        for term in terms:
            entry = changed[places[term]] if term in places else None
            postings, positions = self._now(kind, term, entry)
            if entry:
                changed[places[term]] = Entry(term, entry.head, postings, positions)
            elif postings:
                come.append(Entry(term, b"", postings, positions))
        return _put_in(_without_empty(changed), come)

    def _now(self, kind: str, term: str, entry: Entry | None) -> tuple[bytes, bytes]:
        """Postings and positions; empty where no story has the term any more."""
        stories = dict(split(entry.postings, entry.places)) if entry else {}
        for story in self.gone[kind].get(term, ()):
            if stories.pop(story, None) is None:
                raise HarmedExport
        return join(stories | self.come[kind].get(term, {}))

    def _cut_anew(self, bits: int, shards: Iterable[Entries]) -> dict[int, Entries]:
        cut: dict[int, Entries] = {number: [] for number in range(1 << bits)}
        for entries in shards:
            for entry in entries:
                cut[self._shard(entry.term, bits)].append(Entry(entry.term, b"", entry.postings, entry.places))
        return {number: sorted(entries, key=_order) for number, entries in cut.items()}

    def _entries(self, kind: str, number: int) -> Entries:
        places = None
        if kind == "p":
            places = Bytes(self._place_shards(number // PLACES_SHARDS)[number % PLACES_SHARDS])
        return list(_decoded(self.read(f"{kind}/{number:x}.bin"), places))

    def _place_shards(self, number: int) -> list[bytes]:
        if number not in self._places:
            self._places[number] = list(_records(self.read(f"o/{number:x}.bin")))
        return self._places[number]

    def _files(self, kind: str, shards: Mapping[int, Entries], count: int) -> dict[str, bytes]:
        files = {}
        places: dict[int, dict[int, bytes]] = defaultdict(dict)
        for number, entries in sorted(shards.items()):
            files[f"{kind}/{number:x}.bin"] = _encoded(entries)
            if kind == "p":
                data = b"".join(varint(len(entry.places)) + entry.places for entry in entries)
                places[number // PLACES_SHARDS][number % PLACES_SHARDS] = data
        for file, changed in places.items():
            first = file * PLACES_SHARDS
            wanted = range(min(PLACES_SHARDS, count - first))
            held = self._place_shards(file) if len(changed) < len(wanted) else [b""] * len(wanted)
            shard_places = [changed.get(number, held[number]) for number in wanted]
            files[f"o/{file:x}.bin"] = b"".join(varint(len(data)) + data for data in shard_places)
        return files


def checked(data: bytes, held: str) -> bytes:
    """Raises HarmedExport where the data are not those whose digest is `held`."""
    if digest(data) != held:
        raise HarmedExport
    return data


def _order(entry: Entry) -> tuple[str, str]:
    return folded(entry.term), entry.term


def _without_empty(entries: Entries) -> Entries:
    """Without those that have no postings."""
    left, cut = Entries(), False
    for entry in entries:
        if not entry.postings:
            cut = True
            continue
        left.append(replace(entry, head=b"") if cut else entry)
        cut = False
    return left


def _put_in(entries: Entries, come: Entries) -> Entries:
    for entry in come:
        place = bisect_left(entries, _order(entry), key=_order)
        entries[place : place + 1] = [entry, *(replace(other, head=b"") for other in entries[place : place + 1])]
    return entries


def _size(entries: Entries) -> int:
    return sum(len(entry.postings) + ENTRY_BYTES for entry in entries)


def _records(data: bytes) -> Iterator[bytes]:
    reader = Bytes(data)
    while reader.more():
        yield reader.take(reader.varint())


def _decoded(data: bytes, places: Bytes | None) -> Iterator[Entry]:
    reader, term = Bytes(data), ""
    while reader.more():
        start = reader.place
        shared = reader.varint()
        term = term[:shared] + reader.take(reader.varint()).decode()
        head = data[start : reader.place]
        yield Entry(term, head, reader.take(reader.varint()), places.take(places.varint()) if places else b"")


def _encoded(entries: Entries) -> bytes:
    parts, before = [], ""
    for entry in entries:
        parts += [entry.head or _head(before, entry.term), varint(len(entry.postings)), entry.postings]
        before = entry.term
    return b"".join(parts)


def _head(before: str, term: str) -> bytes:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(before, term, strict=False))
    shared = sum(1 for _ in same)
    rest = term[shared:].encode()
    return varint(shared) + varint(len(rest)) + rest
