"""From an office's own file to a dataset that builds: what is found, what is asked, what stays open."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from commands.new_dataset import main
from portal.errors import BuildFailed
from stat_tables.datasets.load import load_dataset
from stat_tables.request.directive import ViewRequest
from stat_tables.views.table_view import Setting, table_view

FORM: list[list[Any]] = [
    ["UBND TỈNH MẪU", None, None, None, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["SỞ TƯ PHÁP"],
    ["KẾT QUẢ HOÀ GIẢI 6 THÁNG ĐẦU NĂM 2026"],
    [None, None, None, None, None, None, "Đơn vị tính: vụ"],
    ["STT", "Đơn vị", "Số vụ", None, "Tỷ lệ (%)", "Ngày báo cáo", "Ghi chú"],
    [None, None, "Tiếp nhận", "Thành", None, None, None],
    [1, "Xã Một", "1.204", "1.003", "83,31", date(2026, 7, 3), None],
    [2, "Xã Hai", "987", "801", "81,16", date(2026, 7, 4), "(*)"],
    ["Tổng cộng", None, "2.191", "1.804", "82,34", None, None],
    ["(*) Số liệu sơ bộ."],
    [None, None, None, None, "Ngày 08 tháng 7 năm 2026"],
    [None, None, None, None, "GIÁM ĐỐC"],
]
MERGED = ["A1:C1", "E1:G1", "A3:G3", "A5:A6", "B5:B6", "C5:D5", "E5:E6", "F5:F6", "G5:G6", "A9:B9"]


def save(path: Path, rows: Any, merged: Sequence[str] = ()) -> Path:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Bieu 01"
    for row in rows:
        sheet.append(list(row))
    for place in merged:
        sheet.merge_cells(place)
    stream = io.BytesIO()
    book.save(stream)
    path.write_bytes(stream.getvalue())
    return path


class Editor:
    """Answers in turn, and counts the questions."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.questions: list[str] = []

    def __call__(self, question: str) -> str:
        self.questions.append(question)
        return self.answers.pop(0)


def test_an_offices_form_becomes_a_dataset_after_one_question(tmp_path: Path) -> None:
    file = save(tmp_path / "Bieu 01.xlsx", FORM, MERGED)
    before = file.read_bytes()
    editor = Editor("Sở Tư pháp tỉnh Mẫu")
    assert main([str(file), "--content", str(tmp_path)], editor) == 0
    assert len(editor.questions) == 1
    folder = tmp_path / "data/bieu-01"
    assert file.read_bytes() == (folder / "Bieu 01.xlsx").read_bytes() == before
    table = load_dataset(folder)
    assert [column.id for column in table.columns] == ["don_vi", "tiep_nhan", "thanh", "ty_le", "ngay_bao_cao"]
    assert table.values["tiep_nhan"] == (Decimal(1204), Decimal(987), Decimal(2191))
    assert table.values["ty_le"] == (Decimal("83.31"), Decimal("81.16"), Decimal("82.34"))
    assert table.values["ngay_bao_cao"] == (date(2026, 7, 3), date(2026, 7, 4), None)
    assert table.total_rows == {2}
    assert [column.group for column in table.columns] == ["", "Số vụ", "Số vụ", "", ""]
    assert table.period is not None
    assert (table.period.start, table.period.end) == (date(2026, 1, 1), date(2026, 6, 30))
    assert [note.text for note in table.notes] == ["Số liệu sơ bộ."]


def test_without_a_terminal_the_questions_stay_open_and_the_build_waits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = save(tmp_path / "a.xlsx", [["Tỉnh", "Mật độ"], ["Hà Nội", 115], ["Lào Cai", 119]])
    assert main([str(file), "--content", str(tmp_path), "--unattended"]) == 2
    said = capsys.readouterr().out
    assert said.count("còn phải điền") == 2
    sidecar = tmp_path / "data/a/table.toml"
    with pytest.raises(BuildFailed, match="cộng được"):
        load_dataset(sidecar.parent)
    answered = [line.partition("# CẦN ĐIỀN")[0] for line in sidecar.read_text(encoding="utf-8").splitlines()]
    sidecar.write_text("\n".join(answered), encoding="utf-8")
    assert load_dataset(sidecar.parent).values["mat_do"] == (Decimal(115), Decimal(119))


