"""Folders for unfinished work: removed at the end, and by the next run where a run was killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from .process_lock import lock_file, unlock


class ClaimedFolder:
    """A new folder `path` that belongs to this process until `release`, which removes it.

    Making one removes the folders of the same prefix whose process is gone, whatever they have become.

    Args:
        start: a folder beside it that becomes it, with all that is in it, where there is one.
    """

    def __init__(self, parent: Path, prefix: str, start: Path | None = None) -> None:
        parent.mkdir(parents=True, exist_ok=True)
        gate = os.open(parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(gate, fcntl.LOCK_EX)  # nobody tidies between making a folder and locking it
            for leftover in sorted(parent.glob(f"{prefix}*")):
                _remove_unless_locked(leftover)
            self.path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
            if start is not None and start.is_dir() and not start.is_symlink():
                with suppress(OSError):  # another run has just taken it
                    start.rename(self.path)
            self.path.chmod(0o755)
            self._lock, self._owner = lock_file(self.path), os.getpid()
        finally:
            os.close(gate)

    def release(self, into: Path | None = None) -> None:
        """Remove what stands at `path` now, and the claim. A fork of the process that made it does nothing.

        Args:
            into: what stands there is left under this name, unless something has it.
        """
        if self._lock is None or self._owner != os.getpid():
            return
        if into is not None:
            with suppress(OSError):
                self.path.rename(into)
        remove(self.path)
        unlock(self._lock)
        self._lock = None


def remove(path: Path) -> None:
    """Remove a file, a link or a folder with all that is in it, also where its permissions stand in the way."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        return
    try:
        shutil.rmtree(path)
    except OSError:
        _unseal(path)
        shutil.rmtree(path, ignore_errors=True)  # what does not go now is left to the next run


def _unseal(folder: Path) -> None:
    with suppress(OSError):  # somebody else's
        folder.chmod(0o700)
        for entry in folder.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                _unseal(entry)


def _remove_unless_locked(path: Path) -> None:
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        return
    try:
        lock = lock_file(path)
    except PermissionError:
        path.chmod(0o700)
        lock = lock_file(path)
    except FileNotFoundError:  # its process has just removed it
        return
    if lock is None:
        return  # another run is at work there
    try:
        remove(path)
    finally:
        unlock(lock)
