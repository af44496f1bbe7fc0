"""What stands around a table or drawing in a story: cut tables, folded ones, figures of a chosen day."""

from __future__ import annotations

import re

from tests.stat_tables.shown import convert, messages


def test_a_long_table_is_cut_at_a_stated_number_with_the_file_beside_it() -> None:
    html, report = convert("/// bang | thang\n///\n")
    assert messages(report) == []
    assert html.count('<th scope="row">') == 100
    assert re.search(r"100 hàng đầu trong 117 hàng.*thang\.csv", html, re.DOTALL)
    whole, _report = convert("/// bang | thang\nsố hàng: 117\n///\n")
    assert whole.count('<th scope="row">') == 117
    assert "hàng đầu trong" not in whole


def test_a_chart_of_a_long_table_has_every_row() -> None:
    html, _report = convert("/// bieu-do | thang\nkiểu: đường\ncột: don\n///\n")
    assert html.count('<line class="s1') == 116  # between 117 months, dashed over the three that are missing


def test_a_chart_of_one_row_does_not_show_its_table_too() -> None:
    html, _report = convert("/// bieu-do | tinh\nhàng: Yên Bái\ncột: viec, dk\n///\n")
    assert "<details" in html
    opened, _report = convert("/// bieu-do | tinh\nhàng: Yên Bái\ncột: viec, dk\nbảng kèm: mở\n///\n")
    assert "<details" not in opened


def test_a_drawing_may_keep_the_figures_of_a_day() -> None:
    text = "/// bieu-do | nam\nkiểu: cột\ncột: viec\ncông bố đến: {day}\n///\n"
    old, report = convert(text.format(day="1/1/2024"))
    assert messages(report) == []
    assert "574.819" in old
    assert "575.667 việc" not in re.sub(r"<li>.*?</li>", "", old, flags=re.DOTALL)
    assert "Số công bố đến ngày 1/1/2024." in old
    new, _report = convert(text.format(day="2024-12-01"))
    assert "575.667" in new
    assert "không phải là ngày" in messages(convert(text.format(day="32/1/2024"))[1])[0]


def test_a_map_of_tiles_carries_figures_on_demand() -> None:
    html, report = convert("/// ban-do | sau-ba\ncột: ty_le\ndạng: ô vuông\ngiá trị: có\n///\n")
    assert messages(report) == []
    assert html.count('class="tile-figure"') == 63
    refused = convert("/// ban-do | sau-ba\ncột: ty_le\ngiá trị: có\n///\n")[1]
    assert "ô vuông" in messages(refused)[0]
