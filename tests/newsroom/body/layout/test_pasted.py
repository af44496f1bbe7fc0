"""What is pasted from Word, Excel and other programs: read as it was meant, or told at its line."""

from __future__ import annotations

import pytest

from tests.newsroom.paper import converted, page


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**1.** Một\n**2.** Hai", "<p><strong>1.</strong> Một</p><p><strong>2.</strong> Hai</p>"),
        ("Gồm:\n**a)** Một\n**b)** Hai", "<p>Gồm:</p><p><strong>a)</strong> Một</p><p><strong>b)</strong> Hai</p>"),
        ("1/ Một\n2/ Hai", "<p>1/ Một</p><p>2/ Hai</p>"),
        ("1- Một\n2- Hai", "<p>1- Một</p><p>2- Hai</p>"),
        ("#1 Một\n#2 Hai", "<p>#1 Một</p><p>#2 Hai</p>"),
        ("① Một\n② Hai", "<p>① Một</p><p>② Hai</p>"),
        ("→ Một\n→ Hai", "<p>→ Một</p><p>→ Hai</p>"),
        ("=> Một\n=> Hai", "<p>=&gt; Một</p><p>=&gt; Hai</p>"),
        ("✓ Một\n✓ Hai", "<p>✓ Một</p><p>✓ Hai</p>"),
        ("*Một\n*Hai", "<p>*Một</p><p>*Hai</p>"),
        ("Ngày\n17. 4. 2024", "<p>Ngày</p><p>17. 4. 2024</p>"),
        ("•\tMột\no\tHai\n§\tBa", "<ul><li>Một</li><li>Hai</li><li>Ba</li></ul>"),
        ("[Ghi chú]: ông nói vậy", "<p>[Ghi chú]: ông nói vậy</p>"),
        ("[1]: Theo", "<p>[1]: Theo</p>"),
        ("Gửi <ban@a.vn> nhé", '<p>Gửi <a href="mailto:ban@a.vn">ban@a.vn</a> nhé</p>'),
        (f"{'Câu dài. ' * 25}\nCâu sau.", f"<p>{('Câu dài. ' * 25).strip()}</p><p>Câu sau.</p>"),
    ],
)
def test_marks_of_other_programs_are_read_as_meant(source: str, html: str) -> None:
    assert page(source) == html


def cells(source: str) -> list[list[str]]:
    rows = page(source).split("<tr>")[1:]
    return [[cell.split("<")[0] for cell in row.replace("<th", "<td").split("<td")[1:]] for row in rows]


def _plain(row: list[str]) -> list[str]:
    return [cell.rpartition(">")[2] for cell in row]


@pytest.mark.parametrize(
    ("source", "table"),
    [
        ("\t2023\t2024\nXã A\t1\t2", [["", "2023", "2024"], ["Xã A", "1", "2"]]),
        ("\tSố vụ\nXã A\t1", [["", "Số vụ"], ["Xã A", "1"]]),
        ("Xã\tVụ\tViệc\n\t1\t2", [["Xã", "Vụ", "Việc"], ["", "1", "2"]]),
        ("Xã\tVụ\tViệc\nA\t1\t", [["Xã", "Vụ", "Việc"], ["A", "1", ""]]),
        ("Xã\tVụ\nA\t1\t\t", [["Xã", "Vụ"], ["A", "1"]]),
        ("\tXã\tVụ\n\tA\t1", [["Xã", "Vụ"], ["A", "1"]]),
        ("| Xã | Vụ |\n|---|---|\n| - | – |", [["Xã", "Vụ"], ["-", "–"]]),
    ],
)
def test_every_cell_stays_in_its_column(source: str, table: list[list[str]]) -> None:
    assert [_plain(row) for row in cells(source)] == table


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n| 1 | 2 |", 4),
        ("Xã\tVụ\tViệc\nA\t1", 2),
        ("| a | b |\n|---|---|", 1),
        ("a\n\nXã\tVụ\n\nA\t1\n\nB\t2", 3),
        ("a\n\nXã A      12\nXã B      15", 3),
        ("Câu kết thúc.\n=======", 2),
        ("a\n\n{:toc}", 3),
        ("Chữ {: .lop}", 1),
        ("## Tít {#id}", 1),
        ("![[a.png]]", 1),
        ("[TOC]", 1),
        ("Giá ~~50 nghìn~~ 40 nghìn.", 1),
        ("*[AB]:\nchữ", 1),
        ("*[AB]:\u00a0chữ", 1),
        ("AB\n\n*[AB] : một\n*[AB]: hai", 4),
        ("Đoạn này ==tô vàng== để nhớ.", 1),
        ("[[_TOC_]]", 1),
        ('!!! note "x"', 1),
        ("::: luu-y\nx\n:::", 1),
        ("> [!NOTE]\n> x", 1),
        ("[b]đậm[/b]", 1),
        ("<%= x %>", 1),
        ("Câu^[chú thích].", 1),
        ("~~~chữ không in\nmã\n~~~", 1),
        ("a\n\n//vi.wikipedia.org/wiki/Luat", 3),
        ("<<<<<<<HEAD\nx\n=======\ny\n>>>>>>>b", 1),
    ],
)
def test_what_cannot_be_meant_so_is_told_once_at_its_line(source: str, line: int) -> None:
    _body, report = converted(source)
    assert line in [fault.line for fault in report.errors]
    assert all(fault.hint for fault in report.errors)


@pytest.mark.parametrize(
    "source",
    [
        "Nguyễn Văn A      Trần Văn B",
        "Họ tên: ..........   Ngày: ....\nĐịa chỉ: ........   Số: ....",
        "Một câu có\tmột tab ở giữa.",
        "Số {a} và {b}, [1] và [x].",
        "Chữ 2- 3 người.",
        "A::B và !!! đó",
    ],
)
def test_plain_text_is_left_alone(source: str) -> None:
    _body, report = converted(source)
    assert not list(report.problems)


def test_backslash_at_the_end_of_a_line_is_a_new_line() -> None:
    assert page("Kính gửi:\\\nToà án") == "<p>Kính gửi:<br>Toà án</p>"
    assert page("- một\\\n  hai") == "<ul><li>một<br>hai</li></ul>"


@pytest.mark.parametrize("typed", ["d|e", r"d\|e"])
def test_bar_in_a_pasted_cell_is_a_bar(typed: str) -> None:
    assert "<td>d|e</td>" in page(f"A\tB\nC\t{typed}")
