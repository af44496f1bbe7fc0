"""table.lock.json: from where, when and how a table was pulled, and digests of what was found there."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from portal.errors import Problem
from portal.files import write_atomic
from portal.i18n import Translator

from ..choose import Selector

_ = Translator(__file__)

NAME, VERSION = "table.lock.json", 1


@dataclass(frozen=True)
class Lock:
    """Args:
    url: address, or empty where a saved file was read.
    retrieved: ISO 8601 with offset.
    page_sha256: of the bytes as they came.
    table_sha256: of the canonical CSV.
    snapshot: name of the gzip file with those bytes, beside the lock.
    headers: Content-Type, Last-Modified and ETag of the answer.
    """

    url: str
    retrieved: str
    selector: Selector
    sheet: str
    numerals: str
    page_sha256: str
    table_sha256: str
    snapshot: str
    headers: dict[str, str]
    version: int = VERSION
    parts: tuple[str, ...] = ()
    last_row: int = 0
    encoding: str = ""


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_lock(folder: Path, lock: Lock, page: bytes) -> None:
    """The snapshot first: a lock never speaks of one that is not there."""
    write_atomic(folder / lock.snapshot, gzip.compress(page, compresslevel=9, mtime=0))
    text = json.dumps(asdict(lock), ensure_ascii=False, indent=2, sort_keys=True)
    write_atomic(folder / NAME, f"{text}\n".encode())


def read_lock(folder: Path) -> Lock:
    path = folder / NAME
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values.get("version") != VERSION:
            raise Problem(_("version {version} is not known", version=values.get("version")), path)
        return Lock(**{**values, "selector": Selector(**values["selector"])})
    except FileNotFoundError:
        raise Problem(_("this dataset was not pulled"), path, hint=_("pull it first, without --check")) from None
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise Problem(_("not a lock file: {reason}", reason=error), path, hint=_("pull the table again")) from None
