"""Block directives: options with or without diacritics, every fault at its line with the nearest names."""

import pytest

from stat_tables.request.directive import parse_directive
from stat_tables.request.directive_options import OPERATORS, BlockKind, Condition, Delta, Shape, SortKey, Spark
from tests.stat_tables.shown import request


@pytest.mark.parametrize("key", ["sắp xếp", "Sắp xếp", "sap xep", "sap-xep", "sắp_xếp"])
def test_option_names_may_be_written_as_editors_write_them(key: str) -> None:
    assert request(f"{key}: viec giảm, ten").sort == (SortKey("viec", descending=True), SortKey("ten"))


def test_lists_are_lines_or_commas() -> None:
    assert request("cột: a, b").columns == request("cột:\n  - a\n  - b").columns == ("a", "b")


@pytest.mark.parametrize("operator", OPERATORS)
def test_conditions_know_every_operator(operator: str) -> None:
    assert request(f"lọc: viec {operator} 1.600").filters == (Condition("viec", operator, "1.600"),)


def test_values_are_never_taken_for_yaml_numbers_or_truths() -> None:
    made = request("lọc: a = 1.600\ntiêu đề: no")
    assert made.filters[0].value == "1.600"
    assert made.caption == "no"


def test_made_columns() -> None:
    made = request("đường nhỏ:\n  Nét: a, b\nchênh lệch:\n  Tăng: b - a %\n  Thêm: b")
    assert made.sparks == (Spark("Nét", ("a", "b")),)
    assert made.deltas == (Delta("Tăng", "b", "a", relative=True), Delta("Thêm", "b"))


def test_lines_of_options_are_kept() -> None:
    made = request("cột: a\n\nsắp xếp: a")
    assert (made.line_of("columns"), made.line_of("sort"), made.line_of("heat")) == (2, 4, 1)


def test_shape_of_a_chart() -> None:
    assert request("kiểu: đường", BlockKind.CHART).shape is Shape.LINE


@pytest.mark.parametrize(
    ("kind", "body", "line", "told"),
    [
        pytest.param(BlockKind.TABLE, "cột: a\nsắp sếp: b", 12, ["sắp sếp", "sắp xếp"], id="unknown"),
        pytest.param(BlockKind.TABLE, "kiểu: cột", 11, ["kiểu", "bieu-do"], id="of-another-block"),
        pytest.param(BlockKind.TABLE, "tổng: có\ncột: a\ntổng: không", 13, ["tổng", "hai lần"], id="twice"),
        pytest.param(BlockKind.TABLE, "tổng: có lẽ", 11, ["tổng", "có hoặc không"], id="neither-yes-nor-no"),
        pytest.param(BlockKind.TABLE, "số hàng: 0", 11, ["số hàng", "1 đến 10000"], id="out-of-range"),
        pytest.param(BlockKind.CHART, "kiểu: tròn", 11, ["kiểu", "lựa chọn"], id="unknown-shape"),
        pytest.param(BlockKind.TABLE, "lọc: viec", 11, ["viec", ">="], id="no-condition"),
        pytest.param(BlockKind.TABLE, "chỉ là chữ", 11, ["văn bản", "tuỳ chọn: giá trị"], id="no-options"),
        pytest.param(BlockKind.TABLE, "cột: a\n  b: [", 12, ["không đọc được"], id="broken-yaml"),
    ],
)
def test_faults_name_line_and_remedy(kind: BlockKind, body: str, line: int, told: list[str]) -> None:
    made, faults = parse_directive(kind, "tinh", body, 10)
    assert made is None
    assert [fault.line for fault in faults] == [line]
    assert all(word in f"{faults[0].message} {faults[0].hint}" for word in told)


def test_all_faults_come_in_one_run() -> None:
    _made, faults = parse_directive(BlockKind.TABLE, "", "x: 1\ntổng: nhiều", 1)
    assert len(faults) == 3
