"""The record of one piece of work: which files and folders it read, and between which moments it would be the same.

Reads are noted by whoever reads (`note_file`, `note_tree` …) and, beside that, by an audit hook of the
interpreter that sees every file that is opened: what nobody thought of is noted as well. What a process remembers
from an earlier piece of work must be remembered with its reads: `remembering`, in place of `functools.cache`.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, Generic, TypeVar

from .places import local, neutral

FILE, TREE, NAMES = "file", "tree", "names"

Result = TypeVar("Result")
# Kind and absolute path, such as ("file", "/paper/content/masthead.toml"). Where all that the work wanted to know of a
# folder is the answer to one question, the kind is that question, such as ("stat_tables.prose.vocabulary:digest", …).
Read = tuple[str, str]


@dataclass(eq=False)
class WorkTrace:
    """Plain values; travels between processes.

    Args:
        reads: what was read.
        lower, upper: the first and the last moment, in microseconds since 1970, at which all that was asked of the
            moment has the same answer; None where there is no bound.
    """

    reads: set[Read] = field(default_factory=set)
    lower: int | None = None
    upper: int | None = None

    def __getstate__(self) -> tuple[frozenset[Read], int | None, int | None]:
        return frozenset((kind, neutral(path)) for kind, path in self.reads), self.lower, self.upper

    def __setstate__(self, state: tuple[frozenset[Read], int | None, int | None]) -> None:
        reads, self.lower, self.upper = state
        self.reads = {(kind, local(path)) for kind, path in reads}

    def between(self, lower: int | None, upper: int | None) -> None:
        """The answer that was just given holds between these moments."""
        if lower is not None and (self.lower is None or lower > self.lower):
            self.lower = lower
        if upper is not None and (self.upper is None or upper < self.upper):
            self.upper = upper

    def join(self, other: WorkTrace) -> None:
        self.reads |= other.reads
        self.between(other.lower, other.upper)

    def holds_at(self, moment: int) -> bool:
        return (self.lower is None or self.lower <= moment) and (self.upper is None or moment <= self.upper)


# The packages that look for modules and for what is said of them; Dask brings the newer release of the second.
_FINDERS = frozenset(("importlib", "_frozen_importlib_external", "importlib_metadata"))
_open: list[WorkTrace] = []
_watching = False
# What is no input of a page: the software and its libraries (which have a digest of their own), and the system.
_own = tuple(
    dict.fromkeys(
        f"{place(folder)}/"
        for folder in (Path(__file__).parents[2], sys.prefix, sys.base_prefix, "/usr")
        for place in (os.path.abspath, os.path.realpath)
    )
)
_passed_over: tuple[str, ...] = (*_own, "/proc/", "/dev/", "/sys/", "/etc/")
_watched: tuple[str, ...] = ()


@contextmanager
def tracing(passed_over: Iterable[Path] = (), watched: Iterable[Path] = ()) -> Iterator[WorkTrace]:
    """Record what the block looks at; traces may stand in each other.

    Args:
        passed_over: folders of which nothing is an input, such as those that the block writes.
        watched: folders of which everything is one, wherever they lie.
    """
    global _passed_over, _watched
    _watch()
    trace, before = WorkTrace(), (_passed_over, _watched)
    _passed_over = (*_passed_over, *(f"{folder}/" for folder in passed_over))
    _watched = (*_watched, *(f"{folder}/" for folder in watched))
    _open.append(trace)
    try:
        yield trace
    finally:
        _open.pop()
        _passed_over, _watched = before
        join_trace(trace)


@contextmanager
def unnoted() -> Iterator[None]:
    """What the block reads is no input of the work under way, such as files that are only handed on."""
    if not _open:
        yield
        return
    _open.append(WorkTrace())
    try:
        yield
    finally:
        _open.pop()


@contextmanager
def tracing_of_fork() -> Iterator[WorkTrace]:
    """What a fork looks at, for the work that its parent had under way; nothing where that records nothing."""
    if _open:
        with tracing() as trace:
            yield trace
    else:
        yield WorkTrace()


def join_trace(trace: WorkTrace) -> None:
    """What `trace` looked at belongs to the work under way, too; such as that of another process."""
    if _open:
        _open[-1].join(trace)


def note_between(lower: int | None, upper: int | None) -> None:
    if _open:
        _open[-1].between(lower, upper)


def note_file(path: Path | str) -> None:
    """Bytes, or absence, of a file were looked at."""
    _note(FILE, path)


def note_tree(path: Path | str) -> None:
    """A folder was looked at with all that is below it."""
    _note(TREE, path)


def note_names(path: Path | str) -> None:
    """The names in a folder were looked at."""
    _note(NAMES, path)


def note_answer(question: Callable[[Path], str], folder: Path) -> None:
    """Of a folder, only the answer to `question` was looked at; it is asked again to know whether the work still holds.

    Args:
        question: a function of a module, which reads nothing but what is below the folder.
    """
    _note(f"{question.__module__}:{question.__qualname__}", folder)


@contextmanager
def unrecorded() -> Iterator[None]:
    """What the block looks at is no input of the work under way, for that has noted what it takes from it."""
    _open.append(WorkTrace())
    try:
        yield
    finally:
        _open.pop()


def _note(kind: str, path: Path | str) -> None:
    if _open:
        _open[-1].reads.add((kind, os.path.abspath(path)))  # noqa: PTH100 -- links are not followed


class Remembering(Generic[Result]):
    """Like `functools.cache`; and whoever is given what was worked out earlier has looked at the same things."""

    def __init__(self, function: Callable[..., Result]) -> None:
        self._function = function
        self._known: dict[Hashable, tuple[Result, WorkTrace | None]] = {}
        functools.update_wrapper(self, function)

    def __call__(self, *values: Hashable) -> Result:
        known = self._known.get(values)
        if known is None or (_open and known[1] is None):  # worked out, but nobody watched what it looked at
            known = self._known[values] = self._worked_out(values)
        result, trace = known
        if trace is not None:
            join_trace(trace)
        return result

    def _worked_out(self, values: tuple[Hashable, ...]) -> tuple[Result, WorkTrace | None]:
        if not _open:  # nothing is recorded: the interpreter's hook would hear of every file for nothing
            return self._function(*values), None
        with tracing() as trace:
            return self._function(*values), trace

    def cache_clear(self) -> None:
        self._known.clear()


def remembering(function: Callable[..., Result]) -> Remembering[Result]:
    """Decorates a function whose results a process keeps."""
    return Remembering(function)


def _watch() -> None:
    global _watching
    if not _watching:
        _watching = True
        sys.addaudithook(_heard)


def _looks_for_modules(frame: FrameType) -> bool:
    return str(frame.f_globals.get("__name__")).partition(".")[0] in _FINDERS


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if not _open or event not in ("open", "os.listdir", "os.scandir"):
        return
    path = arguments[0]
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    if not isinstance(path, str):
        return
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], int) else 0
        if flags & os.O_ACCMODE != os.O_RDONLY:
            return
    path = os.path.abspath(path)  # noqa: PTH100 -- links are not followed
    if event != "open" and (path in sys.path or _looks_for_modules(sys._getframe(1))):
        return
    place = f"{path}/"
    if place.startswith(_watched) or not (place.startswith(_passed_over) or "/__pycache__" in path):
        _open[-1].reads.add((FILE if event == "open" else NAMES, path))
