"""XLSX and ODS, made by another library: exact numbers, spreadsheet addresses, and what is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from portal.errors import BuildFailed, Problem
from stat_tables.datasets.load import load_dataset
from stat_tables.declare.sidecar import DataFormat
from stat_tables.read.read_spreadsheet import read_spreadsheet
from stat_tables.read.sheets.limits import MOST_MEMBERS
from stat_tables.read.sheets.number_formats import exact
from stat_tables.read.sheets.sheet import column_letters
from tests.stat_tables.datasets.dataset_folder import SIDECAR, write_dataset

ROWS: list[list[Any]] = [
    ["tinh", "viec", "ty_le"],
    ["Yên Bái", "gần 1.600", 59.36],
    ["TP.HCM", 26515, 48.49],
    ["Hà Nội", "…", 33.75],
]


def workbook(rows: list[list[Any]], merge: str = "", sheets: int = 1) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Số liệu"
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    for number in range(1, sheets):
        book.create_sheet(f"Trang {number}")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def open_document(rows: list[list[Any]]) -> bytes:
    """The smallest ODS file with these cells."""

    def cell(value: Any) -> str:
        if isinstance(value, float | int):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Số liệu">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("file", "data"),
    [("so-lieu.xlsx", workbook(ROWS)), ("so-lieu.ods", open_document(ROWS))],
    ids=["xlsx", "ods"],
)
def test_a_sheet_reads_as_the_same_table_as_csv(tmp_path: Path, file: str, data: bytes) -> None:
    sheet = load_dataset(write_dataset(tmp_path / "a", data=data, file=file))
    plain = load_dataset(write_dataset(tmp_path / "b"))
    assert sheet.values == plain.values
    assert sheet.marks == plain.marks
    assert [str(value) for value in sheet.values["ty_le"]] == ["59.36", "48.49", "33.75"]


def test_faults_name_sheet_and_cell(tmp_path: Path) -> None:
    rows = [["Bảng 1"], [None, *ROWS[0]], [None, "Yên Bái", "nhiều", 59.36], [None, "Hà Nội", 5.5, None]]
    sidecar = SIDECAR.replace("keys =", "header_row = 2\nkeys =")
    with pytest.raises(BuildFailed) as failed:
        load_dataset(write_dataset(tmp_path, sidecar=sidecar, data=workbook(rows), file="so-lieu.xlsx"))
    places = {(problem.code, problem.column) for problem in failed.value.problems}
    assert places == {("number", "Số liệu!C3"), ("integer", "Số liệu!C4"), ("blank-cell", "Số liệu!D4")}


def test_figure_in_merged_cells_is_refused() -> None:
    with pytest.raises(BuildFailed) as failed:
        read_spreadsheet(workbook(ROWS, merge="B2:B3"), "x.xlsx", DataFormat())
    assert [(problem.code, problem.column) for problem in failed.value.problems] == [("merged-figure", "Số liệu!B2")]


def test_percentages_kept_as_fractions_are_told(tmp_path: Path) -> None:
    rows = [ROWS[0], ["Yên Bái", 1, 0.5936], ["Hà Nội", 2, 0.3375]]
    folder = write_dataset(tmp_path / "a", data=workbook(rows), file="so-lieu.xlsx")
    with pytest.raises(BuildFailed) as failed:
        load_dataset(folder)
    assert [problem.code for problem in failed.value.problems] == ["percent-fraction"]
    small = SIDECAR.replace('unit = "%"', 'unit = "%"\nmaximum = 1')
    load_dataset(write_dataset(tmp_path / "b", sidecar=small, data=workbook(rows), file="so-lieu.xlsx"))


def test_dates_and_truth_values_keep_their_type() -> None:
    grid = read_spreadsheet(workbook([["a", "b"], [date(2024, 3, 31), True]]), "x.xlsx", DataFormat())
    assert grid.columns == ((date(2024, 3, 31),), (True,))


def test_a_named_sheet_is_read_and_a_wrong_name_told() -> None:
    data = workbook(ROWS, sheets=3)
    assert read_spreadsheet(data, "x.xlsx", DataFormat(sheet="Số liệu")).row_count == 3
    with pytest.raises(Problem) as raised:
        read_spreadsheet(data, "x.xlsx", DataFormat(sheet="Số liêu"))
    assert "Số liệu" in raised.value.hint


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 250_000_000)
    return stream.getvalue()


def crowd() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(MOST_MEMBERS + 1):
            archive.writestr(f"{number}.xml", b"")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"tinh,viec\n", "spreadsheet"),
        (lambda: b"PK\x03\x04junk", "spreadsheet"),
        (crowd, "too-large"),
        (bomb, "too-large"),
    ],
    ids=["csv-in-disguise", "broken-zip", "many-members", "bomb"],
)
def test_what_is_no_sheet_or_means_harm_is_refused(make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(Problem) as raised:
        read_spreadsheet(make(), "x.xlsx", DataFormat())
    assert raised.value.code == code


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(index: int, letters: str) -> None:
    assert column_letters(index) == letters


@pytest.mark.parametrize(
    ("number", "text"), [(59.36, "59.36"), (1598.0, "1598"), (1e-7, "0.0000001"), (0.1 + 0.2, "0.3")]
)
def test_binary_numbers_become_the_decimals_they_stand_for(number: float, text: str) -> None:
    assert exact(number) == Decimal(text)
    assert f"{exact(number):f}" == text
