"""Workbooks as other programmes than Excel write them, and formats that show other numbers than they keep."""

from __future__ import annotations

import io
import zipfile

from .office_styles import OfficeFile

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_ODS = (
    f'<office:document-content xmlns:office="{_NAMES}:office:1.0" xmlns:table="{_NAMES}:table:1.0"'
    f' xmlns:text="{_NAMES}:text:1.0"><office:body><office:spreadsheet><table:table table:name="T">'
)
_ODS_END = "</table:table></office:spreadsheet></office:body></office:document-content>"


def _ods(rows: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _ODS + rows + _ODS_END)
    return stream.getvalue()


def ods_repeated() -> OfficeFile:
    """LibreOffice: equal cells and rows stored once with a count, percentages with their text, covered cells."""

    def text(words: str, more: str = "") -> str:
        return f'<table:table-cell office:value-type="string"{more}><text:p>{words}</text:p></table:table-cell>'

    def number(value: str, kind: str = "float", more: str = "") -> str:
        return (
            f'<table:table-cell office:value-type="{kind}" office:value="{value}"{more}><text:p>{value}</text:p>'
            "</table:table-cell>"
        )

    twice = ' table:number-columns-repeated="2"'
    rows = (
        "<table:table-row>"
        + text("Đơn vị", ' table:number-rows-spanned="2"')
        + text("Kết quả", ' table:number-columns-spanned="2"')
        + "<table:covered-table-cell/>"
        + text("Tỷ lệ")
        + "</table:table-row><table:table-row><table:covered-table-cell/>"
        + text("Việc")
        + text("Tiền")
        + "<table:table-cell/></table:table-row>"
        + "<table:table-row>"
        + text("Phòng Một")
        + number("7", more=twice)
        + number("0.5936", "percentage")
        + '</table:table-row><table:table-row table:number-rows-repeated="2">'
        + text("Phòng Hai")
        + number("12.5", more=twice)
        + number("0.5", "percentage")
        + '</table:table-row><table:table-row table:number-rows-repeated="1048000">'
        + '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return OfficeFile(
        "lap-lai.ods",
        _ods(rows),
        (
            ("Phòng Một", "7", "7", "59.36"),
            ("Phòng Hai", "12.5", "12.5", "50"),
            ("Phòng Hai", "12.5", "12.5", "50"),
        ),
        ("Đơn vị", "Kết quả Việc", "Kết quả Tiền", "Tỷ lệ"),
    )


_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def raw_xlsx(rows: str, formats: tuple[str, ...] = (), book: str = "") -> bytes:
    """A workbook whose XML other programmes than Excel write."""
    codes = "".join(f'<numFmt numFmtId="{170 + at}" formatCode="{code}"/>' for at, code in enumerate(formats))
    styles = "".join(f'<xf numFmtId="{170 + at}"/>' for at, _code in enumerate(formats))
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">{book}<sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts>{codes}</numFmts><cellXfs><xf numFmtId="0"/>{styles}'
        "</cellXfs></styleSheet>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return stream.getvalue()


def _inline(*texts: str) -> str:
    return "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)


def google_inline() -> OfficeFile:
    """Strings in the cells, no addresses, ISO dates, results of formulas as text, a raised note in a rich text."""
    rows = (
        f"<row>{_inline('Đơn vị', 'Việc', 'Ngày báo cáo', 'Xếp loại')}</row>"
        '<row><c t="inlineStr"><is><r><t>Phòng Một</t></r></is></c><c t="inlineStr"><is><r><t>1527</t></r><r><rPr>'
        '<vertAlign val="superscript"/></rPr><t>1</t></r></is></c><c t="d"><v>2024-07-03T00:00:00</v></c>'
        '<c t="str"><f>IF(1,"A","B")</f><v>A</v></c></row>'
        f'<row>{_inline("Phòng Hai")}<c><v>1000</v></c><c t="d"><v>2024-07-04</v></c><c t="str"><v>B</v></c></row>'
    )
    return OfficeFile(
        "google.xlsx",
        raw_xlsx(rows),
        (("Phòng Một", "1527", "2024-07-03", "A"), ("Phòng Hai", "1000", "2024-07-04", "B")),
    )


def struck_figure() -> OfficeFile:
    """A workbook that keeps the former figure, struck through, in front of the new one."""
    rows = (
        f"<row>{_inline('Đơn vị', 'Việc')}</row>"
        '<row><c t="inlineStr"><is><t>Phòng Một</t></is></c><c t="inlineStr"><is><r><rPr><strike/></rPr><t>12</t></r>'
        "<r><t>123</t></r></is></c></row>"
        f"<row>{_inline('Phòng Hai', '45')}</row>"
    )
    return OfficeFile("gach-bo.xlsx", raw_xlsx(rows), (("Phòng Một", "123"), ("Phòng Hai", "45")))


def codes_by_format() -> OfficeFile:
    """Codes kept as numbers that a format fills up with zeros; a calendar that begins in 1904."""
    rows = (
        f"<row>{_inline('Tên', 'Mã', 'Ngày')}</row>"
        f'<row>{_inline("Hà Nội")}<c s="1"><v>1</v></c><c s="2"><v>43831</v></c></row>'
        f'<row>{_inline("Cao Bằng")}<c s="1"><v>4</v></c><c s="2"><v>43832</v></c></row>'
    )
    data = raw_xlsx(rows, ("00", "dd/mm/yyyy"), '<workbookPr date1904="1"/>')
    return OfficeFile("ma-so.xlsx", data, (("Hà Nội", "01", "2024-01-02"), ("Cao Bằng", "04", "2024-01-03")))


def scaled_by_format() -> OfficeFile:
    """The format writes `triệu` beside the number: 1527 is 1.527 triệu."""
    rows = (
        f"<row>{_inline('Đơn vị', 'Số tiền')}</row>"
        f'<row>{_inline("Phòng Một")}<c s="1"><v>1527</v></c></row>'
        f'<row>{_inline("Phòng Hai")}<c s="1"><v>2</v></c></row>'
    )
    data = raw_xlsx(rows, ("#,##0&quot; triệu&quot;",))
    return OfficeFile("trieu.xlsx", data, told=("S!B2", "triệu"))


PROGRAMMES = (
    ods_repeated(),
    google_inline(),
    struck_figure(),
    codes_by_format(),
    scaled_by_format(),
)
