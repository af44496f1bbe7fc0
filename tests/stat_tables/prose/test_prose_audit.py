"""The prose audit on labelled sentences: what agrees, contradicts, is in no dataset, is left alone."""

from pathlib import Path

import pytest

from stat_tables.datasets.load import load_dataset
from stat_tables.prose.prose_audit import audit_prose
from stat_tables.request.markdown_scan import ProseLine
from tests.stat_tables.shown import convert, dataset

AGREES = [
    "Yên Bái thi hành xong 1.598 việc, đạt 59,36%.",
    "Yên Bái thi hành xong gần 1.600 việc.",
    "Yên Bái thi hành xong hơn 1.550 việc, khoảng 1.600 việc.",
    "Tỷ lệ ở Yên Bái là 59,4%, tức khoảng 59%.",
    "Số tiền ở Yên Bái là 73,1 tỷ đồng, hơn 73 tỷ đồng, tức 73.100 triệu đồng.",
    "Hà Nội thu 900 tỷ, tức gần 0,91 nghìn tỷ.",
    "Yên Bái hơn Lào Cai 398 việc, tức hơn 33,17%.",
    "Tổng số tiền là 1.165 tỷ đồng.",
    "Tỷ lệ tăng 0,62 điểm phần trăm so với năm 2023.",
    "Số việc năm 2023 công bố lần đầu là 574.819 việc, nay là 575.667 việc.",
]
CONTRADICTS = [
    ("Yên Bái đạt 59,63%.", "đảo chỗ"),
    ("Yên Bái thi hành xong 1.958 việc.", "đảo chỗ"),
    ("Yên Bái thi hành xong 1.650 việc.", "1.598"),
    ("Yên Bái thi hành xong hơn 1.600 việc.", "1.598"),
    ("Năm 2024 tỷ lệ việc đạt 84,86%.", "83,86"),
    ("Tiền thi hành xong ở Yên Bái là 73,1 triệu đồng.", "nhầm"),
    ("Tỷ lệ việc tăng 0,62% so với năm 2023.", "điểm phần trăm"),
]
ABSENT = [
    "Cả nước có 1.234 việc tồn.",
    "Lào Cai có 7,53% cán bộ luân chuyển.",
]
ELSEWHERE = [
    "Yên Bái thi hành xong 300 việc trong tháng Ba.",
    "Năm 2019, Yên Bái thi hành xong 2.915 việc.",
    "Cao Bằng thi hành xong 1.204 việc, đạt 71,3%.",
]
EXEMPT = [
    "Ông nói: “Yên Bái thi hành xong 1.650 việc, đạt 59,63%”.",
    "> Yên Bái thi hành xong 1.650 việc.",
    "Theo Thông tư 14/2015/TT-BTP ngày 14/10/2015, khoản 3 Điều 8.",
    "Năm 2024, lúc 16:05, bài số 841262 trên 3 trang.",
    "Xem [bảng](https://example.org/59,63%25) và `1.650 việc`.",
    "Luật số 65/2006/QH11 có hiệu lực từ 1.1.2007.",
]


def findings(text: str) -> list[tuple[bool, str]]:
    prose = [ProseLine(line, number) for number, line in enumerate(text.split("\n"), 1)]
    tables = (dataset("tinh"), dataset("nam"))
    return [(found.contradicts, f"{found.message}; {found.hint}") for found in audit_prose(prose, tables, None)]


@pytest.mark.parametrize("sentence", AGREES)
def test_agrees(sentence: str) -> None:
    assert findings(sentence) == []


@pytest.mark.parametrize(("sentence", "told"), CONTRADICTS, ids=[sentence for sentence, _told in CONTRADICTS])
def test_contradicts(sentence: str, told: str) -> None:
    found = findings(sentence)
    assert [contradicts for contradicts, _message in found] == [True]
    assert told in found[0][1]


@pytest.mark.parametrize("sentence", ABSENT)
def test_is_in_no_dataset(sentence: str) -> None:
    assert [contradicts for contradicts, _message in findings(sentence)] == [False]


@pytest.mark.parametrize("sentence", ELSEWHERE)
def test_what_another_period_or_place_is_told_of_is_not_for_the_data_to_say(sentence: str) -> None:
    assert findings(sentence) == []


@pytest.mark.parametrize("sentence", EXEMPT)
def test_is_left_alone(sentence: str) -> None:
    if sentence.startswith("Xem"):
        _html, report = convert(f"{sentence}\n\n/// bang | tinh\n///\n")
        assert (report.errors, report.warnings) == ([], [])
    else:
        assert findings(sentence) == []


def test_a_quotation_over_several_lines_is_left_alone() -> None:
    assert findings("Ông nói: “Yên Bái\nthi hành xong 1.650 việc\ntrong kỳ”.") == []


