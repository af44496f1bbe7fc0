"""What a part has sealed, made anew where stories have changed or come: its other shards are not looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from portal.files import digest
from site_search.language.analysis import folded

from .export_format import (
    KINDS,
    PLACES_SHARDS,
    Bytes,
    ShardEntry,
    decode_shard,
    group_of,
    hash_of,
    varint,
)
from .occurrences import Occurrences, join, split
from .parts import ENTRY_BYTES, SEALED_SIZES, Part, digests_of

# Path of a file below the part's folder -> what it holds. Raises HarmedExport where that is not what it held.
ReadPart = Callable[[str], bytes]
Entries = dict[str, ShardEntry]


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

    part: Part
    parts: int
    gone: Occurrences
    come: Occurrences
    read: ReadPart
    _places: dict[int, list[bytes]] = field(default_factory=dict)

    def make(self) -> tuple[Part, dict[str, bytes]]:
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
        kept = {path: held for path, held in self.part.files.items() if path not in unused}
        return Part(sizes, bits, kept | digests_of(files)), files

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
        changed = dict(entries)
        for term in terms:
            entry = changed.pop(term, None)
            stories = dict(split(entry.postings, entry.places)) if entry else {}
            for story in self.gone[kind].get(term, ()):
                if stories.pop(story, None) is None:
                    raise HarmedExport
            stories |= self.come[kind].get(term, {})
            if stories:
                changed[term] = ShardEntry(folded(term), term, *join(stories))
        return changed

    def _cut_anew(self, bits: int, shards: Iterable[Entries]) -> dict[int, Entries]:
        cut: dict[int, Entries] = {number: {} for number in range(1 << bits)}
        for entries in shards:
            for term, entry in entries.items():
                cut[self._shard(term, bits)][term] = entry
        return cut

    def _entries(self, kind: str, number: int) -> Entries:
        entries = decode_shard(self.read(f"{kind}/{number:x}.bin"))
        if kind != "p":
            return {entry.term: entry for entry in entries}
        places = Bytes(self._place_shards(number // PLACES_SHARDS)[number % PLACES_SHARDS])
        return {
            entry.term: ShardEntry(entry.folded, entry.term, entry.postings, places.take(places.varint()))
            for entry in entries
        }

    def _place_shards(self, number: int) -> list[bytes]:
        if number not in self._places:
            self._places[number] = list(_records(self.read(f"o/{number:x}.bin")))
        return self._places[number]

    def _files(self, kind: str, shards: Mapping[int, Entries], count: int) -> dict[str, bytes]:
        files = {}
        places: dict[int, dict[int, bytes]] = defaultdict(dict)
        for number, entries in sorted(shards.items()):
            ordered = sorted(entries.values(), key=lambda entry: (entry.folded, entry.term))
            files[f"{kind}/{number:x}.bin"] = _encoded(ordered)
            if kind == "p":
                data = b"".join(varint(len(entry.places)) + entry.places for entry in ordered)
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


def _size(entries: Entries) -> int:
    return sum(len(entry.postings) + ENTRY_BYTES for entry in entries.values())


def _records(data: bytes) -> Iterator[bytes]:
    reader = Bytes(data)
    while reader.more():
        yield reader.take(reader.varint())


def _encoded(entries: Iterable[ShardEntry]) -> bytes:
    data, before = bytearray(), ""
    for entry in entries:
        shared = _shared(before, entry.term)
        rest = entry.term[shared:].encode()
        data += varint(shared) + varint(len(rest)) + rest + varint(len(entry.postings)) + entry.postings
        before = entry.term
    return bytes(data)


def _shared(one: str, other: str) -> int:
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return min(len(one), len(other))
