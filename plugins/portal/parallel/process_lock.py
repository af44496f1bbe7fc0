"""Locks on files that end with the process that took them: forks of it neither hold them nor keep them alive."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

_held: set[int] = set()


def lock_file(path: Path) -> int | None:
    """Lock the file or folder `path`; the handle for `unlock`, or None where another process has the lock.

    The lock ends with this process, however it dies. A child process, forked or started, has no part in it.
    """
    kind = os.O_RDONLY | os.O_DIRECTORY if path.is_dir() else os.O_RDWR | os.O_CREAT
    handle = os.open(path, kind | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except BaseException:
        os.close(handle)
        raise
    _held.add(handle)
    return handle


def unlock(handle: int) -> None:
    """Give the lock back. A handle that is not this process's own is left alone."""
    if handle in _held:
        _held.discard(handle)
        os.close(handle)


def _forget_in_child() -> None:
    """A fork shares the open file and would hold the lock for as long as it lives."""
    for handle in _held:
        os.close(handle)
    _held.clear()


os.register_at_fork(after_in_child=_forget_in_child)
