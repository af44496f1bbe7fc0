"""Fast writing of Whoosh's own postings format: whole lists at a time instead of one posting at a time.

The files are those of `whoosh.codec.whoosh3` (2.7.4): `W3LeafMatcher` and `W3TermInfo.from_bytes` read them.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from functools import lru_cache
from pickle import dumps
from struct import Struct
from typing import Any
from zlib import crc32

from whoosh.codec import whoosh3
from whoosh.filedb import filetables
from whoosh.util.numlists import GrowableArray, delta_encode

BLOCK_POSTINGS = 128
# Rare terms, the great majority, lie in the term index itself and need no second read.
INLINE_POSTINGS = 8

_TERM_INFO: Struct = whoosh3.W3TermInfo._struct
_EXTENT = Struct("!qi")
_LENGTHS: Struct = filetables._lengths
_POINTER: Struct = filetables._pointer
_NOWHERE = _POINTER.pack(0, 0)
_UINTS = tuple(number.to_bytes(4, "big") for number in range(256))


class TermTable(filetables.OrderedHashWriter):  # type: ignore[misc]
    """Whoosh's ordered hash file, written with one call per entry and a cheap hash; its reader reads either hash."""

    CRC = 1

    def __init__(self, dbfile: Any) -> None:
        filetables.HashWriter.__init__(self, dbfile, hashtype=self.CRC)
        self.index = GrowableArray("H")
        self._place = dbfile.tell()

    def add(self, key: bytes, value: bytes) -> None:
        """Keys by rising bytes; the caller sees to it."""
        place = self._place
        self.dbfile.file.write(_LENGTHS.pack(len(key), len(value)) + key + value)
        self._place = place + _LENGTHS.size + len(key) + len(value)
        self.index.append(place)
        hashed = crc32(key)
        self.buckets[hashed & 255].append((hashed, place))

    def _write_hashes(self) -> None:
        for entries in self.buckets:
            self.directory.append((self.dbfile.tell(), 2 * len(entries)))
            table = [_NOWHERE] * (2 * len(entries))
            for hashed, place in entries:
                slot = (hashed >> 8) % len(table)
                while table[slot] is not _NOWHERE:
                    slot = (slot + 1) % len(table)
                table[slot] = _POINTER.pack(hashed, place)
            self.dbfile.write(b"".join(table))


class BulkFieldWriter(whoosh3.W3FieldWriter):  # type: ignore[misc]
    """`W3FieldWriter` with `add_term`, for a field in the `Frequency` format; terms by rising bytes."""

    _tindex: Any

    def __init__(self, codec: Any, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        # The table that was begun has its header only; ours takes its place in the same file.
        file = self._tindex.dbfile
        file.seek(self._tindex.startoffset)
        self._tindex = TermTable(file)
        self._tindex.extras["fieldmap"] = self._fieldmap

    def add_term(self, btext: bytes, ids: Sequence[int], counts: Sequence[int], lengths: bytes) -> None:
        """Write one term.

        Args:
            ids: document numbers, rising.
            counts: occurrences in each of them, which are the weights.
            lengths: length byte of the field in each of them.
        """
        number = len(ids)
        if number == 1:
            self.add_single(btext, ids[0], counts[0], lengths[0])
            return
        if number <= INLINE_POSTINGS:
            rest = dumps((tuple(ids), tuple(map(float, counts)), tuple(map(_frequency, counts))), 2)
        else:
            start = self._postfile.tell()
            self._write_blocks(ids, counts, lengths)
            rest = _EXTENT.pack(start, self._postfile.tell() - start)
        inline = number <= INLINE_POSTINGS
        head = _TERM_INFO.pack(inline, sum(counts), number, min(lengths), max(lengths), max(counts), ids[0], ids[-1])
        self._tindex.add(self._field_key + btext, head + rest)

    def add_single(self, btext: bytes, number: int, count: int, length: int) -> None:
        """Write a term of one document, as most terms are."""
        head = _TERM_INFO.pack(1, count, 1, length, length, count, number, number)
        self._tindex.add(self._field_key + btext, head + _single(number, count))

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        super().start_field(fieldname, fieldobj)
        self._field_key = whoosh3.pack_ushort(self._fieldid)

    def _write_blocks(self, ids: Sequence[int], counts: Sequence[int], lengths: bytes) -> None:
        self._postfile.write(whoosh3.WHOOSH3_HEADER_MAGIC)
        for start in range(0, len(ids), BLOCK_POSTINGS):
            end = min(start + BLOCK_POSTINGS, len(ids))
            weights = counts[start:end]
            plain = max(weights) == 1
            values = array("I", weights)
            if sys.byteorder == "little":
                values.byteswap()
            data = dumps(
                (tuple(delta_encode(ids[start:end])), None if plain else tuple(map(float, weights)), values.tobytes()),
                2,
            )
            shortest, longest = min(lengths[start:end]), max(lengths[start:end])
            info = dumps((end - start, ids[end - 1], float(max(weights)), 0, shortest, longest), 2)
            size = len(info) + len(data)
            self._postfile.write_int(-size if end == len(ids) else size)
            self._postfile.write(info)
            self._postfile.write(data)


@lru_cache(maxsize=100_000)
def _single(number: int, count: int) -> bytes:
    """The only posting of a term; many of them are alike."""
    return dumps(((number,), (float(count),), (_frequency(count),)), 2)


def _frequency(count: int) -> bytes:
    return _UINTS[count] if count < 256 else count.to_bytes(4, "big")
