"""From the markup of real pages to tables: heads, units, notes, parts, totals, sources, lists."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag

from stat_tables.model.numerals import Numerals
from stat_tables.pull.canonical import BLANK, canonical_columns
from stat_tables.pull.choose import NoSuchTable, Selector, choose_table
from stat_tables.pull.mixed_numerals import MixedNumerals
from stat_tables.pull.page.cell_text import CellText, cell_text
from stat_tables.pull.page.extract import extract
from stat_tables.pull.page.list_statistics import table_of_lines
from stat_tables.pull.pulled import PulledColumn, PulledTable


def soup_of(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html5lib")


def table_of(markup: str) -> PulledTable:
    """The table of a page; bare rows are put into one."""
    page = markup if "<table>" in markup else f"<table>{markup}</table>"
    element = soup_of(page).find("table")
    assert isinstance(element, Tag)
    table = extract(element)
    assert table is not None
    return table


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("Hà<br>Nội", CellText("Hà Nội")),
        ("1.600<sup>[1]</sup>", CellText("1.600", ("1",))),
        ("1.600<sup>1, 2</sup>", CellText("1.600", ("1", "2"))),
        ("1.600 (*)", CellText("1.600", ("*",))),
        ("1.600 (2)", CellText("1.600", ("2",))),
        ("(12) 5", CellText("(12) 5")),
        ("(5,2)", CellText("(5,2)")),
        ("7 m<sup>3</sup>", CellText("7 m³")),
        ('<span style="display: none">0001</span>1', CellText("1")),
        ('<span class="sortkey">zz</span>Đà Nẵng†', CellText("Đà Nẵng", ("†",))),
        ("1\u00a0049\u2009469", CellText("1 049 469")),
        ("１２３％", CellText("123%")),
        ("Hoa\u0300 Bi\u0300nh", CellText("Hoà Bình")),
        ("a<table><tr><td>x</table>b", CellText("a x b")),
        ("<script>x</script><!-- y -->z", CellText("z")),
        ("A &amp B", CellText("A & B")),
    ],
)
def test_text_of_a_cell(markup: str, expected: CellText) -> None:
    cell = soup_of(f"<table><tr><td>{markup}</td></tr></table>").find("td")
    assert isinstance(cell, Tag)
    assert cell_text(cell) == expected


def heads(table: PulledTable) -> list[tuple[str, str, str]]:
    return [(column.group, column.label, column.unit) for column in table.columns]


def test_heads_of_several_levels_become_spanner_and_label() -> None:
    table = table_of(
        "<tr><th rowspan=2>Đơn vị<th colspan=2>Về việc<th rowspan=2>Tỷ lệ (%)<tr><th>Thụ lý<th>Xong"
        "<tr><th>Yên Bái<td>10<td>9<td>90,0"
    )
    assert heads(table) == [
        ("", "Đơn vị", ""),
        ("Về việc", "Thụ lý", ""),
        ("Về việc", "Xong", ""),
        ("", "Tỷ lệ", "%"),
    ]
    assert table.rows == (("Yên Bái", "10", "9", "90,0"),)


def test_head_rows_of_plain_cells_and_a_numbering_row_are_recognised() -> None:
    table = table_of("<tr><td>Đơn vị<td>Xong<tr><td>A<td>1<tr><td>Yên Bái<td>1.598<tr><td>Lào Cai<td>2.000")
    assert heads(table)[1] == ("", "Xong", "")
    assert table.rows == (("Yên Bái", "1.598"), ("Lào Cai", "2.000"))


def test_years_in_the_head_are_labels() -> None:
    table = table_of("<tr><td>Chỉ tiêu<td>2023<td>2024<tr><td>Việc<td>574.819<td>621.568")
    assert [label for _group, label, _unit in heads(table)] == ["Chỉ tiêu", "2023", "2024"]


def test_units_row_gives_the_units() -> None:
    table = table_of(
        "<tr><th>Năm<th>Việc<th>Tiền<tr><td><td>(việc)<td>(tỷ đồng)<tr><td>2023<td>1<td>2<tr><td>2024<td>3<td>4"
    )
    assert [unit for _group, _label, unit in heads(table)] == ["", "việc", "tỷ đồng"]
    assert len(table.rows) == 2


def test_unit_of_the_caption_and_of_a_line_before_holds_for_all_figures() -> None:
    rows = "<tr><th>a<th>b<tr><td>x<td>1</table>"
    assert heads(table_of(f"<table><caption>Kết quả (Đơn vị tính: việc)</caption>{rows}"))[1][2] == "việc"
    assert heads(table_of(f"<p>Đơn vị: nghìn tấn</p><table>{rows}"))[1][2] == "nghìn tấn"


def test_rows_that_name_a_part_become_a_column() -> None:
    table = table_of(
        "<tr><th>Đơn vị<th>Việc<tr><th colspan=2>Miền Bắc<tr><td>Hà Nội<td>1"
        "<tr><th colspan=2>Miền Nam<tr><td>Cà Mau<td>2"
    )
    assert [column.label for column in table.columns] == ["Nhóm", "Đơn vị", "Việc"]
    assert table.rows == (("Miền Bắc", "Hà Nội", "1"), ("Miền Nam", "Cà Mau", "2"))


def test_source_and_notes_are_read_from_lines_after_and_foot_rows() -> None:
    table = table_of(
        "<table><tr><th>a<th>b<sup>(1)</sup><tr><td>x<td>1*<tr><td colspan=2>Nguồn: Cục A.</table>"
        "<p>(1) Gồm cả đình chỉ.</p><p>* Sơ bộ.</p>"
    )
    assert table.source == "Cục A"
    assert table.notes == (("1", "Gồm cả đình chỉ."), ("*", "Sơ bộ."))
    assert table.columns[1].marks == ("1",)
    assert table.cell_marks == (((0, 1), ("*",)),)


def test_layout_table_is_no_table() -> None:
    element = soup_of("<table><tr><td>menu</table>").find("table")
    assert isinstance(element, Tag)
    assert extract(element) is None


PAGE = soup_of(
    "<h2>Năm 2023</h2><table><caption>Kết quả</caption><tr><th>a<th>Việc<tr><td>x<td>1</table>"
    "<h2>Năm 2024</h2><table><caption>Kết quả</caption><tr><th>a<th>Tiền<tr><td>x<td>2</table>"
    "<table role=presentation><tr><td>1<td>2<tr><td>3<td>4</table>"
)


@pytest.mark.parametrize(
    ("selector", "figure"),
    [(Selector(heading="nam 2023"), "1"), (Selector(heading="Năm 2024"), "2"), (Selector(header="tiền"), "2")],
    ids=str,
)
def test_table_is_found_by_heading_or_column_head(selector: Selector, figure: str) -> None:
    assert choose_table(PAGE, selector).rows == (("x", figure),)


def test_ambiguous_or_wrong_selector_names_the_candidates() -> None:
    with pytest.raises(NoSuchTable, match=r"2 .*Kết quả.*Kết quả"):
        choose_table(PAGE, Selector(caption="ket qua"))
    with pytest.raises(NoSuchTable, match="Kết quả"):
        choose_table(PAGE, Selector(caption="dân số"))


def test_list_of_statistics_becomes_a_table() -> None:
    table = table_of_lines(
        [
            "Kết quả cụ thể như sau:",
            "+ Số việc có điều kiện thi hành: 792 việc, tương ứng 2.935.690.000 đồng;",
            "a) Thi hành xong: gần 1.600 việc.",
            "- Tỷ lệ: 59,36%",
            "Một câu không có số liệu.",
        ]
    )
    assert table is not None
    assert [column.unit for column in table.columns] == ["", "việc", "đồng", "%"]
    assert table.rows == (
        ("Số việc có điều kiện thi hành", "792", "2.935.690.000", ""),
        ("Thi hành xong", "gần 1.600", "", ""),
        ("Tỷ lệ", "", "", "59,36"),
    )


def column_cells(*figures: str, numerals: Numerals | None = None) -> tuple[str, ...]:
    table = PulledTable("", (PulledColumn("a"), PulledColumn("b")), tuple((str(i), f) for i, f in enumerate(figures)))
    return canonical_columns(table, numerals)[1].cells


@pytest.mark.parametrize(
    ("figures", "cells"),
    [
        (("1.600", "59,36"), ("1600", "59.36")),
        (("1 049 469", "2 808,1"), ("1049469", "2808.1")),
        (("50,000,000", "1,000,000"), ("50000000", "1000000")),
        (("12.192.329.000", "–", ""), ("12192329000", "–", BLANK)),
        (("73 tỷ đồng", "1,5 triệu đồng"), ("73000000000", "1500000")),
        (("gần 1.600", "2,5"), ("gần 1600", "2.5")),
        (("−5,2", "-14,66"), ("-5.2", "-14.66")),
        (("12", "7"), ("12", "7")),
        (("12", "không rõ"), ("12", "không rõ")),
    ],
    ids=str,
)
def test_figures_are_written_canonically(figures: tuple[str, ...], cells: tuple[str, ...]) -> None:
    assert column_cells(*figures) == cells


def test_mixed_marks_are_refused_naming_both_cells() -> None:
    with pytest.raises(MixedNumerals, match=r"“100,0”, “79\.7”"):
        column_cells("100,0", "79.7")


def test_ambiguous_column_asks_and_takes_the_answer() -> None:
    with pytest.raises(MixedNumerals, match="--numerals"):
        column_cells("1.600", "2.000")
    assert column_cells("1.600", "2.000", numerals=Numerals.VIETNAMESE) == ("1600", "2000")
    assert column_cells("1.600", "2.000", numerals=Numerals.CANONICAL) == ("1.600", "2.000")
