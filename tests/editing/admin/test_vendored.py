"""The CMS that lies in the tree is the one that its record names."""

from __future__ import annotations

import gzip
import hashlib
import tomllib
from pathlib import Path

ADMIN = Path(__file__).resolve().parents[3] / "plugins/editing/admin"


def test_the_packed_file_is_that_of_the_package() -> None:
    record = tomllib.loads((ADMIN / "decap-cms.toml").read_text(encoding="utf-8"))
    data = gzip.decompress((ADMIN / "decap-cms.js.gz").read_bytes())
    assert hashlib.sha256(data).hexdigest() == record["sha256"]
    assert record["version"].encode() in data
