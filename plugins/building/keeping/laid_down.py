"""Bytes that wait for the end of the build in a file without a name, not in the memory of all its processes."""

from __future__ import annotations

import os
import tempfile
import weakref
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


class LayingDown:
    """Args: folder: of the file, which ends with this process."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._end, self._process = folder, 0, os.getpid()
        self.handle = -1

    def lay(self, data: bytes) -> LaidDown | bytes:
        """What gives the data again: they themselves where the folder takes no file, or no more.

        And in forks: what those wrote would lie where this process lays down what comes next.
        """
        if os.getpid() != self._process:
            return data
        with suppress(OSError):
            if self.handle < 0:
                self._begin()
            if os.pwrite(self.handle, data, self._end) == len(data):
                self._end += len(data)
                return LaidDown(self, self._end - len(data), len(data))
        return data

    def _begin(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self.handle, name = tempfile.mkstemp(dir=self._folder)
        weakref.finalize(self, os.close, self.handle)
        Path(name).unlink()


@dataclass(frozen=True)
class LaidDown:
    """Read by the process that laid it down and by those that it forks."""

    where: LayingDown
    place: int
    size: int

    def read(self) -> bytes:
        return os.pread(self.where.handle, self.size, self.place)


def bytes_of(data: LaidDown | bytes) -> bytes:
    return data.read() if isinstance(data, LaidDown) else data
