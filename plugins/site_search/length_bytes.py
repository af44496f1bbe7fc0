"""Length bytes (see ranking.py) of whole arrays."""

from __future__ import annotations

import numpy as np

from .ranking import LENGTHS
from .runs import Array


def length_bytes(lengths: Array) -> Array:
    return np.minimum(np.searchsorted(LENGTHS, lengths), 255).astype(np.uint8)
