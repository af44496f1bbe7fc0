"""Files and folders as they were when the build began, by digest. Bytes decide; a file whose place, size and times are
as they were last time is not read again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

from portal.traces.trace import FILE, NAMES, TREE, Read, unrecorded

MISSING, UNREADABLE = "missing", "unreadable"
# A file must be older than this to be known by its times: some file systems and copies keep whole seconds.
_UNSETTLED = 2_000_000_000  # ns
# The clock of file systems goes in steps of some ms: within one, a file may change twice and keep its times.
_STEP = 20_000_000  # ns
_SIZE = 16
_LARGEST = 500_000_000  # bytes

# inode, size, time of change of the bytes and of the file, in ns.
Signature = tuple[int, int, int, int]


class Sources:
    """What a build is made from.

    Args:
        roots: name -> folder; paths below them are kept under that name, so that a cache may move with the paper.
        known: `remembered()` of an earlier build.
        now: of the file system's clock, in ns; what has changed later or shortly before is read again next time.
    """

    def __init__(self, roots: Mapping[str, Path], known: bytes | None = None, now: int = 0) -> None:
        self._roots = sorted(((name, str(path)) for name, path in roots.items()), key=lambda root: -len(root[1]))
        self._known = _parsed(known)
        self._now = now
        self._files: dict[str, str] = {}
        self._signatures: dict[str, Signature | None] = {}
        self._digests: dict[Read, str] = {}
        self._folders: dict[str, list[str]] = {}

    @property
    def count(self) -> int:
        """How many files and folders have been looked at."""
        return len(self._signatures) + len(self._folders)

    def digest(self, read: Read) -> str:
        """Of a file, of a folder with all below it, of the names in a folder; or the answer to a question about one."""
        kind, path = read
        if kind == FILE:
            return self._file(path)
        if read not in self._digests:
            self._digests[read] = self._looked_at(kind, path)
        return self._digests[read]

    def _looked_at(self, kind: str, path: str) -> str:
        if kind == TREE:
            return _digest_of(self._tree(path))
        if kind == NAMES:
            return _digest_of(self._entries(path))
        self.digest((TREE, path))  # before the question is asked: whoever saves meanwhile is noticed
        return _answer(kind, path)

    def named(self, read: Read) -> str:
        """The read as it is kept: free of where the paper lies."""
        kind, path = read
        for name, root in self._roots:
            if path == root or path.startswith(f"{root}/"):
                return f"{kind} <{name}>{path[len(root) :]}"
        return f"{kind} {path}"

    def holds(self, path: Path) -> bool:
        """Whether it lies in one of the folders in which people write."""
        return any(str(path).startswith(f"{root}/") for _name, root in self._roots)

    def holds_folder_of(self, path: str) -> bool:
        """Whether the file lies in a folder that has been looked at whole, below one in which people write."""
        return (TREE, path.rpartition("/")[0]) in self._digests

    def read_named(self, text: str) -> Read:
        kind, _space, path = text.partition(" ")
        for name, root in self._roots:
            if path.startswith(f"<{name}>"):
                return kind, root + path[len(name) + 2 :]
        return kind, path

    def neutral(self, text: str) -> str:
        """`text`, such as a setting, with names in the place of the folders."""
        for name, root in self._roots:
            text = text.replace(root, f"<{name}>")
        return text

    def unchanged(self, below: Iterable[Path] | None = None) -> bool:
        """Whether what the digests are of is surely what the build has read since it began.

        Args:
            below: folders; None for everything that was looked at.
        """
        places = None if below is None else tuple(f"{folder}/" for folder in below)

        def asked(path: str) -> bool:
            return places is None or f"{path}/".startswith(places)

        files = all(
            _signature(path) == known and (known is None or max(known[2:]) < self._now - _STEP)
            for path, known in self._signatures.items()
            if asked(path)
        )
        return files and all(sorted(_entries(path)) == known for path, known in self._folders.items() if asked(path))

    def remembered(self) -> bytes:
        """Digests by place, size and times, for the next build."""
        settled = {
            path: [*signature, self._files[path]]
            for path, signature in self._signatures.items()
            if signature is not None and max(signature[2:]) < self._now - _UNSETTLED
        }
        return json.dumps(settled, separators=(",", ":")).encode("utf-8", "surrogatepass")

    def _file(self, path: str) -> str:
        digest = self._files.get(path)
        if digest is None:
            signature = self._signatures[path] = _signature(path)
            digest = self._files[path] = self._content(path, signature)
        return digest

    def _content(self, path: str, signature: Signature | None) -> str:
        if signature is None:
            return MISSING
        known = self._known.get(path)
        if known is not None and known[0] == signature:
            return known[1]
        if signature[1] > _LARGEST:  # no reader takes it; reading it would take minutes
            return f"{signature[1]} bytes, {signature[2]}"
        try:
            link = "link " if os.path.islink(path) else ""  # noqa: PTH114
            if not os.path.isfile(path):  # noqa: PTH113 -- a pipe or a device, which may never end
                return UNREADABLE
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123 -- thousands of them
                data = file.readall()
        except OSError:
            return UNREADABLE
        return link + hashlib.blake2b(data, digest_size=_SIZE).hexdigest()

    def _tree(self, folder: str) -> Iterator[str]:
        if os.path.islink(folder):  # noqa: PTH114
            yield "link"
        for name in self._entries(folder):
            yield name
            path = f"{folder}/{name.rstrip('/')}"
            if name.endswith("/"):
                yield self.digest((TREE, path))
            else:
                yield self._file(path)

    def _entries(self, folder: str) -> list[str]:
        if folder not in self._folders:
            self._folders[folder] = sorted(_entries(folder))
        return self._folders[folder]


def _entries(folder: str) -> Iterator[str]:
    """Names; those of folders with a slash. Links to folders are no folders: nothing is looked for behind them."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name != "__pycache__":
                    yield f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name
    except NotADirectoryError:
        yield "not a folder"
    except OSError:
        yield MISSING


def _signature(path: str) -> Signature | None:
    try:
        status = os.stat(path)  # noqa: PTH116 -- thousands of them
    except (OSError, ValueError):
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _answer(question: str, folder: str) -> str:
    """Of the function `question`, as its module and its name; another one than any where there is no such function."""
    module, _colon, name = question.partition(":")
    try:
        function: Callable[[Path], str] = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError):
        return MISSING
    with unrecorded():
        return function(Path(folder))


def _digest_of(lines: Iterable[str]) -> str:
    data = "\0".join(lines).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=_SIZE).hexdigest()


def _parsed(known: bytes | None) -> dict[str, tuple[Signature, str]]:
    try:
        values = json.loads(known) if known else {}
        return {path: (tuple(entry[:4]), str(entry[4])) for path, entry in values.items()}
    except (ValueError, TypeError, AttributeError, LookupError):
        return {}
