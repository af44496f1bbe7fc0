from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsroom.sources.paper_tables import read_paper_tables
from portal.errors import Reporter
from tests.newsroom.paper import MASTHEAD, SECTIONS, put, write_paper


def test_tables_give_sections_of_two_levels_with_addresses(tmp_path: Path) -> None:
    problems = Reporter()
    tables = read_paper_tables(write_paper(tmp_path / "content"), problems).whole()
    assert list(problems) == []
    assert tables is not None
    child = tables.sections["thi-hanh-an"]
    assert (child.url, [section.slug for section in child.trail]) == (
        "/tu-phap/thi-hanh-an/",
        ["tu-phap", "thi-hanh-an"],
    )
    assert [entry.section.slug for entry in tables.menu] == ["tu-phap", "thoi-su"]
    assert tables.authors["ban-bien-tap"].url == "/tac-gia/ban-bien-tap/"
    assert tables.masthead.editor_in_chief.role == "Tổng biên tập"


REQUIRED = [
    line.split(" = ")[0] for line in MASTHEAD.split("[")[0].splitlines() if line and "demonstration" not in line
]


@pytest.mark.parametrize("key", REQUIRED)
@pytest.mark.parametrize("value", ['" "', None], ids=["empty", "left out"])
def test_masthead_without_a_field_is_a_fault(tmp_path: Path, key: str, value: str | None) -> None:
    root = write_paper(tmp_path / "content")
    put(root / "masthead.toml", re.sub(rf"\n{key} = .*", f"\n{key} = {value}" if value else "", MASTHEAD, count=1))
    problems = Reporter()
    read_paper_tables(root, problems)
    assert [error.code for error in problems] == ["missing-key"]
    assert key in str(next(iter(problems)))


@pytest.mark.parametrize(
    ("name", "text", "line", "code"),
    [
        ("sections.toml", SECTIONS.replace("thoi-su", "thi-hanh-an"), 9, "duplicate-slug"),
        ("sections.toml", SECTIONS.replace("thoi-su", "chu-de"), 9, "slug"),
        ("sections.toml", SECTIONS.replace("thoi-su", "Thời sự"), 9, "slug"),
        ("sections.toml", SECTIONS.replace('name = "Tư', 'nmae = "Tư'), 4, "unknown-key"),
        ("sections.toml", 'section = "x"\n', 1, "ill-typed"),
        ("sections.toml", "", 1, "missing-key"),
        ("topics.toml", '[[topic]]\nslug = "a"\nname = 3\n', 3, "ill-typed"),
        ("topics.toml", '[[topic]]\nslug = "a\n', 2, "toml-syntax"),
        ("authors.toml", '[[autor]]\nslug = "a"\n', 1, "unknown-key"),
        ("authors.toml", '[[author]]\nslug = "a"\nname = "A"\ndesk = "true"\n', 4, "ill-typed"),
        ("topics.toml", '[[topic]]\nslug = "a"\nname = "A"\ndesk = true\n', 4, "unknown-key"),
        ("masthead.toml", MASTHEAD.replace("[editor_in_chief]", "[chief]"), 1, "missing-key"),
    ],
)
def test_fault_in_a_table_is_located(tmp_path: Path, name: str, text: str, line: int, code: str) -> None:
    root = write_paper(tmp_path / "content")
    put(root / name, text)
    problems = Reporter()
    read_paper_tables(root, problems)
    assert (f"content/{name}", line, code) in [(error.path, error.line, error.code) for error in problems]


def test_missing_tables_are_all_reported(tmp_path: Path) -> None:
    problems = Reporter()
    assert read_paper_tables(tmp_path, problems).whole() is None
    assert [error.code for error in problems] == ["missing-file"] * 4
