"""Which spellings a folded term has: sorted text files beside the Whoosh index, searched where they lie."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path


def term_forms_file(folder: Path, segment: str) -> Path:
    """Of one segment of the index: a line `folded TAB term` for each term, by code points."""
    return folder / f"spellings-{segment}.txt"


class TermForms:
    """Looks terms up by their folded form, or by a prefix of it."""

    def __init__(self, folder: Path) -> None:
        self._files = [_FormsFile(file) for file in sorted(folder.glob(term_forms_file(folder, "*").name))]

    def find(self, folded_term: str, prefix: bool = False) -> list[str]:
        """Terms by (folded, term)."""
        start = (folded_term if prefix else folded_term + "\t").encode()
        lines = {line for file in self._files for line in file.beginning_so(start)}
        return [line.partition(b"\t")[2].decode() for line in sorted(lines)]

    def close(self) -> None:
        for file in self._files:
            file.close()


class _FormsFile:
    def __init__(self, path: Path) -> None:
        with path.open("rb") as data:
            empty = not data.read(1)
            self._data: mmap.mmap | bytes = b"" if empty else mmap.mmap(data.fileno(), 0, access=mmap.ACCESS_READ)

    def close(self) -> None:
        if isinstance(self._data, mmap.mmap):
            self._data.close()

    def beginning_so(self, start: bytes) -> Iterator[bytes]:
        return takewhile(lambda line: line.startswith(start), self._lines_from(start))

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
