"""HTML that the sanitiser drops is told at the line where it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.model.article import Kind
from newsroom.sources.source_text import read_source
from tests.newsroom.paper import converted


def told(folder: Path, text: str) -> list[int]:
    """The lines of all that is said of a body."""
    path = folder / "tin.md"
    path.write_text(text, encoding="utf-8")
    _body, report = converted(read_source(path, "tin.md", 1_000_000), Kind.NEWS)
    return sorted(problem.line or 0 for problem in (*report.errors, *report.warnings))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<script>a</script>\n\nChữ.\n\n<script>a</script>\n", [1, 5]),
        ("AB.\n\n*[AB]: <script>a</script>\n\n> <script>b</script>\n", [5]),
        (" *[AB]: <script>a</script>\n\nAB <script>b</script>\n", [3]),
        ("- *[AB]: <script>a</script>\n\nAB <script>b</script>\n", [3]),
        ("Gõ `<script>` là sai.\n\nChữ <script>b</script> một.\n", [3]),
        ("- một\n- <iframe src='x'></iframe>\n\n<iframe src='x'></iframe>\n", [2, 4]),
        ("Một <font>chữ</font>.\n\nHai <font>chữ</font>.\n", [1]),
        ("Một <b>chữ <i>hai</i></b>, `<b>`, H<sub>2</sub>O<br>hết.\n", []),
    ],
)
def test_line_is_that_of_the_tag(tmp_path: Path, text: str, lines: list[int]) -> None:
    assert told(tmp_path, text) == lines
