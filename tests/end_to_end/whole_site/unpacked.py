"""Files of the site as bytes that can be searched."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator


def readings(name: str, data: bytes) -> Iterator[bytes]:
    """`data` as it stands and unpacked: workbooks are zip files, index files of the search raw deflate streams."""
    yield data
    if name.endswith((".xlsx", ".zip")):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            yield "\n".join(book.namelist()).encode()
            yield from (book.read(member) for member in book.namelist())
    if name.endswith(".gz"):
        yield gzip.decompress(data)
    if name.endswith(".bin"):
        yield zlib.decompress(data, wbits=-zlib.MAX_WBITS)
