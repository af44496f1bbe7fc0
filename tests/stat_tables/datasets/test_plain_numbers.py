"""The fast way to read a column agrees with the careful one, or leaves the column to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.errors import Reporter
from stat_tables.datasets.column_reading import ColumnReading
from stat_tables.datasets.number_columns import _closely
from stat_tables.datasets.plain_numbers import read_plain_column
from stat_tables.declare.sidecar_columns import ColumnPlan
from stat_tables.model.numerals import Numerals
from stat_tables.model.table import Column, ColumnType
from stat_tables.read.csv_places import CsvPlaces
from stat_tables.read.grid import Grid

CELLS = st.from_regex(r"\A[-−]?[0-9]{1,4}([., ][0-9]{1,3}){0,3}\Z")


def carefully(texts: tuple[str, ...], numerals: Numerals | None, type_: ColumnType) -> tuple[object, int]:
    """What the cell-by-cell reader makes of a column, and how many faults it finds."""
    problems = Reporter()
    grid = Grid(("x",), (texts,), len(texts), CsvPlaces("x\n" + "\n".join(texts), ",", 0), str(Path("x.csv")))
    reading = ColumnReading(ColumnPlan(Column("x", "x", type_), numerals), texts, grid, 0, {}, problems)
    return _closely(reading), len(list(problems))


@example(("0.001",), None, ColumnType.INTEGER)
@given(
    st.lists(CELLS, min_size=1, max_size=5).map(tuple),
    st.sampled_from([None, *Numerals]),
    st.sampled_from([ColumnType.INTEGER, ColumnType.NUMBER]),
)
def test_both_ways_agree(texts: tuple[str, ...], numerals: Numerals | None, type_: ColumnType) -> None:
    plain = read_plain_column(texts, numerals, type_ is ColumnType.INTEGER)
    if plain is not None:
        values, faults = carefully(texts, numerals, type_)
        assert (plain, 0) == (values, faults)
        assert [str(value) for value in plain] == [str(value) for value in values]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("texts", "numerals", "integer"),
    [
        (("1600", "792"), None, True),
        (("1.600", "12.792.000"), None, True),
        (("59,36", "33,75"), None, False),
        (("59.36", "33.75"), None, False),
        (("1.600,5", "1 600"), Numerals.VIETNAMESE, False),
        (("−5,2", "-3"), None, False),
    ],
    ids=str,
)
def test_common_columns_are_read_the_fast_way(texts: tuple[str, ...], numerals: Numerals | None, integer: bool) -> None:
    assert read_plain_column(texts, numerals, integer) is not None


def test_a_group_never_begins_with_zero() -> None:
    assert read_plain_column(("0.001",), None, True) is None


@pytest.mark.parametrize(
    "texts",
    [("1.600",), ("1", ""), ("1\n2",), ("9" * 60,), ("1.5", "1,5"), ("²",), ("٣",), ("1_0",), ("1e5",)],
    ids=str,
)
def test_doubtful_columns_are_left_to_the_careful_way(texts: tuple[str, ...]) -> None:
    assert read_plain_column(texts, None, False) is None
