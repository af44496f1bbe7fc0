"""The files of one release: copied from the built site, shared with the live release where alike, compressed ahead."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import brotli

from publishing.site_files import SiteFiles

_COMPRESSED = (".html", ".css", ".js", ".json", ".xml", ".rss", ".atom", ".svg", ".txt", ".csv", ".webmanifest")
_BROTLI_QUALITY = 9  # of 11: the last steps save 2 % and take ten times as long
_SMALLEST = 512  # bytes; below it the head of a response weighs more than compression saves
TWIN, BROTLI = ".gz", ".br"


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
        _write_twins(destination)


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


def _twins(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in (TWIN, BROTLI)]


def _link(source: Path, target: Path) -> None:
    os.link(source, target)
    for old, new in zip(_twins(source), _twins(target), strict=True):
        if old.is_file() and not new.exists():
            os.link(old, new)


def _write_twins(path: Path) -> None:
    """`path.gz` and `path.br`, which servers send as they are (gzip_static, brotli_static); with the time of `path`."""
    if not path.name.endswith(_COMPRESSED) or path.stat().st_size < _SMALLEST:
        return
    data, seconds = path.read_bytes(), path.stat().st_mtime
    packed = (gzip.compress(data, 9, mtime=0), brotli.compress(data, quality=_BROTLI_QUALITY))
    for twin, content in zip(_twins(path), packed, strict=True):
        twin.write_bytes(content)
        os.utime(twin, (seconds, seconds))
