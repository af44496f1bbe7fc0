"""One ssh connection for all commands of a run: a handshake takes longer than most of what is asked."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path


def sharing() -> tuple[str, ...]:
    """Options of ssh that let later connections go through the first one, which ends with the run.

    Empty where there is no folder that only this user may enter: whoever holds the socket may go where we go.
    """
    folder = Path(os.environ.get("XDG_RUNTIME_DIR") or f"{tempfile.gettempdir()}/toasoan-{os.getuid()}")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
    except OSError:
        return ()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid() or status.st_mode & 0o077:
        return ()
    # %C: a digest of the two ends. A socket that nobody holds any more is replaced by ssh itself.
    return ("-o", "ControlMaster=auto", "-o", "ControlPersist=no", "-o", f"ControlPath={folder}/ssh-%C")
