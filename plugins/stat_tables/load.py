"""Dataset folders -> checked tables. The one entrance: every fault of every folder is told in one run."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from portal.errors import Problems, SourceError
from portal.files import inside
from portal.i18n import Translator

from .build_table import build_table
from .grid import MOST_BYTES, Grid
from .indicators import NAME as INDICATORS
from .indicators import Indicator, read_indicators
from .model import Table
from .nearest import hint_for, quoted
from .read_csv import decode, read_csv
from .references import check_references
from .sidecar import NAME, Reading, Sidecar, read_sidecar

_ = Translator(__file__)

EXTENSIONS = (".csv", ".tsv", ".json", ".xlsx", ".ods")
# Written by `scripts/pull-table`, never read as data.
LOCK = "table.lock.json"


@dataclass(frozen=True)
class Datasets(Mapping[str, Table]):
    """Tables that may be seen, by id in order of ids; `withheld` are the ids of those under embargo."""

    tables: Mapping[str, Table]
    withheld: frozenset[str] = frozenset()
    indicators: Mapping[str, Indicator] = field(default_factory=dict)

    def __getitem__(self, identifier: str) -> Table:
        return self.tables[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)


def load_datasets(root: Path, moment: datetime) -> Datasets:
    """All datasets below `root`; nothing of one whose embargo ends after `moment` comes out, not even its title.

    Raises:
        BuildFailed: with all faults of all folders.
    """
    problems = Problems()
    tables: dict[str, Table] = {}
    indicators = read_indicators(root / INDICATORS, _shown(root / INDICATORS), problems)
    for name in sorted(entry.name for entry in os.scandir(root) if entry.is_dir()) if root.is_dir() else ():
        if not name.startswith((".", "_")):
            with problems.collecting():
                tables[name] = load_dataset(root / name, indicators)
    problems.raise_if_any()
    withheld = frozenset(name for name, table in tables.items() if table.embargo is not None and moment < table.embargo)
    seen = {name: table for name, table in tables.items() if name not in withheld}
    return Datasets(seen, withheld, indicators)


def load_dataset(folder: Path, indicators: Mapping[str, Indicator] | None = None) -> Table:
    """The table of one folder, embargoed or not; raises BuildFailed with all its faults.

    Args:
        indicators: of the folder above; read from there where they are not given.
    """
    problems = Problems()
    base = _shown(folder)
    if indicators is None:
        indicators = read_indicators(folder.parent / INDICATORS, _shown(folder.parent / INDICATORS), problems)
    table = _load(folder, base, indicators, problems)
    problems.raise_if_any()
    assert table is not None
    return table


def _load(folder: Path, base: str, indicators: Collection[str], problems: Problems) -> Table | None:
    with problems.collecting():
        text = _bytes(folder, NAME, f"{base}/{NAME}")
        sidecar = read_sidecar(decode(text, f"{base}/{NAME}"), f"{base}/{NAME}", problems)
        check_references(sidecar, indicators)
        file = sidecar.reading.file or _only_data_file(folder, base)
        data = _bytes(folder, file, f"{base}/{NAME}")
        grid = read_data(data, f"{base}/{file}", sidecar.reading, header_names(sidecar))
        version = hashlib.sha256(len(text).to_bytes(8, "big") + text + data).hexdigest()
        return build_table(folder.name, sidecar, grid, version, problems)
    return None


def header_names(sidecar: Sidecar) -> frozenset[str]:
    """All names under which a declared column may stand in the data file."""
    return frozenset(name for column in sidecar.columns for name in (column.id, column.label, column.header) if name)


def read_data(data: bytes, path: str, reading: Reading, names: Collection[str]) -> Grid:
    """The cells of a data file, by its extension."""
    extension = path[path.rfind(".") :].lower()
    if extension == ".json":
        from .read_json import read_json

        return read_json(data, path, reading)
    if extension in (".xlsx", ".ods"):
        from .read_spreadsheet import read_spreadsheet

        return read_spreadsheet(data, path, reading)
    return read_csv(data, path, reading, names)


def _only_data_file(folder: Path, base: str) -> str:
    names = sorted(entry.name for entry in os.scandir(folder) if entry.is_file())
    files = [name for name in names if name.lower().endswith(EXTENSIONS) and name != LOCK]
    if len(files) == 1:
        return files[0]
    path = f"{base}/{NAME}"
    if files:
        message = _("there are several data files: {names}", names=quoted(files))
        raise SourceError(message, path, 1, None, _('write file = "…" in table.toml'), "data-file")
    hint = _("put a CSV, TSV, JSON, XLSX or ODS file beside table.toml")
    raise SourceError(_("there is no data file"), path, None, None, hint, "data-file")


def _bytes(folder: Path, name: str, sidecar_path: str) -> bytes:
    """A file of the folder; paths and links that lead out of it, and huge files, are refused."""
    path = folder / name
    if os.sep in name or "/" in name or name.startswith(".") or path.is_symlink():
        path = inside(folder, name) or Path()
    if name != NAME and not name.lower().endswith(EXTENSIONS):
        hint = _("write the name of a CSV, TSV, JSON, XLSX or ODS file")
        raise SourceError(_("“{name}” is no data file", name=name), sidecar_path, None, None, hint, "data-file")
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        names = sorted(entry.name for entry in os.scandir(folder)) if folder.is_dir() else []
        message = _("there is no file “{name}” in the folder", name=name)
        raise SourceError(message, sidecar_path, None, None, hint_for(name, names), "data-file") from None
    if len(data) > MOST_BYTES:
        message = _("“{name}” is larger than {size} MB", name=name, size=MOST_BYTES // 1_000_000)
        raise SourceError(message, sidecar_path, None, None, _("keep only what is shown"), "too-large")
    return data


def _shown(path: Path) -> str:
    """How messages name a file: from the folder that the build runs in, where it is below it."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
