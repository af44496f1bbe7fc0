"""A part of the exported terms: what is known of its files, by which it is named and made anew (FORMAT.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.files import digest

from .export_format import DIGITS, KINDS


@dataclass(frozen=True)
class ShardSizes:
    """Bytes of a shard before compression, on average, by its kind."""

    p: int
    s: int
    h: int

    def bits(self, kind: str, in_all: int) -> int:
        """Of the number of shards that so many bytes make."""
        return max(0, (in_all // int(getattr(self, kind))).bit_length() - 1)


SEALED_SIZES = ShardSizes(p=1800, s=4500, h=3000)
RECENT_SIZES = ShardSizes(p=700, s=2000, h=2000)  # fewer: few stories have many terms of their own
ENTRY_BYTES = 8  # that an entry has beside its postings


@dataclass(frozen=True)
class TermPart:
    """
    Args:
        sizes: by kind of shards, the bytes that the number of shards follows from.
        bits: by kind, those of the number of shards.
        files: path below the part's folder -> digest of what it holds.
    """

    sizes: Mapping[str, int]
    bits: Mapping[str, int]
    files: Mapping[str, str]

    @property
    def digest(self) -> str:
        return digest("".join(f"{path} {held}\n" for path, held in sorted(self.files.items())).encode())[:DIGITS]

    def folder(self, segment: str, number: int) -> str:
        return f"{segment}-{number:x}-{self.digest}"


def digests_of(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: digest(data) for path, data in files.items()}


def segment_line(name: str, first: int, parts: Sequence[TermPart]) -> dict[str, Any]:
    """What the manifest says of a segment. Args: first: the story that counts as 0."""
    bits = {kind: [part.bits[kind] for part in parts] for kind in KINDS}
    return {"first": first, "parts": [part.folder(name, number) for number, part in enumerate(parts)], **bits}
