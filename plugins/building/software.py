"""One digest for all code that decides bytes: plugins with their words and fonts, Python, installed libraries."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from building.keeping.sources import Sources
from portal.traces.trace import TREE

PLUGINS = Path(__file__).resolve().parents[1]


def software_digest(sources: Sources, plugin_folders: Iterable[Path] = ()) -> str:
    """Any change of it makes everything anew: no cache outlives the code that filled it."""
    folders = sorted({str(PLUGINS), *map(str, plugin_folders)})
    lines = [sys.version, *(sources.digest((TREE, folder)) for folder in folders), *_libraries(), *_environment()]
    return hashlib.blake2b("\0".join(lines).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _libraries() -> Iterator[str]:
    """Name and version of each, from the names of their folders: to read their metadata would take longer."""
    for folder in sys.path:
        if folder.endswith(("site-packages", "dist-packages")) and Path(folder).is_dir():
            yield from sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))  # noqa: PTH208


def _environment() -> Iterator[str]:
    yield from (f"{name}={value}" for name, value in sorted(os.environ.items()) if name.startswith("TOASOAN_"))
