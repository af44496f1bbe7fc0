"""build.json: which site this is. Its id is a digest of every name and byte, so equal sites have equal ids."""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portal.files import write_atomic
from portal.parallel.seam import FORKS, Work
from portal.parallel.workers import worker_count

from .aside import MARK

ID_LENGTH = 16  # hex digits
LEAST = 500  # files for which another process is worth its start
_PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


@dataclass(frozen=True)
class Release:
    """Args: id: digest of the site without build.json; files: how many it has, build.json included."""

    id: str
    files: int


def write_release(
    site: Path,
    moment: datetime,
    next_publish_at: datetime | None = None,
    commit: str = "",
    known: Mapping[str, str] | None = None,
    preview: bool = False,
    *,
    whole: bool = False,
) -> Release:
    """Write build.json into `site`, which is complete but for it.

    Args:
        next_publish_at: when something comes out that is withheld now; None where nothing is.
        commit: of the sources; empty where nobody told.
        preview: the site shows what is not out yet; it says so, and cannot be published.
        known: SHA-256 of files whose bytes need not be looked at again, by path; whole: they are all files of the site.
    """
    digest, count = digest_of(known) if known and whole and all(known.values()) else site_digest(site, known=known)
    release = Release(digest[:ID_LENGTH], count + 1)
    (site / MARK).write_bytes(_facts(release.id, moment, next_publish_at, commit, preview))
    return release


def retell_release(
    site: Path,
    release: str,
    moment: datetime,
    next_publish_at: datetime | None,
    commit: str,
    preview: bool = False,
) -> None:
    """The same site at another moment: build.json alone is another one, in one step."""
    facts = _facts(release, moment, next_publish_at, commit, preview)
    if (site / MARK).read_bytes() != facts:
        write_atomic(site / MARK, facts)


def read_release(site: Path) -> str:
    """Id of the site in a folder, as its build.json tells; empty where it does not."""
    try:
        facts = json.loads((site / MARK).read_bytes())
        return str(facts["release"])
    except (OSError, ValueError, LookupError, TypeError):
        return ""


def _facts(
    release: str, moment: datetime, next_publish_at: datetime | None, commit: str, preview: bool = False
) -> bytes:
    facts: dict[str, str | None] = {"release": release, "moment": moment.isoformat(), "version": version()}
    facts["next_publish_at"] = next_publish_at.isoformat() if next_publish_at else None
    if preview:
        facts["preview"] = "not for readers"
    if commit:
        facts["commit"] = commit
    return (json.dumps(facts) + "\n").encode()


def site_digest(site: Path, workers: int | None = None, known: Mapping[str, str] | None = None) -> tuple[str, int]:
    """SHA-256 over names and contents of all files of `site` but build.json at its root, and their number."""
    names = sorted(names_in(site))
    if known:
        others = {name: _digests(site, [name])[-32:].hex() for name in names if name not in known}
        return digest_of({name: known.get(name) or others[name] for name in names})
    share = max(LEAST, -(-len(names) // (workers or worker_count())))
    shares = [names[start : start + share] for start in range(0, len(names), share)]
    whole = hashlib.sha256()
    for of_share in FORKS.start(Work(_digests, site, shares, batch=1, workers=workers)).results():  # the files are here
        whole.update(of_share)
    return whole.hexdigest(), len(names)


def digest_of(files: Mapping[str, str]) -> tuple[str, int]:
    """The same of a site with these files, by their SHA-256."""
    digests = (b"%b\0%b" % (name.encode(), bytes.fromhex(files[name])) for name in sorted(files))
    return hashlib.sha256(b"".join(digests)).hexdigest(), len(files)


def names_in(site: Path) -> set[str]:
    """Of all files but build.json: `os.walk` asks more of each folder, of which there may be thousands."""
    names: set[str] = set()
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(f"{site}/{folder}"))
        except OSError:
            continue
        for entry in entries:
            if not entry.is_dir():
                names.add(folder + entry.name)
            elif not entry.is_symlink():
                folders.append(f"{folder}{entry.name}/")
    return names - {MARK}


def _digests(site: Path, names: Sequence[str]) -> bytes:
    """Each name and the digest of its file."""
    digests = bytearray()
    for name in names:
        # A plain read costs half of what opening through buffers does, and a site has many small files.
        with (site / name).open("rb", buffering=0) as file:
            digests += name.encode() + b"\0" + hashlib.sha256(file.read()).digest()
    return bytes(digests)


def version() -> str:
    """Of the software, from pyproject.toml."""
    return str(tomllib.loads(_PYPROJECT.read_text(encoding="utf-8"))["project"]["version"])
