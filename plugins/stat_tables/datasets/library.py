"""The datasets of the paper as articles find them: read once per process, one by one, when a text asks for them.

A worker converts thousands of articles; a dataset is read again only when a file of its folder has changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path

from portal.errors import BuildFailed, Problem
from portal.traces.trace import note_file, note_tree
from stat_tables.model.table import Table

# Names, sizes and times of change of a folder's files, in order.
Signature = tuple[tuple[str, int, int], ...]

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")  # of a folder, and in addresses
SIDECAR = "table.toml"
INDICATORS = "indicators.toml"


class Library:
    """Datasets below one folder. `get` answers from memory while the files are the same."""

    def __init__(self, root: Path, load: Callable[[Path], Table] | None = None) -> None:
        self.root = root
        self._load = load or _load
        self._known: dict[str, tuple[Signature, Table | None]] = {}

    def names(self) -> tuple[str, ...]:
        """Ids of all datasets, sorted."""
        note_tree(self.root)
        if not self.root.is_dir():
            return ()
        return tuple(
            sorted(path.parent.name for path in self.root.glob(f"*/{SIDECAR}") if not path.parent.is_symlink())
        )

    def get(self, identifier: str) -> Table | None:
        """The dataset, or None where there is none or its files are faulty (the build reports those by itself)."""
        folder = self.root / identifier
        if not self.exists(identifier):
            return None
        signature = _signature(folder)
        known = self._known.get(identifier)
        if known is None or known[0] != signature:
            known = self._known[identifier] = (signature, self._read(folder))
        return known[1]

    def remember(self, tables: Iterable[Table]) -> None:
        """Tables that have just been read from their folders."""
        self._known |= {table.id: (_signature(self.root / table.id), table) for table in tables}

    @property
    def everything(self) -> tuple[Table, ...]:
        """All sound datasets, as they are when first asked for: a run looks through one state of the content."""
        note_tree(self.root)  # by whoever asks, not by the first one only
        return self._everything

    @cached_property
    def _everything(self) -> tuple[Table, ...]:
        return tuple(table for name in self.names() if (table := self.get(name)) is not None)

    def exists(self, identifier: str) -> bool:
        self._note(identifier)
        folder = self.root / identifier
        return bool(NAME.fullmatch(identifier)) and not folder.is_symlink() and (folder / SIDECAR).is_file()

    def _note(self, identifier: str) -> None:
        """What is remembered from another article is looked at by this one too."""
        if NAME.fullmatch(identifier):
            note_tree(self.root / identifier)
            note_file(self.root / INDICATORS)

    def _read(self, folder: Path) -> Table | None:
        try:
            return self._load(folder)
        except (Problem, BuildFailed):
            return None


def _signature(folder: Path) -> Signature:
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return tuple((path.name, status.st_size, status.st_mtime_ns) for path in files if (status := path.stat()))


def _load(folder: Path) -> Table:
    from .load import load_dataset

    return load_dataset(folder)


@cache
def library_of(root: Path) -> Library:
    """The process's one library of a folder."""
    return Library(root)


def is_withheld(table: Table, moment: datetime) -> bool:
    """Whether the dataset may not be seen yet at `moment`."""
    return table.embargo is not None and moment < table.embargo
