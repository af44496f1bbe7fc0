"""What the proofreader found in files as they are now: a build reads only what has changed since.

To read 2,000 stories takes longer than a twentieth of their build, so a build reads a few, the newest first, and says
how many are left; scripts/check --content reads all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from portal.files import write_atomic

from .report import Reported

_HERE = Path(__file__).resolve().parent
# Depends on a file beside the story, which may change alone.
_NOT_KEPT = frozenset({"picture-small"})

Stamp = tuple[int, int]


@dataclass(frozen=True)
class Glance:
    """What a build tells: `findings` in the files that have been read as they are, and how many have not."""

    findings: tuple[Reported, ...]
    unread: int


class Memory:
    """Findings by file, with the time and size of the file they were found in. It may be deleted at any time."""

    def __init__(self, store: Path, style: Path | None = None) -> None:
        """`style`: the paper's own house style; findings under another one, or by other code, count for nothing."""
        self._store = store
        self._version = _version(style.read_bytes() if style and style.is_file() else b"")
        self._files: dict[str, tuple[Stamp, list[dict[str, object]]]] = {}
        try:
            stored = json.loads(store.read_bytes())
            if stored["version"] == self._version:
                self._files = {name: ((entry[0], entry[1]), entry[2]) for name, entry in stored["files"].items()}
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            pass  # none yet, or a damaged one

    def recall(self, path: Path) -> tuple[Reported, ...] | None:
        """What was found in the file as it is now; None where it has not been read."""
        stamp, entries = self._files.get(str(path), (None, []))
        return tuple(Reported(**entry) for entry in entries) if stamp == _stamp(path) else None  # type: ignore[arg-type]

    def keep(self, path: Path, findings: Sequence[Reported]) -> None:
        if not any(entry.code in _NOT_KEPT for entry in findings):
            self._files[str(path)] = (_stamp(path), [vars(entry) for entry in findings])

    def save(self) -> None:
        files = {name: [*stamp, entries] for name, (stamp, entries) in sorted(self._files.items())}
        data = json.dumps({"version": self._version, "files": files}, ensure_ascii=False).encode("utf-8")
        self._store.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(self._store, data)


def glance(memory: Memory, paths: Iterable[Path], read: Callable[[Path], Sequence[Reported]], most: int) -> Glance:
    """Recall, and read at most `most` files that are new or changed, the newest first."""
    recalled = {path: memory.recall(path) for path in paths}
    unread = [path for path, findings in recalled.items() if findings is None]
    unread.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in unread[:most]:
        recalled[path] = tuple(read(path))
        memory.keep(path, recalled[path] or ())
    if unread:
        memory.save()
    findings = [entry for of_file in recalled.values() if of_file for entry in of_file]
    findings.sort(key=lambda entry: (entry.path, entry.line, entry.column, entry.code))
    return Glance(tuple(findings), max(0, len(unread) - most))


def _stamp(path: Path) -> Stamp:
    state = path.stat()
    return (state.st_mtime_ns, state.st_size)


@cache
def _version(style: bytes) -> str:
    """Changes with the code and data of the proofreader, the language and the paper's own house style."""
    digest = sha256(style)
    for path in sorted([*_HERE.rglob("*.py"), *_HERE.rglob("*.toml"), *_HERE.rglob("*.txt*"), *_HERE.rglob("*.po")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
