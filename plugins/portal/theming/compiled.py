"""Templates that this process has compiled before, for another build or another plugin: never kept outside of it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_codes: dict[tuple[str, str, str], CodeType] = {}


class CompiledBefore(BytecodeCache):
    """Keyed by place, source, and the words that are put into templates while they are compiled."""

    def __init__(self, locale: Path, language: str) -> None:
        digest = hashlib.blake2b(language.encode(), digest_size=16)
        for file in sorted(path for path in locale.rglob("*") if path.is_file()):
            digest.update(f"\0{file.relative_to(locale)}\0".encode() + file.read_bytes())
        self._words = digest.hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = _codes.get((bucket.key, bucket.checksum, self._words))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        _codes[bucket.key, bucket.checksum, self._words] = bucket.code
