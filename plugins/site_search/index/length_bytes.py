"""Length bytes (see ranking.py) of whole arrays."""

from __future__ import annotations

import numpy as np

from site_search.arrays.ragged import Array

from .ranking import LENGTHS


def length_bytes(lengths: Array) -> Array:
    places = np.searchsorted(LENGTHS, lengths)
    fourth: Array = np.minimum(places + -places % 4, 255).astype(np.uint8)
    return fourth
