from __future__ import annotations

import pytest

from portal.errors import Reporter
from portal.schema.yaml_file import read_yaml


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        pytest.param('id: 1\ntitle: "Thiếu\nsapo: x\n', 2, "mở mà không đóng", id="open to the end"),
        pytest.param('id: 1\ntitle: "Thiếu\nsapo: x\ncredit: "Ảnh: A"\n', 2, "mở mà không đóng", id="open to the next"),
        pytest.param('title: "Nói "không" với"\n', 1, "dùng “ ”", id="quotes in quotes"),
        pytest.param("image:\n\tsrc: a\n", 2, "dấu tab", id="tab"),
        pytest.param("a: 1\n\tb: 2\n", 2, "dấu tab", id="tab that continues"),
        pytest.param("a: |\n\tx\n", 2, "dấu tab", id="tab in a block"),
        pytest.param('title: "Bài"\n  sapo: x\n', 2, "thụt vào không khớp", id="deeper"),
        pytest.param("authors:\n  - a\n b\n", 3, "thụt vào không khớp", id="between"),
        pytest.param("- a\nb: c", 2, "thụt vào không khớp", id="list and key"),
        pytest.param("  a: 1\nb: 2", 2, "thụt vào không khớp", id="shallower"),
        pytest.param("title: Luật: siết\n", 1, "có ': '", id="colon"),
        pytest.param("title: - a\n", 1, "bắt đầu bằng dấu -", id="dash"),
        pytest.param("title: @a\n", 1, "bắt đầu bằng dấu @", id="at"),
        pytest.param("title: ,x\n", 1, "bắt đầu bằng dấu ,", id="comma"),
        pytest.param("id:1\nb: 2\n", 1, "không theo dạng khoá", id="no space after the colon"),
        pytest.param("a: 1\nb\nc: 2\n", 2, "không theo dạng khoá", id="no colon"),
        pytest.param("x: 1\nauthors: [a, b\ny: 1\n", 2, "ngoặc vuông", id="open list"),
        pytest.param("x: 1\nauthors: [a\ny: @b\n", 2, "ngoặc vuông", id="open list before another mistake"),
        pytest.param("x: 1\nauthors: [", 2, "ngoặc vuông", id="open list at the end"),
        pytest.param('a: "x\\q"\n', 1, "dấu \\", id="backslash"),
        pytest.param("a: b\x01c\n", 1, "ký tự điều khiển", id="control character"),
    ],
)
def test_a_mistake_is_told_where_it_was_made_and_in_words_for_editors(text: str, line: int, told: str) -> None:
    problems = Reporter()
    with problems.collecting():
        read_yaml(text, "x.md", problems)
    problem = next(problem for problem in problems if told in str(problem))
    assert problem.line == line
    assert "found" not in str(problem)
    assert problem.hint
