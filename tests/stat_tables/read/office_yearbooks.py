"""Yearbooks in two languages, forms whose labels repeat, and marks of offices, figures invented: what each holds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from stat_tables.model.numerals import Numerals

from .office_styles import OfficeFile
from .office_workbook import workbook


def _bold(*rows: int) -> Any:
    from openpyxl.styles import Font

    def change(_book: Any, sheet: Any) -> None:
        for row in rows:
            for cell in sheet[row]:
                cell.font = Font(bold=True)

    return change


def english_line_under_each_label() -> OfficeFile:
    """A provincial yearbook: every label in Vietnamese with its figures, in English in the row beneath."""
    rows: list[list[Any]] = [
        ["Tổng sản phẩm trên địa bàn theo giá hiện hành"],
        ["Gross regional domestic product at current prices"],
        [None, None, "Đơn vị tính: Tỷ đồng - Unit: Bill. dongs"],
        [None, "2021", "Sơ bộ\nPrel. 2022"],
        ["TỔNG SỐ", 35210, 39042],
        ["TOTAL"],
        ["Nông, lâm nghiệp và thuỷ sản", 7892, 8330],
        ["Agriculture, forestry and fishing"],
        ["Dịch vụ", 14901, 16678],
        ["Services"],
    ]
    return OfficeFile(
        "nien-giam-xen-dong.xlsx",
        workbook(rows),
        (
            ("TỔNG SỐ", "35210", "39042"),
            ("Nông, lâm nghiệp và thuỷ sản", "7892", "8330"),
            ("Dịch vụ", "14901", "16678"),
        ),
        ("Chỉ tiêu", "2021", "Sơ bộ Prel. 2022"),
    )


def english_tier_under_each_tier() -> OfficeFile:
    """The same in the head: tiers of both languages by turns, parts in merged rows across the table."""
    rows: list[list[Any]] = [
        [None, "Tổng số", "Phân theo giới tính", None],
        [None, "Total", "By sex", None],
        [None, None, "Nam", "Nữ"],
        [None, None, "Male", "Female"],
        ["Người - Person", None, None, None],
        ["2019", 823035, 413940, 409095],
        ["Sơ bộ - Prel. 2022", 847245, 426520, 420725],
        ["Tốc độ tăng (%) - Growth rate (%)", None, None, None],
        ["2019", 1.01, 0.98, 1.04],
        ["Sơ bộ - Prel. 2022", 0.93, 0.97, 0.89],
    ]
    return OfficeFile(
        "nien-giam-hai-tieng.xlsx",
        workbook(rows, ["C1:D1", "C2:D2", "A5:D5", "A8:D8"]),
        (
            ("Người - Person", "2019", "823035", "413940", "409095"),
            ("Người - Person", "Sơ bộ - Prel. 2022", "847245", "426520", "420725"),
            ("Tốc độ tăng (%) - Growth rate (%)", "2019", "1.01", "0.98", "1.04"),
            ("Tốc độ tăng (%) - Growth rate (%)", "Sơ bộ - Prel. 2022", "0.93", "0.97", "0.89"),
        ),
        ("Nhóm", "Chỉ tiêu", "Tổng số", "Phân theo giới tính Nam", "Phân theo giới tính Nữ"),
    )


def spanner_over_a_lone_label_and_a_tier() -> OfficeFile:
    """A court's form: under one spanner a column and two columns with a spanner of their own."""
    rows: list[list[Any]] = [
        ["Loại vụ", "Giải quyết", None, None, "Tỷ lệ"],
        [None, "Đình chỉ", "Xét xử", None, None],
        [None, None, "Sơ thẩm", "Phúc thẩm", None],
        ["Hình sự", 3, 250, 45, 0.9255],
        ["Dân sự", 310, 402, 120, 0.8117],
    ]
    merged = ["A1:A3", "B1:D1", "B2:B3", "C2:D2", "E1:E3"]
    return OfficeFile(
        "toa-an-ba-tang.xlsx",
        workbook(rows, merged, {"E4:E5": "0.00%"}),
        (("Hình sự", "3", "250", "45", "92.55"), ("Dân sự", "310", "402", "120", "81.17")),
        ("Loại vụ", "Giải quyết Đình chỉ", "Giải quyết Xét xử – Sơ thẩm", "Giải quyết Xét xử – Phúc thẩm", "Tỷ lệ"),
    )


