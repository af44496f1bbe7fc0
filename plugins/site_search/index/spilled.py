"""The ranges of a large archive, in a file without a name: each is in memory while somebody looks at it."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from site_search.arrays.ragged import Array

from .term_range import TermRange

_FIELDS = [field.name for field in fields(TermRange)]


class SpilledRanges:
    """Gone through as often as one likes, in their order; by forks too."""

    def __init__(self, ranges: Iterable[TermRange]) -> None:
        self._handle, name = tempfile.mkstemp()
        weakref.finalize(self, os.close, self._handle)
        Path(name).unlink()
        self._end = 0
        self._places = [{name: self._lay(getattr(part, name)) for name in _FIELDS} for part in ranges]

    def _lay(self, numbers: Array) -> Callable[[], Array]:
        """What gives them again; where the disk is full, from memory."""
        data = numbers.tobytes()
        try:
            if os.pwrite(self._handle, data, self._end) < len(data):
                return lambda: numbers
        except OSError:
            return lambda: numbers
        self._end += len(data)
        return partial(self._read, numbers.dtype, self._end - len(data), len(data))

    def __iter__(self) -> Iterator[TermRange]:
        for places in self._places:
            yield TermRange(**{name: read() for name, read in places.items()})

    def _read(self, kind: np.dtype[Any], place: int, size: int) -> Array:
        data = bytearray(size)
        rest = memoryview(data)
        while rest:
            read = os.preadv(self._handle, [rest], place + len(data) - len(rest))
            if not read:
                raise OSError("a file of this process is shorter than what was written")
            rest = rest[read:]
        return np.frombuffer(data, kind)
