"""Build beside the output and exchange the two folders at the end: whoever serves the output sees a whole site."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.errors import PortalError
from portal.i18n import Translator

_ = Translator(__file__)

MARK = "build.json"  # stands in every built site, and tells it from a folder of somebody's own files
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h
_NO_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


@contextmanager
def built_aside(output: Path) -> Iterator[Path]:
    """A new folder on the file system of `output`; it takes the place of `output` when the block ends well.

    After an error, and after a run that was killed, `output` is what it was; leftovers go with the next run.
    """
    output = output.resolve()
    check_replaceable(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    # Ctrl-C waits until the folder is in the care of the block that removes it.
    signals = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        folder, lock = _new_folder(output)
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, signals)
            yield folder
            _switch(folder, output)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, signals)


def check_replaceable(output: Path) -> None:
    """Refuse to replace what no build has made."""
    if output.exists() and not output.is_dir():
        raise PortalError(_("{path} is a file, not a folder", path=output))
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        raise PortalError(_("{path} holds files that no build has made; choose an empty folder", path=output))


def _new_folder(output: Path) -> tuple[Path, int]:
    """A fresh folder and its lock, which dies with this process. Removes folders whose process is gone."""
    prefix = f".{output.name}.build-"
    parent = os.open(output.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(parent, fcntl.LOCK_EX)  # nobody tidies between making a folder and locking it
        for leftover in sorted(output.parent.glob(f"{prefix}*")):
            _remove_unless_locked(leftover)
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=output.parent))
        folder.chmod(0o755)
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(lock, fcntl.LOCK_EX)
    finally:
        os.close(parent)
    return folder, lock


def _remove_unless_locked(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except BlockingIOError:
        pass  # another build is at work there
    finally:
        os.close(handle)


def _switch(folder: Path, output: Path) -> None:
    """Put `folder` in the place of `output`; what was there is then in `folder`."""
    if not output.exists():
        folder.rename(output)
        return
    try:
        _exchange(folder, output)
    except OSError as error:
        if error.errno not in _NO_EXCHANGE:
            raise
        # A file system without exchange: there is a moment without an output.
        old = folder.with_name(f"{folder.name}.old")
        output.rename(old)
        folder.rename(output)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> None:
    """renameat2(2): the two names change places in one step. Python's os module does not offer it."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(other))
