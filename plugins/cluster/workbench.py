"""One process of a worker that does the jobs of one build: it has what they share, and the paper's files as they ask.

    python -m cluster.workbench FOLDER BLOBS

Orders come through standard input, answers go to standard output. FOLDER becomes the paper's folders: files stand in
them without their bytes until a job opens one; where that is not among BLOBS, the run is given back with its digest.
A process of its own for each build keeps nothing of another: no file, no value, nothing that a module remembers.
"""

from __future__ import annotations

import importlib
import os
import struct
import sys
import traceback
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from portal.errors import PortalError
from portal.traces.places import in_places, local
from portal.traces.trace import WorkTrace, tracing

from .code_version import PLUGINS
from .file_lists import Listed, lay_out
from .travel import load

_HEADER = struct.Struct("<Q")
_SMALL = 64_000  # bytes


@dataclass(frozen=True)
class Header:
    """What all runs of a stage have in common.

    Args:
        shared: digest of what the jobs share; folders: name -> name of the folder itself, digest of its list of files.
        environment: variables of the project's own.
    """

    module: str
    function: str
    shared: str
    folders: Mapping[str, tuple[str, str]]
    environment: Mapping[str, str]


@dataclass(frozen=True)
class RunOrder:
    """A run of jobs. Args: files: those that these jobs read, by their neutral paths."""

    header: Header
    jobs: bytes
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class Lacks:
    """Digests of what must be sent with the order."""

    blobs: tuple[str, ...]


@dataclass(frozen=True)
class Done:
    """Results up to the first fault."""

    results: tuple[bytes, ...]
    fault: PortalError | None
    trace: WorkTrace


class Lacking(BaseException):
    """Raised in a job at the file that is not here; nothing that catches errors takes it for one."""


def send(stream: IO[bytes], data: bytes) -> None:
    stream.write(_HEADER.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """None where the other end is closed."""
    header = stream.read(_HEADER.size)
    data = stream.read(_HEADER.unpack(header)[0]) if len(header) == _HEADER.size else b""
    return data if len(header) == _HEADER.size else None


class Workbench:
    def __init__(self, folder: Path, blobs: Path) -> None:
        self._folder, self._blobs = folder, blobs
        self._awaited: dict[str, str] = {}
        self._laid_out: Mapping[str, tuple[str, str]] | None = None
        self._places: dict[str, Path] = {}
        self._shared: dict[str, Any] = {}
        self._stack = ExitStack()
        sys.addaudithook(self._opened)

    def do(self, order: RunOrder) -> Lacks | Done:
        header = order.header
        wanted = [header.shared, *(listed for _name, listed in header.folders.values())]
        lacking = tuple(digest for digest in wanted if not (self._blobs / digest).is_file())
        if lacking:
            return Lacks(lacking)
        os.environ.update(header.environment)
        self._lay_out(header.folders)
        for path, data in order.files.items():
            self._fill(Path(local(path)), data)
        return self._done(header, order.jobs)

    def _common(self, digest: str) -> Any:
        if digest not in self._shared:
            self._shared = {digest: load((self._blobs / digest).read_bytes())}  # one stage at a time
        return self._shared[digest]

    def _done(self, header: Header, jobs: bytes) -> Lacks | Done:
        results: list[bytes] = []
        fault: PortalError | None = None
        with tracing(watched=self._places.values()) as trace:
            try:
                function = getattr(importlib.import_module(header.module), header.function)
                for job in load(jobs):
                    results.append(function(self._common(header.shared), job))
            except Lacking as lacking:
                return Lacks(self._with_neighbours(str(lacking)))
            except PortalError as error:
                fault = error
            except Exception:  # noqa: BLE001 -- whatever it is, the build must hear of it
                fault = PortalError(traceback.format_exc())
        return Done(tuple(results), fault, trace)

    def _with_neighbours(self, digest: str) -> tuple[str, ...]:
        """A file that was asked for, and small ones that lie beside it: they are asked for next, as templates are."""
        folders = {os.path.dirname(path) for path, other in self._awaited.items() if other == digest}  # noqa: PTH120
        near = [path for path in self._awaited if os.path.dirname(path) in folders]  # noqa: PTH120
        small = {self._awaited[path] for path in near if os.path.getsize(path) <= _SMALL}  # noqa: PTH202
        return tuple(sorted({digest} | {other for other in small if other and not (self._blobs / other).is_file()}))

    def _lay_out(self, folders: Mapping[str, tuple[str, str]]) -> None:
        if folders == self._laid_out:
            return
        self._places = {name: self._folder / name / own for name, (own, _listed) in folders.items()}
        for name, (_own, listed) in folders.items():
            files: dict[str, Listed] = load((self._blobs / listed).read_bytes())
            self._awaited |= lay_out(self._places[name], files)
        self._stack.enter_context(in_places({**self._places, "software": PLUGINS}))
        self._laid_out = folders

    def _fill(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._awaited.pop(str(path), None)
        path.write_bytes(data)

    def _opened(self, event: str, arguments: tuple[Any, ...]) -> None:
        """The interpreter is about to open a file: now its bytes must be there."""
        if event != "open" or not self._awaited or not isinstance(arguments[0], str | bytes):
            return
        path = os.path.abspath(os.fsdecode(arguments[0]))  # noqa: PTH100 -- links are not followed
        digest = self._awaited.get(path)
        if digest is None:
            return
        if not digest:
            raise PermissionError(13, os.strerror(13), path)
        blob = self._blobs / digest
        if not blob.is_file():
            raise Lacking(digest)
        del self._awaited[path]
        os.unlink(path)  # noqa: PTH108
        os.link(blob, path)


def main() -> None:
    # What jobs print must not come between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    bench = Workbench(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
    from .travel import dump  # with the class of this module under its full name

    while (data := receive(sys.stdin.buffer)) is not None:
        send(answers, dump(bench.do(load(data))))


if __name__ == "__main__":
    from cluster import workbench  # under its own name, as orders name its classes

    workbench.main()
