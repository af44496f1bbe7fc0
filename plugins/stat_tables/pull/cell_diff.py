"""What changed in a table since it was pulled, cell by cell: rows by key, columns by id; never a diff of the page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Rows = Mapping[tuple[str, ...], Mapping[str, str]]


@dataclass(frozen=True)
class CellChange:
    """`before` or `after` is None where the row or column is new or gone."""

    row: tuple[str, ...]
    column: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        place = "/".join((*self.row, self.column))
        return f"{place}: {_cell_words(self.before)} → {_cell_words(self.after)}"


def _cell_words(text: str | None) -> str:
    return "∅" if text is None else text


def cell_changes(before: bytes, after: bytes, keys: Sequence[str]) -> tuple[CellChange, ...]:
    """Changes between two canonical CSV files, in the order of the new one, what is gone last."""
    return tuple(_changes(_rows(before, keys), _rows(after, keys)))


def _rows(data: bytes, keys: Sequence[str]) -> Rows:
    records = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    return {tuple(record.get(key) or "" for key in keys): record for record in records}


def _changes(before: Rows, after: Rows) -> Iterator[CellChange]:
    for key in [*after, *(key for key in before if key not in after)]:
        old, new = before.get(key, {}), after.get(key, {})
        for column in dict.fromkeys([*new, *old]):
            if old.get(column) != new.get(column):
                yield CellChange(key, column, old.get(column), new.get(column))
