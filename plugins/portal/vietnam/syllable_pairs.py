"""Which syllables follow one another in Vietnamese news, and how often: `syllable-pairs.tsv.xz` beside this module."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("syllable-pairs.tsv.xz")
START, COMMA, STOP = "^", ",", "."


def read_rows(path: Path = TABLE) -> Iterator[tuple[str, str, int]]:
    """(first, next, count) as the table has them."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            first, follower, count = line.split("\t")
            yield first, follower, int(count)
