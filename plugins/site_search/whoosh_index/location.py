"""The Whoosh index of a build: where it is, and opening it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoosh import index

INDEX_NAME = "MAIN"
WORDINGS = "wordings.json"


def open_index(folder: Path) -> Any:
    """Only for folders that this machine's build wrote: a Whoosh index holds pickles."""
    return index.open_dir(str(folder), INDEX_NAME)
