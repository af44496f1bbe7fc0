"""What lies in the folders of a paper, by name, size and digest: what a worker knows of files that it does not have."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

STORIES = ("articles", "pages")  # whose texts come with the jobs that read them


@dataclass(frozen=True)
class Listed:
    """A file: its size and the digest of its bytes, empty where they cannot be read; or a link to `target`."""

    size: int = 0
    digest: str = ""
    target: str = ""


def list_files(folder: Path, read: Callable[[Path], bytes] = Path.read_bytes) -> dict[str, Listed]:
    """Path below the folder -> what lies there, but for the texts of stories and pages; folders end with a slash."""
    listed: dict[str, Listed] = {}
    for path in sorted(_paths(folder)):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            listed[name] = Listed(target=os.readlink(path))  # noqa: PTH115
        elif path.is_dir():
            listed[f"{name}/"] = Listed()
        elif path.is_file() and not (path.suffix == ".md" and name.startswith(STORIES)):
            listed[name] = Listed(path.stat().st_size, _digest(path, read))
    return listed


def _paths(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        yield from (Path(parent, name) for name in (*folders, *names))


def _digest(path: Path, read: Callable[[Path], bytes]) -> str:
    try:
        return blob_name(read(path))
    except OSError:
        return ""


def blob_name(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=20).hexdigest()


def lay_out(folder: Path, files: Mapping[str, Listed]) -> dict[str, str]:
    """Files without their bytes, as large as they will be; path -> digest of each."""
    awaited = {}
    folder.mkdir(parents=True)
    for name, listed in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if listed.target:
            path.symlink_to(listed.target)
        elif name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            with path.open("wb") as file:
                file.truncate(listed.size)
            awaited[str(path)] = listed.digest
    return awaited
