"""Lists of postings as Whoosh's reader unpickles them, made as whole arrays: the opcodes of `pickle`, by hand.

A list is (ids, weights, values): documents, occurrences as floats, occurrences as four bytes each.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from site_search.arrays.ragged import Array, RaggedArray, distinct, restored, starts_of, woven

_PROTO, _MARK, _TUPLE, _TUPLE3, _STOP = b"\x80\x03", b"(", b"t", b"\x87", b"."
_INT1, _INT2, _INT4, _FLOAT, _NONE = b"K", b"M", b"J", b"G", b"N"
_SHORT_BYTES, _BYTES = b"C", b"B"

_INT_ROW = np.dtype([("op", "S1"), ("number", "<i4")])
_FLOAT_ROW = np.dtype([("op", "S1"), ("number", ">f8")])
_VALUE_ROW = np.dtype([("op", "S2"), ("number", ">u4")])


def inline_lists(starts: Array, sizes: Array, ids: Array, counts: Array) -> RaggedArray:
    """Of each term, its whole list, as it stands in the term index; for lists of few postings."""
    lists, order = [RaggedArray.repeated(b"", 0)], [np.zeros(0, np.int64)]
    for size in distinct(sizes).tolist():
        chosen = np.flatnonzero(sizes == size)
        postings = starts[chosen, None] + np.arange(size)
        lists.append(RaggedArray.rows(_inline_rows(ids[postings], counts[postings])))
        order.append(chosen)
    return restored(lists, order)


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


def block_lists(starts: Array, sizes: Array, ids: Array, counts: Array) -> RaggedArray:
    """Of each block of postings, its list: ids as differences, no weights where all are 1. No posting is left out."""
    gaps = np.diff(ids, prepend=0)
    gaps[starts] = ids[starts]
    numbers = _integers(gaps)
    plain = np.maximum.reduceat(counts, starts) == 1 if len(starts) else np.zeros(0, bool)
    weights = np.empty(len(counts), _FLOAT_ROW)
    weights["op"], weights["number"] = _FLOAT, counts
    lengths = np.empty(len(sizes), [("end", "S1"), ("op", "S1"), ("size", "<u4")])
    lengths["end"], lengths["op"], lengths["size"] = _TUPLE, _BYTES, 4 * sizes
    return woven(
        RaggedArray.repeated(_PROTO + _MARK, len(sizes)),
        RaggedArray.cut(numbers.source, numbers.bounds[np.append(starts, len(ids))]),
        RaggedArray(
            np.frombuffer(_TUPLE + _NONE + _TUPLE + _MARK, np.uint8), np.where(plain, 0, 2), np.full(len(sizes), 2)
        ),
        RaggedArray(weights.view(np.uint8), 9 * starts, np.where(plain, 0, 9 * sizes)),
        RaggedArray.rows(lengths).without(plain),
        RaggedArray(counts.astype(">u4").view(np.uint8), 4 * starts, 4 * sizes),
        RaggedArray.repeated(_TUPLE3 + _STOP, len(sizes)),
    )


def _integers(numbers: Array) -> RaggedArray:
    """Numbers below 2^31, each in the shortest opcode; they lie one after another."""
    sizes = 2 + (numbers > 0xFF) + 2 * (numbers > 0xFFFF)
    starts = starts_of(sizes)
    data = np.empty(starts[-1], np.uint8)
    data[starts[:-1]] = np.frombuffer(b"".join((b"??", _INT1, _INT2, b"?", _INT4)), np.uint8)[sizes]
    for place in range(4):
        having = np.flatnonzero(sizes > place + 1)
        data[starts[having] + place + 1] = numbers[having] >> 8 * place & 0xFF
    return RaggedArray.cut(data, starts)
