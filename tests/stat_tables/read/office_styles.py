"""Files in the styles of statistics offices, figures invented: what each holds, or why it has to be asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stat_tables.model.numerals import Numerals

from .office_workbook import workbook


@dataclass(frozen=True)
class OfficeFile:
    """Args:
    rows: what a reader of the file sees, in canonical form; empty where it is refused with the words of `told`.
    heads: labels of the columns, spanners before them.
    """

    name: str
    data: bytes
    rows: tuple[tuple[str, ...], ...] = ()
    heads: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    numerals: Numerals | None = None
    encoding: str = ""
    number: int = 0


def _lines(*lines: str, end: str = "\n", encoding: str = "utf-8") -> bytes:
    return (end.join(lines) + end).encode(encoding)


def _gso_population() -> OfficeFile:
    """Niên giám: two languages, units under the head, regions above provinces, years across."""
    rows: list[list[Any]] = [
        ["Dân số trung bình phân theo địa phương"],
        ["Average population by province"],
        [None, None, None, "ĐVT: Nghìn người - Unit: Thous. persons"],
        [None, "2021", "2022", "Sơ bộ - Prel. 2023"],
        ["CẢ NƯỚC - WHOLE COUNTRY", 9850.0, 9946.2, 10030.9],
        ["Đồng bằng sông Hồng - Red River Delta", 4200.5, 4250.1, 4300.0],
        ["Hà Nội", 2000.5, 2050.1, 2100.0],
        ["Hải Phòng", 2200.0, 2200.0, 2200.0],
        ["Tây Nguyên - Central Highlands", 5649.5, 5696.1, 5730.9],
        ["Kon Tum", 5649.5, 5696.1, 5730.9],
    ]
    plain = lambda number: f"{number:g}" if number != int(number) else str(int(number))  # noqa: E731
    return OfficeFile(
        "gso-dan-so.xlsx",
        workbook(rows, ["A1:D1", "A2:D2"]),
        tuple(
            (str(rows[region][0]), str(row[0]), *map(plain, row[1:]))
            for region, row in zip((4, 5, 5, 5, 8, 8), rows[4:], strict=True)
        ),
        ("Vùng", "Chỉ tiêu", "2021", "2022", "Sơ bộ - Prel. 2023"),
    )


def _gso_growth() -> OfficeFile:
    """Monthly report: two tiers, comparisons in per cent, indented parts of a total."""
    rows: list[list[Any]] = [
        ["Biểu 5. Vốn đầu tư thực hiện từ nguồn ngân sách Nhà nước"],
        [None, "Thực hiện\ntháng 6", "Ước tính\ntháng 7", "7 tháng năm 2024\nso với (%)", None],
        [None, None, None, "Kế hoạch\nnăm", "Cùng kỳ\nnăm trước"],
        [None, "Tỷ đồng", "Tỷ đồng", None, None],
        ["TỔNG SỐ", 60812, 68403, 42.4, 102.3],
        ["Trung ương", 10021, 11265, 39.1, 95.6],
        ["Trong đó:"],
        ["Bộ Giao thông vận tải", 5412, 5733, 51.2, 90.1],
        ["Bộ Y tế", 120, 134, 20.2, 88.4],
        ["Địa phương", 50791, 57138, 43.1, 103.9],
    ]
    merged = ["B2:B3", "C2:C3", "D2:E2", "A2:A3"]
    return OfficeFile(
        "gso-von-dau-tu.xlsx",
        workbook(rows, merged),
        (
            ("TỔNG SỐ", "TỔNG SỐ", "60812", "68403", "42.4", "102.3"),
            ("Trung ương", "Trung ương", "10021", "11265", "39.1", "95.6"),
            ("Trong đó:", "Bộ Giao thông vận tải", "5412", "5733", "51.2", "90.1"),
            ("Trong đó:", "Bộ Y tế", "120", "134", "20.2", "88.4"),
            ("Trong đó:", "Địa phương", "50791", "57138", "43.1", "103.9"),
        ),
    )


def _gso_yearbook_csv() -> OfficeFile:
    """px-web of the GSO: title, blank line, quoted cells, `..` for what is not there."""
    return OfficeFile(
        "gso-pxweb.csv",
        _lines(
            '"Diện tích, dân số chia theo Tỉnh, thành phố, Năm và Chỉ tiêu"',
            "",
            '"Tỉnh, thành phố","2022 Diện tích (Km2)","2022 Dân số (Nghìn người)"',
            '"Hà Nội",3359.84,8435.6',
            '"Hà Giang",7927.55,892.7',
            '"Cao Bằng","..",543.1',
            encoding="utf-8-sig",
        ),
        (("Hà Nội", "3359.84", "8435.6"), ("Hà Giang", "7927.55", "892.7"), ("Cao Bằng", "..", "543.1")),
        ("Tỉnh, thành phố", "2022 Diện tích", "2022 Dân số"),
    )


def _eurostat_tsv() -> OfficeFile:
    return OfficeFile(
        "eurostat.tsv",
        _lines(
            "freq,unit,geo\\TIME_PERIOD\t2020 \t2021 \t2022 ",
            "A,PC,AT\t1.5 \t2.8 b\t8.6 ",
            "A,PC,BE\t0.4 \t3.2 \t10.3 p",
            "A,PC,BG\t: \t2.8 e\t13.0 ",
            "A,PC,CY\t-1.1 \t2.3 \t: c",
        ),
        (
            ("A,PC,AT", "1.5", "2.8", "8.6"),
            ("A,PC,BE", "0.4", "3.2", "10.3"),
            ("A,PC,BG", ":", "2.8", "13.0"),
            ("A,PC,CY", "-1.1", "2.3", ":"),
        ),
    )


def _eurostat_xlsx() -> OfficeFile:
    """The data browser's sheet: flags in columns of their own beside the figures."""
    rows: list[list[Any]] = [
        ["Data extracted on 12/02/2024 from [ESTAT]"],
        ["Dataset:", "HICP - annual average indices [prc_hicp_aind]"],
        ["Last updated:", "17/01/2024 11:00"],
        [],
        ["Time frequency", None, "Annual"],
        ["Unit of measure", None, "Annual average rate of change"],
        [],
        ["TIME", "2020", None, "2021", None],
        ["GEO (Labels)", None, None, None, None],
        ["Austria", 1.4, None, 2.8, "b"],
        ["Belgium", 0.4, None, 3.2, None],
        ["Bulgaria", ":", None, 2.8, "e"],
        [],
        ["Special value"],
        [":", "not available"],
        ["Available flags:"],
        ["b", "break in time series"],
        ["e", "estimated"],
    ]
    return OfficeFile(
        "eurostat.xlsx",
        workbook(rows),
        (("Austria", "1.4", "2.8"), ("Belgium", "0.4", "3.2"), ("Bulgaria", ":", "2.8")),
        ("TIME", "2020", "2021"),
    )


