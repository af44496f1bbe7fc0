"""Which syllables follow one another in Vietnamese news, and how often: `syllable-pairs.tsv.xz` beside this module."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).with_name("syllable-pairs.tsv.xz")
START, COMMA, STOP = "^", ",", "."


def read_table() -> str:
    """Lines `first <tab> next <tab> count`, as the file has them."""
    return lzma.decompress(TABLE.read_bytes()).decode("utf-8")


def read_rows() -> Iterator[tuple[str, str, int]]:
    """(first, next, count) of each line."""
    for line in read_table().splitlines():
        first, follower, count = line.split("\t")
        yield first, follower, int(count)
