"""Workbooks as offices send them: each gives the right table, or the cell that leaves a doubt."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from openpyxl.styles import Font

from portal.errors import Problem
from stat_tables.declare.sidecar import DataFormat
from stat_tables.model.numerals import Numerals
from stat_tables.pull.canonical import canonical_columns
from stat_tables.pull.mixed_numerals import MixedNumerals
from stat_tables.read.read_spreadsheet import read_spreadsheet
from stat_tables.read.sheets.open import open_book

from .office_workbook import cells, table, tables, workbook

HEAD = ["Đơn vị", "Việc", "Tỷ lệ"]
A, B = ["Phòng A", 1527, 48.07], ["Phòng B", 1000, 50.5]
PLAIN = [("Phòng A", "1527", "48.07"), ("Phòng B", "1000", "50.5")]


def hide(rows: str = "", columns: str = "", sheet: str = "") -> Any:
    def change(book: Any, shown: Any) -> None:
        if rows:
            shown.row_dimensions[int(rows)].hidden = True
        if columns:
            shown.column_dimensions[columns].hidden = True
        if sheet:
            draft = book.create_sheet("Nháp", 0)
            for row in [HEAD, ["CŨ", 1, 1]]:
                draft.append(row)
            draft.sheet_state = sheet

    return change


def heads(data: bytes) -> list[tuple[str, str, str]]:
    return [(column.group, column.label, column.unit) for column in table(data).columns]


def test_title_unit_source_and_note_stand_around_the_table() -> None:
    rows = [
        ["Bảng 5. Kết quả"],
        [None, None, "Đơn vị tính: việc"],
        [],
        HEAD,
        A,
        B,
        ["Nguồn: Cục A"],
        ["Ghi chú: sơ bộ"],
    ]
    found = table(workbook(rows))
    assert cells(found) == PLAIN
    assert (found.caption, found.source, found.notes) == ("Bảng 5. Kết quả", "Cục A", (("", "sơ bộ"),))
    # The unit of the whole table is not that of a rate.
    assert [column.unit for column in found.columns] == ["", "việc", ""]


def test_two_tiers_become_spanners() -> None:
    rows: list[list[Any]] = [["Đơn vị", "Năm 2023", None, "Năm 2024", None], [None, "Việc", "Tỷ lệ", "Việc", "Tỷ lệ"]]
    rows += [["Phòng A", 1, 2.5, 3, 4.5], ["Phòng B", 5, 6.5, 7, 8.5]]
    merged = workbook(rows, ["A1:A2", "B1:C1", "D1:E1"])
    expected = [("", "Đơn vị", ""), ("Năm 2023", "Việc", ""), ("Năm 2023", "Tỷ lệ", ""), ("Năm 2024", "Việc", "")]
    for data in (merged, workbook(rows)):
        assert heads(data) == [*expected, ("Năm 2024", "Tỷ lệ", "")]
        assert cells(table(data)) == [("Phòng A", "1", "2.5", "3", "4.5"), ("Phòng B", "5", "6.5", "7", "8.5")]


@pytest.mark.parametrize(
    ("top", "low", "expected"),
    [
        (["Đơn vị", "Số việc", "Số tiền"], [None, "đã xong", "thu được"], "Đơn vị"),
        (["Đơn vị", "Số việc", "Số tiền"], ["hành chính", "đã xong", "thu được"], "Đơn vị hành chính"),
    ],
)
def test_labels_over_two_lines_are_put_together(top: list[Any], low: list[Any], expected: str) -> None:
    found = table(workbook([top, low, ["Hà Nội", 412, 1200], ["Lào Cai", 118, 340]]))
    assert [column.label for column in found.columns] == [expected, "Số việc đã xong", "Số tiền thu được"]
    assert cells(found) == [("Hà Nội", "412", "1200"), ("Lào Cai", "118", "340")]


def test_row_of_words_in_small_letters_stays_a_row() -> None:
    rows = [["Đơn vị", "Việc", "Kết quả"], ["tổ một", "đang xử lý", "chưa rõ"], ["tổ hai", 5, "xong"]]
    assert cells(table(workbook(rows)))[0][0] == "tổ một"


def test_three_tiers_numbers_of_columns_and_units() -> None:
    rows = [
        ["Đơn vị", "Thụ lý", None, None],
        [None, "Tổng", "Trong đó", None],
        [None, None, "Cũ", "Mới"],
        ["A", 1, 2, 3],
        [None, "(việc)", "(việc)", "(việc)"],
        ["Yên Bái", 30, 10, 20],
    ]
    data = workbook(rows, ["A1:A3", "B1:D1", "B2:B3", "C2:D2"])
    assert heads(data) == [
        ("", "Đơn vị", ""),
        ("Thụ lý", "Tổng", "việc"),
        ("Thụ lý", "Trong đó – Cũ", "việc"),
        ("Thụ lý", "Trong đó – Mới", "việc"),
    ]
    assert cells(table(data)) == [("Yên Bái", "30", "10", "20")]


@pytest.mark.parametrize(
    "years", [[2021, 2022, 2023], ["2021", "2022", "Sơ bộ 2023"], ["Năm 2021", "Năm 2022", "Năm 2023"]], ids=str
)
def test_years_across_are_the_head(years: list[Any]) -> None:
    data = workbook([["Chỉ tiêu", *years], ["Việc", 1998, 2004, 2010], ["Tiền", 5, 6, 7]])
    assert [column.label for column in table(data).columns] == ["Chỉ tiêu", *map(str, years)]
    assert cells(table(data))[0] == ("Việc", "1998", "2004", "2010")


def test_same_years_under_each_spanner_are_the_head() -> None:
    rows = [["Chi cục", "Tháng 6", None, "6 tháng", None], [None, 2023, 2024, 2023, 2024], ["Một", 10, 12, 50, 60]]
    data = workbook([*rows, ["Hai", 11, 13, 51, 61]], merged=["A1:A2", "B1:C1", "D1:E1"])
    assert heads(data)[1:] == [
        ("Tháng 6", "2023", ""),
        ("Tháng 6", "2024", ""),
        ("6 tháng", "2023", ""),
        ("6 tháng", "2024", ""),
    ]
    assert cells(table(data))[0] == ("Một", "10", "12", "50", "60")


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([["Delaware", 100, 0.05], ["Maryland", 200, 0.06], ["Florida", 150, 0.04]], "B1"),
        ([["hàng 1", 1, 2, 6], ["hàng 2", 4, 5, 15]], "B1"),
        ([["Ngày", date(2024, 1, 1)], ["Ngày", date(2024, 2, 1)]], "B1"),
        ([["NĂM", "TỔNG", "ĐIỀU"], ["THÁNG", "HỒ SƠ", 7], ["2024", 12, 3], ["2025", 14, 5], ["2026", 15, 6]], "B2"),
    ],
    ids=["figures", "not in steps", "days", "word over figures"],
)
def test_table_without_a_head_is_told_with_its_cell(rows: list[Any], place: str) -> None:
    doubts = table(workbook(rows)).doubts
    assert [doubt.place for doubt in doubts if doubt.code == "headless"] == [(None, f"Số liệu!{place}")]


@pytest.mark.parametrize(
    ("head", "first"),
    [(["Tuổi", 0, 1, 2, 3], ["Nam", 5, 4, 3, 2]), (["Khoảng", 0.25, 0.5, 0.75], [0.25, 12, 20, 26])],
    ids=["ages", "both sides"],
)
def test_figures_in_steps_are_a_head(head: list[Any], first: list[Any]) -> None:
    found = table(workbook([head, first, ["Nữ" if isinstance(first[0], str) else 0.5, *range(1, len(head))]]))
    assert not [doubt for doubt in found.doubts if doubt.code == "headless"]
    assert [column.label for column in found.columns] == [str(each) for each in head]


def test_head_in_bold_over_plain_figures_is_a_head() -> None:
    def bold(_book: Any, sheet: Any) -> None:
        for cell in sheet[1]:
            cell.font = Font(bold=True)

    assert not table(workbook([["Mức", 100, 150, 275], ["A", 1, 2, 3], ["B", 4, 5, 6]], change=bold)).doubts


def test_currency_before_the_first_figures_is_their_unit() -> None:
    made = table(workbook([["Hàng", "Giá"], ["A", "$9.05"], ["B", "10.21"], ["C", ".5"]]))
    assert not made.doubts
    (column,) = canonical_columns(made, None)[1:]
    assert (column.unit, column.cells) == ("$", ("9.05", "10.21", "0.5"))


def test_units_of_money_in_short_stand_under_the_heads() -> None:
    rows = [["Chi cục", "Việc", "Tiền"], [None, "(việc)", "(1.000 đ)"], ["Một", 10, 1234], ["Hai", 4, 12]]
    assert heads(workbook(rows))[1:] == [("", "Việc", "việc"), ("", "Tiền", "1.000 đ")]


def test_row_whose_figures_look_like_years_is_no_head() -> None:
    data = workbook([["Đơn vị", "Việc", "Tiền"], ["A1", 1998, 2005], ["B1", 7, 9]])
    assert cells(table(data)) == [("A1", "1998", "2005"), ("B1", "7", "9")]


def test_percent_format_is_read_as_shown_and_keeps_its_digits() -> None:
    rows = [["Đơn vị", "Tỷ lệ (%)"], ["A1", 0.4807], ["B1", 0.505], ["C1", 1.2]]
    data = workbook(rows, formats={"B2:B4": "0.00%"})
    assert cells(table(data)) == [("A1", "48.07"), ("B1", "50.5"), ("C1", "120")]


def test_fractions_without_the_format_are_refused_with_their_cell() -> None:
    with pytest.raises(MixedNumerals, match="Số liệu!B2"):
        cells(table(workbook([["Đơn vị", "Tỷ lệ (%)"], ["A1", 0.4807], ["B1", 0.505]])))


def test_percentages_beside_numbers_are_refused_with_both_cells() -> None:
    data = workbook([["Đơn vị", "Tỷ lệ"], ["A1", 0.4807], ["B1", 50.5]], formats={"B2": "0.0%"})
    with pytest.raises(MixedNumerals, match=r"Số liệu!B2 .*Số liệu!B3"):
        cells(table(data))


def test_what_is_hidden_is_not_there_and_is_said() -> None:
    rows = [[*HEAD, "Nội bộ"], [*A, 7], ["Phòng ẩn", 9999, 1, 8], [*B, 9]]
    for change, words in [
        (hide(rows="3"), "dòng ẩn, không công bố: 3"),
        (hide(columns="D"), "cột ẩn, không công bố: D"),
    ]:
        found = table(workbook(rows, change=change))
        assert words in found.remarks
    found = table(
        workbook(rows, change=lambda book, sheet: (hide(rows="3")(book, sheet), hide(columns="D")(book, sheet)))
    )
    assert cells(found) == PLAIN


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheet_is_never_read(state: str) -> None:
    book = open_book(workbook([HEAD, A, B], change=hide(sheet=state)), "x.xlsx")
    assert book.names == ("Số liệu",)
    assert "Nháp" in book.remarks[0]
    with pytest.raises(Problem, match="Nháp"):
        book.sheet("Nháp")


@pytest.mark.parametrize("value", ["=B2+B3", "=SUM(B2:B3)"])
def test_formula_that_was_never_calculated_is_told(value: str) -> None:
    with pytest.raises(MixedNumerals, match=r"Số liệu!B4.*chưa được tính"):
        cells(table(workbook([HEAD, A, B, ["Tổng", value, 98.57]])))


def test_error_is_told_with_its_cell() -> None:
    def change(_book: Any, sheet: Any) -> None:
        sheet["C3"].value, sheet["C3"].data_type = "#N/A", "e"

    with pytest.raises(MixedNumerals, match=r"Số liệu!C3 “#N/A”"):
        cells(table(workbook([HEAD, A, B], change=change)))


def test_dates_are_dates_and_one_among_texts_is_told() -> None:
    data = workbook([["Đơn vị", "Ngày", "Việc"], ["A1", date(2026, 7, 3), 1], ["B1", date(2026, 7, 4), 2]])
    assert cells(table(data)) == [("A1", "2026-07-03", "1"), ("B1", "2026-07-04", "2")]
    with pytest.raises(MixedNumerals, match=r"Số liệu!A2.*1/2/2024"):
        cells(table(workbook([["Điều khoản", "Việc"], [date(2024, 2, 1), 5], ["Mục 3-4", 6]])))


def test_note_marks_leave_the_figure_and_find_their_note() -> None:
    rows = [HEAD, ["Phòng A", "1527(1)", 48.07], ["Phòng B*", 1000, 50.5], ["(1) Gồm cả đình chỉ."], ["* Sơ bộ."]]
    found = table(workbook(rows))
    assert cells(found) == PLAIN
    assert found.cell_marks == (((0, 1), ("1",)), ((1, 0), ("*",)))
    assert found.notes == (("1", "Gồm cả đình chỉ."), ("*", "Sơ bộ."))


def test_number_in_parentheses_without_its_note_is_no_note() -> None:
    found = table(workbook([["Đơn vị", "Việc"], ["A1", "1527 (15)"], ["B1", 1000], ["C1", 900]]))
    column = [row[1] for row in cells(found)]
    assert column == ["1527 (15)", "1000", "900"]  # text, and said


def test_figure_with_words_behind_it_keeps_them_as_a_note() -> None:
    found = table(workbook([["Đơn vị", "Việc"], ["A1", "1.527\n(tăng 5)"], ["B1", "12,5"]]))
    assert cells(found) == [("A1", "1527"), ("B1", "12.5")]
    assert [text for _mark, text in found.notes] == ["tăng 5"]


def test_row_numbers_go_and_numbers_before_labels_too() -> None:
    data = workbook([["STT", "Tỉnh", "Việc"], [1, "1. Hà Nội", 5], [2, "2. Lào Cai", 6], [None, "Tổng cộng", 11]])
    assert cells(table(data)) == [("Hà Nội", "5"), ("Lào Cai", "6"), ("Tổng cộng", "11")]


def test_merged_labels_of_rows_are_repeated_and_merged_figures_refused() -> None:
    rows = [["Tỉnh", "Năm", "Việc"], ["Hà Nội", "2023", 5], [None, "2024", 6]]
    assert cells(table(workbook(rows, ["A2:A3"])))[1][0] == "Hà Nội"
    (doubt,) = table(workbook([HEAD, A, B], ["B2:B3"])).doubts
    assert doubt.place == (None, "Số liệu!B2")


def test_stacked_tables_are_two_and_keep_their_rows() -> None:
    rows = [HEAD, A, B, [], [], ["Bảng 6"], ["Loại", "Việc", "Tiền"], ["x1", 1, 2]]
    first, second = tables(workbook(rows))
    assert cells(first) == PLAIN
    assert (second.caption, cells(second)) == ("Bảng 6", [("x1", "1", "2")])


def test_lists_side_by_side_are_told() -> None:
    (doubt,) = table(workbook([["Tỉnh", "Việc", "Tỉnh", "Việc"], ["Hà Nội", 1, "Lào Cai", 2]])).doubts
    assert doubt.place == (None, "Số liệu!C1")


def test_regions_in_the_column_of_provinces_are_parts_or_totals() -> None:
    parts = table(
        workbook(
            [["Tỉnh", "Việc"], ["CẢ NƯỚC", 3], ["Đồng bằng sông Hồng"], ["Hà Nội", 1], ["Tây Nguyên"], ["Gia Lai", 2]]
        )
    )
    assert cells(parts)[1:] == [("Đồng bằng sông Hồng", "Hà Nội", "1"), ("Tây Nguyên", "Gia Lai", "2")]
    summed = table(workbook([["Tỉnh", "Việc"], ["CẢ NƯỚC", 3], ["Tây Nguyên", 3], ["Gia Lai", 1], ["Lâm Đồng", 2]]))
    assert cells(summed)[1] == ("Tây Nguyên", "3")


def test_label_alone_is_a_part_a_row_or_a_doubt() -> None:
    assert cells(table(workbook([["Tỉnh", "Việc"], ["Yên Bái"], ["Hà Nội", 1]])))[0] == ("Yên Bái", "(trống)")
    rows = [["Đơn vị", "Việc"], ["Khối văn phòng"], ["Phòng A", 1], ["Xưởng"], ["Phòng B", 2]]
    assert [doubt.place for doubt in table(workbook(rows)).doubts] == [(None, "Số liệu!A4")]
    assert cells(table(workbook(rows), ("Xưởng",)))[1] == ("Xưởng", "Phòng B", "2")


def test_figures_without_a_name_over_them_are_told() -> None:
    (doubt,) = table(workbook([["Đơn vị", "Việc"], ["A1", 1], ["B1", 2, None, 7]])).doubts
    assert doubt.place == (None, "Số liệu!D3")


def test_english_thousands_as_texts_are_read_by_the_whole_column() -> None:
    rows = [["Tỉnh", "Việc"], ["Yên Bái", "1,209"], ["Lào Cai", "12,034"], ["An Giang", "1,209,522"]]
    assert [row[1] for row in cells(table(workbook(rows)))] == ["1209", "12034", "1209522"]
    with pytest.raises(MixedNumerals, match=r"Số liệu!B2 “1,209” là 1,209 \(vi\) hoặc 1\.209 \(en\)"):
        cells(table(workbook(rows[:3])))
    assert cells(table(workbook(rows[:3])), Numerals.ENGLISH)[0][1] == "1209"


def test_date_of_the_report_and_signatures_are_no_rows() -> None:
    rows = [HEAD, A, B, [], [None, None, "Ngày 08 tháng 7 năm 2026"], ["NGƯỜI LẬP BIỂU", None, "GIÁM ĐỐC"]]
    assert cells(table(workbook(rows))) == PLAIN


def test_letterhead_of_two_sides_is_no_head() -> None:
    rows = [
        ["UBND TỈNH MẪU", None, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ TƯ PHÁP"],
        ["KẾT QUẢ NĂM 2026"],
        [],
        HEAD,
        A,
        B,
    ]
    found = table(workbook(rows, ["A1:B1"]))
    assert cells(found) == PLAIN
    assert found.caption == "KẾT QUẢ NĂM 2026"


def test_short_label_under_the_figures_is_a_row_or_told() -> None:
    places = [["Đơn vị", "Việc"], ["Xã Bốn", 5], ["Phường Ba"], ["(*) Số sơ bộ."]]
    assert cells(table(workbook(places)))[-1] == ("Phường Ba", "(trống)")
    (doubt,) = table(workbook([["Đơn vị", "Việc"], ["Gang thép", 5], ["Xi măng"]])).doubts
    assert (doubt.place, doubt.code) == ((None, "Số liệu!A3"), "row-or-line")


@pytest.mark.parametrize("last", [4, 5])
def test_rows_below_the_stated_last_one_are_said(last: int) -> None:
    rows = [HEAD, A, B, ["Phòng C", 900, 40.5], ["Phòng D", 800, 30.5]]
    grid = read_spreadsheet(workbook(rows), "x.xlsx", DataFormat(last_row=last), {"Việc"})
    assert grid.row_count == last - 1
    assert [warning.severity for warning in grid.warnings] == ["warning"] * (5 - last)
    assert all("5" in warning.message for warning in grid.warnings)


def test_what_is_hidden_is_said_by_the_build_too() -> None:
    data = workbook(
        [HEAD, A, B], change=lambda book, sheet: (hide(rows="3")(book, sheet), hide(sheet="hidden")(book, sheet))
    )
    grid = read_spreadsheet(data, "x.xlsx", DataFormat(), {"Việc"})
    assert [warning.code for warning in grid.warnings] == ["left-out", "left-out"]
    assert "Nháp" in grid.warnings[0].message
    assert "3" in grid.warnings[1].message


def test_flags_in_a_column_of_their_own_belong_to_the_figure_beside() -> None:
    rows = [["Nước", "2020", None, "2021", None], ["Áo", 1.4, None, 2.8, "b"], ["Bỉ", 0.4, "p", 3.2, None]]
    found = table(workbook(rows))
    assert cells(found) == [("Áo", "1.4", "2.8"), ("Bỉ", "0.4", "3.2")]
    assert found.cell_marks == (((0, 2), ("b",)), ((1, 1), ("p",)))


def test_words_of_units_under_labels_are_units_whatever_their_case() -> None:
    found = table(workbook([["Chỉ tiêu", "Vốn", "So sánh"], [None, "Tỷ đồng", "%"], ["Tổng", 60, 42.4]]))
    assert [column.unit for column in found.columns] == ["", "Tỷ đồng", "%"]
    assert cells(found) == [("Tổng", "60", "42.4")]


def test_all_broken_columns_are_told_in_one_run() -> None:
    rows = [["Đơn vị", "Việc", "Tiền"], ["A1", "1.600,5", "=B2"], ["B1", "1,600.5", "=B3"]]
    with pytest.raises(MixedNumerals) as caught:
        cells(table(workbook(rows)))
    assert [text for text in caught.value.texts if "Số liệu!B2" in text or "!C2" in text or "!C3" in text] == list(
        caught.value.texts
    )
    assert len(caught.value.texts) == 3


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (["3. Phường C", "1527 b"], ("Phường C", "1527")),
        (["3. Phường C", "đang xử lý"], ("Phường C", "đang xử lý")),
        (["3. Phường C"], ("Phường C", "(trống)")),
    ],
    ids=["flag", "words", "blank"],
)
def test_last_row_with_its_number_is_no_note(last: list[Any], expected: tuple[str, ...]) -> None:
    rows = [["Đơn vị", "Việc"], ["1. Phường A", 5], ["2. Phường B", 6], last, ["1) Số sơ bộ."]]
    assert cells(table(workbook(rows)))[2] == expected


def test_head_of_a_table_of_words_stands_above_its_regions() -> None:
    rows: list[list[Any]] = [["UBND TỈNH MẪU", "CỘNG HOÀ XÃ HỘI"], ["Đơn vị", "Kết quả"], ["Tây Nguyên"]]
    rows += [["Gia Lai", "theo kế hoạch"], ["Miền núi phía Bắc"], ["Lào Cai", "xong"], ["Tổng cộng", "…"]]
    expected = [("Tây Nguyên", "Gia Lai", "theo kế hoạch"), ("Miền núi phía Bắc", "Lào Cai", "xong")]
    assert cells(table(workbook(rows))) == [*expected, ("Miền núi phía Bắc", "Tổng cộng", "…")]
    numbered = [*rows[:2], ["A", 1], *rows[2:]]
    assert cells(table(workbook(numbered))) == cells(table(workbook(rows)))


def test_zero_before_a_short_number_is_told_for_it_may_be_a_code() -> None:
    made = table(workbook([["Tỉnh", "Vụ"], ["A", "05"], ["B", "12"]]))
    (column,) = canonical_columns(made, None)[1:]
    assert column.cells == ("5", "12")
    assert any("“05”" in remark and "mã" in remark for remark in column.remarks)
