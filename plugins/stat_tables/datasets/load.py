"""Dataset folders -> checked tables. The one entrance: all problems of all folders are reported together."""

from __future__ import annotations

import gc
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.vietnam.text import slugify
from stat_tables.declare.open_points import report_open_points
from stat_tables.declare.references import check_references
from stat_tables.declare.sidecar import DataFormat, Sidecar, read_sidecar
from stat_tables.model.table import Table
from stat_tables.read.grid import Grid
from stat_tables.read.read_csv import read_csv
from stat_tables.read.text_encoding import decode

from .build_table import build_table
from .folder import Files
from .library import NAME

if TYPE_CHECKING:
    from .indicators import Indicator

_ = Translator(__file__)

INDICATORS = "indicators.toml"


@dataclass(frozen=True)
class Datasets(Mapping[str, Table]):
    """Tables that may be seen, by id in order of ids; `withheld` are the ids of those under embargo.

    Args:
        embargoes: when those of `withheld` end.
    """

    tables: Mapping[str, Table]
    withheld: frozenset[str] = frozenset()
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    embargoes: tuple[datetime, ...] = ()

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
    problems = Reporter()
    tables: dict[str, Table] = {}
    base = f"{root.parent.name}/{root.name}"  # content/data, as all messages name files of the content
    indicators = _indicators(root, base, problems)
    folders = (
        sorted((entry.name, entry.is_symlink()) for entry in os.scandir(root) if entry.is_dir())
        if root.is_dir()
        else []
    )
    with _without_collector():
        for name, linked in folders:
            if linked:
                hint = _("put the folder itself there")
                problems.add(Problem(_("the folder is a symbolic link"), f"{base}/{name}", None, None, hint, "symlink"))
            elif name.startswith((".", "_")):
                continue
            elif not NAME.fullmatch(name):
                hint = _("call it {name}", name=slugify(name)[:80] or "so-lieu")
                message = _("the folder's name is part of addresses: small letters without marks, digits, hyphens")
                problems.add(Problem(message, f"{base}/{name}", None, None, hint, "dataset-name"))
            else:
                with problems.collecting():
                    tables[name] = _load(root / name, f"{base}/{name}", indicators, problems)
    problems.raise_if_any()
    later = {name: table.embargo for name, table in tables.items() if table.embargo and moment < table.embargo}
    seen = {name: table for name, table in tables.items() if name not in later}
    return Datasets(seen, frozenset(later), indicators, problems.warnings, tuple(sorted(later.values())))


@contextmanager
def _without_collector() -> Iterator[None]:
    """Tables hold no cycles; walking over all of them again and again is a fifth of the time of loading them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def load_dataset(folder: Path, indicators: Mapping[str, Indicator] | None = None) -> Table:
    """The table of one folder, embargoed or not; raises BuildFailed with all its faults.

    Args:
        indicators: of the folder above; read from there where they are not given.
    """
    if indicators is None:
        problems = Reporter()
        indicators = _indicators(folder.parent, _display_path(folder.parent), problems)
        problems.raise_if_any()
    return _load(folder, _display_path(folder), indicators, Reporter())


def _indicators(root: Path, base: str, problems: Reporter) -> Mapping[str, Indicator]:
    path = root / INDICATORS
    if not path.is_file():
        return {}
    from .indicators import read_indicators

    return read_indicators(path, f"{base}/{INDICATORS}", problems)


def _load(folder: Path, base: str, indicators: Collection[str], told: Reporter) -> Table:
    """The table; warnings go to `told`, errors are raised together."""
    problems = Reporter()
    table = None
    with problems.collecting():
        files = Files(folder, base)
        text = files.sidecar()
        declared = decode(text, files.path)
        sidecar = read_sidecar(declared, files.path, problems)
        report_open_points(declared, files.path, problems)
        check_references(sidecar, indicators)
        file = sidecar.reading.file or files.only_data_file()
        data = files.data(file)
        grid = read_data(data, f"{base}/{file}", sidecar.reading, header_names(sidecar))
        problems.extend(grid.warnings)
        table = build_table(folder.name, sidecar, grid, _version(text, data), problems)
    problems.raise_if_any()
    told.extend(problems.warnings)
    assert table is not None
    return table


def _version(sidecar: bytes, data: bytes) -> str:
    import hashlib  # OpenSSL takes its time to load

    return hashlib.sha256(len(sidecar).to_bytes(8, "big") + sidecar + data).hexdigest()


def header_names(sidecar: Sidecar) -> frozenset[str]:
    """All names under which a declared column may stand in the data file."""
    return frozenset(name for column in sidecar.columns for name in (column.id, column.label, column.header) if name)


def read_data(data: bytes, path: str, reading: DataFormat, names: Collection[str]) -> Grid:
    """The cells of a data file, by its extension."""
    extension = path[path.rfind(".") :].lower()
    if extension == ".json":
        from stat_tables.read.read_json import read_json

        return read_json(data, path, reading)
    if extension in (".xlsx", ".ods", ".xls"):
        from stat_tables.read.read_spreadsheet import read_spreadsheet

        return read_spreadsheet(data, path, reading, names)
    return read_csv(data, path, reading, names)


def _display_path(path: Path) -> str:
    """How messages name a file: from the folder that the build runs in, where it is below it."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
