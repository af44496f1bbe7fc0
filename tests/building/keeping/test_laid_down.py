from __future__ import annotations

from pathlib import Path

from building.keeping.laid_down import LaidDown, LayingDown, bytes_of
from portal.parallel.forked import ForkedTask


def test_what_was_laid_down_is_given_again_here_and_in_forks(tmp_path: Path) -> None:
    laying = LayingDown(tmp_path / "cache")
    pieces = [laying.lay(data) for data in (b"one", b"", b"hai ba" * 1000)]
    assert all(isinstance(piece, LaidDown) for piece in pieces)
    assert list(map(bytes_of, pieces)) == [b"one", b"", b"hai ba" * 1000]
    assert ForkedTask(lambda: list(map(bytes_of, pieces))).finish() == list(map(bytes_of, pieces))
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_folder_that_takes_no_file_leaves_the_bytes_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert LayingDown(tmp_path / "file").lay(b"one") == b"one"
