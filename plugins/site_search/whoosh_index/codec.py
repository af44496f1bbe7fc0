"""Whoosh's own files of terms and postings, written as whole arrays instead of one posting at a time.

They are those of `whoosh.codec.whoosh3` (2.7.4): `W3TermsReader` and `W3LeafMatcher` read them.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from zlib import crc32

import numpy as np
from whoosh.codec import whoosh3
from whoosh.filedb import filetables

from site_search.arrays.ragged import Array, RaggedArray, restored, starts_of, woven

from .pickles import block_lists, inline_lists

BLOCK_POSTINGS = 128
# Rare terms, the great majority, lie in the term index itself and need no second read.
INLINE_POSTINGS = 8

# The layouts of whoosh3.W3TermInfo, filetables._lengths (and the field's number), _pointer, and of a block's head.
_INFO_ROW = np.dtype(
    [
        *(("inline", "u1"), ("weight", ">f4"), ("number", ">u4"), ("shortest", "u1"), ("longest", "u1")),
        *(("heaviest", ">f4"), ("first", ">u4"), ("last", ">u4")),
    ]
)
_EXTENT_ROW = np.dtype([("start", ">i8"), ("size", ">i4")])
_ENTRY_ROW = np.dtype([("key", ">i4"), ("value", ">i4"), ("field", ">u2")])
_POINTER_ROW = np.dtype([("hash", ">u4"), ("place", ">i8")])
# Of the pickled tuple (postings, last document, heaviest weight, compression, shortest and longest length byte).
_BLOCK_ROW = np.dtype(
    [
        *(("magic", "S4"), ("size", ">i4"), ("begin", "S4"), ("number", "<i4"), ("op1", "S1"), ("last", "<i4")),
        *(("op2", "S1"), ("heaviest", ">f8"), ("op3", "S3"), ("shortest", "u1"), ("op4", "S1"), ("longest", "u1")),
        ("end", "S2"),
    ]
)
_BLOCK_OPS = {"begin": b"\x80\x02(J", "op1": b"J", "op2": b"G", "op3": b"K\0K", "op4": b"K", "end": b"t."}


@dataclass(frozen=True)
class FieldTerms:
    """Terms by rising bytes, with their postings.

    Args:
        text: bytes of each term; they lie one after another.
        starts: first posting of each term, and the end of the last.
        ids: document of each posting, rising within a term.
        counts: occurrences in it, which are the weights.
        lengths: length byte of the field in it.
    """

    text: RaggedArray
    starts: Array
    ids: Array
    counts: Array
    lengths: Array


class TermTable(filetables.OrderedHashWriter):  # type: ignore[misc]
    """Whoosh's ordered hash file with a cheap hash; its reader reads either."""

    CRC = 1

    def __init__(self, dbfile: Any) -> None:
        super().__init__(dbfile)
        # The header that was just written names the dearer hash.
        dbfile.seek(self.startoffset)
        filetables.HashWriter.__init__(self, dbfile, hashtype=self.CRC)
        self._place = dbfile.tell()
        self._places = [np.zeros(0, np.int64)]
        self._hashes = [np.zeros(0, np.int64)]

    def add_terms(self, field: int, terms: FieldTerms, values: RaggedArray, infos: Array) -> None:
        """Entries by rising key: the number of the field and the term; the value is `infos` and then `values`."""
        heads = np.empty(len(infos), _ENTRY_ROW)
        heads["key"], heads["field"] = terms.text.sizes + 2, field
        heads["value"] = values.sizes + _INFO_ROW.itemsize
        entries = woven(RaggedArray.rows(heads), terms.text, RaggedArray.rows(infos), values)
        self.dbfile.write(entries.source.tobytes())
        self._places.append(self._place + entries.starts)
        self._place += len(entries.source)
        begun = crc32(whoosh3.pack_ushort(field))
        view = memoryview(terms.text.source.tobytes())
        hashes = [crc32(view[start:end], begun) for start, end in pairwise(terms.text.bounds.tolist())]
        self._hashes.append(np.array(hashes, np.int64))

    def _write_hashes(self) -> None:
        places, hashes = np.concatenate(self._places), np.concatenate(self._hashes)
        self.index.array = array("q", places.tobytes())
        buckets = hashes & 255
        order = np.argsort(buckets, kind="stable")
        for chosen in np.split(order, np.searchsorted(buckets[order], np.arange(1, 256))):
            self.directory.append((self.dbfile.tell(), 2 * len(chosen)))
            self.dbfile.write(_hash_table(hashes[chosen], places[chosen]).tobytes())


