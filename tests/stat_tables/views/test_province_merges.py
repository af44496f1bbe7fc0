"""Figures of the 63 provinces by the 34: counts and money add, rates never, codes need their vintage."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from portal.vietnam.provinces import provinces
from stat_tables.datasets.load import load_dataset
from stat_tables.model.table import Approximator, Status, Table, Value
from stat_tables.views.merged_table import merged_table
from tests.stat_tables.datasets.dataset_folder import write_dataset

SIDECAR = """title = "Thử"
description = "Số liệu mẫu để thử."
keys = ["tinh"]

[territory]
name = "Cả nước"
vintage = 63

[columns.tinh]
label = "Tỉnh"
type = "province"

[columns.phai]
label = "Có điều kiện"
type = "integer"
unit = "việc"
measure = "count"

[columns.xong]
label = "Xong"
type = "integer"
unit = "việc"
measure = "count"

[columns.tien]
label = "Tiền"
type = "number"
unit = "tỷ đồng"
measure = "money"

[columns.ty_le]
label = "Tỷ lệ"
type = "number"
unit = "%"
numerator = "xong"
denominator = "phai"

[columns.chi_so]
label = "Chỉ số hài lòng"
type = "number"
unit = "%"

[missing]
"…" = "nguồn không nêu"

[[sources]]
id = "mau"
title = "Số liệu mẫu"
"""


def by_34(tmp_path: Path, rows: str, sidecar: str = SIDECAR) -> tuple[Table, Table]:
    data = "tinh;phai;xong;tien;ty_le;chi_so\n" + rows
    table = load_dataset(write_dataset(tmp_path, sidecar=sidecar, data=data))

    def read(row: int, column: str) -> Value:
        return table.cell(row, column).value

    merged = merged_table(table, read)
    assert merged is not None
    return table, merged


def value(table: Table, province: str, column: str) -> Value:
    return table.cell(table.row_by_key[(province,)], column).value


LAO_CAI = "Yên Bái;200;100;1,5;50,00;80\nLào Cai;100;80;2,25;80,00;90\n"


def test_counts_and_money_add_and_rates_are_made_anew(tmp_path: Path) -> None:
    sidecar = SIDECAR + '\n[[totals]]\ntinh = "Cả nước"\n'
    _table, merged = by_34(tmp_path, LAO_CAI + "Cả nước;300;180;3,75;60,00;85\n", sidecar)
    assert merged.row_by_key.keys() == {("Lào Cai",)}
    assert value(merged, "Lào Cai", "xong").number == 180
    assert value(merged, "Lào Cai", "tien").number == Decimal("3.75")
    assert value(merged, "Lào Cai", "ty_le").number == Decimal("60.00")  # not 65, the mean of the rates


def test_a_rate_without_its_parts_cannot_be_computed(tmp_path: Path) -> None:
    _table, merged = by_34(tmp_path, LAO_CAI)
    satisfaction = value(merged, "Lào Cai", "chi_so")
    assert satisfaction.number is None
    assert satisfaction.reason


def test_a_sign_of_the_source_never_explains_what_could_not_be_computed(tmp_path: Path) -> None:
    sidecar = SIDECAR.replace('"…" = "nguồn không nêu"', '"–" = "không có việc"')
    _table, merged = by_34(tmp_path, LAO_CAI, sidecar)
    assert value(merged, "Lào Cai", "chi_so").reason == "tỷ lệ không cộng được"
    _table, merged = by_34(tmp_path / "hai", LAO_CAI + "Hà Nội;10;–;–;–;80\n", sidecar)
    assert value(merged, "Lào Cai", "chi_so").reason == "tỷ lệ không cộng được"
    assert value(merged, "Hà Nội", "xong").reason == "không có việc"


def test_a_missing_part_makes_the_sum_missing(tmp_path: Path) -> None:
    _table, merged = by_34(tmp_path, LAO_CAI.replace("200;100", "200;…"))
    assert value(merged, "Lào Cai", "phai").number == 300
    assert value(merged, "Lào Cai", "xong").number is None
    assert value(merged, "Lào Cai", "ty_le").number is None


def test_a_province_without_all_its_parts_has_no_sums(tmp_path: Path) -> None:
    _table, merged = by_34(tmp_path, "Yên Bái;200;100;1,5;50,00;80\n")
    assert value(merged, "Lào Cai", "phai").number is None


def test_an_unchanged_province_keeps_its_figures_as_published(tmp_path: Path) -> None:
    table, merged = by_34(tmp_path, "Hà Nội;10;gần 5;1,50;50,0;80,25\n")
    for column in table.columns:
        before, after = value(table, "Hà Nội", column.id), value(merged, "Hà Nội", column.id)
        assert (before.scalar, before.approximator) == (after.scalar, after.approximator)


def test_sums_of_approximations_are_approximations(tmp_path: Path) -> None:
    _table, merged = by_34(tmp_path, LAO_CAI.replace("200;100", "200;gần 100"))
    assert value(merged, "Lào Cai", "xong").approximator is Approximator.ABOUT


def test_a_sum_knows_that_a_part_was_revised(tmp_path: Path) -> None:
    sidecar = (
        SIDECAR
        + """
[[revisions]]
row = { tinh = "Yên Bái" }
column = "xong"
values = [{ value = 99, published = 2024-01-01 }, { value = 100, published = 2024-02-01 }]
"""
    )
    _table, merged = by_34(tmp_path, LAO_CAI, sidecar)
    assert value(merged, "Lào Cai", "xong").status is Status.REVISED
    assert value(merged, "Lào Cai", "ty_le").status is Status.REVISED
    assert value(merged, "Lào Cai", "phai").status is None


@pytest.mark.parametrize(
    ("old", "new"),
    [("Bắc Giang", "Bắc Ninh"), ("Quảng Bình", "Quảng Trị"), ("Bình Định", "Gia Lai"), ("Long An", "Tây Ninh")],
)
def test_a_code_that_changed_its_meaning_misleads_nobody(tmp_path: Path, old: str, new: str) -> None:
    code = next(unit.code for unit in provinces(63) if unit.name == old)
    assert code == next(unit.code for unit in provinces(34) if unit.name == new)
    table, merged = by_34(tmp_path, f"{code};1;1;1;100;1\n{new};2;1;1;50;1\n")
    assert table.row_by_key.keys() == {(old,), (new,)}
    assert value(merged, new, "phai").number == 3


def test_all_63_merge_into_all_34(tmp_path: Path) -> None:
    rows = "".join(f"{unit.name};10;5;1;50;1\n" for unit in provinces(63))
    _table, merged = by_34(tmp_path, rows)
    assert [merged.values["tinh"][row] for row in range(merged.row_count)] == [unit.name for unit in provinces(34)]
    assert sum(number for number in merged.values["phai"] if isinstance(number, Decimal)) == 630