def _destatis() -> OfficeFile:
    """GENESIS: `;`, Latin-1, codes before labels, decimal comma, signs for what is missing, a long foot."""
    return OfficeFile(
        "genesis-12411.csv",
        _lines(
            "Tabelle: 12411-0010",
            "Bevölkerung: Bundesländer, Stichtag;;;",
            "Fortschreibung des Bevölkerungsstandes;;;",
            ";31.12.2021;31.12.2022;31.12.2023",
            ";Anzahl;Anzahl;Anzahl",
            "Baden-Württemberg;11124642;11280257;11339260",
            "Bayern;13176989;13369393;13435062",
            "Thüringen;2108863;-;.",
            "__________",
            "© Statistisches Bundesamt (Destatis), 2024 | Stand: 05.07.2024",
            end="\r\n",
            encoding="latin-1",
        ),
        (
            ("Baden-Württemberg", "11124642", "11280257", "11339260"),
            ("Bayern", "13176989", "13369393", "13435062"),
            ("Thüringen", "2108863", "-", "."),
        ),
        ("Chỉ tiêu", "31.12.2021", "31.12.2022", "31.12.2023"),
        encoding="windows-1252",
    )


def _destatis_unnamed() -> OfficeFile:
    return OfficeFile("genesis.csv", _destatis().data, told=("windows-1252", "Bevölkerung"))


