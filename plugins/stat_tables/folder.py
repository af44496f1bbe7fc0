"""The files of one dataset folder. Only names that stand in the folder can be read, so no path leads out of it."""

from __future__ import annotations

import os
from pathlib import Path

from portal.errors import SourceError
from portal.files import inside
from portal.i18n import Translator

from .grid import MOST_BYTES
from .nearest import hint_for, quoted
from .sidecar import NAME

_ = Translator(__file__)

EXTENSIONS = (".csv", ".tsv", ".json", ".xlsx", ".ods")
# Written when a table is pulled from another site; tells where it came from, never read as data.
LOCK = "table.lock.json"


class Files:
    """Args:
    folder: the dataset's folder.
    base: how messages name it.
    """

    def __init__(self, folder: Path, base: str) -> None:
        self._folder = folder
        self._base = base
        self.path = f"{base}/{NAME}"
        with os.scandir(folder) as entries:
            self._entries = {entry.name: entry for entry in entries if entry.is_file()}

    def read(self, name: str) -> bytes:
        """The bytes of a file; a fault at the sidecar where it is not there, leads elsewhere, or is huge."""
        entry = self._entries.get(name)
        if entry is None or (entry.is_symlink() and inside(self._folder, name) is None):
            names = sorted(other for other in self._entries if other.lower().endswith(EXTENSIONS))
            message = _("there is no file “{name}” in the folder", name=name)
            raise SourceError(message, self.path, None, None, hint_for(name, names), "data-file")
        if name != NAME and (not name.lower().endswith(EXTENSIONS) or name == LOCK):
            hint = _("write the name of a CSV, TSV, JSON, XLSX or ODS file")
            raise SourceError(_("“{name}” is no data file", name=name), self.path, None, None, hint, "data-file")
        if entry.stat().st_size > MOST_BYTES:
            message = _("“{name}” is larger than {size} MB", name=name, size=MOST_BYTES // 1_000_000)
            raise SourceError(message, self.path, None, None, _("keep only what is shown"), "too-large")
        return Path(entry.path).read_bytes()

    def only_data_file(self) -> str:
        """The name of the one data file; a fault where there are none or several."""
        names = [name for name in self._entries if name.lower().endswith(EXTENSIONS) and name != LOCK]
        if len(names) == 1:
            return names[0]
        if names:
            message = _("there are several data files: {names}", names=quoted(sorted(names)))
            raise SourceError(message, self.path, 1, None, _('write file = "…" in table.toml'), "data-file")
        hint = _("put a CSV, TSV, JSON, XLSX or ODS file beside table.toml")
        raise SourceError(_("there is no data file"), self.path, None, None, hint, "data-file")
