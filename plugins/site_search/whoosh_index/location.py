"""The Whoosh index of a build: where it is, and opening it."""

from __future__ import annotations

from pathlib import Path
from pickle import UnpicklingError
from typing import Any

from whoosh import index

from portal.errors import PortalError
from portal.i18n import Translator

from .pickled import guard_whoosh

_ = Translator(__file__)

INDEX_NAME = "MAIN"
WORDINGS = "wordings.json"

guard_whoosh()


def open_index(folder: Path) -> Any:
    """An index that our build wrote. Of any other nothing is run; see `pickled.py`."""
    try:
        return index.open_dir(str(folder), INDEX_NAME)
    except (UnpicklingError, index.IndexError) as error:
        raise refused(folder) from error


def refused(folder: Path) -> PortalError:
    return PortalError(_("{folder} holds no index of this program; run scripts/build", folder=folder))
