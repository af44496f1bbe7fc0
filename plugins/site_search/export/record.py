"""What is kept of an export from build to build: by it the next one makes only what has changed."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from portal.files import digest
from site_search.arrays.ragged import Array
from site_search.index.documents import FIELDS

from .export_format import KINDS
from .parts import TermPart

TEXT_BLOCK = 128  # stories whose texts are kept in one piece


@dataclass(frozen=True)
class ExportRecord:
    """
    Args:
        inputs: digest of all that is the same for every story.
        documents: digest of each story.
        parts: what each part has sealed; recent: what is sealed in none.
        lengths: terms of each field (columns) of each story (rows).
        titles: digest of what the suggestions were made from.
        suggest: their folder; `keys`: of its files.
        columns, stores: lines of the manifest for what is known of stories beside their words.
    """

    inputs: str
    documents: Sequence[str]
    parts: Sequence[TermPart]
    lengths: Array
    titles: str
    suggest: str
    keys: Sequence[str]
    columns: Sequence[Mapping[str, Any]]
    stores: Sequence[str]
    recent: Sequence[TermPart]

    def blocks(self) -> list[str]:
        """Names of the pieces that hold the stories' texts."""
        starts = range(0, len(self.documents), TEXT_BLOCK)
        return [
            digest("\n".join((self.inputs, *self.documents[start : start + TEXT_BLOCK])).encode(), 32)
            for start in starts
        ]

    def dump(self) -> bytes:
        parts, recent = ([_dumped(part) for part in of_all] for of_all in (self.parts, self.recent))
        lengths = base64.b64encode(self.lengths.astype("<i4").tobytes()).decode()
        suggested = [self.titles, self.suggest, self.keys]
        values = [self.inputs, self.documents, parts, recent, lengths, *suggested, self.columns, self.stores]
        return zlib.compress(json.dumps(values, separators=(",", ":")).encode(), 1)


def load_record(data: bytes | None) -> ExportRecord | None:
    """None where there is none, or it is of another form."""
    try:
        inputs, documents, *of_parts, lengths, titles, suggest, keys, columns, stores = json.loads(
            zlib.decompress(data or b"")
        )
        parts, recent = (
            [TermPart(_by_kind(sizes), _by_kind(bits), files) for sizes, bits, files in told] for told in of_parts
        )
        rows = np.frombuffer(base64.b64decode(lengths), "<i4").reshape(-1, len(FIELDS)).astype(np.int64)
        return ExportRecord(inputs, documents, parts, rows, titles, suggest, keys, columns, stores, recent)
    except (ValueError, TypeError, AttributeError, zlib.error):
        return None


def _dumped(part: TermPart) -> list[object]:
    return [[*part.sizes.values()], [*part.bits.values()], part.files]


def _by_kind(numbers: Sequence[int]) -> dict[str, int]:
    return dict(zip(KINDS, numbers, strict=True))


def block_names(inputs: str, documents: Sequence[str], size: int = TEXT_BLOCK) -> list[str]:
    """Of blocks of stories, by what they are."""
    starts = range(0, len(documents), size)
    return [digest("\n".join((inputs, *documents[start : start + size])).encode(), 32) for start in starts]


def dump_texts(texts: Sequence[Sequence[str]]) -> bytes:
    """Of the stories of one block, the texts of their fields."""
    return zlib.compress(json.dumps(list(map(list, texts)), ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def load_texts(data: bytes | None) -> list[list[str]] | None:
    try:
        texts: list[list[str]] = json.loads(zlib.decompress(data or b""))
        return texts
    except (ValueError, zlib.error):
        return None


@dataclass(frozen=True)
class EarlierExport:
    """
    Args:
        folder: of the exported files that a build has written; `paths` of them.
        texts: gives the piece of this name, if there is one.
    """

    record: ExportRecord
    folder: Path
    paths: frozenset[str]
    texts: Callable[[str], bytes | None]

    @cached_property
    def inside(self) -> Mapping[str, Sequence[str]]:
        """Paths of the files by the folder that they lie in."""
        folders: dict[str, list[str]] = {}
        for path in self.paths:
            folders.setdefault(path.partition("/")[0], []).append(path)
        return folders
