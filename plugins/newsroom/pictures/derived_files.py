"""Files made from sources, kept in a cache folder: written whole, checked when read, safe to delete or to damage.

What stands in the folder may come from anywhere, such as a cache that continuous integration has brought back: nothing
is used whose digest is not its own, and no name leads out of the folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.files import write_atomic
from portal.parallel.claimed_folder import remove

_MANIFEST = "files.json"


@dataclass(frozen=True)
class Stored:
    """Args: about: what was stored beside the files; names: of the files, each of which is there and unharmed."""

    about: Mapping[str, Any]
    names: frozenset[str]


def store(folder: Path, files: Mapping[str, bytes], about: Mapping[str, Any]) -> None:
    """Keep `files` (name -> bytes) and `about` (JSON values) in `folder`, whatever stands in their place."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        remove(folder)
    for name, data in files.items():
        _write(folder / name, data)
    digests = {name: _digest(data) for name, data in files.items()}
    # Written last: a folder without it is one whose making was cut short.
    _write(folder / _MANIFEST, json.dumps({"files": digests, "about": dict(about)}).encode())


def load(folder: Path) -> Stored | None:
    """What was stored, if every file is there and unharmed; else None."""
    try:
        if folder.is_symlink():
            return None
        manifest = json.loads((folder / _MANIFEST).read_bytes())
        files, about = manifest["files"], manifest["about"]
        if not files or not isinstance(about, dict):
            return None
        for name, expected in files.items():
            if not _is_plain(folder, name) or _digest((folder / name).read_bytes()) != expected:
                return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return Stored(about, frozenset(files))


def is_damaged(folder: Path) -> bool:
    """Whether something of `folder` is there that cannot be used; one whose making was cut short is not."""
    manifest = folder / _MANIFEST
    return (manifest.exists() or folder.is_symlink() or (folder.exists() and not folder.is_dir())) and not load(folder)


def _write(path: Path, data: bytes) -> None:
    if path.is_dir() and not path.is_symlink():
        remove(path)
    write_atomic(path, data)


def _is_plain(folder: Path, name: str) -> bool:
    return bool(name) and name not in (".", "..") and "/" not in name and not (folder / name).is_symlink()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
