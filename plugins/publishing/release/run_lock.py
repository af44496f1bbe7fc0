"""One run at a time: a lock on a file that ends with the process, however it dies."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.errors import PortalError


@contextmanager
def run_lock(path: Path, refusal: str) -> Iterator[None]:
    """Hold `path`, or raise a PortalError with the text `refusal` where another process holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PortalError(refusal) from error
        yield
