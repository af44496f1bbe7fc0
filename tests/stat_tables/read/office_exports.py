"""Exports of statistics offices, courts and ministries, figures invented: what each holds, or why it is refused."""

from __future__ import annotations

from typing import Any

from stat_tables.model.numerals import Numerals

from .office_styles import OfficeFile
from .office_workbook import workbook

VI = Numerals.VIETNAMESE


def _csv(name: str, text: str, *rows: tuple[str, ...], **more: Any) -> OfficeFile:
    encoding = more.pop("written", "utf-8")
    return OfficeFile(name, text.lstrip("\n").encode(encoding), rows, **more)


def pxweb_two_tiers() -> OfficeFile:
    """PX-Web of the statistics office: years over sexes, the name of a year once over its columns."""
    return _csv(
        "pxweb-hai-tang.csv",
        """
"Dân số chia theo Tỉnh, thành phố, Năm và Giới tính"

"Tỉnh, thành phố","2022","","2023",""
"","Nam","Nữ","Nam","Nữ"
"Hà Nội",4180.2,4255.4,4210.0,4300.1
"Cao Bằng",270.5,272.6,271.0,273.9
""",
        ("Hà Nội", "4180.2", "4255.4", "4210.0", "4300.1"),
        ("Cao Bằng", "270.5", "272.6", "271.0", "273.9"),
        heads=("Tỉnh, thành phố", "2022 Nam", "2022 Nữ", "2023 Nam", "2023 Nữ"),
    )


def pxweb_label_once() -> OfficeFile:
    """PX-Web writes the name of a place once, over the rows of its sexes."""
    rows = [
        ["Dân số theo Tỉnh, Giới tính và Năm"],
        [],
        [None, None, "2022", "2023"],
        ["Hà Nội", "Nam", 4180.2, 4210.5],
        [None, "Nữ", 4255.4, 4300.1],
        ["Cao Bằng", "Nam", 270.5, 271.2],
        [None, "Nữ", 272.6, 273.9],
    ]
    return OfficeFile(
        "pxweb-nhan-mot-lan.xlsx",
        workbook(rows),
        (
            ("Hà Nội", "Nam", "4180.2", "4210.5"),
            ("Hà Nội", "Nữ", "4255.4", "4300.1"),
            ("Cao Bằng", "Nam", "270.5", "271.2"),
            ("Cao Bằng", "Nữ", "272.6", "273.9"),
        ),
    )


def label_missing() -> OfficeFile:
    """A label is blank in one row of a long table: the row above, or another place?"""
    rows = [
        ["Địa bàn", "Loại án", "Số vụ"],
        ["Xã Một", "Hình sự", 12],
        ["Xã Một", "Dân sự", 30],
        [None, "Hành chính", 4],
        ["Xã Hai", "Dân sự", 11],
    ]
    return OfficeFile("thieu-nhan.xlsx", workbook(rows), told=("Số liệu!A4", "“Xã Một”"))


def ministry_form() -> OfficeFile:
    """A form of a ministry: three letterheads, numbers of columns with sums, Roman parts that hold their own totals."""
    rows = [
        ["Biểu số: 06/BTP/THADS\nBan hành theo Thông tư", None, "KẾT QUẢ THI HÀNH ÁN", None, "Đơn vị báo cáo: Cục Mẫu"],
        ["Ngày nhận báo cáo: ngày 05 tháng 4", None, "6 tháng năm 2024", None, "Đơn vị nhận báo cáo: Cục Mẫu Hai"],
        [None, None, None, None, "Đơn vị tính: Việc"],
        ["TT", "Tên đơn vị", "Tổng số thụ lý", "Chia ra", None],
        [None, None, None, "Năm trước chuyển sang", "Thụ lý mới"],
        ["A", "B", "1=2+3", 2, 3],
        [None, "Tổng số", 5000, 3000, 2000],
        ["I", "Cục Mẫu", 1200, 700, 500],
        [1, "Chấp hành viên Một", 500, 300, 200],
        [2, "Chấp hành viên Hai", 700, 400, 300],
        ["II", "Các Chi cục", 3800, 2300, 1500],
        [1, "Chi cục Mẫu Một", 3800, 2300, 1500],
    ]
    merged = ["A4:A5", "B4:B5", "C4:C5", "D4:E4"]
    return OfficeFile(
        "bieu-06.xlsx",
        workbook(rows, merged),
        (
            ("Tổng số", "5000", "3000", "2000"),
            ("Cục Mẫu", "1200", "700", "500"),
            ("Chấp hành viên Một", "500", "300", "200"),
            ("Chấp hành viên Hai", "700", "400", "300"),
            ("Các Chi cục", "3800", "2300", "1500"),
            ("Chi cục Mẫu Một", "3800", "2300", "1500"),
        ),
        ("Tên đơn vị", "Tổng số thụ lý", "Chia ra Năm trước chuyển sang", "Chia ra Thụ lý mới"),
    )


