"""Stories -> Whoosh index and export, as files in a workplace folder, in processes beside this one."""

from __future__ import annotations

import json
import os
import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from portal.files import write_atomic
from portal.parallel.claimed_folder import ClaimedFolder
from portal.parallel.forked import ForkedTask
from portal.parallel.workers import worker_count
from site_search.index.documents import SearchInput

INDEX_FOLDER, EXPORT_FOLDER = "whoosh", "export"


@dataclass(frozen=True)
class ExportFiles:
    """
    Args:
        taken_over: path of a file -> its path in the earlier export; all other files are in the folder.
        record: for the next export; `texts`: pieces of texts that no earlier one has kept, by name.
        blocks: names of all pieces that the next export may need.
        updated: whether the terms were made from the earlier export.
    """

    taken_over: Mapping[str, str]
    record: bytes
    texts: Mapping[str, bytes]
    updated: bool
    blocks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class LastIndexes:
    """What is kept of the indexes of the last build; see `indexing.KeptIndexes`."""

    inputs: str
    digests: Sequence[str]
    record: bytes | None
    folder: Path
    paths: frozenset[str]
    texts: Callable[[str], bytes | None]


class SearchBuild:
    """Makes both indexes beside this process.

    Args:
        key: digest of all that they are made from; empty where nothing is kept.
    """

    def __init__(
        self,
        search_input: SearchInput,
        workplace: Path,
        workers: int | None = None,
        key: str = "",
        last: LastIndexes | None = None,
    ) -> None:
        self._search_input, self._workplace, self.key, self._last = search_input, workplace, key, last
        self._workers = workers or worker_count()
        self._task: ForkedTask[ExportFiles] | None = None

    @property
    def started(self) -> bool:
        return self._task is not None

    def start(self) -> None:
        """The export goes with this object unless it is moved."""
        # Builds of other sites may run over the same workplace: each exports into a folder of its own.
        claim = ClaimedFolder(self._workplace, f"{EXPORT_FOLDER}-")
        self._export = export = claim.path
        weakref.finalize(self, claim.release)
        search_input, whoosh, workers, last = (
            self._search_input,
            self._workplace / INDEX_FOLDER,
            self._workers,
            self._last,
        )
        whole = self._is_whole()
        self._task = ForkedTask(lambda: _write_both(search_input, whoosh, export, workers, last, whole))

    def finish(self) -> Path:
        """The folder with all exported files."""
        if self._task is None:
            self.start()
        assert self._task is not None
        self.exported = self._task.finish()
        if self.key:
            write_atomic(self._note, self._told().encode())
        return self._export

    def start_anew(self) -> None:
        """Make all of it again, from nothing that is kept."""
        self._last = replace(self._last, record=None) if self._last else None
        self.start()

    def has_index(self) -> bool:
        """Whether the Whoosh index is the one that was made from the same, and whole."""
        try:
            return bool(self.key) and self._note.read_text(encoding="utf-8") == self._told()
        except (OSError, ValueError):
            return False

    def files(self) -> list[Path]:
        """The files of the Whoosh index."""
        folder = self._workplace / INDEX_FOLDER
        return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []

    def _is_whole(self) -> bool:
        """Whether all files of the Whoosh index are as they were written."""
        try:
            return bool(self.key) and json.loads(self._note.read_bytes())[1] == json.loads(self._told())[1]
        except (OSError, ValueError, LookupError, TypeError):
            return False

    @property
    def _note(self) -> Path:
        return self._workplace / f"{INDEX_FOLDER}.json"

    def _told(self) -> str:
        stamps = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in self.files()]
        return json.dumps([self.key, stamps])


def _write_both(
    search_input: SearchInput, whoosh: Path, export: Path, workers: int, last: LastIndexes | None, whole: bool
) -> ExportFiles:
    # Here, so that only this process loads what makes indexes, numpy above all; which needs none of its threads.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    from .indexing import KeptIndexes, write_indexes

    known = None
    if last:
        known = KeptIndexes(last.inputs, last.digests, last.record, last.folder, last.paths, last.texts, whole)
    return write_indexes(search_input, whoosh, export, workers, known)
