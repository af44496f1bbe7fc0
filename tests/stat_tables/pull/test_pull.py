"""The command from end to end: a saved page becomes a dataset that loads, and a later page is compared cell by cell."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from commands.pull_table import main
from stat_tables.datasets.load import load_dataset
from stat_tables.request.directive import ViewRequest
from stat_tables.views.table_view import Setting, table_view

PAGE = """<!doctype html><meta charset="utf-8"><title>Báo cáo sáu tháng</title><h2>Kết quả</h2>
<p>Đơn vị tính: việc</p>
<table><tr><td rowspan=2>Đơn vị<td colspan=2>Về việc<td rowspan=2>Tỷ lệ (%)<tr><td>Thụ lý<td>Xong<sup>(1)</sup>
<tr><td>A<td>1<td>2<td>3
<tr><td>Tổng số<td>2.527<td>1.234<td>59,36
<tr><td>Phòng A<td>1.527<td><span style="display:none">000</span>734<td>33,75
<tr><td>Phòng B<td>1.000<td>500 (*)<td>…
</table><p>(1) Gồm cả đình chỉ.</p><p>(*) Số liệu sơ bộ.</p><p>Nguồn: Cục A.</p>
<h2>Danh sách</h2><p>+ Có điều kiện: 792 việc, 2.935.690.000 đồng;</p><p>+ Chưa có điều kiện: 1.735 việc;</p>"""


def run(tmp_path: Path, *arguments: str, page: str = PAGE) -> int:
    file = tmp_path / "trang.html"
    file.write_text(page, encoding="utf-8")
    return main(["thu", "--from", str(file), "--content", str(tmp_path), *arguments])


def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "thu"


def test_pulled_table_loads_as_a_dataset(tmp_path: Path) -> None:
    assert run(tmp_path, "--heading", "Kết quả", "--numerals", "vi") == 0
    table = load_dataset(folder(tmp_path))
    assert [column.id for column in table.columns] == ["don_vi", "thu_ly", "xong", "ty_le"]
    assert [column.group for column in table.columns] == ["", "Về việc", "Về việc", ""]
    assert table.row_count == 3
    assert len(table.total_rows) == 1
    assert str(table.cell(1, "xong").value.scalar) == "734"
    assert [note.text for note in table.notes] == ["Gồm cả đình chỉ.", "Số liệu sơ bộ."]


def test_list_loads_as_a_dataset(tmp_path: Path) -> None:
    assert run(tmp_path, "--list", "--heading", "Danh sách", "--numerals", "vi") == 0
    table = load_dataset(folder(tmp_path))
    assert table.row_count == 2
    assert table.cell(1, "dong").value.reason


def test_lock_keeps_digests_and_snapshot(tmp_path: Path) -> None:
    run(tmp_path, "--heading", "Kết quả", "--numerals", "vi")
    lock = json.loads((folder(tmp_path) / "table.lock.json").read_text(encoding="utf-8"))
    assert lock["version"] == 1
    assert lock["selector"]["heading"] == "Kết quả"
    assert len(lock["page_sha256"]) == len(lock["table_sha256"]) == 64
    assert gzip.decompress((folder(tmp_path) / lock["snapshot"]).read_bytes()).decode() == PAGE


def test_check_prints_changed_cells_and_exits_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, "--heading", "Kết quả", "--numerals", "vi")
    assert run(tmp_path, "--check", page=PAGE.replace("<h2>", "<h2 class=new>")) == 0
    capsys.readouterr()
    assert run(tmp_path, "--check", page=PAGE.replace("734", "735").replace("Phòng B", "Phòng C")) == 3
    lines = capsys.readouterr().out.splitlines()
    assert "Phòng A/xong: 734 → 735" in lines
    assert "Phòng B/thu_ly: 1000 → ∅" in lines
    assert "Phòng C/thu_ly: ∅ → 1000" in lines


def test_pulling_again_keeps_the_editors_sidecar(tmp_path: Path) -> None:
    run(tmp_path, "--heading", "Kết quả", "--numerals", "vi")
    sidecar = folder(tmp_path) / "table.toml"
    edited = sidecar.read_text(encoding="utf-8").replace('title = "Kết quả"', 'title = "Tên mới"')
    sidecar.write_text(edited, encoding="utf-8")
    run(tmp_path, "--heading", "Kết quả", "--numerals", "vi", page=PAGE.replace("734", "735"))
    assert sidecar.read_text(encoding="utf-8") == edited
    assert "735" in (folder(tmp_path) / "data.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "faults"),
    [(["--caption", "không có"], 1), (["--heading", "Kết quả"], 2), (["--list", "--heading", "Kết quả khác"], 1)],
    ids=["no such table", "two columns with ambiguous numerals", "no such list"],
)
def test_each_fault_is_one_line_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], faults: int
) -> None:
    assert run(tmp_path, *arguments, page=PAGE.replace("2.527", "2.526")) == 1  # no total proves a reading
    assert len(capsys.readouterr().err.splitlines()) == faults
    assert not folder(tmp_path).exists()


@pytest.mark.parametrize("name", ["../thu", "Thu", "a/b", "", "a..b"])
def test_name_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    assert main([name, "--url", "https://so-lieu.example/", "--content", str(tmp_path)]) == 1
    assert list(tmp_path.iterdir()) == []


def test_host_that_the_settings_do_not_name_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["thu", "--url", "https://khong-cho.example/", "--content", str(tmp_path)]) == 1
    assert "khong-cho.example" in capsys.readouterr().err


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Số liệu"
    for row in [["Bảng 1. Kết quả"], ["Đơn vị", "Xong (việc)", "Tỷ lệ (%)"], ["A", 1598, 59.36], ["B", 20, 7]]:
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_sheet_and_csv_are_pulled_like_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook())
    (tmp_path / "a.csv").write_text("Đơn vị;Xong (việc)\nA;1.598\nB;2,5\n", encoding="utf-8-sig")
    for name in ("a.xlsx", "a.csv"):
        assert main([name[2:], "--from", str(tmp_path / name), "--content", str(tmp_path)]) == 0
    assert (tmp_path / "data/xlsx/data.csv").read_text() == "don_vi,xong,ty_le\nA,1598,59.36\nB,20,7\n"
    assert (tmp_path / "data/csv/data.csv").read_text() == "don_vi,xong\nA,1598\nB,2.5\n"
    assert load_dataset(tmp_path / "data/xlsx").cell(0, "xong").value.unit is not None


def test_archive_bomb_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(tmp_path / "bom.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"\0" * 60_000_000)
    assert main(["bom", "--from", str(tmp_path / "bom.xlsx"), "--content", str(tmp_path)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04junk", b"\xff\xfe\x00", b"<table>", b"a;b\n1;2"])
def test_other_bytes_never_raise_more_than_one_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x").write_bytes(data)
    assert main(["x", "--from", str(tmp_path / "x"), "--content", str(tmp_path)]) in (0, 1)


def test_page_in_utf_16_is_a_page_and_one_that_begins_as_xml_is_no_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder
) -> None:
    table = "<table><tr><th>Tỉnh</th><th>Việc</th></tr><tr><td>Yên Bái</td><td>7</td></tr></table>"
    page = tmp_path / "trang.html"
    page.write_bytes(f'<?xml version="1.0"?>\n<html><body title="a">{table}</body></html>'.encode("utf-16"))
    assert main(["trang", "--from", str(page), "--publisher", "X", "--content", str(tmp_path)]) == 0
    assert (tmp_path / "data/trang/data.csv").read_text().splitlines()[1] == "Yên Bái,7"
    assert capsys.readouterr().err == ""
    assert not [warning for warning in recwarn if "XML" in str(warning.message)]


def test_regions_of_a_page_become_groups_as_those_of_a_workbook_do(tmp_path: Path) -> None:
    rows = [
        ("Địa phương", "Tiếp nhận", "Xong"),
        ("Đồng bằng sông Hồng", "60", "51"),
        ("Hà Nội", "40", "34"),
        ("Vĩnh Phúc", "20", "17"),
        ("Trung du và miền núi phía Bắc", "90", "72"),
        ("Hà Giang", "50", "41"),
        ("Cao Bằng", "40", "31"),
    ]
    cells = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in rows)
    page = f"<!doctype html><meta charset=utf-8><p>Đơn vị tính: việc</p><table>{cells}</table>"
    assert run(tmp_path, "--numerals", "vi", page=page) == 0
    table = load_dataset(folder(tmp_path))
    assert [column.label for column in table.columns] == ["Vùng", "Địa phương", "Tiếp nhận", "Xong"]
    shown, faults = table_view(table, ViewRequest("thu"), Setting("bang"))
    assert shown is not None, faults
    assert [group.label for group in shown.groups] == ["Đồng bằng sông Hồng", "Trung du và miền núi phía Bắc"]
    assert [row.kind for row in shown.groups[1].rows] == ["group-head", "row", "row"]
    assert [cell.text for cell in shown.groups[1].rows[0].cells] == ["Trung du và miền núi phía Bắc", "90", "72"]
