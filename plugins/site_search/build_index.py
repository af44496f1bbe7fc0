"""Stories -> Whoosh index and export, as files in a workplace folder, in processes beside this one."""

from __future__ import annotations

import os
import weakref
from pathlib import Path

from portal.parallel.claimed_folder import ClaimedFolder
from portal.parallel.forked import ForkedTask
from portal.parallel.workers import worker_count
from site_search.index.documents import SearchInput

INDEX_FOLDER, EXPORT_FOLDER = "whoosh", "export"


class SearchBuild:
    """Starts at once; `finish` waits for the folder of the export, which goes with this object unless moved."""

    def __init__(self, given: SearchInput, workplace: Path, workers: int | None = None) -> None:
        # Builds of other sites may run over the same workplace: each exports into a folder of its own.
        claim = ClaimedFolder(workplace, f"{EXPORT_FOLDER}-")
        self._export = export = claim.path
        weakref.finalize(self, claim.release)
        count = workers or worker_count()
        self._task = ForkedTask(lambda: _write_both(given, workplace / INDEX_FOLDER, export, count))

    def finish(self) -> Path:
        """The folder with all exported files."""
        self._task.finish()
        return self._export


def _write_both(given: SearchInput, whoosh: Path, export: Path, workers: int) -> None:
    # Here, so that only this process loads what makes indexes, numpy above all; which needs none of its threads.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    from .indexing import write_indexes

    write_indexes(given, whoosh, export, workers)