def labels_repeat_under_rows_with_figures() -> OfficeFile:
    """Schools and pupils: bold rows with figures of their own, the same kinds beneath each."""
    rows: list[list[Any]] = [
        [None, "2021-2022", "2022-2023"],
        ["Số trường học", 366, 365],
        ["Tiểu học", 101, 99],
        ["Trung học cơ sở", 265, 266],
        ["Số học sinh", 160120, 163500],
        ["Tiểu học", 90120, 91500],
        ["Trung học cơ sở", 70000, 72000],
    ]
    return OfficeFile(
        "truong-hoc.xlsx",
        workbook(rows, change=_bold(2, 5)),
        tuple(
            ("Số trường học" if number < 3 else "Số học sinh", str(row[0]), str(row[1]), str(row[2]))
            for number, row in enumerate(rows[1:])
        ),
    )


def quarters_under_years() -> OfficeFile:
    rows: list[list[Any]] = [["Kỳ", "Xuất khẩu"], ["2022", 371.3], ["Quý I", 89.1], ["Quý II", 97.2]]
    rows += [["2023", 354.7], ["Quý I", 79.3], ["Quý II", 85.5]]
    return OfficeFile(
        "nam-quy.xlsx",
        workbook(rows),
        tuple(("2022" if number < 3 else "2023", str(row[0]), str(row[1])) for number, row in enumerate(rows[1:])),
    )


def codes_with_gaps_before_names() -> OfficeFile:
    """Regions without codes above provinces with codes: the names tell the rows apart."""
    rows: list[list[Any]] = [
        ["Mã", "Tên đơn vị", "Số việc"],
        [None, "CẢ NƯỚC", 100],
        ["I", "Tây Nguyên", 40],
        ["62", "Kon Tum", 40],
        ["II", "Đông Nam Bộ", 60],
        ["79", "TP. Hồ Chí Minh", 60],
    ]
    regions = ("CẢ NƯỚC", "Tây Nguyên", "Tây Nguyên", "Đông Nam Bộ", "Đông Nam Bộ")
    shown = [(str(row[0] or "(trống)"), str(row[1]), str(row[2])) for row in rows[1:]]
    read = tuple((region, *cells) for region, cells in zip(regions, shown, strict=True))
    return OfficeFile("ma-tinh.xlsx", workbook(rows), read)


def nested_numbers_of_rows() -> OfficeFile:
    rows: list[list[Any]] = [
        ["Thứ tự", "LOẠI ĐẤT", "Mã", "Diện tích"],
        ["(1)", "(2)", "(3)", "(4)"],
        [None, "Tổng diện tích", None, "688767.2"],
        ["1", "Đất nông nghiệp", "NNP", "585100.5"],
        ["1.1", "Đất trồng lúa", "LUA", "28001.25"],
    ]
    return OfficeFile(
        "dat-dai.xlsx",
        workbook(rows),
        (
            ("Tổng diện tích", "(trống)", "688767.2"),
            ("Đất nông nghiệp", "NNP", "585100.5"),
            ("Đất trồng lúa", "LUA", "28001.25"),
        ),
    )


def numbered_lists_side_by_side() -> OfficeFile:
    rows = [["STT", "Huyện", "Số DN", "STT", "Huyện", "Số DN"], [1, "Lục Yên", 120, 3, "Trấn Yên", 80]]
    rows.append([2, "Văn Yên", 130, 4, "Trạm Tấu", 12])
    return OfficeFile("canh-nhau-danh-so.xlsx", workbook(rows), told=("Số liệu!D1", "STT"))


def rows_that_count_like_column_numbers() -> OfficeFile:
    """`1 | 2` under the head, and `A | 1`: rows of the table, not the numbers of its columns."""
    rows = [["Tháng", "Số vụ"], [1, 2], [2, 3], [3, 1]]
    return OfficeFile("dem-nhu-so-cot.xlsx", workbook(rows), (("1", "2"), ("2", "3"), ("3", "1")))


def letters_that_count_like_column_numbers() -> OfficeFile:
    rows = [["Khối", "Số lớp"], ["A", 1], ["B", 2], ["C", 9]]
    return OfficeFile("khoi-a.xlsx", workbook(rows), (("A", "1"), ("B", "2"), ("C", "9")))


def last_row_counts_like_column_numbers() -> OfficeFile:
    rows = [["Quý", "Vụ", "Người"], [1, 5, 6], [2, 3, 4]]
    return OfficeFile("quy-hai.xlsx", workbook(rows), (("1", "5", "6"), ("2", "3", "4")))


