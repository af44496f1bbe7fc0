"""Templates compiled before: by this process, or by an earlier build, which keeps them as Python keeps its `.pyc`.

To compile the templates of the theme takes a second: a tenth of the time of a build of some hundred stories.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from jinja2 import BytecodeCache, __version__
from jinja2.bccache import Bucket, bc_magic

from portal.files import write_atomic

Key = tuple[str, str, str]  # digests of place, source, and the words that are put into templates while compiled

FILE_NAME = "templates.bin"
_SEAL = 32  # bytes of a digest before the codes: `marshal` trusts whatever it reads
_codes: dict[Key, bytes] = {}
_used: set[Key] = set()


class CompiledBefore(BytecodeCache):
    """What Jinja asks for the code of a template before it compiles it."""

    def __init__(self, locale: Path, language: str) -> None:
        digest = hashlib.blake2b(f"{_compiler()}\0{language}".encode(), digest_size=16)
        for file in sorted(path for path in locale.rglob("*") if path.is_file()):
            digest.update(f"\0{file.relative_to(locale)}\0".encode() + file.read_bytes())
        self._words = digest.hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        key = (bucket.key, bucket.checksum, self._words)
        if key in _codes:
            _used.add(key)
            bucket.bytecode_from_string(_codes[key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        key = (bucket.key, bucket.checksum, self._words)
        _codes[key] = bucket.bytecode_to_string()
        _used.add(key)


@contextmanager
def compiled_templates_in(folder: Path) -> Iterator[None]:
    """Codes of templates come from `folder`, and those that the block has used go there if it does not fail.

    Of each template one code is kept, though a build that makes few pages uses few of them.
    """
    file = folder / FILE_NAME
    before = _read(file)
    _codes.update(before)
    _used.clear()
    yield
    if not _used <= before.keys():
        again = {place for place, _source, _words in _used}
        lasting = {key for key in before if key[0] not in again} | _used
        data = marshal.dumps({key: _codes[key] for key in sorted(lasting)})
        with suppress(OSError):  # the next build compiles again
            write_atomic(file, hashlib.sha256(data).digest() + data)


def _read(file: Path) -> dict[Key, bytes]:
    """What an earlier build has left; nothing where that is damaged."""
    try:
        text = file.read_bytes()
    except OSError:
        return {}
    seal, data = text[:_SEAL], text[_SEAL:]
    whole = hashlib.sha256(data).digest() == seal
    codes: dict[Key, bytes] = marshal.loads(data) if whole else {}
    return codes


@cache
def _compiler() -> str:
    """What turns the text of a template into code: Python and Jinja, and the modules of this folder."""
    texts = hashlib.sha256(b"\0".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))))
    return f"{bc_magic!r} {__version__} {texts.hexdigest()}"