def test_only_columns_that_the_editor_names_add_up(tmp_path: Path) -> None:
    file = save(tmp_path / "a.xlsx", [["Tỉnh", "Mật độ", "Việc"], ["Hà Nội", 115, 3], ["Lào Cai", 119, 4]])
    assert main([str(file), "--content", str(tmp_path)], Editor("2", "Cục A")) == 0
    table = load_dataset(tmp_path / "data/a")
    assert [column.measure.value for column in table.columns[1:]] == ["other", "count"]


def test_doubtful_numbers_and_several_tables_are_asked(tmp_path: Path) -> None:
    rows = [
        ["Tỉnh", "Việc"],
        ["Hà Nội", "1,209"],
        ["Lào Cai", "2,034"],
        [],
        ["Bảng 2"],
        ["Loại", "Tiền"],
        ["Hình sự", 5],
    ]
    file = save(tmp_path / "a.xlsx", rows)
    editor = Editor("1", "en", "1", "Cục A")
    assert main([str(file), "--content", str(tmp_path)], editor) == 0
    assert "1,209 (vi) hoặc 1.209 (en)" in editor.questions[1]
    assert load_dataset(tmp_path / "data/a").values["viec"] == (Decimal(1209), Decimal(2034))


MARKS = [["Bảng 3. Kết quả năm 2025"], [], ["Đơn vị", "Số việc", "Tiền (triệu đồng)", "Tỷ lệ (%)", "Án tồn"]]


def test_columns_that_tell_how_numbers_are_written_tell_it_for_a_doubtful_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["Phòng A", "1.527", "12.308,5", "83,5", "7"], ["Phòng B", "2.034", "9.120,25", "81,2", "11"]]
    file = save(tmp_path / "a.xlsx", [*MARKS, *rows])
    csv = tmp_path / "b.csv"
    csv.write_bytes("\r\n".join(";".join(row) for row in [*MARKS[2:], *rows]).encode("utf-8-sig"))
    for path in (file, csv):
        editor = Editor("1", "Cục A")
        assert main([str(path), "--content", str(tmp_path)], editor) == 0
        assert len(editor.questions) == 2  # what adds up, and who published
        table = load_dataset(tmp_path / "data" / path.stem)
        assert table.values["so_viec"] == (Decimal(1527), Decimal(2034))
        drafted = (tmp_path / "data" / path.stem / "table.toml").read_text(encoding="utf-8")
        assert 'numerals = "vi"  # như cột “Tiền” ghi “12.308,5”' in drafted
        said = capsys.readouterr().out
        assert "cột “Số việc”: “1.527” được đọc là 1.527" in said
        assert "số được đọc theo kiểu “vi”, như cột “Tiền” ghi “12.308,5”" in said


@pytest.mark.parametrize(
    "row",
    [
        ["Phòng A", "1.600", "12.5", "83.5", "7"],  # yearbooks mix their marks
        ["Phòng A", "1.600", "12.308,5", "83.5", "7"],  # the columns disagree
        ["Phòng A", "16", "12.308,5", "1.600", "7"],  # a rate of 1600 per cent
        ["Phòng A", "1.600", "12", "83", "7"],  # nothing tells it
    ],
)
def test_marks_that_others_tell_otherwise_or_not_stay_a_question(tmp_path: Path, row: list[str]) -> None:
    file = save(tmp_path / "a.xlsx", [*MARKS, row])
    with pytest.raises(ValueError, match="asked"):
        main([str(file), "--content", str(tmp_path)], _asked)


def _asked(question: str) -> str:
    raise ValueError("asked" if "--numerals" in question else question)


def test_csv_with_lines_above_its_names(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('"Nguồn","Ngân hàng",\n\n"Nước","Mã","2000","2001"\n"Aruba","ABW","",""\n"Lào","LAO","9.4","8.1"\n')
    assert main([str(file), "--content", str(tmp_path)], Editor("", "Ngân hàng Thế giới")) == 0
    table = load_dataset(tmp_path / "data/a")
    assert table.values["c_2000"] == (None, Decimal("9.4"))


def test_fault_is_one_line_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = save(tmp_path / "~$a.xlsx", FORM)
    merged = save(tmp_path / "b.xlsx", [["Tỉnh", "Việc"], ["Hà Nội", 5], ["Lào Cai", None]], ["B2:B3"])
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7")
    for file in (lock, merged, tmp_path / "c.pdf", tmp_path / "khong-co.xlsx"):
        assert main([str(file), "mau", "--content", str(tmp_path)]) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "data").exists()


