"""Views: what is shown of a table, worked out exactly, with its notes, codes and history."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from stat_tables.model.table import Value
from stat_tables.views.cells import change_cell, change_of
from stat_tables.views.long_table import cut
from stat_tables.views.render import render
from stat_tables.views.table_view import Setting, table_view
from tests.stat_tables.shown import THEME, dataset, request, texts, view


def test_units_are_scaled_with_readable_digits() -> None:
    made = view("cột: tien\nđơn vị: tỷ đồng")
    assert made.flat_heads[1].unit == "tỷ đồng"
    assert [row[1] for row in texts(made)] == ["73", "12", "900", "120", "60"]
    assert texts(view("cột: tien\nđơn vị: nghìn tỷ đồng\nsố lẻ: 3"))[0][1] == "0,073"


def test_canonical_values_sort_like_what_is_shown() -> None:
    cell = view("cột: tien\nđơn vị: tỷ đồng").groups[0].rows[0].cells[1]
    assert (cell.text, cell.canonical) == ("73", "73")


def test_total_adds_counts_and_makes_rates_anew() -> None:
    made = view("hàng: Yên Bái, Lào Cai\ntổng: có")
    total = [cell.text for cell in made.foot[0].cells]
    # (1598 + 1200) / (2692 + 2400) = 54,95 %
    assert total == ["Tổng cộng", "2.798", "5.092", "54,95", "85.292.329.000"]


def test_a_total_with_a_missing_part_says_so() -> None:
    made = view("tổng: có\ncột: viec")
    assert made.foot[0].cells[1].text == "–"
    assert "thiếu số liệu" in made.foot[0].cells[1].reason
    assert {entry.code for entry in made.legend} == {"…", "–"}


@pytest.mark.parametrize("grouped", ["", "nhóm: ty_le"])
def test_what_rows_out_of_sight_refer_to_is_told_all_the_same(grouped: str) -> None:
    whole = view(grouped, setting=Setting("bang", anchors=None))
    assert whole.legend
    for most in (1, 2, 3):
        assert cut(view(grouped, setting=Setting("bang", anchors=None, most_rows=most)), most) == cut(whole, most)


def test_groups_have_subtotals_and_ids() -> None:
    made = view("nhóm: ty_le\ncộng nhóm: có\ncột: viec, dk\nhàng: Lào Cai, Hà Nội, Đà Nẵng")
    assert [group.label for group in made.groups] == ["50,00", "60,00"]
    assert [cell.text for cell in made.groups[0].rows[-1].cells] == ["Cộng 50,00", "10.200", "20.400"]
    ids = [group.id for group in made.groups]
    assert made.groups[0].rows[0].headers[1].split()[0] == ids[0]


def test_heads_of_two_levels_are_joined_by_ids() -> None:
    made = view()
    assert [spanner.label for spanner in made.spanners] == ["", "Về việc", ""]
    assert made.spanners[1].span == 3
    known = {spanner.id for spanner in made.spanners} | {head.id for head in made.heads}
    known |= {spanner.head.id for spanner in made.spanners if spanner.head}
    row = made.groups[0].rows[0]
    known.add(row.id)
    assert all(set(heads.split()) <= known for heads in row.headers)


def test_notes_are_numbered_and_linked_both_ways() -> None:
    made = view()
    mark = made.heads[0].marks[0]
    assert made.notes[0].id == mark.target
    assert made.notes[0].backs == (mark.id,)
    assert made.notes[0].text == "Gồm cả đình chỉ."


def test_bars_and_shades() -> None:
    made = view("thanh: viec\nnhiệt: ty_le")
    cells = {row.cells[0].text: row.cells for row in made.groups[0].rows}
    bar = cells["Hà Nội"][1].bar
    assert bar is not None
    assert (bar.start, bar.width) == ("0%", "100%")
    assert cells["Quảng Nam"][1].bar is None
    assert cells["Lào Cai"][3].heat == 1
    assert cells["Đà Nẵng"][3].heat == 5


def test_changes_of_rates_are_percentage_points() -> None:
    made = view("cột: ty_le\nchênh lệch:\n  Tăng: ty_le\n  Tương đối: ty_le %", "nam")
    assert [head.unit for head in made.flat_heads[2:]] == ["điểm phần trăm", "%"]
    assert [row[2:] for row in texts(made)] == [["–", "–"], ["+4,74", "+6,04"], ["+0,62", "+0,74"]]
    assert made.groups[0].rows[1].cells[2].trend == "up"


def test_sparks_say_first_and_last_value() -> None:
    made = view("đường nhỏ:\n  Nét: ty_le, ty_le_tien", "nam")
    spark = made.groups[0].rows[0].cells[-1].spark
    assert spark is not None
    assert spark.text == "từ 78,5 đến 38,1"


@pytest.mark.parametrize(
    ("day", "shown", "status"),
    [
        pytest.param(date(2024, 1, 1), "574.819", "", id="before-the-revision"),
        pytest.param(date(2024, 10, 7), "575.667", "r", id="on-its-day"),
        pytest.param(None, "575.667", "r", id="latest"),
    ],
)
def test_an_article_keeps_the_figure_of_its_day(day: date | None, shown: str, status: str) -> None:
    made = view("cột: viec\nhàng: 2023", "nam", Setting("bang-1", as_of=day))
    cell = made.groups[0].rows[0].cells[1]
    assert (cell.text, cell.status) == (shown, status)
    assert "574.819 việc" in made.revisions[0].earlier.replace("\u00a0", " ")
    assert made.revisions[0].current.replace("\u00a0", " ") == "575.667 việc"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param("thanh: tinh", "viec", id="bar-of-words"),
        pytest.param("nổi bật: Sài Gòn", "Yên Bái", id="highlight"),
        pytest.param("nhóm: vung", "hiện có", id="group"),
        pytest.param("đơn vị:\n  viec: tỷ đồng", "việc", id="unit"),
        pytest.param("chênh lệch:\n  Tăng: vie", "viec", id="change"),
    ],
)
def test_faults_of_a_view(body: str, told: str) -> None:
    made, faults = table_view(dataset("tinh"), request(body), Setting("bang-1"))
    assert made is None
    assert told in faults[0].hint


@pytest.mark.parametrize(
    ("url", "linked"),
    [("https://example.vn/a", "https://example.vn/a"), ("javascript:alert(1)", ""), ("", "")],
)
def test_only_addresses_of_the_web_become_links(url: str, linked: str) -> None:
    table = dataset("tinh")
    table = replace(table, sources=(table.sources[0]._replace(url=url),))
    made, _faults = table_view(table, request(""), Setting("bang-1"))
    assert made is not None
    assert made.sources[0].url == linked


def test_texts_of_the_data_are_escaped() -> None:
    table = dataset("tinh")
    table = replace(table, title='<img src=x onerror="alert(1)">')
    made, _faults = table_view(table, request(""), Setting("bang-1"))
    markup = render(THEME, "stat_table", made)
    assert "<img" not in markup
    assert "&lt;img" in markup


def test_changes_are_those_in_time_whatever_the_order_of_rows() -> None:
    body = "cột: viec\nchênh lệch:\n  Tăng: viec"
    rising, falling = view(body, "nam"), view(body + "\nsắp xếp: nam giảm", "nam")
    assert texts(falling) == texts(rising)[::-1]
    assert texts(view(body + "\nsắp xếp: viec giảm\nhàng: 2024, 2020", "nam")) == [
        ["2024", "621.568", "+91.568"],
        ["2020", "530.000", "–"],
    ]


def test_changes_of_quarters_and_months_follow_their_periods() -> None:
    rows = texts(view("cột: don\nchênh lệch:\n  Tăng: don\nsắp xếp: don giảm\nlọc: don > 0", "thang"))
    by_month = {row[0]: row for row in rows}
    assert by_month["Tháng 1/2015"][2] == "–"
    difference = int(by_month["Tháng 2/2015"][1]) - int(by_month["Tháng 1/2015"][1])
    assert by_month["Tháng 2/2015"][2] == f"{difference:+d}".replace("-", "−")


def test_there_is_no_percentage_of_a_figure_that_is_not_above_zero() -> None:
    assert change_of(Value(Decimal(5)), Value(Decimal(-4)), relative=True) == (None, 0)
    assert change_of(Value(Decimal(5)), Value(Decimal(0)), relative=True) == (None, 0)
    assert change_of(Value(Decimal(5)), Value(Decimal(-4)), relative=False) == (Decimal(9), 0)
    assert "không lớn hơn 0" in change_cell(Value(Decimal(5)), Value(Decimal(-4)), relative=True).reason


def test_bars_of_like_columns_have_one_scale_and_percentages_fill_a_hundred() -> None:
    made = view("thanh: viec, dk, ty_le")
    cells = {row.cells[0].text: row.cells for row in made.groups[0].rows}
    assert [cell.bar.width for cell in cells["Hà Nội"][1:4] if cell.bar] == ["50%", "100%", "50%"]
    assert [cell.bar.width for cell in cells["Yên Bái"][3:4] if cell.bar] == ["59.36%"]


def test_worked_out_figures_are_rounded_for_show() -> None:
    rows = texts(view("cột: dung_han\nsố hàng: 3", "thang"))
    assert all(len(row[1].partition(",")[2]) == 2 for row in rows)
