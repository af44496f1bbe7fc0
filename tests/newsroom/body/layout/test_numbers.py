"""Numbers and letters of clauses stand on the page as they were typed."""

from __future__ import annotations

import pytest

from tests.newsroom.paper import converted, page


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("2. Hai\n3. Ba", '<ol start="2"><li>Hai</li><li>Ba</li></ol>'),
        ("12. Mười hai", '<ol start="12"><li>Mười hai</li></ol>'),
        ("0. Không\n1. Một", '<ol start="0"><li>Không</li><li>Một</li></ol>'),
        ("30. Ngày lễ lớn", '<ol start="30"><li>Ngày lễ lớn</li></ol>'),
        ("1. a\n2. b\n4. d", '<ol><li>a</li><li>b</li><li value="4">d</li></ol>'),
        ("3. a\n2. b\n1. c", '<ol start="3"><li>a</li><li value="2">b</li><li value="1">c</li></ol>'),
        ("1. a\n1. b", '<ol><li>a</li><li value="1">b</li></ol>'),
        ("1945. Cách mạng tháng Tám.", "<p>1945. Cách mạng tháng Tám.</p>"),
        ("2024. Năm qua\n\nĐoạn.", "<p>2024. Năm qua</p><p>Đoạn.</p>"),
        ("01. Một\n02. Hai", "<p>01. Một</p><p>02. Hai</p>"),
        ("1) Một\n2) Hai", "<p>1) Một</p><p>2) Hai</p>"),
        ("1.Đơn\n2.Bản sao", "<p>1.Đơn</p><p>2.Bản sao</p>"),
        ("Hồ sơ gồm:\na) Đơn;\nđ) Bản sao.", "<p>Hồ sơ gồm:</p><p>a) Đơn;</p><p>đ) Bản sao.</p>"),
        ("1.1. Một\n1.2. Hai", "<p>1.1. Một</p><p>1.2. Hai</p>"),
        ("Điều 8. Phạm vi\nKhoản 3. Việc\nđiểm a", "<p>Điều 8. Phạm vi</p><p>Khoản 3. Việcđiểm a</p>"),
        ("I. Chung\nII. Riêng", "<p>I. Chung</p><p>II. Riêng</p>"),
        ("Khoản:\n(1) Một\n(2) Hai", "<p>Khoản:</p><p>(1) Một</p><p>(2) Hai</p>"),
    ],
)
def test_number_stays_as_typed(source: str, html: str) -> None:
    assert page(source) == html


@pytest.mark.parametrize(
    "cut",
    ["Bình luận.", "<!-- ghi -->", "| a | b |\n|---|---|\n| 1 | 2 |", "> Trích", "---", "## Tít", "/// luu-y\nx\n///"],
)
def test_list_that_is_cut_goes_on_with_its_number(cut: str) -> None:
    found = page(f"1. Một\n\n{cut}\n\n2. Hai\n3. Ba")
    if cut.startswith("<!--"):
        assert found == "<ol><li><p>Một</p></li><li><p>Hai</p></li><li><p>Ba</p></li></ol>"
    else:
        assert '<ol start="2"><li>Hai</li><li>Ba</li></ol>' in found


def test_picture_cuts_a_list_as_well() -> None:
    body, _report = converted("1. Một\n\n![Ảnh](a.png)\n\n2. Hai")
    assert '<ol start="2">' in body.html


def test_numbers_stay_in_quotations_and_inside_other_lists() -> None:
    assert page("> 5. a\n> 7. b") == '<blockquote><ol start="5"><li>a</li><li value="7">b</li></ol></blockquote>'
    assert page("- x\n  3. a\n  5. b") == ('<ul><li>x<ol start="3"><li>a</li><li value="5">b</li></ol></li></ul>')
    assert page("1. x\n   > 4. a") == '<ol><li>x<blockquote><ol start="4"><li>a</li></ol></blockquote></li></ol>'


def test_number_where_a_full_line_was_broken_is_part_of_the_sentence() -> None:
    line = "Trong sáu tháng đầu năm nay, các cơ quan trong cả nước đã thụ lý tất cả"
    assert page(f"{line}\n12. Số ấy tăng.") == f"<p>{line}12. Số ấy tăng.</p>"
