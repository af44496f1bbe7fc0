"""RaggedArray of numbers inside one array, as starts and sizes: the shape of everything that a term has many of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class RaggedArray:
    """The runs `source[start : start + size]`, in any order."""

    source: Array
    starts: Array
    sizes: Array

    @classmethod
    def cut(cls, source: Array, bounds: Array) -> RaggedArray:
        """All of `source`, cut at the bounds."""
        return cls(source, bounds[:-1], np.diff(bounds))

    @classmethod
    def rows(cls, rows: Array) -> RaggedArray:
        """The bytes of each row of a structured array."""
        size = rows.dtype.itemsize
        return cls(rows.view(np.uint8), np.arange(len(rows)) * size, np.full(len(rows), size))

    @classmethod
    def repeated(cls, data: bytes, count: int) -> RaggedArray:
        return cls(np.frombuffer(data, np.uint8), np.zeros(count, np.int64), np.full(count, len(data)))

    @property
    def bounds(self) -> Array:
        """Of runs that lie one after another, where each starts, and where the last one ends."""
        return starts_of(self.sizes)

    def __getitem__(self, chosen: Array | slice) -> RaggedArray:
        return RaggedArray(self.source, self.starts[chosen], self.sizes[chosen])

    def without(self, counts: Array) -> RaggedArray:
        """Each run without so many of its first numbers."""
        return RaggedArray(self.source, self.starts + counts, self.sizes - counts)

    def joined(self) -> Array:
        """All runs, one after another."""
        ends = starts_of(self.sizes)
        result = np.empty(ends[-1], self.source.dtype)
        for low, high in _batches(ends):
            first, last = ends[low], ends[high]
            index = np.arange(first, last)
            index += np.repeat(self.starts[low:high] - ends[low:high], self.sizes[low:high])
            result[first:last] = self.source[index]
        return result


def concatenated(parts: Sequence[RaggedArray]) -> RaggedArray:
    """The runs of all parts."""
    places = starts_of(np.array([len(part.source) for part in parts]))
    return RaggedArray(
        np.concatenate([part.source for part in parts]),
        np.concatenate([part.starts + place for part, place in zip(parts, places, strict=False)]),
        np.concatenate([part.sizes for part in parts]),
    )


def restored(parts: Sequence[RaggedArray], places: Sequence[Array]) -> RaggedArray:
    """The runs of all parts, each at its place among them."""
    return concatenated(parts)[np.argsort(np.concatenate(places))]


def woven(*columns: RaggedArray) -> RaggedArray:
    """Rows of one run of each column, joined; they lie one after another."""
    count = len(columns)
    order = np.arange(sum(len(column.starts) for column in columns)).reshape(count, -1).T.ravel()
    runs = concatenated(columns)[order]
    return RaggedArray.cut(runs.joined(), runs.bounds[::count])


def changes(*columns: Array) -> Array:
    """Whether any column differs from the place before; true at the first place."""
    changed = np.ones(len(columns[0]), bool)
    if len(changed):
        np.not_equal(columns[0][1:], columns[0][:-1], out=changed[1:])
        for column in columns[1:]:
            changed[1:] |= column[1:] != column[:-1]
    return changed


def distinct(values: Array) -> Array:
    """The numbers, each once, rising: what `np.unique` gives, which first loads numpy's masked arrays."""
    ordered = np.sort(values)
    return ordered[changes(ordered)]


def _batches(ends: Array) -> Iterator[tuple[int, int]]:
    low, count = 0, len(ends) - 1
    while low < count:
        high = max(low + 1, int(np.searchsorted(ends, ends[low] + BATCH, side="right")) - 1)
        yield low, high
        low = high
