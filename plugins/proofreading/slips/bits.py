"""Sets of syllables as numbers with a bit for each: what two have in common is found in one step.

A dictionary of 90,000 pairs is asked once or twice for every word of a text, and nearly every question would miss the
processor's cache; rows of bits are small enough to stay there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

MASKS = tuple(1 << place for place in range(8))


class Row:
    """A set of numbers below a bound: `data[number >> 3] & MASKS[number & 7]` tells of one, `bits` is for `&`."""

    __slots__ = ("bits", "data")

    def __init__(self, bits: int, width: int) -> None:
        self.bits = bits
        self.data = bits.to_bytes(width, "little")


def width_of(count: int) -> int:
    """Bytes that a row of so many bits takes."""
    return (count + 7) // 8


def as_bits(numbers: Iterable[int], width: int) -> int:
    data = bytearray(width)
    for number in numbers:
        data[number >> 3] |= MASKS[number & 7]
    return int.from_bytes(data, "little")


def numbers_in(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
