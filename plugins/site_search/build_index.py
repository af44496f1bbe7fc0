"""Stories -> Whoosh index and export, as files in a workplace folder, by two background processes."""

from __future__ import annotations

import gc
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.exchange import SearchDocument

from .background import BackgroundTask
from .documents import FacetNames
from .export import build_segments, write_manifest
from .indexing import index_blocks
from .inverted import Inverted
from .postings import Block
from .ranking import DEFAULT_RANKING, Ranking
from .suggest import make_suggestions
from .whoosh_index import write_index

INDEX_FOLDER, EXPORT_FOLDER = "whoosh", "export"


@dataclass(frozen=True)
class SearchInput:
    """What is indexed.

    Args:
        documents: by rising id.
        names: facet -> slug -> name.
        abbreviations: rows (short, long).
        suggestions: most phrases for one beginning.
    """

    documents: Sequence[SearchDocument]
    names: FacetNames
    abbreviations: Sequence[tuple[str, str]] = ()
    suggestions: int = 30
    ranking: Ranking = DEFAULT_RANKING


class SearchBuild:
    """Starts at once; `finish` waits for both processes and gives the exported files, which go with this object."""

    def __init__(self, given: SearchInput, workplace: Path, workers: int | None = None) -> None:
        blocks = index_blocks(given.documents, given.names, workers)
        workplace.mkdir(parents=True, exist_ok=True)
        # Builds of other sites may run over the same workplace: each exports into a folder of its own.
        self._export = Path(tempfile.mkdtemp(prefix=f"{EXPORT_FOLDER}-", dir=workplace))
        weakref.finalize(self, shutil.rmtree, self._export, ignore_errors=True)
        self._tasks = [
            BackgroundTask(lambda: _write_whoosh(given, blocks, workplace / INDEX_FOLDER), workers),
            BackgroundTask(lambda: _write_export(given, blocks, self._export), workers),
        ]

    def finish(self) -> Iterator[tuple[str, Path]]:
        """Path below the index and place of each exported file, ordered."""
        for task in self._tasks:
            task.finish()
        for path in sorted(self._export.rglob("*")):
            if path.is_file():
                yield path.relative_to(self._export).as_posix(), path


def _write_whoosh(given: SearchInput, blocks: Sequence[Block], folder: Path) -> None:
    # Millions of small values and no cycles: the collector would only walk them again and again.
    gc.disable()
    write_index(folder, given.documents, given.names, Inverted(blocks), given.abbreviations)


def _write_export(given: SearchInput, blocks: Sequence[Block], folder: Path) -> None:
    gc.disable()
    folders: set[Path] = set()

    def write(path: str, data: bytes) -> None:
        target = folder / path
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        target.write_bytes(data)

    segments = []
    for segment in build_segments(given.documents, blocks, given.names):
        for path, data in segment.files.items():
            write(path, data)
        segments.append(segment.summary)
    suggestions = make_suggestions(given.documents, given.names, given.suggestions)
    write_manifest(write, segments, given.documents, given.names, given.abbreviations, suggestions, given.ranking)
