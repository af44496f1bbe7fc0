"""Units and measures of declared columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from stat_tables.datasets.load import load_dataset
from stat_tables.declare.sidecar_columns import parse_unit
from stat_tables.model.table import Measure, Unit
from tests.stat_tables.datasets.dataset_folder import SIDECAR, write_dataset


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("việc", Unit("việc", "việc")),
        ("tỷ đồng", Unit("tỷ đồng", "đồng", 9)),
        ("tỉ đồng", Unit("tỷ đồng", "đồng", 9)),
        ("nghìn tỷ đồng", Unit("nghìn tỷ đồng", "đồng", 12)),
        ("ngàn việc", Unit("nghìn việc", "việc", 3)),
        ("%", Unit("%", "%")),
        ("điểm phần trăm", Unit("điểm phần trăm", "điểm phần trăm")),
        ("triệu", Unit("triệu", "triệu")),
    ],
)
def test_units_have_a_base_and_a_power_of_ten(text: str, unit: Unit) -> None:
    assert parse_unit(text) == unit


@pytest.mark.parametrize(
    ("declaration", "measure"),
    [
        ('type = "integer"\nunit = "việc"', Measure.UNDECLARED),
        ('type = "integer"', Measure.UNDECLARED),
        ('type = "number"\nunit = "tỷ đồng"', Measure.UNDECLARED),
        ('type = "number"\nunit = "người/km²"\nmeasure = "density"', Measure.DENSITY),
        ('type = "number"\nunit = "%"', Measure.RATE),
        ('type = "number"\nunit = "điểm phần trăm"', Measure.RATE),
        ('type = "number"', Measure.UNDECLARED),
        ('type = "number"\nunit = "%"\nmeasure = "count"', Measure.COUNT),
    ],
)
def test_what_adds_is_declared_and_never_guessed(tmp_path: Path, declaration: str, measure: Measure) -> None:
    sidecar = SIDECAR.replace('type = "integer"\nunit = "việc"\nmeasure = "count"', declaration)
    table = load_dataset(write_dataset(tmp_path, sidecar=sidecar, data="tinh;viec;ty_le\nYên Bái;16;59,36\n"))
    assert table.column_by_id["viec"].measure is measure