def _ons() -> OfficeFile:
    """ONS: a notes line above, shorthand in cells, `[note 1]` in heads and labels."""
    rows: list[list[Any]] = [
        ["Table 1: Deaths registered by region, England and Wales"],
        ["This worksheet contains one table. Some cells refer to notes."],
        ["Source: Office for National Statistics"],
        ["Region", "Deaths [note 1]", "Rate per 100,000"],
        ["North East", 28123, "1,075.2"],
        ["Wales [note 2]", 35691, "1,012.4"],
        ["Isles of Scilly", "[c]", "[x]"],
    ]
    return OfficeFile(
        "ons.xlsx",
        workbook(rows),
        (
            ("North East", "28123", "1075.2"),
            ("Wales", "35691", "1012.4"),
            ("Isles of Scilly", "[c]", "[x]"),
        ),
        ("Region", "Deaths", "Rate per 100,000"),
    )


def _insee() -> OfficeFile:
    """INSEE: `;`, decimal comma, narrow spaces, flags in parentheses, sources below."""
    return OfficeFile(
        "insee.csv",
        _lines(
            "Espérance de vie à la naissance;;",
            "Année;Femmes;Hommes",
            "2021;85,4;79,3",
            "2022 (p);85,2;79,3",
            "2023 (p);85,7;80,0",
            "(p) : données provisoires à fin 2023.;;",
            "Champ : France.;;",
            "Source : Insee, estimations de population et statistiques de l'état civil.;;",
        ),
        (("2021", "85.4", "79.3"), ("2022", "85.2", "79.3"), ("2023", "85.7", "80.0")),
        ("Année", "Femmes", "Hommes"),
    )


def _insee_spaces() -> OfficeFile:
    return OfficeFile(
        "insee-population.csv",
        _lines(
            "Région;Population 2022;Évolution (en %)",
            "Île-de-France;12\u202f358\u202f932;+0,3",
            "Bretagne;3\u202f429\u202f882;+0,6",
            "Corse;351\u202f255;\u22120,1",
        ),
        (("Île-de-France", "12358932", "0.3"), ("Bretagne", "3429882", "0.6"), ("Corse", "351255", "-0.1")),
    )


def _bls() -> OfficeFile:
    """BLS: description lines of two cells, months across, an empty month."""
    rows: list[list[Any]] = [
        ["Labor Force Statistics from the Current Population Survey"],
        ["Series Id:", "LNS14000000"],
        ["Seasonally Adjusted"],
        ["Series title:", "(Seas) Unemployment Rate"],
        ["Type of data:", "Percent or rate"],
        ["Years:", "2022 to 2024"],
        [],
        ["Year", "Jan", "Feb", "Mar"],
        [2022, 4.0, 3.8, 3.6],
        [2023, 3.4, 3.6, 3.5],
        [2024, 3.7, 3.9, None],
    ]
    return OfficeFile(
        "bls.xlsx",
        workbook(rows),
        (("2022", "4", "3.8", "3.6"), ("2023", "3.4", "3.6", "3.5"), ("2024", "3.7", "3.9", "(trống)")),
        ("Year", "Jan", "Feb", "Mar"),
    )


def _world_bank() -> OfficeFile:
    return OfficeFile(
        "API_SP.POP.TOTL.csv",
        _lines(
            '"Data Source","World Development Indicators",',
            "",
            '"Last Updated Date","2024-06-28",',
            "",
            '"Country Name","Country Code","Indicator Name","Indicator Code","2021","2022","2023",',
            '"Aruba","ABW","Population, total","SP.POP.TOTL","106537","106445","106277",',
            '"Viet Nam","VNM","Population, total","SP.POP.TOTL","97468029","98186856","98858950",',
            '"Not classified","INX","Population, total","SP.POP.TOTL","","","",',
            encoding="utf-8-sig",
        ),
        (
            ("Aruba", "ABW", "Population, total", "SP.POP.TOTL", "106537", "106445", "106277"),
            ("Viet Nam", "VNM", "Population, total", "SP.POP.TOTL", "97468029", "98186856", "98858950"),
            ("Not classified", "INX", "Population, total", "SP.POP.TOTL", "(trống)", "(trống)", "(trống)"),
        ),
        ("Country Name", "Country Code", "Indicator Name", "Indicator Code", "2021", "2022", "2023"),
    )


