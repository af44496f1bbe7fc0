"""What is kept from build to build: one SQLite file of named, checked pieces of bytes.

It may be deleted, cut short, foreign, older or newer, or in use by another build: then it is empty, or keeps nothing.
SQLite's journal makes a build that is killed leave the last whole state. Each process reads through a connection of
its own: one that it was forked with it leaves alone.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Container, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from .laid_down import LaidDown, bytes_of

FORMAT = 1
_CHECK = 16  # bytes
_PAGE = 32768  # bytes: pieces are large, and SQLite goes page by page
_WAIT = 5.0  # s for another build that writes
_TABLE = "CREATE TABLE IF NOT EXISTS kept (kind TEXT, name TEXT, data BLOB, PRIMARY KEY (kind, name)) WITHOUT ROWID"


class Store:
    """Args: path: of the file; its folder is made when something is kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._harmed = False  # something in it could not be read
        self._readers: dict[int, sqlite3.Connection] = {}  # by process

    @property
    def folder(self) -> Path:
        return self._path.parent

    def all_of(self, kind: str, wanted: Container[str] | None = None) -> dict[str, bytes]:
        """Everything of this kind that is unharmed, or what of it is wanted."""
        unharmed: dict[str, bytes] = {}
        for name, data in self._rows("SELECT name, data FROM kept WHERE kind = ?", kind):
            if wanted is None or name in wanted:
                self._take(unharmed, kind, name, data)
        return unharmed

    def one(self, kind: str, name: str) -> bytes | None:
        unharmed: dict[str, bytes] = {}
        for (data,) in self._rows("SELECT data FROM kept WHERE kind = ? AND name = ?", kind, name):
            self._take(unharmed, kind, name, data)
        return unharmed.get(name)

    def names(self, kind: str) -> list[str]:
        return [str(name) for (name,) in self._rows("SELECT name FROM kept WHERE kind = ?", kind)]

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        """Up to the first thing that SQLite cannot read; each piece is checked by itself."""
        rows: list[tuple[Any, ...]] = []
        try:
            connection = self._reader()
            if connection is not None:
                rows.extend(connection.execute(query, values))
        except sqlite3.Error as error:
            self._close()
            self._harmed = "locked" not in str(error)
        return rows

    def _reader(self) -> sqlite3.Connection | None:
        """None where there is no file of this version."""
        connection = self._readers.get(os.getpid())
        if connection is None and self._path.is_file():
            connection = sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None)
            self._readers[os.getpid()] = connection
            connection.execute("PRAGMA trusted_schema = OFF")
            if connection.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
                self._close()
                connection = None
        return connection

    def _close(self) -> None:
        connection = self._readers.pop(os.getpid(), None)
        if connection is not None:
            connection.close()

    def _take(self, unharmed: dict[str, bytes], kind: str, name: object, data: object) -> None:
        whole = _whole(kind, name, data) if isinstance(name, str) and isinstance(data, bytes) else None
        if whole is None:
            self._harmed = True
        else:
            unharmed[str(name)] = whole

    def keep(self, added: Mapping[tuple[str, str], LaidDown | bytes], gone: Sequence[tuple[str, str]] = ()) -> None:
        """All of it or nothing; a file that cannot be used is begun anew."""
        self._close()
        if self._harmed:
            self._begin_anew()
        for _attempt in range(2):
            try:
                self._write(added, gone)
            except sqlite3.OperationalError as error:
                if "locked" in str(error):
                    return  # another build keeps what it has
                self._begin_anew()
            except (sqlite3.Error, OSError):
                self._begin_anew()
            else:
                return

    def _write(self, added: Mapping[tuple[str, str], LaidDown | bytes], gone: Sequence[tuple[str, str]]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA page_size = {_PAGE}")  # of a file that has none yet
            # A crash of the machine may harm the file, which its checks tell; a kill of the process cannot.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("BEGIN IMMEDIATE")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version != FORMAT:
                connection.execute("DROP TABLE IF EXISTS kept")
                connection.execute(f"PRAGMA user_version = {FORMAT}")
            connection.execute(_TABLE)
            connection.executemany("DELETE FROM kept WHERE kind = ? AND name = ?", gone)
            # In their order, which takes a fourth of the time; each as it is written, lest all be in memory twice.
            pieces = ((kind, name, bytes_of(added[kind, name])) for kind, name in sorted(added))
            rows = ((kind, name, _check(kind, name, data) + data) for kind, name, data in pieces)
            connection.executemany("REPLACE INTO kept VALUES (?, ?, ?)", rows)
            connection.execute("COMMIT")

    def forget(self) -> None:
        """Throw everything away."""
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._close()
        for name in (self._path.name, f"{self._path.name}-journal", f"{self._path.name}-wal", f"{self._path.name}-shm"):
            with suppress(OSError):
                self._path.with_name(name).unlink()


def _check(kind: str, name: str, data: bytes) -> bytes:
    digest = hashlib.blake2b(data, digest_size=_CHECK, person=b"toasoan")
    digest.update(f"\0{kind}\0{name}".encode())
    return digest.digest()


def _whole(kind: str, name: str, data: bytes) -> bytes | None:
    """The data without its check; None where they do not belong together."""
    check, rest = data[:_CHECK], data[_CHECK:]
    return rest if check == _check(kind, name, rest) else None