def court_statistics() -> OfficeFile:
    """Courts: three tiers, percentages as text, counts as text with hard spaces."""
    rows = [
        ["TOÀ ÁN NHÂN DÂN TỐI CAO", None, None, None, None, None],
        ["THỐNG KÊ THỤ LÝ VÀ GIẢI QUYẾT CÁC LOẠI ÁN"],
        ["Loại án", "Sơ thẩm", None, None, "Phúc thẩm", None],
        [None, "Thụ lý", "Giải quyết", None, "Thụ lý", "Giải quyết"],
        [None, None, "Số vụ", "Tỷ lệ", None, None],
        ["Hình sự", "12\u00a0034", "11\u00a0500", "95,6%", "1\u00a0204", "1\u00a0100"],
        ["Dân sự", "150\u00a0200", "120\u00a0050", "79,9%", "9\u00a0001", "8\u00a0000"],
    ]
    merged = ["A3:A5", "B3:D3", "B4:B5", "C4:D4", "E3:F3", "E4:E5", "F4:F5"]
    return OfficeFile(
        "toa-an.xlsx",
        workbook(rows, merged),
        (
            ("Hình sự", "12034", "11500", "95.6", "1204", "1100"),
            ("Dân sự", "150200", "120050", "79.9", "9001", "8000"),
        ),
        (
            "Loại án",
            "Sơ thẩm Thụ lý",
            "Sơ thẩm Giải quyết – Số vụ",
            "Sơ thẩm Giải quyết – Tỷ lệ",
            "Phúc thẩm Thụ lý",
            "Phúc thẩm Giải quyết",
        ),
    )


def procuracy_report() -> OfficeFile:
    """Procuracy: parts numbered 1, 1.1, 1.2; a part marked with a dash; a column of changes in brackets."""
    return _csv(
        "kiem-sat.csv",
        """
STT;Nội dung;Năm 2023;Năm 2024;Tăng, giảm
1;Số vụ khởi tố;1.204;1.350;146
1.1;Trong đó: ma tuý;401;398;-3
1.2;Tham nhũng;25;31;6
2;Số bị can;2.310;2.600;290
""",
        ("Số vụ khởi tố", "1204", "1350", "146"),
        ("Trong đó: ma tuý", "401", "398", "-3"),
        ("Tham nhũng", "25", "31", "6"),
        ("Số bị can", "2310", "2600", "290"),
        numerals=VI,
    )


def customs_units_in_rows() -> OfficeFile:
    """Customs: a unit for every row; one column holds tonnes and dollars."""
    rows = [
        ["Xuất khẩu tháng 6 năm 2024"],
        ["Mặt hàng", "ĐVT", "Tháng 6", None, "6 tháng", None],
        [None, None, "Lượng", "Trị giá (USD)", "Lượng", "Trị giá (USD)"],
        ["Thuỷ sản", "USD", None, 867304120, None, 4401203000],
        ["Cà phê", "Tấn", 70202, 294000100, 902001, 3201000200],
    ]
    merged = ["A2:A3", "B2:B3", "C2:D2", "E2:F2"]
    return OfficeFile(
        "hai-quan.xlsx",
        workbook(rows, merged),
        (
            ("Thuỷ sản", "USD", "(trống)", "867304120", "(trống)", "4401203000"),
            ("Cà phê", "Tấn", "70202", "294000100", "902001", "3201000200"),
        ),
    )


