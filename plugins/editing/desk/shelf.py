"""Pictures and datasets that were handed in and belong to no saved story yet; a story takes those that it names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from portal.errors import Problem
from portal.files import inside, write_atomic
from portal.i18n import Translator
from portal.vietnam.text import slugify

_ = Translator(__file__)

MEDIA, DATA = "media", "data"
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
_NAME = re.compile(r"[\w./-]+")


class Shelf:
    """Args: folder: beside the content, not in it; content: names that are taken there are not given again."""

    def __init__(self, folder: Path, content: Path) -> None:
        self._folder, self._content = folder, content

    def picture(self, name: str, data: bytes, year: int) -> str:
        """Keep a picture; returns its path below media/, as stories name it."""
        stem, suffix = slugify(Path(name).stem, longest=60) or "anh", Path(name).suffix.lower()
        if suffix not in PICTURES:
            hint = _("hand in JPEG, PNG, WebP, AVIF or GIF")
            raise Problem(_("this is no picture for a page"), name, hint=hint, code="picture")
        for number in range(1, 1000):
            path = f"{year}/{stem}{f'-{number}' if number > 1 else ''}{suffix}"
            there = self.file(f"{MEDIA}/{path}")
            if there is None or there.read_bytes() == data:
                write_atomic(self._folder / MEDIA / path, data)
                return path
        raise Problem(_("there are too many pictures of this name"), name, hint=_("give it another name"))

    def dataset(self, identifier: str, files: Mapping[str, bytes]) -> None:
        for name, data in files.items():
            write_atomic(self._folder / DATA / identifier / name, data)

    def keep(self, place: str, data: bytes) -> None:
        """A picture or file of a dataset that a story on another desk brings, unless one of that name is here."""
        kind, _slash, name = place.partition("/")
        target = inside(self._folder / kind, name) if kind in (MEDIA, DATA) else None
        if target is not None and self.file(place) is None:
            write_atomic(target, data)

    def file(self, path: str) -> Path | None:
        """A picture or file of a dataset, of the paper or on the shelf; None where there is none."""
        kind, _slash, name = path.partition("/")
        for root in (self._content, self._folder) if kind in (MEDIA, DATA) else ():
            file = inside(root / kind, name)
            if file is not None and file.is_file() and not file.is_symlink():
                return file
        return None

    def named_in(self, text: str) -> dict[str, bytes]:
        """Place below the content folder -> bytes, of everything on the shelf that `text` names."""
        words = set(_NAME.findall(text))
        named = {word.removeprefix(f"{MEDIA}/") for word in words}
        taken: dict[str, bytes] = {}
        for file in sorted(path for path in self._folder.rglob("*") if path.is_file()):
            place = file.relative_to(self._folder)
            kind, *rest = place.parts
            if (kind == MEDIA and "/".join(rest) in named) or (kind == DATA and rest[0] in words):
                taken[place.as_posix()] = file.read_bytes()
        return taken