def letters_over_hidden_rows() -> OfficeFile:
    """`A | 1` under the head, `B` hidden below it: still a row of the table."""

    def hide(_book: Any, sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True

    rows = [["Huyện", "Vụ"], ["A", 1], ["B", 2], ["C", 3]]
    return OfficeFile("an-dong-b.xlsx", workbook(rows, change=hide), (("A", "1"), ("C", "3")))


def format_that_shows_nothing() -> OfficeFile:
    """`;;;` hides the figures of a column: what nobody sees is not published."""
    rows = [["Đơn vị", "Thụ lý", "Nháp"], ["Xã Một", 10, 999], ["Xã Hai", 20, 888]]
    return OfficeFile(
        "dinh-dang-an.xlsx", workbook(rows, formats={"C2:C3": ";;;"}), (("Xã Một", "10"), ("Xã Hai", "20"))
    )


def missing_figures_with_notes() -> OfficeFile:
    text = "Năm;2.022;2.023\nVụ;1.234,5*;1.350,0\nNgười;…(1);987,5 (p)\n* Đã điều chỉnh.;;\n(1) Chưa có.;;\n"
    return OfficeFile(
        "thieu-co-ghi-chu.csv",
        text.encode(),
        (("Vụ", "1234.5", "1350.0"), ("Người", "…", "987.5")),
        ("Năm", "2022", "2023"),
    )


def years_in_the_lower_tier() -> OfficeFile:
    """Census Bureau: labels merged down beside a tier of years, dots that move labels in, `(X)`."""
    rows: list[list[Any]] = [
        ["Area", "Estimates Base", "Estimate", None],
        [None, None, "2022", "2023"],
        ["Northeast", 57614141, 57040406, 56983517],
        [".Alabama", 5024294, 5073903, "(X)"],
    ]
    return OfficeFile(
        "census.xlsx",
        workbook(rows, ["A1:A2", "B1:B2", "C1:D1"]),
        (("Northeast", "57614141", "57040406", "56983517"), ("Alabama", "5024294", "5073903", "(X)")),
        ("Area", "Estimates Base", "Estimate 2022", "Estimate 2023"),
    )


def marks_of_notes_behind_labels() -> OfficeFile:
    """`Corn 1/`, `Fuel (2)`, leaders of dots; notes below explain the marks. `(D)` and `nd` among figures."""
    rows: list[list[Any]] = [
        ["Item", "2022", "2023"],
        ["Corn 1/", 88600, 94641],
        ["Fuel oil (2)", 87450, 83600],
        ["Wheat ......", 8.83, "(D)"],
        ["Rye", "nd", 7.5],
        ["1/ Planted for all purposes."],
        ["(2) Without transport."],
    ]
    return OfficeFile(
        "usda.xlsx",
        workbook(rows),
        (
            ("Corn", "88600", "94641"),
            ("Fuel oil", "87450", "83600"),
            ("Wheat", "8.83", "(D)"),
            ("Rye", "nd", "7.5"),
        ),
    )


def dashes_for_minus() -> OfficeFile:
    rows = [["Năm", "Cán cân"], ["2021", "19,9"], ["2022", "–11,2"], ["2023", "−3,3"]]
    return OfficeFile("am-gach.xlsx", workbook(rows), (("2021", "19.9"), ("2022", "-11.2"), ("2023", "-3.3")))


def days_and_sections() -> OfficeFile:
    """Days with dots and coordinates are no figures; two flags behind one figure; a column of stars."""
    return OfficeFile(
        "toa-do.csv",
        (
            b"Zeit,Ort,COORDINATE,Wert,Abw\n31.12.2022,Bremen,1.3.1,585060.0 ep,*****\n"
            b"31.12.2023,Hamburg,1.3.2,554214.4 p,*****\n"
        ),
        (
            ("31.12.2022", "Bremen", "1.3.1", "585060.0", "*****"),
            ("31.12.2023", "Hamburg", "1.3.2", "554214.4", "*****"),
        ),
    )


def unit_of_all_columns() -> OfficeFile:
    """Statistics Canada: the unit once, over the first column; `E` behind a figure and `F` for one."""
    return OfficeFile(
        "statcan.csv",
        (
            b'"Earnings, by province"\n"Table: 14-10-0203-01"\n""\n"Industry","2022","2023"\n"","Dollars"\n'
            b'"Aggregate","1,163.92","1,204.33"\n"Utilities","1,998.10E","2,051.77"\n"Forestry","F",".."\n'
        ),
        (("Aggregate", "1163.92", "1204.33"), ("Utilities", "1998.10", "2051.77"), ("Forestry", "F", "..")),
    )


def spanners_written_out_with_the_stub() -> OfficeFile:
    """KOSIS: both tiers written out, the head of the labels in both."""
    return OfficeFile(
        "kosis.csv",
        (
            '"행정구역별","2022","2022","2023","2023"\n'
            '"행정구역별","총인구수 (명)","세대수 (세대)","총인구수 (명)","세대수 (세대)"\n'
            '"전국","51439038","23705814","51325329","23914851"\n"서울특별시","9428372","4446296","9386034","-"\n'
        ).encode("cp949"),
        (
            ("전국", "51439038", "23705814", "51325329", "23914851"),
            ("서울특별시", "9428372", "4446296", "9386034", "-"),
        ),
        ("행정구역별", "2022 총인구수 (명)", "2022 세대수 (세대)", "2023 총인구수 (명)", "2023 세대수 (세대)"),
        encoding="euc-kr",
    )


def series_side_by_side() -> OfficeFile:
    """ABS: nine rows of facts about each series under its name."""
    day = datetime(2024, 5, 1)
    rows: list[list[Any]] = [
        [None, "Employed ;  Persons ;", "Unemployment rate ;  Persons ;"],
        ["Unit", "000", "Percent"],
        ["Series Type", "Original", "Original"],
        ["Data Type", "STOCK", "PERCENT"],
        ["Frequency", "Month", "Month"],
        ["Collection Month", 1, 1],
        ["Series Start", day, day],
        ["Series End", day, day],
        ["No. Obs", 556, 556],
        ["Series ID", "A84423043C", "A84423050A"],
        [datetime(2024, 3, 1), 14259.9, 3.8],
        [day, 14337.5, 4.1],
    ]
    return OfficeFile(
        "abs.xlsx",
        workbook(rows, formats={"A11": "mmm-yyyy", "A12": "mmm-yyyy"}),
        (("03/2024", "14259.9", "3.8"), ("05/2024", "14337.5", "4.1")),
        ("Chỉ tiêu", "Employed ; Persons ; (000)", "Unemployment rate ; Persons ;"),
    )


def hidden_column_of_a_saved_page() -> OfficeFile:
    """Excel's page: the column is hidden, and its cells by themselves too."""
    page = (
        "<html><meta charset=utf-8><table><col><col style='display:none'><col>"
        "<tr><td>Huyện<td style='display:none'>Nháp<td>Kế hoạch"
        "<tr><td>Lục Yên<td style='display:none'>5<td>1251.5<tr><td>Văn Yên<td style='display:none'>6<td>900"
        "</table>"
    )
    return OfficeFile("an-hai-lan.html", page.encode(), (("Lục Yên", "1251.5"), ("Văn Yên", "900")))


def parts_over_numbered_lists() -> OfficeFile:
    """BPS: the names of parts over lists that are each numbered from 1."""
    rows: list[list[Any]] = [
        ["Kabupaten/Kota", "Penduduk", "Laju (%)"],
        ["(1)", "(2)", "(3)"],
        ["Kabupaten"],
        ["1. Bogor", "5.566,1", "1,52"],
        ["2. Sukabumi", "2.806,7", "1,36"],
        ["Kota"],
        ["1. Bogor", "1.070,7", "0,87"],
        ["2. Depok", "–", "1,91"],
    ]
    return OfficeFile(
        "bps.xlsx",
        workbook(rows),
        (
            ("Kabupaten", "Bogor", "5566.1", "1.52"),
            ("Kabupaten", "Sukabumi", "2806.7", "1.36"),
            ("Kota", "Bogor", "1070.7", "0.87"),
            ("Kota", "Depok", "–", "1.91"),
        ),
        numerals=Numerals.VIETNAMESE,
    )


YEARBOOKS: tuple[OfficeFile, ...] = (
    english_line_under_each_label(),
    english_tier_under_each_tier(),
    spanner_over_a_lone_label_and_a_tier(),
    labels_repeat_under_rows_with_figures(),
    quarters_under_years(),
    codes_with_gaps_before_names(),
    nested_numbers_of_rows(),
    numbered_lists_side_by_side(),
    rows_that_count_like_column_numbers(),
    letters_that_count_like_column_numbers(),
    last_row_counts_like_column_numbers(),
    letters_over_hidden_rows(),
    format_that_shows_nothing(),
    missing_figures_with_notes(),
    years_in_the_lower_tier(),
    marks_of_notes_behind_labels(),
    dashes_for_minus(),
    days_and_sections(),
    unit_of_all_columns(),
    spanners_written_out_with_the_stub(),
    series_side_by_side(),
    hidden_column_of_a_saved_page(),
    parts_over_numbered_lists(),
)
