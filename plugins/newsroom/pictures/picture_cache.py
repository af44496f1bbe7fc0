"""Derivatives of pictures and social cards, one cache folder per original and recipe: made once."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from portal.errors import Problem
from portal.files import digest
from portal.i18n import Translator

from .derivatives import RECIPE, derive, open_picture
from .derived_files import load, store
from .social_card import picture_card, text_card

_ = Translator(__file__)


@dataclass(frozen=True)
class PictureJob:
    """`source` is the original, `folder` the cache; `shown` and `line` are where messages point.

    `focal` and `name` (the paper's) are for the card only.
    """

    source: Path
    folder: Path
    widths: tuple[int, ...]
    most_pixels: int
    most_bytes: int
    focal: tuple[int, int]
    name: str
    shown: str
    line: int


@dataclass(frozen=True)
class MadeFile:
    """A derivative: `file` is its name under /media/ and in `PictureFiles.folder`."""

    file: str
    kind: str
    mime: str
    width: int
    height: int


@dataclass(frozen=True)
class PictureFiles:
    folder: Path
    files: tuple[MadeFile, ...]
    card: str


@dataclass(frozen=True)
class CardJob:
    """A card of words: `text` large, `name` (the paper's) in the band."""

    folder: Path
    text: str
    name: str


def picture_files(job: PictureJob) -> PictureFiles | Problem:
    """The derivatives of one picture, from the cache where they are whole, made again where not."""
    if job.source.stat().st_size > job.most_bytes:
        message = _("the picture is larger than {limit} million bytes", limit=job.most_bytes // 1_000_000)
        return Problem(message, job.shown, job.line, hint=_("save it smaller"), code="picture")
    data = job.source.read_bytes()
    recipe = f"{RECIPE} {job.widths} {job.focal} {job.name}".encode()
    key = digest(data + recipe)
    folder = job.folder / key
    about = load(folder)
    if about is None:
        try:
            about = _make(data, key, job, folder)
        except Problem as fault:
            message = _("{file}: {reason}", file=job.source.name, reason=fault.message)
            return Problem(message, job.shown, job.line, hint=fault.hint, code="picture")
    return PictureFiles(folder, tuple(MadeFile(**entry) for entry in about["files"]), about["card"])


def _make(data: bytes, key: str, job: PictureJob, folder: Path) -> dict[str, Any]:
    original = open_picture(data, job.most_pixels)
    files = {f"{key}-card.jpg": picture_card(original.image, job.focal, job.name)}
    entries = []
    for made in derive(original, job.widths):
        name = f"{key}-{made.width}.{made.kind}"
        files[name] = made.data
        entries.append(asdict(MadeFile(name, made.kind, made.mime, made.width, made.height)))
    about: dict[str, Any] = {"files": entries, "card": f"{key}-card.jpg"}
    store(folder, files, about)
    return about


def card_file(job: CardJob) -> Path:
    """The card in the cache; its name is also that under /media/."""
    key = digest(f"{RECIPE} {job.name}\n{job.text}".encode())
    folder, name = job.folder / key, f"{key}-card.jpg"
    if load(folder) is None:
        store(folder, {name: text_card(job.text, job.name)}, {})
    return folder / name