def _world_bank_databank() -> OfficeFile:
    return OfficeFile(
        "databank.csv",
        _lines(
            "Country Name,Country Code,Series Name,2021 [YR2021],2022 [YR2022]",
            "Viet Nam,VNM,GDP growth (annual %),2.55372874,8.12350469",
            "Lao PDR,LAO,GDP growth (annual %),2.52794711,..",
            "",
            "",
            "Data from database: World Development Indicators",
            "Last Updated: 06/28/2024",
        ),
        (
            ("Viet Nam", "VNM", "GDP growth (annual %)", "2.55372874", "8.12350469"),
            ("Lao PDR", "LAO", "GDP growth (annual %)", "2.52794711", ".."),
        ),
    )


def _un_data() -> OfficeFile:
    return OfficeFile(
        "undata.csv",
        _lines(
            '"Country or Area","Year","Variant","Value"',
            '"Viet Nam","2023","Medium","98858.95"',
            '"Viet Nam","2022","Medium","98186.856"',
            '""',
            '"footnoteSeqID","Footnote"',
            '"1","De facto population."',
        ),
        (("Viet Nam", "2023", "Medium", "98858.95"), ("Viet Nam", "2022", "Medium", "98186.856")),
    )


def _e_stat() -> OfficeFile:
    """e-Stat: Shift-JIS, codes beside labels, `***` and `-`, notes above."""
    return OfficeFile(
        "e-stat.csv",
        _lines(
            '"統計名：","労働力調査"',
            '"表題：","都道府県別 完全失業率"',
            '"***","数字が得られないもの"',
            '"-","該当数字がないもの"',
            "",
            '"地域 コード","地域","2021年","2022年","2023年"',
            '"01000","北海道","3.0","3.2","2.9"',
            '"02000","青森県","***","2.8","-"',
            '"13000","東京都","3.0","2.6","2.6"',
            encoding="cp932",
        ),
        (
            ("01000", "北海道", "3.0", "3.2", "2.9"),
            ("02000", "青森県", "***", "2.8", "-"),
            ("13000", "東京都", "3.0", "2.6", "2.6"),
        ),
        encoding="shift-jis",
    )


def _pc_axis() -> OfficeFile:
    """PxWeb of Nordic offices: a quoted title, quoted heads with commas, tabs."""
    return OfficeFile(
        "scb.csv",
        _lines(
            '"Population 1 January by region, sex and year"',
            "",
            '"region"\t"sex"\t"2023"\t"2024"',
            '"0180 Stockholm"\t"men"\t487420\t489817',
            '"0180 Stockholm"\t"women"\t497328\t499088',
            '"1480 Göteborg"\t"men"\t299150\t".."',
            encoding="cp1252",
        ),
        (
            ("0180 Stockholm", "men", "487420", "489817"),
            ("0180 Stockholm", "women", "497328", "499088"),
            ("1480 Göteborg", "men", "299150", ".."),
        ),
        encoding="windows-1252",
    )


_PROVINCES = ("Tỉnh;Số việc;Tỷ lệ (%)", "Hà Nội;1.600;59,36", "Thừa Thiên Huế;12.034;7,5", "Đắk Lắk;…;60")
_PROVINCE_ROWS = (("Hà Nội", "1600", "59.36"), ("Thừa Thiên Huế", "12034", "7.5"), ("Đắk Lắk", "…", "60"))


def _cp1258() -> OfficeFile:
    import unicodedata

    decomposed = []
    for letter in "\r\n".join(_PROVINCES):
        try:
            decomposed.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
            tone = "".join(part for part in parts if part in _TONES)
            decomposed.append((base + tone).encode("cp1258"))
    return OfficeFile(
        "cp1258.csv", b"".join(decomposed), _PROVINCE_ROWS, encoding="windows-1258", numerals=Numerals.VIETNAMESE
    )


