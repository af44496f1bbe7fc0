"""Files of content/media/ as editors name them: found by their names, never outside the folder, never behind a link."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from portal.i18n import Translator
from portal.system_errors import in_words

_ = Translator(__file__)


class UnfitName(Exception):
    """A name under which no file can be taken. Args: message; hint: may be empty."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint


def name_below_media(written: str) -> str:
    """As written, with or without `media/` before it."""
    return written.removeprefix("/").removeprefix("media/")


@dataclass
class MediaFolder:
    root: Path
    _links: dict[Path, bool] = field(default_factory=dict)
    _names: dict[Path, dict[str, list[str]]] = field(default_factory=dict)
    _known: dict[str, Path] = field(default_factory=dict)

    def find(self, written: str) -> Path:
        """The file that is meant; UnfitName where none is."""
        path = self._known.get(written)
        if path is None:
            path = self._known[written] = self._looked_for(written)
        return path

    def _looked_for(self, written: str) -> Path:
        name = name_below_media(written)
        parts = name.split("/")
        if "://" in written or written.startswith("//"):
            raise UnfitName(_("the file is on another site"), _("put its file into content/media/"))
        if "\\" in name:
            better = name.replace("\\", "/").rpartition("media/")[2]
            raise UnfitName(_("the path {path} holds \\", path=written), _("use /: {path}", path=better))
        if ".." in parts or "" in parts or "\0" in name:
            raise UnfitName(_("the path {path} leads out of content/media/", path=repr(written)))
        path = self._as_named(self.root.joinpath(*parts))
        if any(self._is_link(place) for place in (path, *path.parents) if place.is_relative_to(self.root)):
            raise UnfitName(_("{path} is a link to another file", path=name), _("put the file itself here"))
        try:
            there = path.is_file()
        except OSError as error:  # a folder that may not be read, or a name that no file system takes
            error.filename = None
            reason, hint = in_words(error)
            raise UnfitName(
                _("{path} in content/media/ cannot be read: {reason}", path=name, reason=reason), hint
            ) from None
        if not there:
            raise UnfitName(_("there is no file {path} in content/media/", path=name))
        return path

    def _as_named(self, path: Path) -> Path:
        """`path`, or the only file of its folder whose name differs in capitals or in how its marks are coded."""
        if path.parent not in self._names:
            names: dict[str, list[str]] = {}
            with suppress(OSError):
                for file in sorted(path.parent.iterdir()):
                    names.setdefault(likeness(file.name), []).append(file.name)
            self._names[path.parent] = names
        alike = self._names[path.parent].get(likeness(path.name), [])
        return path if path.name in alike or len(alike) != 1 else path.with_name(alike[0])

    def _is_link(self, path: Path) -> bool:
        if path not in self._links:
            try:
                self._links[path] = path.is_symlink()
            except OSError:
                self._links[path] = False
        return self._links[path]


def likeness(name: str) -> str:
    """The same for names that one editor takes for the other: in any case, and however letters are composed."""
    return unicodedata.normalize("NFC", name).casefold()
