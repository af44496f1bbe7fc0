"""Whether a web server's user can read what is published: by the bits of every folder on the way."""

from __future__ import annotations

import grp
import os
import pwd
import stat
from pathlib import Path

from portal.errors import PortalError
from portal.i18n import Translator

_ = Translator(__file__)


def check_readable(folder: Path, user: str) -> None:
    """Raise PortalError with the first folder on the way to `folder` that `user` may not enter."""
    try:
        who = pwd.getpwnam(user)
    except KeyError as error:
        raise PortalError(_("there is no user {name} on this machine", name=user)) from error
    groups = {who.pw_gid, *(group.gr_gid for group in grp.getgrall() if user in group.gr_mem)}
    whole = folder.resolve()
    for place in (*reversed(whole.parents), whole):
        if place.exists() and who.pw_uid != 0 and not _may_enter(place.stat(), who.pw_uid, groups):
            message = _("{name} may not enter {path}, and readers would get nothing", name=user, path=place)
            raise PortalError(f"{message}; chmod o+x {place}")


def _may_enter(status: os.stat_result, user: int, groups: set[int]) -> bool:
    if status.st_uid == user:
        return bool(status.st_mode & stat.S_IXUSR)
    return bool(status.st_mode & (stat.S_IXGRP if status.st_gid in groups else stat.S_IXOTH))
