"""What is left of a withdrawn text in a whole folder of releases: every byte is read, unpacked where it is packed."""

from __future__ import annotations

import gzip
import io
import os
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import brotli

from portal.vietnam.text import fold

from .leaks import readings

LEAST_WORD = 5  # letters; shorter words stand in other texts, and by chance in packed bytes


@dataclass(frozen=True)
class Trace:
    """Args: path: relative to the folder; text: what was found there."""

    path: str
    text: str


def rare_words(texts: Sequence[str], public: str) -> frozenset[str]:
    """Words of `texts`, folded, that stand nowhere in `public`: what a search index would give away."""
    known = fold(public)
    words = {word for text in texts for word in re.findall(r"[a-z]+", fold(text)) if len(word) >= LEAST_WORD}
    return frozenset(word for word in words if word not in known)


def traces(root: Path, texts: Sequence[str], words: frozenset[str] = frozenset()) -> Iterator[Trace]:
    """Every file below `root` that holds one of `texts`, or, in an index of the search, one of `words`."""
    for folder, _folders, names in os.walk(root):
        for name in sorted(names):
            file = Path(folder, name)
            if file.is_symlink():
                continue
            path = file.relative_to(root).as_posix()
            leak = next((text for text in texts if text in path), "") or _text_in(file, texts, words)
            if leak:
                yield Trace(path, leak)


def _text_in(file: Path, texts: Sequence[str], words: frozenset[str]) -> str:
    for data in unpacked(file.name, file.read_bytes()):
        for reading in readings(data):
            plain = unicodedata.normalize("NFC", reading)
            leak = next((text for text in texts if text in plain), "")
            if not leak and words and "tim-kiem" in file.parts:
                folded = fold(plain)
                leak = next((word for word in words if word in folded), "")
            if leak:
                return leak
    return ""


def unpacked(name: str, data: bytes) -> list[bytes]:
    """`data` as it stands, and what a program makes of it: .gz, .br, workbooks, index files of the search."""
    forms = [data]
    try:
        if name.endswith(".gz"):
            forms = [data, *unpacked(name.removesuffix(".gz"), gzip.decompress(data))]
        elif name.endswith(".br"):
            forms = [data, *unpacked(name.removesuffix(".br"), brotli.decompress(data))]
        elif name.endswith((".xlsx", ".ods", ".zip")):
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                forms += [book.read(member) for member in book.namelist()]
        elif name.endswith(".bin"):
            forms.append(zlib.decompress(data, wbits=-zlib.MAX_WBITS))
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, brotli.error):
        pass  # not packed after all
    return forms
