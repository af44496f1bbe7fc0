"""build.json: which site this is. Its id is a digest of every name and byte, so equal sites have equal ids."""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .aside import MARK

ID_LENGTH = 16  # hex digits
_PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


@dataclass(frozen=True)
class Release:
    """Args: id: digest of the site without build.json; files: how many it has, build.json included."""

    id: str
    files: int


def write_release(site: Path, moment: datetime) -> Release:
    """Write build.json into `site`, which is complete but for it."""
    digest, count = site_digest(site)
    release = Release(digest[:ID_LENGTH], count + 1)
    facts = {"release": release.id, "moment": moment.isoformat(), "version": version()}
    (site / MARK).write_text(json.dumps(facts) + "\n", encoding="utf-8")
    return release


def site_digest(site: Path) -> tuple[str, int]:
    """SHA-256 over names and contents of all files of `site` but build.json at its root, and their number."""
    whole, root = hashlib.sha256(), len(str(site)) + 1
    names = sorted(f"{folder}/{name}"[root:] for folder, _folders, names in os.walk(site) for name in names)
    names = [name for name in names if name != MARK]
    for name in names:
        # A plain read costs half of what opening through buffers does, and a site has many small files.
        with (site / name).open("rb", buffering=0) as file:
            whole.update(name.encode() + b"\0" + hashlib.sha256(file.read()).digest())
    return whole.hexdigest(), len(names)


def version() -> str:
    """Of the software, from pyproject.toml."""
    return str(tomllib.loads(_PYPROJECT.read_text(encoding="utf-8"))["project"]["version"])
