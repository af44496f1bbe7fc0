"""Derivatives on disk, one folder per original and recipe: made once, checked on every use, safe to delete."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.errors import SourceError
from portal.files import digest, write_atomic
from portal.i18n import Translator

_ = Translator(__file__)
_MANIFEST = "files.json"


@dataclass(frozen=True)
class PictureJob:
    """`source` is the original; `shown` and `line` are where messages point; `focal` matters to the card only."""

    source: Path
    folder: Path
    widths: tuple[int, ...]
    most_pixels: int
    most_bytes: int
    focal: tuple[int, int]
    band: str
    shown: str
    line: int


@dataclass(frozen=True)
class MadeFile:
    """A derivative in the cache: `name` is its name under /media/ and in `PictureFiles.folder`."""

    name: str
    kind: str
    mime: str
    width: int
    height: int


@dataclass(frozen=True)
class PictureFiles:
    folder: Path
    files: tuple[MadeFile, ...]
    card: str


def picture_files(job: PictureJob) -> PictureFiles | SourceError:
    """The derivatives of one picture, from the cache where they are whole, made anew where not."""
    from .pictures import RECIPE, PictureFault

    if job.source.stat().st_size > job.most_bytes:
        message = _("the picture is larger than {limit} million bytes", limit=job.most_bytes // 1_000_000)
        return SourceError(message, job.shown, job.line, hint=_("save it smaller"), code="picture")
    data = job.source.read_bytes()
    recipe = f"{RECIPE} {job.widths} {job.focal} {job.band}".encode()
    name = digest(data + recipe)
    folder = job.folder / RECIPE / name
    made = _cached(folder)
    if made is None:
        try:
            _make(data, name, job, folder)
        except PictureFault as fault:
            message = _("{file}: {reason}", file=job.source.name, reason=fault.message)
            return SourceError(message, job.shown, job.line, hint=fault.hint, code="picture")
        made = _cached(folder)
        assert made is not None, folder
    return made


def _make(data: bytes, name: str, job: PictureJob, folder: Path) -> None:
    from .pictures import derive, open_picture
    from .social_card import picture_card

    image = open_picture(data, job.most_pixels)
    entries: list[dict[str, Any]] = []
    for file in derive(image, job.widths):
        shown = {"kind": file.kind, "mime": file.mime, "width": file.width, "height": file.height}
        entries.append({"name": f"{name}-{file.width}.{file.kind}", **shown, "sha256": _sha256(file.data)})
        write_atomic(folder / f"{name}-{file.width}.{file.kind}", file.data)
    card = picture_card(image, job.focal, job.band)
    write_atomic(folder / f"{name}-card.jpg", card)
    manifest = {"files": entries, "card": {"name": f"{name}-card.jpg", "sha256": _sha256(card)}}
    # Written last: a folder without it is one whose making was cut short.
    write_atomic(folder / _MANIFEST, json.dumps(manifest).encode())


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _cached(folder: Path) -> PictureFiles | None:
    """What the folder holds, if it is all there and unharmed."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_bytes())
        _check(folder, [*manifest["files"], manifest["card"]])
        keys = ("name", "kind", "mime", "width", "height")
        files = tuple(MadeFile(**{key: entry[key] for key in keys}) for entry in manifest["files"])
        return PictureFiles(folder, files, manifest["card"]["name"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _check(folder: Path, entries: Sequence[dict[str, Any]]) -> None:
    for entry in entries:
        if "/" in entry["name"] or _sha256((folder / entry["name"]).read_bytes()) != entry["sha256"]:
            raise ValueError(entry["name"])
