"""What is kept from build to build: one SQLite file of named, checked pieces of bytes.

It may be deleted, cut short, foreign, older or newer, or in use by another build: then it is empty, or keeps nothing.
SQLite's journal makes a build that is killed leave the last whole state. The connection is open only within one
call, so that no fork ever shares it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

FORMAT = 1
_CHECK = 16  # bytes
_WAIT = 5.0  # s for another build that writes
_TABLE = "CREATE TABLE IF NOT EXISTS kept (kind TEXT, name TEXT, data BLOB, PRIMARY KEY (kind, name)) WITHOUT ROWID"


class Store:
    """Args: path: of the file; its folder is made when something is kept."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all_of(self, kind: str) -> dict[str, bytes]:
        """Everything of this kind that is unharmed."""
        found: dict[str, bytes] = {}
        with suppress(sqlite3.Error, OSError), self._reading() as connection:
            for name, data in connection.execute("SELECT name, data FROM kept WHERE kind = ?", (kind,)):
                if isinstance(data, bytes) and isinstance(name, str):
                    whole = _whole(kind, name, data)
                    if whole is not None:
                        found[name] = whole
        return found

    def one(self, kind: str, name: str) -> bytes | None:
        with suppress(sqlite3.Error, OSError), self._reading() as connection:
            row = connection.execute("SELECT data FROM kept WHERE kind = ? AND name = ?", (kind, name)).fetchone()
            if row is not None and isinstance(row[0], bytes):
                return _whole(kind, name, row[0])
        return None

    def names(self, kind: str) -> list[str]:
        with suppress(sqlite3.Error, OSError), self._reading() as connection:
            return [str(name) for (name,) in connection.execute("SELECT name FROM kept WHERE kind = ?", (kind,))]
        return []

    def keep(self, added: Mapping[tuple[str, str], bytes], gone: Sequence[tuple[str, str]] = ()) -> None:
        """All of it or nothing; a file that cannot be used is begun anew."""
        rows = [(kind, name, _check(kind, name, data) + data) for (kind, name), data in added.items()]
        for _attempt in range(2):
            try:
                self._write(rows, gone)
            except sqlite3.OperationalError as error:
                if "locked" in str(error):
                    return  # another build keeps what it has
                self._begin_anew()
            except (sqlite3.Error, OSError):
                self._begin_anew()
            else:
                return

    def _write(self, rows: Sequence[tuple[str, str, bytes]], gone: Sequence[tuple[str, str]]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None)) as connection:
            # A crash of the machine may harm the file, which its checks tell; a kill of the process cannot.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("BEGIN IMMEDIATE")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version != FORMAT:
                connection.execute("DROP TABLE IF EXISTS kept")
                connection.execute(f"PRAGMA user_version = {FORMAT}")
            connection.execute(_TABLE)
            connection.executemany("DELETE FROM kept WHERE kind = ? AND name = ?", gone)
            connection.executemany("REPLACE INTO kept VALUES (?, ?, ?)", rows)
            connection.execute("COMMIT")

    def _begin_anew(self) -> None:
        for name in (self._path.name, f"{self._path.name}-journal", f"{self._path.name}-wal", f"{self._path.name}-shm"):
            with suppress(OSError):
                self._path.with_name(name).unlink()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        if not self._path.is_file():
            raise FileNotFoundError(self._path)
        with closing(sqlite3.connect(self._path, timeout=_WAIT)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            if connection.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
                raise sqlite3.DatabaseError("of another version")
            yield connection


def _check(kind: str, name: str, data: bytes) -> bytes:
    digest = hashlib.blake2b(data, digest_size=_CHECK, person=b"toasoan")
    digest.update(f"\0{kind}\0{name}".encode())
    return digest.digest()


def _whole(kind: str, name: str, data: bytes) -> bytes | None:
    """The data without its check; None where they do not belong together."""
    check, rest = data[:_CHECK], data[_CHECK:]
    return rest if check == _check(kind, name, rest) else None
