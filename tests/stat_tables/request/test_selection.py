"""Columns and rows by name: one place for every name, nearest names for the rest."""

import pytest

from portal.errors import Problem
from stat_tables.request.selection import find_column, find_rows, number_of, one_row, select, unknown_column
from tests.stat_tables.shown import dataset, request, texts, view


@pytest.mark.parametrize(
    "name", ["viec", "Số việc thi hành xong", "số  việc thi hành xong", "Về việc: Số việc thi hành xong"]
)
def test_column_by_id_label_or_full_label(name: str) -> None:
    column = find_column(dataset("tinh"), name)
    assert column is not None
    assert column.id == "viec"


@pytest.mark.parametrize("name", ["Yên Bái", "yên bái", " Yên  Bái"])
def test_row_by_key(name: str) -> None:
    assert find_rows(dataset("tinh"), name) == (0,)


def test_row_without_diacritics_is_another_name() -> None:
    faults: list[Problem] = []
    assert one_row(dataset("tinh"), "Yen Bai", 7, faults) is None
    assert faults[0].line == 7
    assert "Yên Bái" in faults[0].hint


def test_unknown_column_names_the_nearest() -> None:
    assert "ty_le" in unknown_column(dataset("tinh"), "tỷ_lệ_", 3).hint


@pytest.mark.parametrize(
    ("body", "names"),
    [
        pytest.param("sắp xếp: viec giảm", ["Hà Nội", "Đà Nẵng", "Yên Bái", "Lào Cai", "Quảng Nam"], id="missing-last"),
        pytest.param("sắp xếp: viec", ["Lào Cai", "Yên Bái", "Đà Nẵng", "Hà Nội", "Quảng Nam"], id="rising"),
        pytest.param("sắp xếp: tinh", ["Đà Nẵng", "Hà Nội", "Lào Cai", "Quảng Nam", "Yên Bái"], id="alphabet"),
        pytest.param(
            "sắp xếp: ty_le giảm, viec", ["Đà Nẵng", "Yên Bái", "Lào Cai", "Hà Nội", "Quảng Nam"], id="two-keys"
        ),
        pytest.param("hàng: Hà Nội, Yên Bái", ["Hà Nội", "Yên Bái"], id="rows-in-given-order"),
        pytest.param("lọc: viec >= 1.598", ["Yên Bái", "Hà Nội", "Đà Nẵng"], id="vietnamese-number"),
        pytest.param("lọc:\n - ty_le < 60\n - tinh != Hà Nội", ["Yên Bái", "Lào Cai"], id="all-conditions"),
        pytest.param("sắp xếp: dk giảm\nsố hàng: 2", ["Hà Nội", "Đà Nẵng"], id="limit"),
    ],
)
def test_rows(body: str, names: list[str]) -> None:
    assert [row[0] for row in texts(view("cột: viec\n" + body))] == names


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param("cột: vie", "viec", id="column"),
        pytest.param("hàng: Yên Bán", "Yên Bái", id="row"),
        pytest.param("lọc: viec > nhiều", "1.600", id="value"),
        pytest.param("lọc: tinh > A", "= hoặc !=", id="order-of-words"),
        pytest.param("sắp xếp: vie giảm", "tăng hoặc giảm", id="sort"),
    ],
)
def test_faults_have_line_and_hint(body: str, told: str) -> None:
    faults: list[Problem] = []
    select(dataset("tinh"), request(body), faults)
    assert [fault.line for fault in faults] == [2]
    assert told in faults[0].hint


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.600", "1600"), ("59,36", "59.36"), ("1600", "1600"), ("−5,2", "-5.2"), ("46%", "46"), ("nhiều", None)],
)
def test_number_of_an_option(text: str, number: str | None) -> None:
    assert str(number_of(text)) == str(number)
