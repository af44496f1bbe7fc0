"""One run at a time: a lock on a file that ends with the process, however it dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.errors import PortalError
from portal.parallel.process_lock import lock_file, unlock


@contextmanager
def run_lock(path: Path, refusal: str) -> Iterator[None]:
    """Hold `path`, or raise a PortalError with the text `refusal` where another process holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = lock_file(path)
    if lock is None:
        raise PortalError(refusal)
    try:
        yield
    finally:
        unlock(lock)
