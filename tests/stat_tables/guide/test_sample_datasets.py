"""The datasets of the sample paper say what their sources say."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from portal.vietnam.provinces import RESOLUTION, parts, provinces, successor
from portal.vietnam.text import HANOI
from stat_tables.datasets.folder import EXTENSIONS
from stat_tables.datasets.load import Datasets, load_datasets
from stat_tables.drawings.series import IndicatorSeries, indicator_series
from stat_tables.model.number_format import format_value
from stat_tables.views.merged_table import merged_table

DATA = Path(__file__).resolve().parents[3] / "tests/end_to_end/paper/data"


@pytest.fixture(scope="module")
def datasets() -> Datasets:
    return load_datasets(DATA, datetime(2030, 1, 1, tzinfo=HANOI))


def test_every_dataset_names_its_source_and_its_terms(datasets: Datasets) -> None:
    assert len(datasets) >= 7
    for table in datasets.values():
        assert table.sources
        assert table.licence is not None
        assert 50 <= len(table.description) <= 5000  # what schema.org asks of a Dataset


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_every_format_of_data_is_in_use(extension: str) -> None:
    shown = DATA.parents[3] / "examples/tables/data"  # an old XLS stands with the examples of the style guide
    assert [*DATA.glob(f"*/*{extension}"), *shown.glob(f"*/*{extension}")]


def test_yen_bai_keeps_the_wording_of_its_source(datasets: Datasets) -> None:
    table = datasets["thads-yen-bai-2024h1"]
    values = [table.cell(0, column.id).value for column in table.columns]
    texts = [format_value(value, unit=True).replace("\u00a0", " ") for value in values]
    assert texts == ["Yên Bái", "gần 1.600 việc", "59,36%", "hơn 73 tỷ đồng", "33,75%"]
    assert table.period is not None
    assert (table.period.start, table.period.end) == (date(2023, 10, 1), date(2024, 3, 31))


def test_national_results_of_2023_were_revised(datasets: Datasets) -> None:
    table = datasets["thads-toan-quoc"]
    row = table.row_by_key[("2023",)]
    before, after = date(2024, 4, 17), date(2024, 12, 1)
    told = [
        (table.cell(row, name).value_as_of(before).number, table.cell(row, name).value_as_of(after).number)
        for name in ("viec_xong", "ty_le_viec", "tien_xong", "ty_le_tien")
    ]
    assert told == [
        (Decimal(574819), Decimal(575667)),
        (Decimal("83.25"), Decimal("83.24")),
        (Decimal(89412), Decimal(89506)),
        (Decimal("46.78"), Decimal("46.45")),
    ]
    assert len(table.revised_cells) == 4


def test_the_revision_of_2023_follows_from_the_results_of_2024(datasets: Datasets) -> None:
    table = datasets["thads-toan-quoc"]
    of_2023, of_2024 = table.row_by_key[("2023",)], table.row_by_key[("2024",)]

    def change(column: str) -> Decimal:
        later, earlier = table.cell(of_2024, column).value.number, table.cell(of_2023, column).value.number
        assert later is not None
        assert earlier is not None
        return later - earlier

    changes = [change(name) for name in ("viec_xong", "ty_le_viec", "tien_xong", "ty_le_tien")]
    assert changes == [Decimal(45901), Decimal("0.62"), Decimal(27843), Decimal("5.01")]


def test_the_registries_as_datasets_agree_with_the_registry(datasets: Datasets) -> None:
    old, new = datasets["63-tinh-thanh"], datasets["34-tinh-thanh"]
    rows = list(zip(*(old.values[name] for name in ("ma", "tinh", "ma_moi", "tinh_moi")), strict=True))
    assert rows == [(unit.code, unit.name, successor(unit).code, successor(unit).name) for unit in provinces(63)]
    rows = list(zip(*(new.values[name][:-1] for name in ("tinh", "ma", "so_don_vi", "gom")), strict=True))
    assert rows == [
        (unit.name, unit.code, len(unit.parts), ", ".join(part.name for part in parts(unit))) for unit in provinces(34)
    ]
    assert new.total_rows == {34}


def test_the_provinces_of_the_rearrangement_are_those_of_the_registry(datasets: Datasets) -> None:
    table = datasets["sap-xep-63-tinh-thanh"]
    rows = list(zip(*(table.values[name][:-1] for name in ("tinh", "ve", "cung_ve", "so_don_vi")), strict=True))
    units = [(unit, successor(unit)) for unit in provinces(63)]
    assert rows == [(unit.name, today.name, len(today.parts), 1) for unit, today in units]
    assert table.total_rows == {63}


def test_the_63_put_together_are_what_the_34_consist_of(datasets: Datasets) -> None:
    old, new = datasets["sap-xep-63-tinh-thanh"], datasets["34-tinh-thanh"]
    merged = merged_table(old, lambda row, column: old.cell(row, column).value)
    assert merged is not None
    told = dict(zip(merged.values["tinh"], merged.values["so_don_vi"], strict=True))
    assert told == dict(zip(new.values["tinh"][:-1], new.values["so_don_vi"][:-1], strict=True))


def test_the_counts_of_provinces_are_those_of_the_registry(datasets: Datasets) -> None:
    kept = sum(len(unit.parts) == 1 for unit in provinces(34))
    for name, day, count in (
        ("cap-tinh-truoc-1-7-2025", date(2025, 6, 30), len(provinces(63))),
        ("cap-tinh-tu-1-7-2025", date(2025, 7, 1), len(provinces(34))),
    ):
        table = datasets[name]
        (row,) = zip(*(table.values[column.id] for column in table.columns), strict=True)
        assert row == (day, count, kept, count - kept)


@pytest.fixture(scope="module")
def series(datasets: Datasets) -> dict[tuple[str, str], IndicatorSeries]:
    made = indicator_series(datasets.values(), datasets.indicators)
    return {(each.indicator, each.place): each for each in made}


@pytest.mark.parametrize(
    ("indicator", "place", "figures", "broken"),
    [
        pytest.param("don-vi-cap-tinh", "Cả nước", [63, 34], True, id="the country, by the indicator"),
        pytest.param("don-vi-hop-thanh", "Lào Cai", [1, 2], True, id="a province that took in another"),
        pytest.param("don-vi-hop-thanh", "Hà Nội", [1, 1], False, id="a province that stayed as it was"),
    ],
)
def test_series_pass_1_july_2025(
    series: dict[tuple[str, str], IndicatorSeries], indicator: str, place: str, figures: list[int], broken: bool
) -> None:
    found = series[indicator, place]
    assert [point.number for point in found.points] == figures
    assert [point.period.end for point in found.points] == [date(2025, 6, 30), date(2025, 7, 1)]
    assert [RESOLUTION in gap.text for gap in found.breaks] == [True] * broken


def test_indicators_of_series_are_defined(datasets: Datasets) -> None:
    used = {column.indicator for table in datasets.values() for column in table.columns if column.indicator}
    assert used == set(datasets.indicators)
    assert datasets.indicators["thads-viec-xong"].breaks[0].day == date(2024, 7, 26)
