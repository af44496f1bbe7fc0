"""One component per case: examples/tables/<case>/input.md and expected.html. The cases are the style guide.

The first line of a case is its title on the page /kieu-mau/ (`stat_tables.pages.style_guide`), made of the same files.

`UPDATE_GOLDEN=1 scripts/test tests/stat_tables/article/test_golden_tables.py` writes the markup again; review it.
`test_tables_browser.py` opens that page in Chromium.
"""

import os
import re

import pytest

from stat_tables.pages.style_guide import AS_OF, cases, read_case
from tests.stat_tables.shown import CASES, convert, messages

NAMES = [case.name for case in cases(CASES)]


def markup(case: str) -> str:
    html, report = convert(read_case(CASES / case).text, as_of=AS_OF)
    assert messages(report) == []
    return html + "\n"


@pytest.mark.parametrize("case", NAMES)
def test_markup(case: str) -> None:
    made = markup(case)
    expected = CASES / case / "expected.html"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(made, encoding="utf-8")
    assert made == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", NAMES)
def test_no_colour_style_or_script_in_the_markup(case: str) -> None:
    made = markup(case)
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", made)
    for drawing in re.findall(r"<svg.*?</svg>", made, re.DOTALL):
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\b(?:fill|stroke)=|rgb\(", drawing)


@pytest.mark.parametrize("case", NAMES)
def test_ids_are_unique_and_references_lead_somewhere(case: str) -> None:
    made = markup(case)
    ids = re.findall(r'\sid="([^"]+)"', made)
    assert len(set(ids)) == len(ids)
    for attribute in ("headers", "aria-labelledby", "aria-describedby"):
        for value in re.findall(rf'\s{attribute}="([^"]+)"', made):
            assert set(value.split()) <= set(ids)
    assert set(re.findall(r'href="#([^"]+)"', made)) <= set(ids)


@pytest.mark.parametrize("case", [name for name in NAMES if name.startswith(("chart", "map"))])
def test_a_drawing_has_title_description_and_its_table(case: str) -> None:
    made = markup(case)
    assert 'role="img"' in made
    assert re.search(r'<title id="bang-1-title">[^<]+</title>\s*<desc id="bang-1-desc">[^<]+</desc>', made)
    assert "<table" in made