_TONES = "\u0300\u0301\u0303\u0309\u0323"


def tcvn3(text: str) -> bytes:
    from stat_tables.read.old_encodings import decode_old

    byte_of = {}
    for byte in range(0x80, 0x100):
        try:
            byte_of[decode_old(bytes([byte]), "tcvn3")] = byte
        except UnicodeDecodeError:
            continue
    return bytes(byte_of.get(letter) or (ord(letter) if ord(letter) < 128 else 0x2E) for letter in text)


def _tcvn3() -> OfficeFile:
    lines = [line.replace("…", "-") for line in _PROVINCES]
    rows = tuple(tuple(cell.replace("…", "-") for cell in row) for row in _PROVINCE_ROWS)
    return OfficeFile("tcvn3.csv", tcvn3("\n".join(lines)), rows, encoding="tcvn3", numerals=Numerals.VIETNAMESE)


def _utf16() -> OfficeFile:
    data = "\ufeff".encode("utf-16-le") + "\r\n".join(_PROVINCES).replace(";", "\t").encode("utf-16-le")
    return OfficeFile("unicode-text.txt.csv", data, _PROVINCE_ROWS, numerals=Numerals.VIETNAMESE)


def _sep_line() -> OfficeFile:
    data = _lines("sep=;", *_PROVINCES, end="\r\n", encoding="utf-8-sig")
    return OfficeFile("sep.csv", data, _PROVINCE_ROWS, numerals=Numerals.VIETNAMESE)


def _old_mac() -> OfficeFile:
    data = _lines(*[f"{line};;" for line in _PROVINCES], ";;;;", end="\r")
    return OfficeFile("mac.csv", data, _PROVINCE_ROWS, numerals=Numerals.VIETNAMESE)


def _html_office() -> OfficeFile:
    page = """<html><head><meta charset="utf-8"></head><body><h3>Biểu 2. Kết quả thi hành án</h3>
<p>Đơn vị tính: Việc</p><table border=1>
<tr><td rowspan=2><b>TT</b></td><td rowspan=2><b>Đơn vị</b></td><td colspan=2><b>Thụ lý</b></td>
<td rowspan=2><b>Tỷ lệ<br>(%)</b></td></tr><tr><td><b>Năm trước</b></td><td><b>Mới</b></td></tr>
<tr><td>1</td><td>Hà Nội</td><td>12.034</td><td>1.600</td><td>59,36</td></tr>
<tr><td>2</td><td>Lào Cai</td><td>900</td><td>12.700</td><td>60,1<sup>(1)</sup></td></tr>
<tr><td colspan=2>Tổng</td><td>12.934</td><td>14.300</td><td>&nbsp;</td></tr></table>
<p>(1) Số sơ bộ.</p><p>Nguồn: Cục Mẫu</p></body></html>"""
    return OfficeFile(
        "thads.html",
        page.encode(),
        (
            ("Hà Nội", "12034", "1600", "59.36"),
            ("Lào Cai", "900", "12700", "60.1"),
            ("Tổng", "12934", "14300", "(trống)"),
        ),
        ("Đơn vị", "Thụ lý Năm trước", "Thụ lý Mới", "Tỷ lệ"),
        numerals=Numerals.VIETNAMESE,
    )


def _html_as_xls() -> OfficeFile:
    return OfficeFile("bao-cao.xls", _html_office().data, _html_office().rows, numerals=Numerals.VIETNAMESE)


def _mixed_marks() -> OfficeFile:
    return OfficeFile(
        "hai-cot-hong.csv",
        _lines("Tỉnh;Việc;Tiền", "Hà Nội;1.600,5;2.5", "Lào Cai;1,600.5;2,5", "An Giang;7;8"),
        told=("“1.600,5”", "“1,600.5”", "“2.5”", "“2,5”"),
    )


FILES = tuple(
    make()
    for name, make in sorted(globals().items())
    if name.startswith("_") and callable(make) and getattr(make, "__annotations__", {}).get("return") == "OfficeFile"
)
