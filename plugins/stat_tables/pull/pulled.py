"""A pulled table: texts only, rectangular, with its heads, unit, notes and source. Frozen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PulledColumn:
    """A column: its own label, the spanner over it, the unit of its figures, the footnote marks of its head."""

    label: str
    group: str = ""
    unit: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class PulledTable:
    """Args:
    columns: the stub (labels of the rows) first.
    rows: texts, as many per row as columns.
    cell_marks: (row, column) -> footnote marks.
    notes: (mark, text) in the order of the page.
    """

    caption: str
    columns: tuple[PulledColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    cell_marks: tuple[tuple[tuple[int, int], tuple[str, ...]], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    source: str = ""
    headings: tuple[str, ...] = ()
