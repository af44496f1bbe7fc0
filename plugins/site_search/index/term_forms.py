"""Which spellings a folded term has: a sorted text file beside the Whoosh index, searched where it lies."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path

FILE_NAME = "spellings.txt"


class TermForms:
    """Looks terms up by their folded form, or by a prefix of it."""

    def __init__(self, folder: Path) -> None:
        data = (folder / FILE_NAME).open("rb")
        with data:
            empty = not data.read(1)
            self._data: mmap.mmap | bytes = b"" if empty else mmap.mmap(data.fileno(), 0, access=mmap.ACCESS_READ)

    def find(self, folded_term: str, prefix: bool = False) -> list[str]:
        """Terms by (folded, term)."""
        start = (folded_term if prefix else folded_term + "\t").encode()
        found = []
        for line in self._lines_from(start):
            if not line.startswith(start):
                break
            found.append(line.partition(b"\t")[2].decode())
        return found

    def close(self) -> None:
        if isinstance(self._data, mmap.mmap):
            self._data.close()

    def _lines_from(self, start: bytes) -> Iterator[bytes]:
        low, high = 0, len(self._data)
        while low < high:
            middle = self._line_start((low + high) // 2)
            end = self._line_end(middle)
            if self._data[middle:end] < start:
                low = end + 1
            else:
                high = middle
        while low < len(self._data):
            end = self._line_end(low)
            yield self._data[low:end]
            low = end + 1

    def _line_start(self, place: int) -> int:
        return self._data.rfind(b"\n", 0, place) + 1

    def _line_end(self, place: int) -> int:
        return self._data.find(b"\n", place)
