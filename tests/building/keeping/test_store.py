"""The store gives what was kept, or nothing: whatever has happened to its file."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from building.keeping import plain_pickle
from building.keeping.plain_pickle import NotPlainPickleError
from building.keeping.store import Store

PIECES = {("kind", str(number)): f"Bài {number} ".encode() * 200 for number in range(60)}


def kept(folder: Path) -> Path:
    path = folder / "cache" / "builds.sqlite"
    Store(path).keep(PIECES)
    return path


def test_what_is_kept_is_found_and_what_is_gone_is_not(tmp_path: Path) -> None:
    path = kept(tmp_path)
    Store(path).keep({("kind", "0"): b"new", ("other", "x"): b"y"}, [("kind", "1")])
    found = Store(path).all_of("kind")
    assert found["0"] == b"new"
    assert "1" not in found
    assert len(found) == len(PIECES) - 1
    assert Store(path).one("other", "x") == b"y"
    assert Store(path).one("kind", "1") is None


@pytest.mark.parametrize("seed", range(40))
def test_a_harmed_file_gives_no_harmed_piece_and_can_be_filled_again(tmp_path: Path, seed: int) -> None:
    path, rng = kept(tmp_path), random.Random(seed)
    data = bytearray(path.read_bytes())
    for _ in range(rng.randint(1, 200)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    path.write_bytes(data[: rng.choice([len(data), rng.randrange(len(data))])])
    store = Store(path)
    for name, piece in store.all_of("kind").items():
        assert PIECES["kind", name] == piece
    store.keep(PIECES)
    assert Store(path).all_of("kind") == {name: piece for (_kind, name), piece in PIECES.items()}


@pytest.mark.parametrize("data", [b"", b"no database at all" * 500], ids=["empty", "foreign"])
def test_a_foreign_file_is_begun_anew(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "builds.sqlite"
    path.write_bytes(data)
    assert Store(path).all_of("kind") == {}
    Store(path).keep(PIECES)
    assert len(Store(path).all_of("kind")) == len(PIECES)


def test_a_file_of_another_version_is_begun_anew(tmp_path: Path) -> None:
    path = kept(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    assert Store(path).all_of("kind") == {}
    Store(path).keep({("kind", "a"): b"1"})
    assert Store(path).all_of("kind") == {"a": b"1"}


KEEPER = """
import sys
from pathlib import Path
from building.keeping.store import Store
for number in range(10**6):
    Store(Path(sys.argv[1])).keep({("kind", str(place)): f"{number} {place} ".encode() * 500 for place in range(40)})
"""


def test_a_killed_writer_leaves_a_whole_state(tmp_path: Path) -> None:
    path = tmp_path / "builds.sqlite"
    for wait in (0.35, 0.4, 0.5):
        process = subprocess.Popen(
            [sys.executable, "-c", KEEPER, str(path)], env={**os.environ, "PYTHONPATH": "plugins"}
        )
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = Store(path).all_of("kind")
        assert len({piece.split()[0] for piece in found.values()}) <= 1
        assert len(found) in (0, 40)


class Evil:
    def __reduce__(self) -> tuple[object, ...]:
        return os.system, ("touch /tmp/never",)


@pytest.mark.parametrize("value", [Evil(), os.system, Path("a"), subprocess.Popen])
def test_a_pickle_that_names_anything_but_plain_values_is_refused(value: object) -> None:
    with pytest.raises(NotPlainPickleError):
        plain_pickle.load(plain_pickle.dump(value))
