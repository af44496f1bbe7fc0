"""Dataset folders into tables: values, marks, embargo, and all faults of all folders at once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from portal.errors import BuildFailed
from portal.vietnam.text import HANOI
from stat_tables.datasets.load import load_dataset, load_datasets
from stat_tables.model.table import Approximator, Measure, Revision, Status, Table, Unit
from tests.stat_tables.datasets.dataset_folder import ROWS, SIDECAR, write_dataset

NOON = datetime(2024, 4, 17, 12, tzinfo=HANOI)


def faults(folder: Path) -> list[str]:
    with pytest.raises(BuildFailed) as failed:
        load_dataset(folder)
    return [problem.code for problem in failed.value.problems]


def test_a_dataset_becomes_a_table(tmp_path: Path) -> None:
    table = load_dataset(write_dataset(tmp_path))
    assert table.values["tinh"] == ("Yên Bái", "Hồ Chí Minh", "Hà Nội")
    assert table.values["viec"] == (Decimal(1600), Decimal(26515), None)
    assert [str(rate) for rate in table.values["ty_le"]] == ["59.36", "48.49", "33.75"]
    assert table.column_by_id["viec"].measure is Measure.COUNT
    assert table.column_by_id["ty_le"].measure is Measure.RATE
    assert table.row_by_key[("Hà Nội",)] == 2


def test_a_cell_tells_its_value_as_published(tmp_path: Path) -> None:
    table = load_dataset(write_dataset(tmp_path))
    nearly, missing = table.cell(0, "viec").value, table.cell(2, "viec").value
    assert (nearly.number, nearly.approximator, nearly.unit) == (
        Decimal(1600),
        Approximator.NEARLY,
        Unit("việc", "việc"),
    )
    assert (missing.number, missing.missing, missing.reason) == (None, "…", "nguồn không nêu")
    assert table.cell(1, "ty_le").value.decimals == 2


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("so-lieu.csv", "\ufeff" + ROWS.replace("\n", "\r\n")),
        ("so-lieu.tsv", ROWS.replace(";", "\t")),
        ("so-lieu.csv", 'ty_le,Việc xong,tinh\n"59,36",gần 1.600,yen-bai\n"48,49",26.515,79\n"33,75",…,"Hà Nội"\n'),
        ("so-lieu.csv", ROWS.replace("59,36", "59,36%").replace("26.515", "26.515 việc")),
        ("so-lieu.csv", ROWS.replace("Yên Bái", "Yên Bái")),
        (
            "so-lieu.json",
            '[{"tinh": "Yên Bái", "viec": "gần 1.600", "ty_le": 59.36},'
            ' {"tinh": "Hồ Chí Minh", "viec": 26515, "ty_le": 48.49}, {"tinh": "Hà Nội", "viec": "…", "ty_le": 33.75}]',
        ),
    ],
    ids=["bom-crlf", "tsv", "other-order", "units-in-cells", "decomposed-letters", "json"],
)
def test_the_same_table_in_other_forms(tmp_path: Path, file: str, data: str) -> None:
    plain = load_dataset(write_dataset(tmp_path / "a"))
    other = load_dataset(write_dataset(tmp_path / "b", data=data, file=file))
    assert (other.values, other.marks) == (plain.values, plain.marks)


def test_flags_in_cells_give_status_and_reasons(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path, data="tinh;viec;ty_le\nYên Bái;1.600 [p];[x]\nHà Nội;[c];33,75 [e]\n")
    table = load_dataset(folder)
    assert table.cell(0, "viec").value.status is Status.PROVISIONAL
    assert table.cell(1, "ty_le").value.status is Status.ESTIMATED
    assert table.cell(0, "ty_le").value.status is Status.UNAVAILABLE
    assert (table.cell(1, "viec").value.missing, table.cell(1, "viec").value.reason != "") == ("[c]", True)


REVISED = (
    SIDECAR
    + """
[notes]
a = "Ghi chú"

[[cells]]
row = { tinh = "TP.HCM" }
column = "ty_le"
status = "p"
notes = ["a"]

