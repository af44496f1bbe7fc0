"""What a whole stage of a build came to, with all that it looked at: the next build changes in it what has changed.

A stage looks at thousands of files. They are kept by folder, with the digest of each folder: where that is what it
was, no file in it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.traces.trace import FILE, TREE, Read, WorkTrace

from .sources import Sources


@dataclass(frozen=True)
class ModelHead:
    """
    Args:
        lower, upper: see WorkTrace.
        reads: all but files in folders -> digest, as `Sources.named` writes them.
        folders: the same of a folder -> its digest, and the files in it with theirs, as JSON.
    """

    lower: int | None
    upper: int | None
    reads: Mapping[str, str]
    folders: Mapping[str, tuple[str, str]]

    def dump(self) -> bytes:
        return json.dumps([self.lower, self.upper, self.reads, self.folders], separators=(",", ":")).encode()

    @classmethod
    def load(cls, data: bytes) -> ModelHead | None:
        try:
            lower, upper, reads, folders = json.loads(data)
        except (ValueError, TypeError):
            return None
        return cls(lower, upper, reads, folders) if isinstance(reads, dict) and isinstance(folders, dict) else None


@dataclass(frozen=True)
class Model:
    """
    Args:
        payload: what the stage kept of itself.
        changed: what it has looked at that is another now; whoever takes the model answers for each of these.
    """

    payload: bytes
    changed: frozenset[Read]
    _header: ModelHead
    _sources: Sources

    @property
    def trace(self) -> WorkTrace:
        """All that the stage has looked at."""
        files = {text for _digest, files in self._header.folders.values() for text in json.loads(files)}
        return self._traced({*self._header.reads, *files})

    @property
    def trace_beside(self) -> WorkTrace:
        """The same without the files in folders: enough for a build, which has the digests of those folders."""
        return self._traced(self._header.reads)

    def _traced(self, reads: Iterable[str]) -> WorkTrace:
        return WorkTrace(set(map(self._sources.read_named, reads)), self._header.lower, self._header.upper)


def head_of_model(trace: WorkTrace, sources: Sources) -> ModelHead:
    """Of a trace, in the build that has made it."""
    reads: dict[str, str] = {}
    folders: dict[str, dict[str, str]] = {}
    for read in sorted(trace.reads):
        kind, path = read
        inside = kind == FILE and sources.holds_folder_of(path)
        where = folders.setdefault(sources.named((TREE, path.rpartition("/")[0])), {}) if inside else reads
        where[sources.named(read)] = sources.digest(read)
    by_folder = {
        folder: (sources.digest(sources.read_named(folder)), json.dumps(files)) for folder, files in folders.items()
    }
    return ModelHead(trace.lower, trace.upper, reads, by_folder)


def model_of(payload: bytes, header: ModelHead, sources: Sources) -> Model:
    def digest(text: str) -> str:
        return sources.digest(sources.read_named(text))

    changed = {text for text, before in header.reads.items() if digest(text) != before}
    for folder, (before, files) in header.folders.items():
        if digest(folder) != before:
            changed |= {text for text, one in json.loads(files).items() if digest(text) != one}
    return Model(payload, frozenset(map(sources.read_named, changed)), header, sources)