def test_line_and_severity_reach_the_report() -> None:
    text = "Mở đầu.\n\nYên Bái đạt\n59,63% và 1.234 việc tồn.\n\n/// bang | tinh\n///\n"
    _html, report = convert(text)
    assert [(error.line, error.code) for error in report.errors] == [(14, "contradiction")]
    assert [(warning.line, warning.code) for warning in report.warnings] == [(14, "not-in-data")]


def test_an_article_without_datasets_is_not_audited() -> None:
    assert convert("Yên Bái đạt 59,63%.")[1].errors == []


@pytest.mark.parametrize(
    "text",
    [
        "Yên Bái đạt 59,63% {{không soát: số của báo cáo quý}} trong kỳ.",
        "Yên Bái đạt 59,63% trong kỳ {{khong soat: số của báo cáo quý}}.",
        "Yên Bái đạt\n**59,63%**{{không soát: số của báo cáo quý}} trong kỳ.",
        "Yên Bái đạt 59,63% trong kỳ.\n\n{{không soát: 59,63% | số của báo cáo quý}}",
    ],
)
def test_a_waiver_lets_its_figure_through_and_is_not_printed(text: str) -> None:
    html, report = convert(f"{text}\n\n/// bang | tinh\n///\n")
    assert (report.errors, report.warnings) == ([], [])
    assert "soát" not in html
    assert "59,63%" in html


def test_a_waiver_for_the_headline_names_its_figure() -> None:
    text = "Mở đầu.{{không soát: 59,63% | số của báo cáo quý}}\n\n/// bang | tinh\n///\n"
    _html, report = convert(text, head=[(2, "Yên Bái đạt 59,63%")])
    assert (report.errors, report.warnings) == ([], [])


def test_a_waiver_covers_one_figure_needs_a_reason_and_a_use() -> None:
    text = (
        "Yên Bái đạt 59,63% {{không soát: số của báo cáo quý}}, Đà Nẵng đạt 61,70%.\n\n"
        "Lào Cai đạt 50,00% {{không soát: thừa}}.\n\nHà Nội xong 9.900 việc {{không soát: }}.\n\n"
    )
    _html, report = convert(text + "/// bang | tinh\n///\n")
    assert [(error.line, error.code) for error in report.errors] == [
        (11, "contradiction"),
        (15, "contradiction"),
        (15, "waiver-reason"),
    ]
    assert [(warning.line, warning.code) for warning in report.warnings] == [(13, "unused-waiver")]


def test_a_waiver_in_code_is_shown() -> None:
    html, report = convert("Viết `{{không soát: lý do}}` sau con số.\n")
    assert "{{không soát: lý do}}" in html
    assert report.warnings == []


COURTS = {
    "table.toml": """title = "Án thụ lý và tiền thu nộp của các đơn vị, năm 2024"
description = "Số liệu mẫu."
file = "data.csv"
keys = ["don_vi"]
numerals = "vi"
[period]
calendar = "civil"
year = 2024
[[sources]]
id = "mau"
title = "Số liệu mẫu"
publisher = "Toà soạn"
published = 2025-01-01
[columns.don_vi]
label = "Đơn vị, giới tính"
type = "string"
[columns.nguoi]
label = "Số người"
type = "integer"
unit = "người"
measure = "count"
[columns.tien]
label = "Tiền thu nộp"
type = "number"
unit = "triệu đồng"
measure = "money"
""",
    "data.csv": """don_vi;nguoi;tien
Chi cục Thi hành án dân sự huyện Mù Cang Chải;1.204;12.581,046
TAND huyện Trạm Tấu;2.316;30.702,787
Nữ;1.852;20.118,5
""",
}


@pytest.mark.parametrize(
    ("sentence", "stops"),
    [
        ("Chi cục THADS H.Mù Cang Chải có 1.204 người.", False),
        ("Chi cục THADS H.Mù Cang Chải có 2.316 người.", True),
        ("Toà án nhân dân huyện Trạm Tấu có 2.316 người.", False),
        ("Toà án nhân dân huyện Trạm Tấu có 1.204 người.", True),
        ("Trong số đó, số người nữ là 1.852 người.", False),
        ("Số người nữ là 1.204 người.", True),
        ("Chi cục THADS huyện Mù Cang Chải thu 12 tỷ 581 triệu 046 nghìn đồng.", False),
        ("Chi cục THADS huyện Mù Cang Chải thu 12 tỷ 518 triệu 046 nghìn đồng.", True),
    ],
)
def test_bodies_and_rows_are_named_as_reports_name_them(tmp_path: Path, sentence: str, stops: bool) -> None:
    for name, text in COURTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = audit_prose([ProseLine(sentence, 1)], [load_dataset(tmp_path)], None)
    assert [each.contradicts for each in found] == [True] * stops
