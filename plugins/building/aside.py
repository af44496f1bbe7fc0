"""Build beside the output and exchange the two folders at the end: whoever serves the output sees a whole site."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.errors import PortalError
from portal.i18n import Translator
from portal.parallel.claimed_folder import ClaimedFolder, remove
from portal.parallel.process_end import disturbed, undisturbed

_ = Translator(__file__)

MARK = "build.json"  # stands in every built site, and tells it from a folder of somebody's own files
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h
_NO_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


@contextmanager
def built_aside(output: Path, *, spare: bool = False, anew: bool = False) -> Iterator[Path]:
    """A folder on the file system of `output`; it takes the place of `output` when the block ends well.

    After an error, and after a run that was killed, `output` is what it was; leftovers go with the next run.

    Args:
        spare: begin with the site before the last where it was left beside the output, and leave the one that is
            replaced. Whatever stands there is named by `keeping.spare_site.standing`, or goes. Where no site
            lay there, an error leaves none: a disk that is full gets its room back.
        anew: that site can give nothing: it stays until all is written, for a file system that has just lost thousands
            of files takes several times as long to make as many (ext4 passes over their inodes one by one).
    """
    output = output.resolve()
    check_replaceable(output)
    beside = spare_of(output) if spare else None
    start = None if anew else beside
    left = start if start and start.is_dir() else None
    with undisturbed():  # until the folder is in the care of the block that removes it
        claim = ClaimedFolder(output.parent, f".{output.name}.build-", start=start)
        try:
            with disturbed():
                yield claim.path
            _switch(claim.path, output)
            left = beside
            if anew and beside:
                remove(beside)
        finally:
            claim.release(into=left)


def spare_of(output: Path) -> Path:
    """Where the site is left that stood in `output` before."""
    return output.with_name(f".{output.name}.spare")


def check_replaceable(output: Path) -> None:
    """Refuse to replace what no build has made."""
    if output.exists() and not output.is_dir():
        raise PortalError(_("{path} is a file, not a folder", path=output))
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        raise PortalError(_("{path} holds files that no build has made; choose an empty folder", path=output))


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
        remove(old)


def _exchange(one: Path, other: Path) -> None:
    """renameat2(2): the two names change places in one step. Python's os module does not offer it."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(other))
