"""What the operating system refuses, in an editor's words and with what to do."""

from __future__ import annotations

import errno

from .errors import Problem
from .i18n import Translator

_ = Translator(__file__)


def in_words(error: OSError) -> tuple[str, str]:
    """What is wrong, with the file where it is known, and what to do."""
    place = f"{error.filename}: " if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        place = f"{error.filename2 or error.filename}: " if error.filename else ""  # of a copy, not of what is copied
    if error.errno == errno.EFBIG:
        return place + _("this disk or account takes no file of that size"), _("write to another disk or folder")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return place + _("the disk is full"), _("free some space and run it again")
    if error.errno in (errno.EACCES, errno.EPERM):
        return place + _("permission is missing"), _("let the account that runs this read and write there")
    if error.errno == errno.EROFS:
        return place + _("the disk can only be read"), _("write to another folder, or mount the disk for writing")
    if error.errno == errno.ENAMETOOLONG:
        return place + _("the name is too long"), _("give the file or its folder a shorter name")
    if error.errno in (errno.EISDIR, errno.ENOTDIR):
        return place + _("a folder stands where a file belongs, or the other way round"), _("move it elsewhere")
    if error.errno == errno.ELOOP:
        return place + _("the link leads in a circle"), _("put the file itself there")
    if error.errno == errno.ENOENT:
        return place + _("this file or folder is not there"), _("check its name and where it should be")
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return place + _("too many files are open"), _("close other programs, or run with fewer workers")
    if error.errno == errno.EIO:
        return place + _("the disk fails"), _("copy your files to another disk and have this one checked")
    return place + (error.strerror or str(error)), ""


def unreadable(error: OSError, path: str) -> Problem:
    """The fault of a file or folder that the system does not let us read; messages name it `path`."""
    error.filename = None
    message, hint = in_words(error)
    return Problem(message, path, hint=hint, code="unreadable")


def in_one_line(error: Exception) -> str:
    """As all faults are shown; that of the system in words."""
    if not isinstance(error, OSError):
        return str(error)
    message, hint = in_words(error)
    return f"{message}; {hint}" if hint else message
