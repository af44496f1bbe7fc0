"""Files made from sources, kept in a cache folder: written whole, checked when read, safe to delete or to damage."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portal.files import write_atomic

_MANIFEST = "files.json"


def store(folder: Path, files: Mapping[str, bytes], about: Mapping[str, Any]) -> None:
    """Keep `files` (name -> bytes) and `about` (JSON values) in `folder`."""
    for name, data in files.items():
        write_atomic(folder / name, data)
    digests = {name: _digest(data) for name, data in files.items()}
    # Written last: a folder without it is one whose making was cut short.
    write_atomic(folder / _MANIFEST, json.dumps({"files": digests, "about": dict(about)}).encode())


def load(folder: Path) -> dict[str, Any] | None:
    """What was stored as `about`, if every file is there and unharmed; else None."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_bytes())
        for name, expected in manifest["files"].items():
            if "/" in name or _digest((folder / name).read_bytes()) != expected:
                return None
        about = manifest["about"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return about if isinstance(about, dict) else None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