def eurostat_sdmx() -> OfficeFile:
    return _csv(
        "estat_une_rt_m.csv",
        """
DATAFLOW,LAST UPDATE,freq,s_adj,age,unit,sex,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG
ESTAT:UNE_RT_M(1.0),03/07/24 11:00:00,M,SA,TOTAL,PC_ACT,T,AT,2024-04,4.9,
ESTAT:UNE_RT_M(1.0),03/07/24 11:00:00,M,SA,TOTAL,PC_ACT,T,AT,2024-05,5,
ESTAT:UNE_RT_M(1.0),03/07/24 11:00:00,M,SA,TOTAL,PC_ACT,T,BE,2024-04,5.5,p
ESTAT:UNE_RT_M(1.0),03/07/24 11:00:00,M,SA,TOTAL,PC_ACT,T,BE,2024-05,,c
""",
        *(
            ("ESTAT:UNE_RT_M(1.0)", "03/07/24 11:00:00", "M", "SA", "TOTAL", "PC_ACT", "T", *rest)
            for rest in (
                ("AT", "2024-04", "4.9", "(trống)"),
                ("AT", "2024-05", "5", "(trống)"),
                ("BE", "2024-04", "5.5", "p"),
                ("BE", "2024-05", "(trống)", "c"),
            )
        ),
    )


def world_bank_preface() -> OfficeFile:
    """World Bank: facts of the file above the table, a year among them."""
    return _csv(
        "API_NY.GDP.csv",
        """
"Nguồn","Ngân hàng",

"Cập nhật","2025",

"Nước","Mã","2000","2001"
"Aruba","ABW","",""
"Afghanistan","AFG","9.4","8.1"
""",
        ("Aruba", "ABW", "(trống)", "(trống)"),
        ("Afghanistan", "AFG", "9.4", "8.1"),
        heads=("Nước", "Mã", "2000", "2001"),
    )


def ons_series() -> OfficeFile:
    """ONS: one series, facts of it above, years, quarters and months below one another, no head."""
    return _csv(
        "series-310724.csv",
        """
"Title","CPIH ANNUAL RATE 00: ALL ITEMS 2015=100"
"CDID","L55O"
"Source dataset ID","MM23"
"PreUnit",""
"Unit","%"
"Release date","17-07-2024"
"Next release","14 August 2024"
"Important notes",
"2022","7.9"
"2023","6.8"
"2023 Q4","4.4"
"2024 Q1","3.9"
"2024 JAN","4.2"
"2024 FEB","3.8"
""",
        ("2022", "7.9"),
        ("2023", "6.8"),
        ("2023 Q4", "4.4"),
        ("2024 Q1", "3.9"),
        ("2024 JAN", "4.2"),
        ("2024 FEB", "3.8"),
        heads=("Title", "CPIH ANNUAL RATE 00: ALL ITEMS 2015=100"),
    )


def insee_series() -> OfficeFile:
    """INSEE: the same, with a column of codes."""
    return _csv(
        "valeurs_mensuelles.csv",
        """
"Libellé";"Indice des prix à la consommation";"Codes"
"idBank";"001759970";""
"Dernière mise à jour";"28/06/2024 12:00";""
"Période";"";""
"2024-04";"119.5";"A"
"2024-05";"119.5";"A"
"2024-06";"119.6";"P"
""",
        ("2024-04", "119.5", "A"),
        ("2024-05", "119.5", "A"),
        ("2024-06", "119.6", "P"),
        heads=("Libellé", "Indice des prix à la consommation", "Codes"),
    )


def genesis_two_tiers() -> OfficeFile:
    """GENESIS: codes and names of the places, years over sexes, every name written out, a row of units."""
    return _csv(
        "12411-0012.csv",
        """
Bevölkerung: Bundesländer, Stichtag, Geschlecht;;;;;
;;31.12.2022;31.12.2022;31.12.2023;31.12.2023
;;männlich;weiblich;männlich;weiblich
;;Anzahl;Anzahl;Anzahl;Anzahl
08;Baden-Württemberg;5602900;5677357;5630100;5709160
16;Thüringen;1050500;1076346;1049000;x
__________
© Statistisches Bundesamt (Destatis), 2024
""",
        ("08", "Baden-Württemberg", "5602900", "5677357", "5630100", "5709160"),
        ("16", "Thüringen", "1050500", "1076346", "1049000", "x"),
        written="latin-1",
        encoding="windows-1252",
    )


