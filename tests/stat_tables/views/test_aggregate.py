"""What becomes of figures when rows are put together: added only where the column declares that they add."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from portal.vietnam.text import HANOI
from stat_tables.datasets.load import load_dataset, load_datasets
from stat_tables.model.table import Measure, Table, Value
from stat_tables.pages.province_blocks import province_data
from stat_tables.request.directive_options import BlockKind
from stat_tables.views.additivity import undeclared_sums
from stat_tables.views.aggregate import aggregate
from tests.stat_tables.datasets.dataset_folder import write_dataset
from tests.stat_tables.shown import DATA, THEME, convert, dataset, request, texts, view

MOMENT = datetime(2026, 1, 1, 8, tzinfo=HANOI)
UNDECLARED = """title = "Thử"
description = "Số liệu mẫu để thử."
keys = ["tinh"]

[territory]
name = "Cả nước"
vintage = 63

[columns.tinh]
label = "Tỉnh"
type = "province"

[columns.mat_do]
label = "Mật độ"
type = "integer"
unit = "người/km²"

[columns.hang]
label = "Xếp hạng"
type = "integer"

[columns.thu_nhap]
label = "Thu nhập bình quân"
type = "number"
unit = "triệu đồng"

[[sources]]
id = "mau"
title = "Số liệu mẫu"
"""
ROWS = "tinh;mat_do;hang;thu_nhap\nYên Bái;115;15;5,25\nLào Cai;119;7;6,75\n"


def undeclared(tmp_path: Path, sidecar: str = UNDECLARED) -> Table:
    return load_dataset(write_dataset(tmp_path, sidecar=sidecar, data=ROWS))


def together(table: Table, column: str) -> Value:
    def read(row: int, name: str) -> Value:
        return table.cell(row, name).value

    made = aggregate(table, table.column_by_id[column], range(table.row_count), read)
    assert made is not None
    return made


@pytest.mark.parametrize("column", ["mat_do", "hang", "thu_nhap"])
def test_what_nobody_declares_is_not_added(tmp_path: Path, column: str) -> None:
    value = together(undeclared(tmp_path), column)
    assert (value.number, value.missing) == (None, "–")
    assert "chưa rõ" in value.reason


@pytest.mark.parametrize("measure", [measure for measure in Measure if measure])
def test_a_declared_measure_adds_or_says_why_not(tmp_path: Path, measure: Measure) -> None:
    declared = UNDECLARED.replace('unit = "người/km²"', f'measure = "{measure}"')
    value = together(undeclared(tmp_path, declared), "mat_do")
    assert value.number == (Decimal(234) if measure.adds else None)
    assert bool(value.reason) is not measure.adds


def test_densities_and_averages_are_made_anew_from_their_parts() -> None:
    table = dataset("thuoc-do")
    assert together(table, "dan_so").number == 9600
    # 9.600 nghìn người over 16.000 km²
    assert together(table, "mat_do").number == 600
    # (850 x 3,50 + 750 x 4,10 + 8.000 x 6,25) / 9.600
    assert together(table, "thu_nhap").number == Decimal("5.84")
    assert together(table, "gia").reason == "chỉ số không cộng được"
    assert together(table, "hang").reason == "thứ hạng không cộng được"


def test_every_reason_of_a_total_stands_under_the_table() -> None:
    made = view("tổng: có", "thuoc-do")
    assert [cell.text for cell in made.foot[0].cells] == ["Tổng cộng", "9.600", "16.000,0", "600,0", "5,84", "–", "–"]
    assert [(entry.code, entry.text) for entry in made.legend] == [
        ("–", "chỉ số không cộng được; thứ hạng không cộng được")
    ]
    assert texts(made)[0][0] == "Yên Bái"


def test_the_page_of_a_merged_province_shows_no_sum_of_the_undeclared(tmp_path: Path) -> None:
    page = str(province_data([undeclared(tmp_path)], (), THEME)["lao-cai"])
    assert "234" not in page
    assert ">22<" not in page
    assert "12,00" not in page


def test_a_table_of_the_63_is_warned_of_what_its_merged_provinces_lack(tmp_path: Path) -> None:
    write_dataset(tmp_path, sidecar=UNDECLARED, data=ROWS)
    warnings = load_datasets(tmp_path, MOMENT).warnings
    assert [(warning.line, warning.code, warning.severity) for warning in warnings] == [
        (line, "undeclared-measure", "warning") for line in (13, 18, 22)
    ]
    examples = load_datasets(DATA, MOMENT).warnings
    assert [(warning.path, warning.code) for warning in examples] == [("tables/data/bieu/bieu.xls", "left-out")] * 2


@pytest.mark.parametrize(
    ("body", "kind", "lines"),
    [
        ("tổng: có", BlockKind.TABLE, [2, 2, 2]),
        ("cột: hang\ntổng: có", BlockKind.TABLE, [3]),
        ("nhóm: hang\ncộng nhóm: có", BlockKind.TABLE, [3, 3, 3]),
        ("cột: mat_do\nđịa giới: 34", BlockKind.MAP, [3]),
        ("cột: mat_do\nđịa giới: 63", BlockKind.MAP, []),
        ("cột: mat_do", BlockKind.TABLE, []),
    ],
)
def test_a_view_that_asks_for_such_a_sum_is_warned(
    tmp_path: Path, body: str, kind: BlockKind, lines: list[int]
) -> None:
    found = undeclared_sums(undeclared(tmp_path), request(body, kind))
    assert [doubt.line for doubt in found] == lines
    assert all("table.toml" in doubt.hint for doubt in found)


def test_declared_columns_are_not_warned_of() -> None:
    _html, report = convert("/// bang | thuoc-do\ntổng: có\n///\n")
    assert (report.errors, report.warnings) == ([], [])
