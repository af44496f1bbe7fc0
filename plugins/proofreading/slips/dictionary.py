"""Pairs of syllables in words of a dictionary, such as news seldom has: `dictionary-pairs.md` says where from."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path

PAIRS = Path(__file__).with_name("dictionary-pairs.txt.xz")


def read_pairs() -> Iterator[tuple[str, list[str]]]:
    """Each syllable with those that follow it in a word."""
    for line in lzma.decompress(PAIRS.read_bytes()).decode("utf-8").splitlines():
        first, *followers = line.split(" ")
        yield first, followers