def statcan_long() -> OfficeFile:
    """Statistics Canada: coordinates that are no numbers, suppressed values, factors in words."""
    head = "REF_DATE,GEO,DGUID,Sex,UOM,UOM_ID,SCALAR_FACTOR,SCALAR_ID,VECTOR,COORDINATE,VALUE,STATUS,DECIMALS"
    rows = (
        ("2023", "Canada", "2021A", "Total", "Persons", "249", "thousands", "3", "v1", "1.1", "40097.8", "", "1"),
        ("2023", "Canada", "2021A", "Men", "Persons", "249", "thousands", "3", "v2", "1.10", "20000.0", "E", "1"),
        ("2023", "Yukon", "2021B", "Total", "Persons", "249", "thousands", "3", "v3", "2.1", "", "..", "1"),
    )
    text = head + "\n" + "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    return OfficeFile(
        "17100005.csv",
        text.encode("utf-8-sig"),
        tuple(tuple(cell or "(trống)" for cell in row) for row in rows),
    )


def un_sdmx() -> OfficeFile:
    """SDMX-CSV: codes with leading zeros, a power of ten as a column, quarters."""
    return _csv(
        "unsd.csv",
        """
STRUCTURE,STRUCTURE_ID,FREQ,REF_AREA,SEX,TIME_PERIOD,OBS_VALUE,UNIT_MULT,OBS_STATUS
dataflow,IAEG:DF(1.0),Q,704,01,2023-Q1,51.2,3,A
dataflow,IAEG:DF(1.0),Q,704,02,2023-Q1,49.75,3,A
dataflow,IAEG:DF(1.0),Q,004,01,2023-Q2,NaN,3,O
""",
        ("dataflow", "IAEG:DF(1.0)", "Q", "704", "01", "2023-Q1", "51.2", "3", "A"),
        ("dataflow", "IAEG:DF(1.0)", "Q", "704", "02", "2023-Q1", "49.75", "3", "A"),
        ("dataflow", "IAEG:DF(1.0)", "Q", "004", "01", "2023-Q2", "NaN", "3", "O"),
    )


def e_stat_long() -> OfficeFile:
    """e-Stat's data base: codes beside names, English thousands in quotes, full-width digits, Shift-JIS."""
    return _csv(
        "FEH_00200524.csv",
        """
"表章項目 コード","表章項目","時間軸（年） コード","時間軸（年）","unit","value"
"001","人口","2022000000","2022年","千人","124,947"
"001","人口","2023000000","2023年","千人","124,352"
"002","世帯","2023000000","2023年","千世帯","５６,２１５"
""",
        ("001", "人口", "2022000000", "2022年", "千人", "124947"),
        ("001", "人口", "2023000000", "2023年", "千人", "124352"),
        ("002", "世帯", "2023000000", "2023年", "千世帯", "56215"),
        written="cp932",
        encoding="shift-jis",
        numerals=Numerals.ENGLISH,
    )


def html_as_xls() -> OfficeFile:
    """A page that a system of an office saves as `.xls`: columns hidden by their `col`, full numbers in `x:num`."""
    page = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><table border=1>
<col width=80><col width=0 style="display:none;mso-width-alt:0"><col width=80>
<tr><td>Đơn vị</td><td>Mã nội bộ</td><td>Số tiền (triệu đồng)</td></tr>
<tr><td>Phòng Một</td><td>77</td><td x:num="1234.5">1.234,5</td></tr>
<tr><td>Phòng Hai</td><td>78</td><td x:num="200.25">200,25</td></tr>
</table></body></html>"""
    return OfficeFile(
        "he-thong.xls",
        page.encode(),
        (("Phòng Một", "1234.5"), ("Phòng Hai", "200.25")),
        ("Đơn vị", "Số tiền"),
    )


def html_corrected() -> OfficeFile:
    """A page that shows the former figure struck through beside the new one."""
    page = """<table><tr><th>Đơn vị</th><th>Việc</th></tr>
