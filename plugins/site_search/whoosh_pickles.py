"""Lists of postings as Whoosh's reader unpickles them, made as whole arrays: the opcodes of `pickle`, by hand.

A list is (ids, weights, values): documents, occurrences as floats, occurrences as four bytes each.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .runs import Array, Runs, records, repeated, starts_of, woven

_PROTO, _MARK, _TUPLE, _TUPLE3, _STOP = b"\x80\x03", b"(", b"t", b"\x87", b"."
_INT1, _INT2, _INT4, _FLOAT, _NONE = b"K", b"M", b"J", b"G", b"N"
_SHORT_BYTES, _BYTES = b"C", b"B"

_INT_ROW = np.dtype([("op", "S1"), ("number", "<i4")])
_FLOAT_ROW = np.dtype([("op", "S1"), ("number", ">f8")])
_VALUE_ROW = np.dtype([("op", "S2"), ("number", ">u4")])


def inline_lists(starts: Array, sizes: Array, ids: Array, counts: Array) -> Runs:
    """Of each term, its whole list, as it stands in the term index; for lists of few postings."""
    found, places = [np.zeros(0, np.uint8)], np.zeros(len(sizes), np.int64)
    lengths = np.zeros(len(sizes), np.int64)
    end = 0
    for size in np.unique(sizes).tolist():
        chosen = np.flatnonzero(sizes == size)
        postings = starts[chosen, None] + np.arange(size)
        source, runs, run_sizes = records(_inline_rows(ids[postings], counts[postings]))
        places[chosen], lengths[chosen] = runs + end, run_sizes
        found.append(source)
        end += len(source)
    return np.concatenate(found), places, lengths


def _inline_rows(ids: Array, counts: Array) -> Array:
    """One row per term of equally many postings."""
    shape = (ids.shape[1],)
    layout: list[Any] = [("begin", "S3"), ("ids", _INT_ROW, shape), ("weights_begin", "S2")]
    layout += [("weights", _FLOAT_ROW, shape), ("values_begin", "S2"), ("values", _VALUE_ROW, shape), ("end", "S3")]
    rows = np.empty(len(ids), layout)
    rows["begin"], rows["end"] = _PROTO + _MARK, _TUPLE + _TUPLE3 + _STOP
    rows["weights_begin"] = rows["values_begin"] = _TUPLE + _MARK
    rows["ids"]["op"], rows["ids"]["number"] = _INT4, ids
    rows["weights"]["op"], rows["weights"]["number"] = _FLOAT, counts
    rows["values"]["op"], rows["values"]["number"] = _SHORT_BYTES + b"\4", counts
    return rows


def block_lists(starts: Array, sizes: Array, ids: Array, counts: Array) -> tuple[Array, Array]:
    """Of each block of postings, its list; ids as differences, no weights where all are 1."""
    ends = starts + sizes
    gaps = np.diff(ids, prepend=0)
    gaps[starts] = ids[starts]
    numbers, places = _integers(gaps)
    plain = np.maximum.reduceat(counts, starts) == 1 if len(starts) else np.zeros(0, bool)
    weights = np.empty(len(counts), _FLOAT_ROW)
    weights["op"], weights["number"] = _FLOAT, counts
    weight_rows = weights.view(np.uint8), starts * _FLOAT_ROW.itemsize, np.where(plain, 0, sizes * _FLOAT_ROW.itemsize)
    lengths = np.empty(len(sizes), [("end", "S1"), ("op", "S1"), ("size", "<u4")])
    lengths["end"], lengths["op"], lengths["size"] = _TUPLE, _BYTES, 4 * sizes
    length_source, length_starts, length_sizes = records(lengths)
    return woven(
        repeated(_PROTO + _MARK, len(sizes)),
        (numbers, places[starts], places[ends] - places[starts]),
        _either(plain, _TUPLE + _NONE, _TUPLE + _MARK),
        weight_rows,
        (length_source, length_starts + plain, length_sizes - plain),
        (counts.astype(">u4").view(np.uint8), 4 * starts, 4 * sizes),
        repeated(_TUPLE3 + _STOP, len(sizes)),
    )


def _either(first: Array, one: bytes, other: bytes) -> Runs:
    return np.frombuffer(one + other, np.uint8), np.where(first, 0, len(one)), np.where(first, len(one), len(other))


def _integers(numbers: Array) -> tuple[Array, Array]:
    """Numbers below 2^31, each in the shortest opcode; and where each starts (and the last ends)."""
    sizes = 2 + (numbers > 0xFF) + 2 * (numbers > 0xFFFF)
    starts = starts_of(sizes)
    data = np.empty(starts[-1], np.uint8)
    data[starts[:-1]] = np.frombuffer(b"".join((b"??", _INT1, _INT2, b"?", _INT4)), np.uint8)[sizes]
    for place in range(4):
        having = np.flatnonzero(sizes > place + 1)
        data[starts[having] + place + 1] = numbers[having] >> 8 * place & 0xFF
    return data, starts
