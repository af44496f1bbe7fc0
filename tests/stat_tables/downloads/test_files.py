"""Files of a dataset: whole, exact, safe in spreadsheets, the same bytes every time, valid for other people's tools."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from stat_tables.datasets.load import load_dataset
from stat_tables.downloads.data_package import data_package
from stat_tables.downloads.dataset_json_ld import SHORTEST_DESCRIPTION, catalogue_json_ld, dataset_json_ld
from stat_tables.downloads.files import as_xlsx, canonical_csv, data_files, safe_text, size_text, vietnamese_csv
from stat_tables.model.table import Column, ColumnType, Licence, Table
from tests.stat_tables.shown import ROOT, dataset

PAPER_DATA = sorted(path.parent.name for path in (ROOT / "tests/end_to_end/paper/data").glob("*/table.toml"))


def rows(data: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter))


def words(*texts: str) -> Table:
    """A table of one column of words."""
    column = Column("chu", "Chữ", ColumnType.STRING)
    return Table("chu", "Chữ", (column,), {"chu": texts}, len(texts), keys=("chu",))


def test_canonical_csv_is_for_programs() -> None:
    table = canonical_csv(dataset("tinh"))
    assert not table.startswith(b"\xef\xbb\xbf")
    assert rows(table)[:2] == [
        ["tinh", "viec", "dk", "ty_le", "tien"],
        ["Yên Bái", "1598", "2692", "59.36", "73100000000"],
    ]
    assert rows(table)[5] == ["Quảng Nam", "…", "5000", "…", "60000000000"]


def test_vietnamese_csv_is_for_a_double_click() -> None:
    table = vietnamese_csv(dataset("tinh"))
    assert table.startswith(b"\xef\xbb\xbf")
    assert rows(table, ";")[:2] == [
        [
            "Tỉnh",
            "Số việc thi hành xong (việc)",
            "Số việc có điều kiện (việc)",
            "Tỷ lệ (%)",
            "Tiền thi hành xong (đồng)",
        ],
        ["Yên Bái", "1598", "2692", "59,36", "73100000000"],
    ]


def test_approximators_and_status_have_columns_of_their_own() -> None:
    table = load_dataset(ROOT / "tests/end_to_end/paper/data" / "thads-yen-bai-2024h1")
    head, row = rows(canonical_csv(table))
    found = dict(zip(head, row, strict=True))
    assert (found["viec_xong"], found["viec_xong_approximator"]) == ("1600", "gần")
    assert rows(canonical_csv(dataset("nam")))[0][1:3] == ["viec", "viec_status"]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-2 việc", "@SUM(A1)", "\t=1", '=HYPERLINK("http://a.b")'])
def test_a_text_is_never_a_formula(text: str) -> None:
    assert safe_text(text) == "'" + text
    assert rows(vietnamese_csv(words(text)), ";")[1][0] == "'" + text
    cell = load_workbook(io.BytesIO(as_xlsx(words(text)))).worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_negative_numbers_stay_numbers() -> None:
    assert safe_text("-") == "-"
    assert safe_text("an toàn") == "an toàn"


def test_xlsx_has_figures_and_what_one_must_know() -> None:
    book = load_workbook(io.BytesIO(as_xlsx(dataset("tinh"))))
    figures, about = book.worksheets
    assert [cell.value for cell in figures[2]] == ["Yên Bái", 1598, 2692, 59.36, 73100000000]
    told = {row[0].value: row[1].value for row in about.rows}
    assert told["Tiêu đề"] == "Số liệu thử theo tỉnh"
    assert told["…"] == "nguồn không nêu"


def test_json_holds_exact_figures() -> None:
    file = next(file for file in data_files(dataset("tinh")) if file.name == "tinh.json")
    value = json.loads(file.data)
    assert value["rows"][0] == {"tinh": "Yên Bái", "viec": 1598, "dk": 2692, "ty_le": 59.36, "tien": 73100000000}
    assert value["rows"][4]["viec"] is None


@pytest.mark.parametrize("name", PAPER_DATA)
def test_the_same_table_gives_the_same_bytes(name: str) -> None:
    folder = ROOT / "tests/end_to_end/paper/data" / name
    assert data_files(load_dataset(folder)) == data_files(load_dataset(folder))


@pytest.mark.parametrize("name", PAPER_DATA)
def test_frictionless_accepts_the_data_package(name: str, tmp_path: Path) -> None:
    from frictionless import Package, system  # takes seconds, which every process that collects tests would wait for

    table = load_dataset(ROOT / "tests/end_to_end/paper/data" / name)
    files = data_files(table)
    for file in (*files, data_package(table, files[0], "https://example.vn/so-lieu/x/")):
        (tmp_path / file.name).write_bytes(file.data)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


def test_json_ld_is_complete_and_safe_in_a_script() -> None:
    table = replace(dataset("tinh"), title="A </script><b>", description="Ngắn.")
    links = [file.link("/so-lieu/tinh/") for file in data_files(table)]
    text = dataset_json_ld(table, "https://example.vn", "/so-lieu/tinh/", "Toà soạn", links, "Trích dẫn")
    assert "<" not in text
    value = json.loads(text)
    assert value["name"] == "A </script><b>"
    assert len(value["description"]) >= SHORTEST_DESCRIPTION
    assert value["temporalCoverage"] == "2023-10-01/2024-03-31"
    assert value["distribution"][0]["contentUrl"] == "https://example.vn/so-lieu/tinh/tinh.csv"
    assert {"@type": "PropertyValue", "name": "Về việc: Tỷ lệ", "unitText": "%"} in value["variableMeasured"]
    catalogue = json.loads(catalogue_json_ld([table], "https://example.vn", "/so-lieu/", "Toà soạn"))
    assert value["includedInDataCatalog"]["@id"] == catalogue["@id"]
    assert catalogue["dataset"] == [{"@type": "Dataset", "@id": value["@id"], "name": table.title}]


def test_json_ld_names_variables_in_full_and_the_licence_by_its_address() -> None:
    table = dataset("tinh")
    column = replace(table.columns[-1], group="Về việc", label="Thi hành xong")
    links = [file.link("/so-lieu/tinh/") for file in data_files(table)]

    def data(**values: Any) -> Any:
        changed = replace(table, columns=(*table.columns[:-1], column), **values)
        return json.loads(dataset_json_ld(changed, "https://example.vn", "/so-lieu/tinh/", "Báo", links, "Trích dẫn"))

    value = data(licence=Licence("Sử dụng tự do", "https://example.vn/giay-phep"))
    assert "Về việc: Thi hành xong" in [variable["name"] for variable in value["variableMeasured"]]
    assert "Về việc: Thi hành xong" in value["keywords"]
    assert value["license"] == "https://example.vn/giay-phep"
    assert data(licence=Licence("Sử dụng tự do"))["license"] == {"@type": "CreativeWork", "name": "Sử dụng tự do"}
    assert data(licence=Licence("X", "javascript:x"))["license"]["name"] == "X"
    assert "license" not in data(licence=None)


def test_sizes_are_told_the_vietnamese_way() -> None:
    assert (size_text(980), size_text(12340)) == ("980 B", "12,3 kB")
