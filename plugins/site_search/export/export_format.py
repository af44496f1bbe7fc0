"""Bytes of the exported files, both ways (FORMAT.md): shards, postings, positions, columns."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.files import digest
from site_search.index.documents import BODY, FIELDS
from site_search.language.analysis import folded

VERSION = 2
STORE_SIZE = 4
STORES_BLOCK = 256  # stories whose stores have one digest
DIGITS = 9  # of the digests of parts and blocks of stores: the manifest has many
PLACES_SHARDS = 4  # pair shards whose positions share a file
KINDS = ("p", "s", "h")  # folders of shards
LISTED_FACETS = ("author", "topic", "law")  # a story has several of them


def pack(data: bytes) -> bytes:
    """Raw deflate, so that a host without compression serves the same bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    return packer.compress(data) + packer.flush()


def unpack(data: bytes) -> bytes:
    return zlib.decompress(data, -15)


def pack_json(value: Any) -> bytes:
    return pack(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def varint(number: int) -> bytes:
    """Unsigned LEB128."""
    encoded = bytearray()
    while number > 127:
        encoded.append(number & 127 | 128)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)


def group_of(folded_term: str) -> str:
    """What decides the shard of a term; see FORMAT.md."""
    first, blank, second = folded_term.partition(" ")
    return first + blank + second[:2]


def hash_of(group: str) -> int:
    return zlib.crc32(group.encode())


def shard_of(group: str, parts: int, bits: Sequence[int]) -> tuple[int, int]:
    """The part of a term, and its shard in it; `bits`: of the shards of each part."""
    rest, part = divmod(hash_of(group), parts)
    return part, rest & ((1 << bits[part]) - 1)


def digest_of(files: Mapping[str, bytes]) -> str:
    return digest(b"".join(name.encode() + data for name, data in sorted(files.items())))


@dataclass(frozen=True)
class ShardEntry:
    """A term with its encoded postings and positions (empty for what is no pair)."""

    folded: str
    term: str
    postings: bytes
    places: bytes = b""


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
