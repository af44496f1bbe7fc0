"""Workbooks that would fill the memory or the day end soon, with a message that names file and place."""

from __future__ import annotations

import io
import resource
import time
import zipfile

import pytest

from portal.errors import PortalError
from stat_tables.declare.sidecar import DataFormat
from stat_tables.read.grid import BrokenCell
from stat_tables.read.layout.find import find_tables
from stat_tables.read.read_spreadsheet import read_spreadsheet
from stat_tables.read.sheets.csv import csv_sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MOST_MEGABYTES = 1000


def xlsx(rows: str, doctype: str = "") -> bytes:
    """The smallest workbook with these rows."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        sheet = f'{doctype}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return stream.getvalue()


def ods(rows: str) -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", f'<d {names}><table:table table:name="S">{rows}</table:table></d>')
    return stream.getvalue()


def text(value: str) -> str:
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


TABLE = f'<row r="1">{text("a")}{text("b")}</row><row r="2">{text("x")}<c><v>1</v></c></row>'
CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
HEAD = f"<table:table-row>{CELL.format('a')}{CELL.format('b')}</table:table-row>"


def outcome(data: bytes) -> str:
    """The message, or how many rows were read."""
    try:
        return f"x.xlsx: {read_spreadsheet(data, 'x.xlsx', DataFormat()).row_count} rows"
    except PortalError as error:
        return str(error)


DIAGONAL = "".join(
    f'<row r="{row}"><c r="{column}{row}"><v>1</v></c></row>'
    for row, column in zip(range(1, 9), "ABCDEFGH", strict=True)
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (xlsx(TABLE + '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>'), "S!XFD1048576"),
        (xlsx(TABLE + '<row r="4294967295"><c r="A4294967295"><v>7</v></c></row>'), "4294967295"),
        (xlsx(TABLE.replace("</worksheet>", ""), "<!DOCTYPE x [<!ENTITY a 'b'>]>"), "XML"),
        (xlsx(DIAGONAL), "x.xlsx"),
        (xlsx(TABLE)[:-40], "x.xlsx"),
        (
            ods(HEAD + f'<table:table-row table:number-rows-repeated="10000000">{CELL.format("x")}</table:table-row>'),
            "10000000",
        ),
        (
            ods(HEAD + "<table:table-row>" + CELL.format('x<text:s text:c="999999999"/>') + "</table:table-row>"),
            "x.xlsx",
        ),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 5000, "x.xlsx"),
        (b"%PDF-1.7", "PDF"),
        (xlsx(TABLE.replace("x", "x" * 20_000_000, 1)), "32767"),
        (xlsx(TABLE.replace("<c><v>", '<c r="B2"><v>2</v></c><c r="B2"><v>')), "S!B2"),
        *(
            (
                ods(
                    HEAD + f'<table:table-row table:number-rows-repeated="{count}">{CELL.format("x")}</table:table-row>'
                ),
                said,
            )
            for count, said in (("-7", "-7"), ("abc", "abc"), ("0", "“0”"), ("9" * 5000, "999"))
        ),
    ],
    ids=[
        *("far-cell", "beyond", "doctype", "diagonal", "torn", "ods-rows", "ods-spaces", "xls", "pdf"),
        *("long-text", "cell-twice", "ods-negative", "ods-words", "ods-none", "ods-digits"),
    ],
)
def test_hostile_workbook_ends_soon_with_a_message_or_a_small_table(data: bytes, words: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.monotonic()
    said = outcome(data)
    assert words in said
    assert "x.xlsx" in said
    assert time.monotonic() - start < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEGABYTES * 1024


def test_blank_rows_repeated_to_the_end_of_the_sheet_are_no_matter() -> None:
    tail = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    figure = '<table:table-cell office:value-type="float" office:value="5"/>'
    body = f"<table:table-row>{CELL.format('x')}{figure}</table:table-row>"
    assert read_spreadsheet(ods(HEAD + body + tail), "x.ods", DataFormat()).row_count == 1


@pytest.mark.parametrize("number", ["1e308", "1e999", "-1e999", "9" * 5000])
def test_a_number_beyond_all_measure_is_no_figure(number: str) -> None:
    cell = f'<table:table-cell office:value-type="float" office:value="{number}"/>'
    books = (
        ("x.xlsx", xlsx(TABLE.replace("<v>1</v>", f"<v>{number}</v>"))),
        ("x.ods", ods(HEAD + f"<table:table-row>{CELL.format('x')}{cell}</table:table-row>")),
    )
    for name, data in books:
        value = read_spreadsheet(data, name, DataFormat()).columns[1][0]
        assert isinstance(value, BrokenCell), name
        assert "lớn" in value.reason


def test_many_rows_of_words_below_the_figures_are_gone_through_once() -> None:
    text = "Đơn vị,Việc\nA,1\nB,2\n" + "".join(f"Ghi,chú {number}\n" for number in range(6_000))
    sheet = csv_sheet(text.encode(), "dai.csv")
    began = time.process_time()
    assert len(find_tables(sheet)) == 1
    assert time.process_time() - began < 5


def test_semicolons_divide_where_every_row_has_as_many_fractions() -> None:
    """Some rows leave their last cell empty; each has two commas, and they are marks of fractions."""
    rows = [f"Xã {row};{row},5;{row + 1},25;{'ước tính' if row % 3 else ''}" for row in range(60)]
    sheet = csv_sheet("\n".join(["Xã;Diện tích;Dân số;Ghi chú", *rows]).encode(), "xa.csv")
    assert sheet.width == 4
    assert [cell.text for cell in sheet.rows[1] if cell] == ["Xã 0", "0,5", "1,25"]


def test_columns_hidden_one_by_one_take_no_time() -> None:
    columns = "".join(f'<col min="{column}" max="{column}" hidden="1"/>' for column in range(2, 12_000))
    cells = "".join("<c><v>1</v></c>" for _column in range(12_000))
    stream = io.BytesIO(xlsx(f'<row r="1">{cells}</row>'))
    with zipfile.ZipFile(stream, "a") as archive:
        name = "xl/worksheets/sheet1.xml"
        sheet = archive.read(name).decode().replace("<sheetData>", f"<cols>{columns}</cols><sheetData>")
    whole = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(whole, "w") as new:
        for part in old.namelist():
            new.writestr(part, sheet if part == name else old.read(part))
    started = time.process_time()
    with pytest.raises(PortalError):
        read_spreadsheet(whole.getvalue(), "an.xlsx", DataFormat(), ("a",))
    assert time.process_time() - started < 3
