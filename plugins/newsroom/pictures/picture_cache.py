"""Derivatives of pictures and social cards, one cache folder per original and recipe: made once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from portal.errors import Problem
from portal.files import digest
from portal.i18n import Translator

from .crops import SHAPES, cropped
from .derivatives import MIMES, RECIPE, derive, open_picture
from .derived_files import is_damaged, load, store
from .social_card import picture_card, text_card

_ = Translator(__file__)


@dataclass(frozen=True)
class PictureJob:
    """`source` is the original, `folder` the cache; `display_path` and `line` are where messages point.

    `crops`: the picture leads a story, and search engines want it in their shapes too.

    `focal` and `name` (the paper's) are for the card only.
    """

    source: Path
    folder: Path
    widths: tuple[int, ...]
    most_pixels: int
    most_bytes: int
    focal: tuple[int, int]
    name: str
    display_path: str
    line: int
    crops: bool = False


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
    """Args: mended: what the cache had of the picture was damaged, and was made again."""

    folder: Path
    files: tuple[MadeFile, ...]
    card: str
    crops: tuple[str, ...] = ()
    mended: bool = False


@dataclass(frozen=True)
class CardJob:
    """A card of words: `text` large, `name` (the paper's) in the band."""

    folder: Path
    text: str
    name: str


@dataclass(frozen=True)
class NotThere:
    """The cache lacks a picture, or has it harmed: `mended`."""

    mended: bool


@dataclass(frozen=True)
class MadePicture:
    """A picture's files by name, which are to be kept under `key`, and what is kept of them."""

    key: str
    files: Mapping[str, bytes]
    entries: tuple[MadeFile, ...]
    card: str
    crops: tuple[str, ...]


def picture_files(job: PictureJob) -> PictureFiles | Problem:
    """The derivatives of one picture, from the cache where they are whole, made again where not."""
    there = look_up(job)
    if not isinstance(there, NotThere):
        return there
    picture = make_picture(job)
    return picture if isinstance(picture, Problem) else keep_picture(job, picture, there)


def look_up(job: PictureJob) -> PictureFiles | NotThere | Problem:
    """What the cache has of a picture."""
    if job.source.stat().st_size > job.most_bytes:
        message = _("the picture is larger than {limit} million bytes", limit=job.most_bytes // 1_000_000)
        return Problem(message, job.display_path, job.line, hint=_("save it smaller"), code="picture")
    folder = job.folder / _key(job, job.source.read_bytes())
    known = _known(folder)
    if known is not None and (known.crops or not job.crops):
        return known if job.crops else replace(known, crops=())
    return NotThere(known is None and (is_damaged(folder) or load(folder) is not None))


def _key(job: PictureJob, data: bytes) -> str:
    return digest(data + f"{RECIPE} {job.widths} {job.focal} {job.name}".encode())


def make_picture(job: PictureJob) -> MadePicture | Problem:
    """All that the site shows of a picture, in whatever process; nothing is written."""
    data = job.source.read_bytes()
    try:
        return _make(data, _key(job, data), job)
    except Problem as fault:
        message = _("{file}: {reason}", file=job.source.name, reason=fault.message)
        return Problem(message, job.display_path, job.line, hint=fault.hint, code="picture")


def _known(folder: Path) -> PictureFiles | None:
    """What the cache has of a picture; None where that is not whole, or names a file that is not its own."""
    stored = load(folder)
    if stored is None:
        return None
    try:
        files = tuple(MadeFile(**entry) for entry in stored.about["files"])
        card, crops = stored.about["card"], tuple(stored.about.get("crops", ()))
        names = {*(file.file for file in files), card, *crops}
        sizes = [size for file in files for size in (file.width, file.height)]
    except (KeyError, TypeError):
        return None
    kinds = {file.kind for file in files}
    whole = names <= stored.names and all(type(size) is int and size > 0 for size in sizes) and kinds <= MIMES.keys()
    whole = whole and bool(kinds & {"jpg", "png"}) and all(file.mime == MIMES[file.kind] for file in files)
    return PictureFiles(folder, files, card, crops) if whole else None


def keep_picture(job: PictureJob, picture: MadePicture, there: NotThere) -> PictureFiles:
    """Put a picture that was made into the cache."""
    folder = job.folder / picture.key
    about = {"files": [asdict(entry) for entry in picture.entries], "card": picture.card, "crops": list(picture.crops)}
    store(folder, picture.files, about)
    return PictureFiles(folder, picture.entries, picture.card, picture.crops, there.mended)


def _make(data: bytes, key: str, job: PictureJob) -> MadePicture:
    original = open_picture(data, job.most_pixels)
    files = {f"{key}-card.jpg": picture_card(original.image, job.focal, job.name)}
    entries: list[MadeFile] = []
    for derivative in derive(original, job.widths):
        name = f"{key}-{derivative.width}.{derivative.kind}"
        files[name] = derivative.data
        entries.append(MadeFile(name, derivative.kind, derivative.mime, derivative.width, derivative.height))
    shapes = cropped(original.image, job.focal) if job.crops else ()
    crops = {f"{key}-{across}x{down}.jpg": data for (across, down), data in zip(SHAPES, shapes, strict=False)}
    return MadePicture(key, {**files, **crops}, tuple(entries), f"{key}-card.jpg", tuple(crops))


def card_file(job: CardJob) -> Path:
    """The card in the cache; its name is also that under /media/."""
    key = digest(f"{RECIPE} {job.name}\n{job.text}".encode())
    folder, name = job.folder / key, f"{key}-card.jpg"
    stored = load(folder)
    if stored is None or name not in stored.names:
        store(folder, {name: text_card(job.text, job.name)}, {})
    return folder / name
