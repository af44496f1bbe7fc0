"""Unsigned LEB128 of whole arrays."""

from __future__ import annotations

import numpy as np

from .ragged import Array, RaggedArray, starts_of


def encode_varints(numbers: Array) -> RaggedArray:
    """The bytes of each number; they lie one after another."""
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
    return RaggedArray.cut(encoded, starts)
