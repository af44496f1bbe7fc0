"""Fast writing of Whoosh's own postings format: whole lists at a time instead of one posting at a time.

The files are those of `whoosh.codec.whoosh3` (2.7.4): `W3LeafMatcher` and `W3TermInfo.from_bytes` read them.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from pickle import dumps
from struct import Struct
from typing import Any

from whoosh.codec import whoosh3
from whoosh.util.numlists import delta_encode

BLOCK_POSTINGS = 128
# Rare terms, the great majority, lie in the term index itself and need no second read.
INLINE_POSTINGS = 8

_TERM_INFO: Struct = whoosh3.W3TermInfo._struct
_EXTENT = Struct("!qi")
_UINTS = tuple(number.to_bytes(4, "big") for number in range(256))


class BulkFieldWriter(whoosh3.W3FieldWriter):  # type: ignore[misc]
    """`W3FieldWriter` with `add_term`, for a field in the `Frequency` format; terms by rising bytes."""

    def add_term(self, btext: bytes, ids: Sequence[int], counts: Sequence[int], lengths: bytes) -> None:
        """Write one term.

        Args:
            ids: document numbers, rising.
            counts: occurrences in each of them, which are the weights.
            lengths: length byte of the field in each of them.
        """
        most = max(counts)
        if len(ids) <= INLINE_POSTINGS:
            values = tuple(map(_frequency, counts))
            rest = dumps((tuple(ids), tuple(map(float, counts)), values), 2)
        else:
            start = self._postfile.tell()
            self._write_blocks(ids, counts, lengths)
            rest = _EXTENT.pack(start, self._postfile.tell() - start)
        head = _TERM_INFO.pack(
            len(ids) <= INLINE_POSTINGS, sum(counts), len(ids), min(lengths), max(lengths), most, ids[0], ids[-1]
        )
        self._tindex.add(whoosh3.pack_ushort(self._fieldid) + btext, head + rest)

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


def _frequency(count: int) -> bytes:
    return _UINTS[count] if count < 256 else count.to_bytes(4, "big")


class BulkCodec(whoosh3.W3Codec):  # type: ignore[misc]
    """Whoosh's codec that writes fields in bulk; what it writes, the stock codec reads."""

    def field_writer(self, storage: Any, segment: Any) -> BulkFieldWriter:
        return BulkFieldWriter(self, storage, segment)