<tr><td>Phòng Một</td><td><del>12</del><ins>123</ins></td></tr>
<tr><td>Phòng Hai</td><td>45</td></tr></table>"""
    return OfficeFile("dinh-chinh.html", page.encode(), (("Phòng Một", "123"), ("Phòng Hai", "45")))


def swiss() -> OfficeFile:
    """Switzerland: apostrophes between thousands, typographic ones too."""
    return _csv(
        "bfs.csv",
        """
Kanton;Bevölkerung;Anteil (%)
Zürich;1'579'967;17.9
Bern;1’051’437;11.9
Uri;37'047;0.4
""",
        ("Zürich", "1579967", "17.9"),
        ("Bern", "1051437", "11.9"),
        ("Uri", "37047", "0.4"),
    )


def india() -> OfficeFile:
    """India: groups of two digits above the thousand."""
    return _csv(
        "mospi.csv",
        """
State;Persons;Rate
Kerala;3,34,06,061;94.0
Goa;14,58,545;88.7
Sikkim;6,10,577;81.4
""",
        ("Kerala", "33406061", "94.0"),
        ("Goa", "1458545", "88.7"),
        ("Sikkim", "610577", "81.4"),
    )


def sidra() -> OfficeFile:
    """IBGE: title and variable above, years across, `...`, `-` and `X` for figures that are not there, notes below."""
    return _csv(
        "tabela4709.csv",
        """
Tabela 4709 - População residente
Variável - População residente (Pessoas)
Brasil e Unidade da Federação;Ano;;
;2000;2010;2022
Brasil;169872856;190755799;203080756
Acre;557882;733559;830018
Roraima;324397;-;...
Fonte: IBGE - Censo Demográfico
""",
        ("Brasil", "169872856", "190755799", "203080756"),
        ("Acre", "557882", "733559", "830018"),
        ("Roraima", "324397", "-", "..."),
    )


def census_bureau() -> OfficeFile:
    """Census Bureau: margins of error with a sign before them, `(X)` and `N`, thousands in quotes."""
    return _csv(
        "ACSDP1Y2022.csv",
        """
Label,Estimate,Margin of Error,Percent
Total households,"129,870,928","±133,598",(X)
Married,"60,826,300","±120,001",46.8%
Other,"9,012,400","±40,120",6.9%
""",
        ("Total households", "129870928", "±133,598", "(X)"),
        ("Married", "60826300", "±120,001", "46.8"),
        ("Other", "9012400", "±40,120", "6.9"),
    )


def text_beside_numbers() -> OfficeFile:
    """One column holds numbers and figures as text: `1.204` beside 987."""
    rows = [["Đơn vị", "Việc"], ["Xã Một", "1.204"], ["Xã Hai", 987], ["Xã Ba", "15"]]
    return OfficeFile("lan-kieu.xlsx", workbook(rows), told=("Số liệu!B2", "1.204", "--numerals"))


def reversed_years() -> OfficeFile:
    """Years downwards, newest first, and a preliminary one; the head of the years is empty."""
    return _csv(
        "moc-nam.csv",
        """
;Số vụ;Tỷ lệ (%)
Sơ bộ 2024;1.350;88,5
2023;1.204;87,25
2022;998;90
""",
        ("Sơ bộ 2024", "1350", "88.5"),
        ("2023", "1204", "87.25"),
        ("2022", "998", "90"),
        numerals=VI,
    )


def month_names_like_versions() -> OfficeFile:
    """Numbers of clauses beside figures: `1.1`, `1.10` are names."""
    return _csv(
        "muc-luc.csv",
        """
Mục;Nội dung;Số vụ
1.1;Trộm cắp;12
1.9;Lừa đảo;7
1.10;Cướp;3
""",
        ("1.1", "Trộm cắp", "12"),
        ("1.9", "Lừa đảo", "7"),
        ("1.10", "Cướp", "3"),
    )


EXPORTS = tuple(
    make()
    for name, make in sorted(globals().items())
    if not name.startswith("_") and getattr(make, "__annotations__", {}).get("return") == "OfficeFile"
)
