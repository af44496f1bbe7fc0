"""The words of datasets: whether a sentence may speak of one of them at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from stat_tables.model.times import may_name_times

from .known_names import TOKEN
from .prose_facts import KnownTable


class Vocabulary:
    """Of some tables: what their rows, their areas and their columns are called; no figure of them."""

    def __init__(self, tables: Sequence[KnownTable]) -> None:
        self._tables = tables

    def may_be_meant(self, sentence: str) -> bool:
        """Whether the sentence has words of a period, and of a row and a column of one of the tables."""
        lower = sentence.lower()
        if not may_name_times(lower):
            return False
        words = frozenset(TOKEN.findall(lower))
        return any(table.may_be_meant(words) for table in self._tables)

    @property
    def digest(self) -> str:
        """Where it is the same, so is every answer of `may_be_meant`."""
        words = [
            [sorted(table.first_words), [sorted(column.words) for column in table.columns]] for table in self._tables
        ]
        return hashlib.blake2b(json.dumps(words).encode(), digest_size=16).hexdigest()