REGIONS: list[list[Any]] = [
    ["Số vụ hoà giải năm 2024 phân theo địa phương"],
    [None, "Tiếp nhận (vụ)", "Mật độ (vụ/xã)"],
    ["CẢ NƯỚC", 150, 2.5],
    ["I. Đồng bằng sông Hồng", 60, 3],
    ["1. Hà Nội", 40, 4],
    ["2. Vĩnh Phúc", 20, 2],
    ["II. Trung du và miền núi Bắc Bộ", 90, 2],
    ["3. Hà Giang", 50, 1],
    ["4. Cao Bằng", 40, 3],
]


def _regions(path: Path, rows: list[list[Any]], *answers: str) -> Path:
    assert main([str(save(path / "vung.xlsx", rows)), "--content", str(path)], Editor(*answers)) == 0
    return path / "data/vung"


def test_regions_over_provinces_become_groups_that_are_held_to_their_sums(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _regions(tmp_path, REGIONS, "", "Cơ quan mẫu")
    table = load_dataset(folder)
    assert [column.label for column in table.columns] == ["Vùng", "Chỉ tiêu", "Tiếp nhận", "Mật độ"]
    assert "cộng lại được" not in capsys.readouterr().out
    shown, faults = table_view(table, ViewRequest("vung"), Setting("bang"))
    assert shown is not None, faults
    rows = {group.label: [[cell.text for cell in row.cells] for row in group.rows] for group in shown.groups}
    assert rows["I. Đồng bằng sông Hồng"] == [
        ["I. Đồng bằng sông Hồng", "60", "3"],
        ["Hà Nội", "40", "4"],
        ["Vĩnh Phúc", "20", "2"],
    ]
    assert list(rows)[1] == "II. Trung du và miền núi Bắc Bộ"
    assert [row.kind for row in shown.groups[0].rows] == ["group-head", "row", "row"]
    assert [[cell.text for cell in row.cells] for row in shown.foot] == [["CẢ NƯỚC", "150", "2,5"]]
    sidecar = folder / "table.toml"
    sidecar.write_text(sidecar.read_text().replace('file = "vung.xlsx"', 'file = "sua.xlsx"'))
    save(folder / "sua.xlsx", [*REGIONS[:5], ["2. Vĩnh Phúc", 21, 2], *REGIONS[6:]])
    with pytest.raises(BuildFailed, match="Đồng bằng sông Hồng"):
        load_dataset(folder)


def test_regions_are_found_behind_a_column_of_numbers(tmp_path: Path) -> None:
    numbers = [None, "STT", "", "I", 1, 2, "II", 3, 4]
    names = [row[0].partition(". ")[2] or row[0] if row[0] else None for row in REGIONS]
    rows = [[number, name, *row[1:]] for number, name, row in zip(numbers, names, REGIONS, strict=True)]
    folder = _regions(tmp_path, [REGIONS[0], *rows[1:]], "", "Cơ quan mẫu")
    table = load_dataset(folder)
    assert table.columns[0].label == "Vùng"
    assert [str(table.cell(row, "vung").value.scalar) for row in range(2, 5)] == [
        "Đồng bằng sông Hồng",
        "Đồng bằng sông Hồng",
        "Trung du và miền núi Bắc Bộ",
    ]


def test_region_that_is_not_its_sum_is_told_and_not_held_to_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [*REGIONS[:5], ["2. Vĩnh Phúc", 18, 2], *REGIONS[6:], ["Tổng số", 148, 2.5]]
    rows.remove(REGIONS[2])
    folder = _regions(tmp_path, rows, "", "Cơ quan mẫu")
    assert "I. Đồng bằng sông Hồng là 60, các dòng của nó cộng lại được 58" in capsys.readouterr().out
    table = load_dataset(folder)
    assert {str(table.cell(row, "chi_tieu").value.scalar) for row in table.total_rows} == {
        "I. Đồng bằng sông Hồng",
        "II. Trung du và miền núi Bắc Bộ",
        "Tổng số",
    }
    assert table.cell(6, "vung").value.scalar == "Tổng số"
