"""Folders for unfinished work: what a killed run has left goes with the next, whatever it is."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from portal.parallel.claimed_folder import ClaimedFolder, remove
from portal.parallel.process_lock import lock_file, unlock


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("kind", ["folder", "file", "link", "dead link", "sealed folder"])
def test_leftovers_of_any_kind_go(tmp_path: Path, kind: str) -> None:
    left = tmp_path / ".out.build-x"
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "a.txt").write_text("a", encoding="utf-8")
    if kind.endswith("folder"):
        (left / "a" / "b").mkdir(parents=True)
        (left / "a" / "b" / "c.html").write_text("c", encoding="utf-8")
        if kind.startswith("sealed"):
            for folder in (left / "a" / "b", left / "a", left):
                folder.chmod(0)
    elif kind == "file":
        left.write_text("x", encoding="utf-8")
    else:
        left.symlink_to(tmp_path / ("own" if kind == "link" else "nowhere"))
    claim = ClaimedFolder(tmp_path, ".out.build-")
    assert names(tmp_path) == sorted([claim.path.name, "own"])
    assert names(tmp_path / "own") == ["a.txt"]
    claim.release()
    assert names(tmp_path) == ["own"]


def test_a_fork_neither_removes_the_folder_nor_holds_the_lock(tmp_path: Path) -> None:
    claim = ClaimedFolder(tmp_path, "w-")
    child = os.fork()
    if not child:
        claim.release()
        signal.pause()
    try:
        assert claim.path.is_dir()
        claim.release()
        # The child lives; the lock of its parent is free for all that.
        folder = tmp_path / "w-x"
        folder.mkdir()
        other = ClaimedFolder(tmp_path, "w-")
        assert names(tmp_path) == [other.path.name]
        other.release()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_a_lock_is_free_when_its_process_ends_though_a_child_lives(tmp_path: Path) -> None:
    """The child of a process that was killed holds no lock of it."""
    reader, writer = os.pipe()
    process = os.fork()
    if not process:
        assert lock_file(tmp_path / "lock") is not None
        grandchild = os.fork()
        if not grandchild:
            os.write(writer, str(os.getpid()).encode())  # it has let go of the lock when its fork returns
        signal.pause()
    grandchild = int(os.read(reader, 20))
    try:
        assert lock_file(tmp_path / "lock") is None
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        lock = lock_file(tmp_path / "lock")
        assert lock is not None
        unlock(lock)
    finally:
        os.kill(grandchild, signal.SIGKILL)
        os.close(reader)
        os.close(writer)


def test_removing_leaves_what_links_lead_to(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "left").mkdir()
    (tmp_path / "left" / "link").symlink_to(tmp_path / "own")
    remove(tmp_path / "left")
    assert names(tmp_path) == ["own"]
