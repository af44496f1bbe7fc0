"""The files of one release: copied from the built site, shared with the live release where alike, compressed ahead."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from publishing.site_files import SiteFiles

_COMPRESSED = (".html", ".css", ".js", ".json", ".xml", ".rss", ".atom", ".svg", ".txt", ".csv", ".webmanifest")
_SMALLEST = 512  # bytes; below it the head of a response weighs more than compression saves
TWIN = ".gz"


def copy_site(site: SiteFiles, target: Path, live: Path | None) -> None:
    """Copy every file; one that the live release holds alike becomes a hard link, and keeps its ETag."""
    for path in site.digests:
        destination = target / path
        destination.parent.mkdir(parents=True, exist_ok=True)
        source, old = site.root / path, live / path if live else None
        if old is not None and _same(source, old):
            _link(old, destination)
            continue
        shutil.copyfile(source, destination)
        if old is not None and old.is_file():
            # Servers make ETags of size and whole seconds: a changed file must never look like the old one.
            seconds = max(int(destination.stat().st_mtime), int(old.stat().st_mtime) + 1)
            os.utime(destination, (seconds, seconds))
        _write_twin(destination)


def link_missing(paths: Sequence[str], source: Path, target: Path) -> None:
    """Give `target` the files of `source` that it lacks."""
    for path in paths:
        if (source / path).is_file() and not (target / path).exists():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            _link(source / path, target / path)


def _same(first: Path, second: Path) -> bool:
    if not second.is_file() or first.stat().st_size != second.stat().st_size:
        return False
    return first.read_bytes() == second.read_bytes()


def _twin(path: Path) -> Path:
    return path.with_name(path.name + TWIN)


def _link(source: Path, target: Path) -> None:
    os.link(source, target)
    if _twin(source).is_file() and not _twin(target).exists():
        os.link(_twin(source), _twin(target))


def _write_twin(path: Path) -> None:
    """`path.gz`, which nginx sends as it is (gzip_static); with the time of `path`."""
    if not path.name.endswith(_COMPRESSED) or path.stat().st_size < _SMALLEST:
        return
    _twin(path).write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
    seconds = path.stat().st_mtime
    os.utime(_twin(path), (seconds, seconds))
