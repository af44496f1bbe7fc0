"""Runs of numbers inside one array, as starts and sizes: the shape of everything that a term has many of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]

# Numbers handled at a time where an index as long as the result is needed.
BATCH = 1 << 18


def starts_of(sizes: Array) -> Array:
    """Where each run starts when they lie one after another, and where the last one ends."""
    starts = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=starts[1:])
    return starts


def joined(source: Array, starts: Array, sizes: Array) -> Array:
    """The runs `source[start : start + size]`, one after another."""
    ends = starts_of(sizes)
    result = np.empty(ends[-1], source.dtype)
    for low, high in _batches(ends):
        first, last = ends[low], ends[high]
        index = np.arange(first, last)
        index += np.repeat(starts[low:high] - ends[low:high], sizes[low:high])
        result[first:last] = source[index]
    return result


Runs: TypeAlias = tuple[Array, Array, Array]
"""Where they lie, their starts, their sizes."""


def records(rows: Array) -> Runs:
    """Rows of a structured array as runs of bytes."""
    size = rows.dtype.itemsize
    return rows.view(np.uint8), np.arange(len(rows)) * size, np.full(len(rows), size)


def repeated(data: bytes, count: int) -> Runs:
    return np.frombuffer(data, np.uint8), np.zeros(count, np.int64), np.full(count, len(data))


def woven(*columns: Runs) -> tuple[Array, Array]:
    """The first run of each column, then the second of each …; and where each such row starts (and the last ends)."""
    places = starts_of(np.array([len(source) for source, _, _ in columns]))
    starts = np.column_stack([starts + place for (_, starts, _), place in zip(columns, places, strict=False)])
    sizes = np.column_stack([sizes for _, _, sizes in columns]).ravel()
    source = np.concatenate([source for source, _, _ in columns])
    return joined(source, starts.ravel(), sizes), starts_of(sizes)[:: len(columns)]


def changes(*columns: Array) -> Array:
    """Whether any column differs from the place before; true at the first place."""
    changed = np.ones(len(columns[0]), bool)
    if len(changed):
        np.not_equal(columns[0][1:], columns[0][:-1], out=changed[1:])
        for column in columns[1:]:
            changed[1:] |= column[1:] != column[:-1]
    return changed


def _batches(ends: Array) -> Iterator[tuple[int, int]]:
    low, count = 0, len(ends) - 1
    while low < count:
        high = max(low + 1, int(np.searchsorted(ends, ends[low] + BATCH, side="right")) - 1)
        yield low, high
        low = high
