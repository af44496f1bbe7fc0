"""The files of one dataset folder. Only names that stand in the folder can be read, so no path leads out of it."""

from __future__ import annotations

import os
from io import FileIO
from pathlib import Path

from portal.errors import Problem
from portal.i18n import Translator
from portal.schema.nearest import hint_for, quoted
from stat_tables.declare.sidecar import NAME
from stat_tables.read.grid import MOST_BYTES

_ = Translator(__file__)

EXTENSIONS = (".csv", ".tsv", ".json", ".xlsx", ".ods", ".xls")
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
            listing = list(entries)
        self._links = frozenset(entry.name for entry in listing if entry.is_symlink())
        self._entries = {entry.name: entry for entry in listing if _is_file(entry)}

    def sidecar(self) -> bytes:
        """The bytes of table.toml."""
        return self._bytes(NAME)

    def data(self, name: str) -> bytes:
        """The bytes of a data file."""
        if name in self._entries and not _is_data(name):
            hint = _("write the name of a CSV, TSV, JSON, XLSX, ODS or XLS file")
            if name.lower().endswith(".pdf"):
                hint = _(
                    "ask the office for its XLSX, or copy the table into a spreadsheet and check it figure by figure"
                )
            raise Problem(_("“{name}” is no data file", name=name), self.path, None, None, hint, "data-file")
        return self._bytes(name)

    def _bytes(self, name: str) -> bytes:
        """A fault at the sidecar where the file is not there, leads elsewhere, or is huge."""
        entry = self._entries.get(name)
        if name in self._links and (entry is None or not _leads_inside(self._folder, name)):
            hint = _("put the file itself there")
            message = _("“{name}” is a link that leads elsewhere", name=name)
            raise Problem(message, self.path, hint=hint, code="data-file")
        if entry is None:
            message = _("there is no file “{name}” in the folder", name=name)
            hint = hint_for(name, sorted(filter(_is_data, self._entries)))
            raise Problem(message, self.path, None, None, hint, "data-file")
        if entry.stat().st_size > MOST_BYTES:
            message = _("“{name}” is larger than {size} MB", name=name, size=MOST_BYTES // 1_000_000)
            raise Problem(message, self.path, None, None, _("keep only what is shown"), "too-large")
        with FileIO(entry.path) as file:
            return file.readall()

    def only_data_file(self) -> str:
        """The name of the one data file; a fault where there are none or several."""
        names = list(filter(_is_data, self._entries))
        if len(names) == 1:
            return names[0]
        if names:
            message = _("there are several data files: {names}", names=quoted(sorted(names)))
            raise Problem(message, self.path, 1, None, _('write file = "…" in table.toml'), "data-file")
        hint = _("put a CSV, TSV, JSON, XLSX, ODS or XLS file beside table.toml")
        if any(name.lower().endswith(".pdf") for name in self._entries):
            hint = _("ask the office for its XLSX, or copy the table into a spreadsheet and check it figure by figure")
        raise Problem(_("there is no data file"), self.path, None, None, hint, "data-file")


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads in a circle
        return False


def _leads_inside(folder: Path, name: str) -> bool:
    from portal.files import inside

    return inside(folder, name) is not None


def _is_data(name: str) -> bool:
    # `~$…` and `.~lock…` are what Excel and LibreOffice leave beside an open file.
    return name.lower().endswith(EXTENSIONS) and name != LOCK and not name.startswith(("~$", ".~"))
