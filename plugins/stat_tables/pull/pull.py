"""Pulling from end to end: published bytes -> table -> files of a dataset; and again, to tell what has changed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portal.errors import Problem, Reporter
from portal.files import write_atomic
from portal.i18n import Translator
from stat_tables.model.numerals import Numerals
from stat_tables.pull.page.grid import TableTooLarge

from .canonical import CanonicalColumn
from .cell_diff import CellChange, cell_changes
from .choose import NoSuchTable, Selector
from .mixed_numerals import MixedNumerals
from .published_file import FileReading, UnreadableFile, choose_published
from .pulled import PulledTable
from .source.lock import Lock, read_lock, sha256, write_lock
from .totals import numerals_said, proved_columns, total_remarks, total_rows
from .write_dataset import DATA, SIDECAR, Origin, data_csv, sidecar_toml, with_unique_keys

_ = Translator(__file__)

SNAPSHOT = "snapshot.gz"


@dataclass(frozen=True)
class Published:
    """What was fetched or read. `name`: its address or path, for messages."""

    data: bytes
    name: str
    url: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def content_type(self) -> str:
        return dict(self.headers).get("Content-Type", "")


@dataclass(frozen=True)
class Request:
    """What an editor asks for; also what the lock remembers.

    Args:
        parts: labels that name parts of the table.
        last_row: where the figures end, where that is not found.
        encoding: of a CSV file that is older than Unicode.
    """

    selector: Selector
    sheet: str = ""
    numerals: Numerals | None = None
    publisher: str = ""
    parts: tuple[str, ...] = ()
    last_row: int = 0
    encoding: str = ""

    @property
    def reading(self) -> FileReading:
        return FileReading(self.parts, self.last_row, self.encoding)


@dataclass(frozen=True)
class Pulled:
    """A table in canonical form.

    Args:
        keys: ids of the columns that name a row.
        numerals: how doubtful columns are written, where the table proves it; `why` says what does.
    """

    table: PulledTable
    columns: tuple[CanonicalColumn, ...]
    keys: list[str]
    page_title: str
    numerals: Numerals | None = None
    why: str = ""

    @property
    def csv(self) -> bytes:
        return data_csv(self.columns)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What an editor should know: what was left out, and how doubtful columns were read."""
        told = (remark for column in self.columns for remark in column.remarks)
        proved = (numerals_said(self.numerals, self.why),) if self.numerals is not None else ()
        return (*self.table.remarks, *told, *proved, *total_remarks(self.columns, total_rows(self.columns)))


def pull(published: Published, request: Request) -> Pulled:
    """The table that the request names. A fault of the file or the request is a Problem at the file."""
    path = published.name
    try:
        choice = choose_published(
            published.data, path, published.content_type, request.sheet, request.selector, request.reading
        )
    except (NoSuchTable, TableTooLarge, UnreadableFile) as error:
        raise Problem(str(error), path) from None
    table = choice.table
    problems = Reporter(
        Problem(doubt.message, path, doubt.place[0], doubt.place[1], doubt.hint, doubt.code) for doubt in table.doubts
    )
    columns: tuple[CanonicalColumn, ...] = ()
    numerals, why = None, ""
    try:
        columns, numerals, why = proved_columns(table, request.numerals)
    except MixedNumerals as error:
        problems.extend(Problem(text, path) for text in error.texts)
    problems.raise_if_any()
    columns, keys = with_unique_keys(columns)
    return Pulled(table, columns, keys, choice.title, numerals if why else None, why)


def write_dataset(folder: Path, published: Published, request: Request, moment: datetime) -> Pulled:
    """Pull into `folder`. A table.toml that is there stays: it holds an editor's work."""
    pulled = pull(published, request)
    folder.mkdir(parents=True, exist_ok=True)
    write_atomic(folder / DATA, pulled.csv)
    sidecar = folder / SIDECAR
    if not sidecar.exists():
        title = pulled.page_title or Path(published.name).name
        origin = Origin(published.url, title, request.publisher, moment.date())
        write_atomic(sidecar, sidecar_toml(pulled.table, pulled.columns, pulled.keys, origin).encode())
    lock = Lock(
        url=published.url,
        retrieved=moment.isoformat(timespec="seconds"),
        selector=request.selector,
        sheet=request.sheet,
        numerals=request.numerals or "",
        page_sha256=sha256(published.data),
        table_sha256=sha256(pulled.csv),
        snapshot=SNAPSHOT,
        headers=dict(published.headers),
        parts=request.parts,
        last_row=request.last_row,
        encoding=request.encoding,
    )
    write_lock(folder, lock, published.data)
    return pulled


def locked_request(folder: Path) -> tuple[str, Request]:
    """Address and request of the last pull, from the lock."""
    lock = read_lock(folder)
    numerals = Numerals(lock.numerals) if lock.numerals else None
    return lock.url, Request(
        lock.selector,
        lock.sheet,
        numerals,
        parts=tuple(lock.parts),
        last_row=lock.last_row,
        encoding=lock.encoding,
    )


def check_dataset(folder: Path, published: Published, request: Request) -> tuple[CellChange, ...]:
    """How the table at the source differs from the dataset's data, cell by cell."""
    before = folder / DATA
    if not before.is_file():
        raise Problem(_("there is no {name} to compare with", name=DATA), folder)
    pulled = pull(published, request)
    return cell_changes(before.read_bytes(), pulled.csv, _keys(folder, pulled))


def _keys(folder: Path, pulled: Pulled) -> list[str]:
    """The keys that the editor's sidecar names, while the source still has such columns."""
    try:
        named = tomllib.loads((folder / SIDECAR).read_text(encoding="utf-8")).get("keys", [])
    except (OSError, tomllib.TOMLDecodeError):
        named = []
    ids = {column.id for column in pulled.columns}
    return named if named and set(named) <= ids else pulled.keys