def _hash_table(hashes: Array, places: Array) -> Array:
    """Twice as many slots as entries, each entry in the first free one from its own; wraps around."""
    table = np.zeros(2 * len(hashes), _POINTER_ROW)
    own = (hashes >> 8) % max(1, len(table))
    order = np.argsort(own, kind="stable")
    # Each at its own slot or behind the one before.
    slots = np.maximum.accumulate(own[order] - np.arange(len(own))) + np.arange(len(own))
    over = slots >= len(table)
    if over.any():
        slots[over] = np.setdiff1d(np.arange(len(table)), slots)[: over.sum()]
    table["hash"][slots], table["place"][slots] = hashes[order], places[order]
    return table


class BulkFieldWriter(whoosh3.W3FieldWriter):  # type: ignore[misc]
    """`W3FieldWriter` with `add_terms`, for fields in the `Frequency` format."""

    _tindex: Any

    def __init__(self, codec: Any, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        # The table that was begun has its header only; ours takes its place in the same file.
        file = self._tindex.dbfile
        file.seek(self._tindex.startoffset)
        self._tindex = TermTable(file)
        self._tindex.extras["fieldmap"] = self._fieldmap

    def add_terms(self, terms: FieldTerms) -> None:
        """Terms that follow those added to this field before."""
        if len(terms.starts) > 1:
            self._tindex.add_terms(self._fieldid, terms, self._lists(terms), _infos(terms))

    def _lists(self, terms: FieldTerms) -> RaggedArray:
        """What follows each term's info in the term index: its list, or where its list is."""
        sizes = np.diff(terms.starts)
        short, long = np.flatnonzero(sizes <= INLINE_POSTINGS), np.flatnonzero(sizes > INLINE_POSTINGS)
        inline = inline_lists(terms.starts[short], sizes[short], terms.ids, terms.counts)
        return restored([inline, RaggedArray.rows(self._write_blocks(terms, long))], [short, long])

    def _write_blocks(self, terms: FieldTerms, long: Array) -> Array:
        """Write the lists of the terms `long`; gives where each is in the file."""
        begin, sizes = terms.starts[long], np.diff(terms.starts)[long]
        columns = (RaggedArray(column, begin, sizes).joined() for column in (terms.ids, terms.counts, terms.lengths))
        lists = _blocks(starts_of(sizes), *columns)
        extents = np.empty(len(long), _EXTENT_ROW)
        extents["start"], extents["size"] = self._postfile.tell() + lists.starts, lists.sizes
        self._postfile.write(lists.source.tobytes())
        return extents


def _blocks(starts: Array, ids: Array, counts: Array, lengths: Array) -> RaggedArray:
    """Of each list of postings, its blocks with their heads."""
    in_lists = -(-np.diff(starts) // BLOCK_POSTINGS)
    firsts = starts_of(in_lists)
    inside = np.arange(firsts[-1]) - np.repeat(firsts[:-1], in_lists)
    begin = np.repeat(starts[:-1], in_lists) + BLOCK_POSTINGS * inside
    sizes = np.diff(begin, append=len(ids))
    lists = block_lists(begin, sizes, ids, counts)
    heads = np.zeros(len(sizes), _BLOCK_ROW)
    for name, op in _BLOCK_OPS.items():
        heads[name] = op
    heads["magic"], heads["number"] = whoosh3.WHOOSH3_HEADER_MAGIC, sizes
    if len(begin):
        heads["last"] = ids[begin + sizes - 1]
        heads["heaviest"] = np.maximum.reduceat(counts, begin)
        heads["shortest"], heads["longest"] = np.minimum.reduceat(lengths, begin), np.maximum.reduceat(lengths, begin)
    # The size counts what follows it, and is negative in the last block of a list.
    size = lists.sizes + _BLOCK_ROW.itemsize - 8
    size[firsts[1:] - 1] *= -1
    heads["size"] = size
    magic = np.full(len(sizes), 4)  # skipped but before the first block of a list
    magic[firsts[:-1]] = 0
    blocks = woven(RaggedArray.rows(heads).without(magic), lists)
    return RaggedArray.cut(blocks.source, blocks.bounds[firsts])


def _infos(terms: FieldTerms) -> Array:
    sizes, starts = np.diff(terms.starts), terms.starts[:-1]
    infos = np.empty(len(sizes), _INFO_ROW)
    infos["inline"], infos["number"] = sizes <= INLINE_POSTINGS, sizes
    infos["weight"] = np.add.reduceat(terms.counts, starts, dtype=np.int64)
    infos["heaviest"] = np.maximum.reduceat(terms.counts, starts)
    infos["shortest"] = np.minimum.reduceat(terms.lengths, starts)
    infos["longest"] = np.maximum.reduceat(terms.lengths, starts)
    infos["first"], infos["last"] = terms.ids[starts], terms.ids[terms.starts[1:] - 1]
    return infos
