"""How stories are ranked: every constant in one place, and Whoosh's BM25F as plain arithmetic (QUERY.md)."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass

from whoosh.util.numeric import _length_byte_cache

# Whoosh keeps a length as the index of an entry of this table that is not below it. We take every fourth entry only:
# lengths are still right to a quarter, stories are found as well, and a browser loads half of them with its first
# query.
LENGTHS: tuple[int, ...] = tuple(_length_byte_cache)


@dataclass(frozen=True)
class Ranking:
    """Constants of the score; they travel to the browser in the manifest. Tuples go by field, as in ANALYSIS.md.

    Args:
        k1, b: of BM25; a field with b = 0 is scored without its length.
        weights: of the fields.
        other: weight of a second spelling (`kĩ` for `kỹ`).
        folded: weight of accents other than those typed.
        synonym: weight of other words for what was typed.
        single: weight of lone syllables beside pairs.
        prefix: weight of completions of the last word.
        scattered: weight of the words of a headline or lead in any order.
        near: weight of what a mistyped token may mean.
        enough: with fewer complete hits than this, lone syllables are looked up too.
        wanted: cover that a hit should have.
        floor, half: of the age decay: share that never decays; days after which half of the rest is gone.
    """

    k1: float = 1.2
    b: tuple[float, ...] = (0.75, 0.75, 0.75, 0.0, 0.0, 0.0)
    weights: tuple[float, ...] = (3.0, 2.0, 1.0, 1.0, 1.0, 2.0)
    other: float = 0.9
    folded: float = 0.2
    synonym: float = 0.7
    single: float = 0.5
    prefix: float = 0.5
    scattered: float = 0.5
    near: float = 0.6
    enough: int = 10
    wanted: float = 0.6
    floor: float = 0.85
    half: float = 730.0


DEFAULT_RANKING = Ranking()


def length_byte(length: int) -> int:
    place = bisect_left(LENGTHS, length)
    return min(place + -place % 4, 255)


def idf(documents: int, containing: int) -> float:
    return math.log(documents / (containing + 1)) + 1


def bm25(idf_value: float, tf: float, length: float, mean: float, b: float, k1: float) -> float:
    """Whoosh's `scoring.bm25`, in its order of operations, so that results are equal to the last bit."""
    return idf_value * ((tf * (k1 + 1)) / (tf + k1 * ((1 - b) + b * length / mean)))


def decay(age: int, ranking: Ranking) -> float:
    """Factor for a story `age` days older than the newest."""
    return ranking.floor + (1 - ranking.floor) * (ranking.half / (ranking.half + age))
