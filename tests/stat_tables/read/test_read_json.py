"""JSON records: exact numbers, places of cells, hostile values."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import PortalError, Problem
from stat_tables.declare.sidecar import DataFormat
from stat_tables.read.read_json import read_json


def test_numbers_keep_their_digits() -> None:
    grid = read_json(b'[{"a": 83.0, "b": 15128019000, "c": 1e3}]', "x.json", DataFormat())
    assert [str(column[0]) for column in grid.columns] == ["83.0", "15128019000", "1000"]


def test_records_may_stand_deeper() -> None:
    data = '{"meta": {"n": [1]}, "data": {"rows": [{"a": "một"}, {"a": null}]}}'
    assert read_json(data.encode(), "x.json", DataFormat(records="data.rows")).columns == (("một", ""),)


@given(
    st.lists(
        st.fixed_dictionaries({"a": st.text('a"\\\né{[ '), "b\n": st.integers(-(10**6), 10**6)}), min_size=1, max_size=5
    ),
    st.sampled_from([None, 1, 4]),
)
def test_every_cell_is_found_where_it_stands(records: list[dict[str, object]], indent: int | None) -> None:
    text = json.dumps({"rows": records}, ensure_ascii=False, indent=indent)
    grid = read_json(text.encode(), "x.json", DataFormat(records="rows"))
    lines = text.split("\n")
    for row, record in enumerate(records):
        for column, header in enumerate(grid.headers):
            line, place = grid.places.cell(row, column)
            assert line is not None
            rest = "\n".join([lines[line - 1][int(str(place)) - 1 :], *lines[line:]])
            assert rest.startswith(json.dumps(record[header], ensure_ascii=False))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "json-syntax"),
        ("[" * 100_000, "json-syntax"),
        ('[{"a": NaN}]', "json-syntax"),
        ('[{"a": 1, "a": 2}]', "duplicate-header"),
        ("[]", "records"),
        ('{"rows": []}', "records"),
        ("[1, 2]", "records"),
    ],
)
def test_what_holds_no_records_is_refused(text: str, code: str) -> None:
    with pytest.raises(Problem) as raised:
        read_json(text.encode(), "x.json", DataFormat())
    assert raised.value.code == code


def test_a_missing_place_is_told_with_the_nearest_name() -> None:
    with pytest.raises(Problem) as raised:
        read_json(b'{"rows": [{"a": 1}]}', "x.json", DataFormat(records="row"))
    assert "rows" in raised.value.hint


def test_a_number_of_a_billion_digits_is_not_written_out() -> None:
    grid = read_json(b'[{"a": 1e999999999}]', "x.json", DataFormat())
    assert not isinstance(grid.columns[0][0], Decimal)


def test_nested_values_and_missing_keys_are_told_together() -> None:
    with pytest.raises(PortalError) as raised:
        read_json(b'[{"a": [1], "b": 1},\n {"a": 1}]', "x.json", DataFormat())
    assert "x.json:1:8" in str(raised.value)
    assert "x.json:2:8" in str(raised.value)
