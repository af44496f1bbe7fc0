"""Unsigned LEB128 of whole arrays."""

from __future__ import annotations

import numpy as np

from .runs import Array, starts_of


def encode_varints(numbers: Array) -> tuple[Array, Array]:
    """The bytes of all numbers, one after another, and where each starts (and the last ends)."""
    sizes = np.ones(len(numbers), np.uint8)
    shift = 7
    while (longer := numbers >> shift > 0).any():
        sizes += longer
        shift += 7
    starts = starts_of(sizes)
    encoded = np.empty(starts[-1], np.uint8)
    encoded[starts[:-1]] = numbers & 127 | (sizes > 1) << 7
    for place in range(1, shift // 7):
        left = np.flatnonzero(sizes > place)
        encoded[starts[left] + place] = numbers[left] >> 7 * place & 127 | (sizes[left] > place + 1) << 7
    return encoded, starts
