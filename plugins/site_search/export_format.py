"""Bytes of the exported files, both ways (FORMAT.md): shards, postings, positions, columns."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .analysis import folded
from .documents import BODY, FIELDS
from .postings import FIELD_MASKS, FIELD_SHIFTS, FIELDS_MASK, SMALL_VARINTS, STORY_SHIFT, varint

VERSION = 1
STORE_SIZE = 4
PLACES_SHARDS = 4  # pair shards whose positions share a file
LISTED_FACETS = ("author", "topic")  # a story has several of them
_PLAIN = 1 << FIELD_SHIFTS[BODY]  # once in the body, nowhere else


def pack(data: bytes) -> bytes:
    """Raw deflate, so that a host without compression serves the same bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    return packer.compress(data) + packer.flush()


def unpack(data: bytes) -> bytes:
    return zlib.decompress(data, -15)


def pack_json(value: Any) -> bytes:
    return pack(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def group_of(folded_term: str) -> str:
    """What decides the shard of a term; see FORMAT.md."""
    first, blank, second = folded_term.partition(" ")
    return first + blank + second[:2]


def shard_of(group: str, bits: int) -> int:
    return zlib.crc32(group.encode()) & ((1 << bits) - 1)


def encode_postings(postings: Iterable[int], first: int = 0) -> bytes:
    """Postings as in postings.py to the bytes of a shard; `first` is the first story of the segment."""
    encoded = bytearray()
    last = first - 1
    for posting in postings:
        story = posting >> STORY_SHIFT
        counts = posting & FIELDS_MASK
        gap = story - last - 1 << 1
        last = story
        if counts == _PLAIN:
            encoded += SMALL_VARINTS[gap | 1] if gap < 16382 else varint(gap | 1)
        else:
            encoded += SMALL_VARINTS[gap] if gap < 16382 else varint(gap)
            encoded += _COUNTS.get(counts) or _encode_counts(counts)
    return bytes(encoded)


_COUNTS: dict[int, bytes] = {}


def _encode_counts(counts: int) -> bytes:
    mask = 0
    numbers = b""
    for field in range(len(FIELDS)):
        count = counts >> FIELD_SHIFTS[field] & FIELD_MASKS[field]
        if count:
            mask |= 1 << field
            numbers += varint(count)
    encoded = bytes([mask]) + numbers
    if len(_COUNTS) < 100_000:
        _COUNTS[counts] = encoded
    return encoded


@dataclass(frozen=True)
class ShardEntry:
    """A term with its encoded postings and positions (empty for what is no pair)."""

    folded: str
    term: str
    postings: bytes
    places: bytes = b""


def encode_shard(entries: Sequence[ShardEntry]) -> bytes:
    """Entries ordered by (folded, term)."""
    encoded = bytearray()
    previous = ""
    for entry in entries:
        shared = _shared(previous, entry.term)
        rest = entry.term[shared:].encode()
        encoded += varint(shared) + varint(len(rest)) + rest + varint(len(entry.postings)) + entry.postings
        previous = entry.term
    return bytes(encoded)


def encode_places(entries: Sequence[ShardEntry]) -> bytes:
    encoded = b"".join(varint(len(entry.places)) + entry.places for entry in entries)
    return varint(len(encoded)) + encoded


def _shared(first: str, second: str) -> int:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


class Bytes:
    """Reads numbers and strings one after another."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0

    def more(self) -> bool:
        return self.place < len(self.data)

    def varint(self) -> int:
        number = shift = 0
        while True:
            byte = self.data[self.place]
            self.place += 1
            number |= (byte & 127) << shift
            if byte < 128:
                return number
            shift += 7

    def take(self, count: int) -> bytes:
        taken = self.data[self.place : self.place + count]
        self.place += count
        return taken


def decode_shard(data: bytes) -> list[ShardEntry]:
    reader = Bytes(data)
    entries = []
    term = ""
    while reader.more():
        shared = reader.varint()
        term = term[:shared] + reader.take(reader.varint()).decode()
        entries.append(ShardEntry(folded(term), term, reader.take(reader.varint())))
    return entries


def decode_postings(data: bytes) -> Iterator[tuple[int, tuple[int, ...]]]:
    """(local number, occurrences by field)."""
    reader = Bytes(data)
    story = -1
    plain = tuple(int(field == BODY) for field in range(len(FIELDS)))
    while reader.more():
        head = reader.varint()
        story += (head >> 1) + 1
        if head & 1:
            yield story, plain
        else:
            mask = reader.take(1)[0]
            yield story, tuple(reader.varint() if mask >> field & 1 else 0 for field in range(len(FIELDS)))


def decode_places(data: bytes, postings: bytes) -> Iterator[tuple[int, tuple[tuple[int, ...], ...]]]:
    """(local number, positions by field) for one pair."""
    reader = Bytes(data)
    for story, counts in decode_postings(postings):
        fields = []
        for count in counts:
            place = -1
            places = []
            for _ in range(count):
                place += reader.varint() + 1
                places.append(place)
            fields.append(tuple(places))
        yield story, tuple(fields)


def zigzag(number: int) -> int:
    return number << 1 if number >= 0 else (-number << 1) - 1


def unzigzag(number: int) -> int:
    return number >> 1 if number & 1 == 0 else -(number + 1 >> 1)