[[revisions]]
row = { tinh = "Hồ Chí Minh" }
column = "viec"
values = [
    { value = "gần 26.000", published = 2024-01-10, source = "mau" },
    { value = 26515, published = 2024-03-10, source = "mau" },
]
"""
)


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(2023, 1, 1), 26000), (date(2024, 3, 9), 26000), (date(2024, 3, 10), 26515), (date(2026, 1, 1), 26515)],
    ids=str,
)
def test_a_revised_cell_keeps_the_value_of_each_day(tmp_path: Path, day: date, value: int) -> None:
    table = load_dataset(write_dataset(tmp_path, sidecar=REVISED))
    cell = table.cell(1, "viec")
    assert cell.value_as_of(day).number == value
    assert (cell.value_as_of(day).approximator is Approximator.NEARLY) == (value == 26000)
    assert cell.value.status is Status.REVISED
    assert table.revised_cells == ((1, "viec"),)
    assert cell.mark.revisions[0] == Revision(Decimal(26000), date(2024, 1, 10), "mau", Approximator.NEARLY)
    assert table.cell(0, "viec").value_as_of(day) == table.cell(0, "viec").value


def test_single_cells_have_status_and_notes(tmp_path: Path) -> None:
    cell = load_dataset(write_dataset(tmp_path, sidecar=REVISED)).cell(1, "ty_le")
    assert (cell.value.status, cell.mark.notes) == (Status.PROVISIONAL, ("a",))


def test_an_embargoed_dataset_is_withheld_until_its_moment(tmp_path: Path) -> None:
    sidecar = SIDECAR.replace("keys =", "embargo = 2024-04-17T12:00:00+07:00\nkeys =")
    write_dataset(tmp_path, "mo", SIDECAR)
    write_dataset(tmp_path, "cam", sidecar)
    before = load_datasets(tmp_path, NOON - timedelta(seconds=1))
    assert (list(before), before.withheld) == (["mo"], frozenset(("cam",)))
    after = load_datasets(tmp_path, NOON)
    assert (list(after), after.withheld) == (["cam", "mo"], frozenset())


def test_a_faulty_embargoed_dataset_is_told_before_its_moment(tmp_path: Path) -> None:
    sidecar = SIDECAR.replace("keys =", "embargo = 2099-01-01T00:00:00+07:00\nkeys =")
    write_dataset(tmp_path, "cam", sidecar, data=ROWS.replace("26.515", "?"))
    with pytest.raises(BuildFailed):
        load_datasets(tmp_path, NOON)


def test_faults_of_all_folders_come_in_one_run(tmp_path: Path) -> None:
    write_dataset(tmp_path, "a", data=ROWS.replace("26.515", "?").replace("33,75", ""))
    write_dataset(tmp_path, "b", sidecar="title = ")
    write_dataset(tmp_path, "c")
    (tmp_path / "indicators.toml").write_text('[x]\nlabel = "X"\ndefinitoin = "y"\n', encoding="utf-8")
    with pytest.raises(BuildFailed) as failed:
        load_datasets(tmp_path, NOON)
    codes = [problem.code for problem in failed.value.problems]
    assert codes == ["number", "blank-cell", "toml-syntax", "missing-key", "unknown-key"]


def test_a_column_full_of_faults_is_told_in_part(tmp_path: Path) -> None:
    data = "tinh;viec;ty_le\n" + "Yên Bái;a;1\n" * 500
    codes = faults(write_dataset(tmp_path, data=data))
    assert codes.count("number") == 20
    assert "more-faults" in codes


@pytest.mark.parametrize(
    "name", ["../b/so-lieu.csv", "/etc/passwd", "table.toml", "khac.csv", "lien-ket.csv", "table.lock.json", ".."]
)
def test_no_path_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    secret = write_dataset(tmp_path, "b") / "so-lieu.csv"
    folder = write_dataset(tmp_path, "a", SIDECAR.replace("keys =", f'file = "{name}"\nkeys ='))
    (folder / "lien-ket.csv").symlink_to(secret)
    (folder / "table.lock.json").write_text("[]", encoding="utf-8")
    assert faults(folder) == ["data-file"]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path)
    with (folder / "so-lieu.csv").open("wb") as file:
        file.truncate(10**11)
    assert faults(folder) == ["too-large"]


def test_a_folder_without_a_sidecar_is_told(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path)
    (folder / "table.toml").unlink()
    assert faults(folder) == ["data-file"]


def test_the_digest_changes_with_sidecar_and_data(tmp_path: Path) -> None:
    tables: list[Table] = [
        load_dataset(write_dataset(tmp_path / "a")),
        load_dataset(write_dataset(tmp_path / "b", data=ROWS + "Cà Mau;1;1,00\n")),
        load_dataset(write_dataset(tmp_path / "c", sidecar=SIDECAR + "\n")),
    ]
    assert len({table.digest for table in tables}) == 3
    assert load_dataset(write_dataset(tmp_path / "d")).digest == tables[0].digest


def test_thads_periods_are_dates(tmp_path: Path) -> None:
    sidecar = SIDECAR.replace("[territory]", '[period]\ncalendar = "thads"\nyear = 2024\nmonths = 6\n\n[territory]')
    period = load_dataset(write_dataset(tmp_path, sidecar=sidecar)).period
    assert period is not None
    assert (period.iso, period.label) == ("2023-10-01/2024-03-31", "6 tháng đầu năm 2024")


def test_rows_of_totals_are_known_and_may_bear_no_province(tmp_path: Path) -> None:
    sidecar = SIDECAR + '\n[[totals]]\ntinh = "Cả nước"\n'
    table = load_dataset(write_dataset(tmp_path, sidecar=sidecar, data=ROWS + "Cả nước;28.115;50,00\n"))
    assert table.total_rows == {3}
    assert table.cell(3, "tinh").value.scalar == "Cả nước"
