"""Files: digests, atomic writes, and paths that cannot leave their folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

DIGEST_LENGTH = 12  # hex digits in a file name; 48 bits, enough for a million files


def digest(data: bytes, length: int = DIGEST_LENGTH) -> str:
    """Content hash for file names: the first `length` hex digits of SHA-256."""
    return hashlib.sha256(data).hexdigest()[:length]


def write_atomic(path: Path, data: bytes) -> None:
    """Write `data` so that a reader sees the old file or the new one, never a part."""
    import tempfile  # costs as much as all else here; who only reads does without

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    staged = Path(temporary)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        staged.chmod(0o644)
        staged.replace(path)
    except BaseException as error:
        staged.unlink(missing_ok=True)
        if isinstance(error, OSError) and (error.filename is None or str(error.filename) == temporary):
            error.filename = str(path)  # a full disk does not say where
        raise


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write `data` atomically unless the file holds it already; tell whether it was written."""
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    write_atomic(path, data)
    return True


def inside(root: Path, relative: str) -> Path | None:
    """The file `relative` below `root`, or None where it leads out of it (`..`, absolute, a link)."""
    base = root.resolve()
    path = (base / relative).resolve()
    return path if path.is_relative_to(base) else None
