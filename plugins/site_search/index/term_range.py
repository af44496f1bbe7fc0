"""Some terms of the archive with the texts that have them, how often, and where."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from site_search.arrays.ragged import Array, starts_of

from .documents import FIELDS, SAPO
from .lexicon import NO_WORD


@dataclass(frozen=True)
class TermRange:
    """Consecutive terms, in the order of their text.

    An entry is one text (see TokenStream) that has the term.

    Args:
        firsts, seconds: words of each term; NO_WORD as second of a single word.
        starts: first entry of each term, and the end of the last.
        texts: of each entry, rising within a term.
        counts: occurrences, up to COUNT_LIMITS.
        steps: of the entries of pairs, `counts` positions each: position - position before - 1 (-1 at first).
    """

    firsts: Array
    seconds: Array
    starts: Array
    texts: Array
    counts: Array
    steps: Array

    def in_heads(self) -> Array:
        """Whether each entry is a single word in a headline or a lead."""
        singles = np.repeat(self.seconds == NO_WORD, np.diff(self.starts))
        return singles & (self.texts % len(FIELDS) <= SAPO)

    def of_entries(self, wanted: Array) -> tuple[TermRange, Array]:
        """What these entries are, and which terms they have."""
        sizes = np.diff(starts_of(wanted)[self.starts])
        terms = sizes > 0
        pairs = np.repeat(self.seconds != NO_WORD, np.diff(self.starts))
        entries = TermRange(
            self.firsts[terms],
            self.seconds[terms],
            starts_of(sizes[terms]),
            self.texts[wanted],
            self.counts[wanted],
            self.steps[np.repeat(wanted[pairs], self.counts[pairs])],
        )
        return entries, terms
