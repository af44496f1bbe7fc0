"""What YAML and Word would change in the head of a file without a word."""

from __future__ import annotations

import pytest

from newsroom.sources.typed_head import typed_faults, with_characters


def codes(*lines: str) -> list[tuple[int | None, str]]:
    text = "\n".join(["---", *lines, "---", "Thân bài # và **đậm** <b>."])
    return [(fault.line, fault.code) for fault in typed_faults(text, "a.md")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["title: Vụ án #5 xét xử"], [(2, "yaml-comment")]),
        (["title: #5 xét xử"], [(2, "yaml-comment")]),
        (['title: "Vụ án #5 xét xử"'], []),
        (["title: Vụ án số#5"], []),
        (["id: 7 # số tiếp theo"], []),
        (["corrections:", "  - date: 2024-01-01 # hôm sau", "    wrong: Sai #1"], [(4, "yaml-comment")]),
        (["title: “Tiêu đề”"], [(2, "word-quotes")]),
        (['title: "“Tiêu đề”"'], []),
        (["title: “Tôi vô tội” của ông An"], []),
        (["sapo: Có **đậm** ở đây"], [(2, "markdown")]),
        (["sapo: >-", "  Câu một.", "  Có **đậm** ở đây."], [(4, "markdown")]),
        (['sapo: "<img src=x onerror=alert(1)> Tóm lược."'], [(2, "html")]),
        (["sapo: Xem [luật](https://vbpl.vn/x)."], [(2, "markdown")]),
        (["sapo: Gọi <Nguyễn Văn A> và 5*3 và 6*7, c**."], []),
        (["image:", "\u00a0 src: a.png"], [(3, "yaml")]),
        (["sapo:\u00a0Tóm lược"], [(2, "yaml")]),
        (["related: #384249"], [(2, "yaml-comment")]),
        (["related: # chưa có"], []),
        (["title: “Một” nói “hai”"], []),
        (["<<<<<<< HEAD", "title: a", "=======", "title: b", ">>>>>>> nhanh"], [(2, "conflict"), (6, "conflict")]),
        (["# ghi chú của toà soạn", "title: a"], []),
    ],
)
def test_faults_of_a_head_are_at_their_lines(lines: list[str], expected: list[tuple[int, str]]) -> None:
    assert codes(*lines) == expected


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("title: A &amp; B", "title: A & B"),
        ("title: A&nbsp;B &lt; C", "title: A B < C"),
        ('title: "A &quot;B&quot;"', 'title: "A &quot;B&quot;"'),
        ("title: R&D; và AT&T", "title: R&D; và AT&T"),
    ],
)
def test_names_of_characters_in_a_head_are_characters(typed: str, read: str) -> None:
    assert with_characters(f"---\n{typed}\n---\nA &amp; B") == f"---\n{read}\n---\nA &amp; B"
