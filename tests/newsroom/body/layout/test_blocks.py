"""Blocks directly under a sentence, marks of Word, pasted tables, indents."""

from __future__ import annotations

import re

import pytest

from tests.newsroom.paper import converted, page

TWO = "<ul><li>Việc một</li><li>Việc hai</li></ul>"


@pytest.mark.parametrize(
    "mark", ["- ", "* ", "+ ", "• ", "· ", "▪ ", "– ", "— ", "-\u00a0", "•\t", "-\t", "·   ", "-", "–"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_bullets_under_a_sentence_are_a_list(mark: str, gap: str) -> None:
    assert page(f"Ba việc cần làm:{gap}{mark}Việc một\n{mark}Việc hai") == f"<p>Ba việc cần làm:</p>{TWO}"


def test_dash_of_a_spoken_sentence_stays() -> None:
    assert page("Ông nói:\n– Tôi biết.") == "<p>Ông nói:</p><p>– Tôi biết.</p>"
    assert page("– Ai đấy?\n\n– Tôi đây.") == "<p>– Ai đấy?</p><p>– Tôi đây.</p>"
    assert page("-5 độ là lạnh.") == "<p>-5 độ là lạnh.</p>"


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t", "\u00a0\u00a0"])
def test_list_inside_a_list_with_any_indent(indent: str) -> None:
    inner = "<ul><li>Hai a</li><li>Hai b</li></ul>"
    assert page(f"- Hai\n{indent}- Hai a\n{indent}- Hai b\n- Ba") == f"<ul><li>Hai{inner}</li><li>Ba</li></ul>"


@pytest.mark.parametrize("indent", ["    ", "\t", "  ", "\u3000\u3000", "\u00a0\u00a0\u00a0\u00a0", "\t\t"])
def test_indented_paragraph_is_no_code(indent: str) -> None:
    assert page(f"{indent}Đoạn **một**.\n\n{indent}Đoạn hai.") == ("<p>Đoạn <strong>một</strong>.</p><p>Đoạn hai.</p>")
    assert page(f"Câu đầu.\n{indent}Đoạn sau.") == "<p>Câu đầu.</p><p>Đoạn sau.</p>"


def test_code_is_what_is_fenced() -> None:
    assert page("Mã:\n```\na < b *c* **\n```\nHết.") == "<p>Mã:</p><pre><code>a &lt; b *c* **</code></pre><p>Hết.</p>"


def cells(source: str) -> list[list[str]]:
    body, _report = converted(source)
    rows = re.findall(r"<tr>(.*?)</tr>", body.html, re.DOTALL)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]


@pytest.mark.parametrize(
    "table",
    [
        "| Tỉnh | Việc |\n|---|---|\n| A | 1.600 |",
        "| Tỉnh | Việc |\n|---|\n| A | 1.600 |",
        "Tỉnh | Việc\n---|---\nA | 1.600",
        "|Tỉnh|Việc|\n|—|—|\n|A|1.600|",
        "| Tỉnh | Việc |\n|:--|--:|\n| A | 1.600 |\nNguồn: Bộ Tư pháp.",
        "Tỉnh\tViệc\nA\t1.600",
        "  Tỉnh\tViệc\t\n  A\t1.600\t",
        "> | Tỉnh | Việc |\n> |---|---|\n> | A | 1.600 |",
        "- Bảng:\n\n  | Tỉnh | Việc |\n  |---|---|\n  | A | 1.600 |",
    ],
)
@pytest.mark.parametrize("above", ["", "Kết quả:\n"])
def test_table_is_read(table: str, above: str) -> None:
    if above and table.startswith(">"):
        above = "> Kết quả:\n"
    found = cells(above + table)
    assert [row[:2] for row in found] == [["Tỉnh", "Việc"], ["A", "1.600"]]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", 3),
        ("Câu.\n\n| a | b |\n| 1 | 2 |", 3),
        ("| a | b |\n\n|---|---|\n\n| 1 | 2 |", 1),
        ("Xã A\t12\nXã B\t15", 1),
        ("a\tb\n1\t2\t3", 2),
    ],
)
def test_table_that_would_lose_or_misplace_cells_is_told(source: str, line: int) -> None:
    _body, report = converted(source)
    assert line in [fault.line for fault in report.errors]


@pytest.mark.parametrize("rule", ["|---|---|", "|:--|--:|"])
def test_a_head_may_name_no_column(rule: str) -> None:
    assert cells(f"| – | - |\n{rule}\n| Tỷ lệ | – |") == [["–", "-"], ["Tỷ lệ", "–"]]


def test_bar_inside_a_pasted_cell_stays() -> None:
    assert cells("Mục\tGhi chú\nA\tx|y") == [["Mục", "Ghi chú"], ["A", "x|y"]]


def test_lone_tab_is_a_space() -> None:
    assert page("Họ tên:\tAn") == "<p>Họ tên: An</p>"


def test_dashes_under_a_sentence_are_a_rule() -> None:
    assert page("Câu cuối của phần.\n---\nCâu sau.") == "<p>Câu cuối của phần.</p><hr><p>Câu sau.</p>"
    body, report = converted("Kết quả thi hành\n---\nCâu.")
    assert [(fault.line, fault.code) for fault in report.errors] == [(2, "heading")]
    assert "<h2" not in body.html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("#5 xét xử", "<p>#5 xét xử</p>"),
        ("#ToiYeuVietNam", "<p>#ToiYeuVietNam</p>"),
        ("##Tít liền", '<h2 id="muc-tit-lien">Tít liền</h2>'),
        ("## Ngôn ngữ C#", '<h2 id="muc-ngon-ngu-c">Ngôn ngữ C#</h2>'),
        ("## Hàng rào ##", '<h2 id="muc-hang-rao">Hàng rào</h2>'),
        ("## Hàng rào #", '<h2 id="muc-hang-rao">Hàng rào #</h2>'),
        ("## Hàng rào ###", '<h2 id="muc-hang-rao">Hàng rào ###</h2>'),
        (r"## Hàng rào \#", '<h2 id="muc-hang-rao">Hàng rào #</h2>'),
        (r"## Hàng rào #\#", '<h2 id="muc-hang-rao">Hàng rào ##</h2>'),
        ("Câu.\n## Tít\nCâu.", '<p>Câu.</p><h2 id="muc-tit">Tít</h2><p>Câu.</p>'),
    ],
)
def test_headings(source: str, html: str) -> None:
    assert page(source) == html


def test_words_behind_a_list_are_no_part_of_it() -> None:
    assert page("- Việc một\n- Việc hai\nHôm nay.") == f"{TWO}<p>Hôm nay.</p>"
    assert page("- Việc một\n  kéo dài\n- Việc hai") == "<ul><li>Việc mộtkéo dài</li><li>Việc hai</li></ul>"


def test_definitions_and_notes_hold_lists() -> None:
    assert page("Thuật ngữ\n: nghĩa một\n: nghĩa hai") == (
        "<dl><dt>Thuật ngữ</dt><dd>nghĩa một</dd><dd>nghĩa hai</dd></dl>"
    )
    assert '<li>Một</li><li value="3">Ba</li>' in page("Câu[^a].\n\n[^a]: Gồm:\n\n    1. Một\n    3. Ba")
