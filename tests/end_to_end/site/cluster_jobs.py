"""Jobs that workers of a cluster import."""

from __future__ import annotations

import os
import time
from pathlib import Path

from portal.errors import Problem


def times(shared: bytes, job: int) -> bytes:
    time.sleep(0.02)
    return f"{len(shared)} × {job}".encode()


def words(shared: Path, job: str) -> bytes:
    """A file of its own, one that all may read, and one that is not there."""
    there = (shared / "nothing.txt").exists()
    return f"{(shared / 'articles' / job).read_text()} {(shared / 'data.csv').read_text()} {there}".encode()


def fails_at_7(_shared: None, job: int) -> bytes:
    if job >= 7:
        raise Problem("hỏng", f"{job}.md", 1)
    return bytes([job])


def ends(_shared: None, _job: int) -> bytes:
    os._exit(1)
