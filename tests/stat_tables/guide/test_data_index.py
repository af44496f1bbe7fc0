"""The index of what can be done with data: nothing is left out, and every section, file and test in it is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stat_tables.pages.style_guide import cases
from tests.end_to_end.data_index import GUIDES, Row, anchors, rows
from tests.stat_tables.shown import CASES

ROOT = Path(__file__).resolve().parents[3]
ROWS = rows()
EVERY_ROW = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.work)


@EVERY_ROW
def test_a_row_leads_to_guide_example_and_test(row: Row) -> None:
    assert row.guides
    assert row.places
    assert row.tests
    for page, anchor in row.guides:
        assert anchor in anchors((GUIDES / page).read_text(encoding="utf-8"))
    for path in (*row.tests, *(place for place in row.places if not place.startswith("/"))):
        assert (ROOT / re.sub(r"^content/", "tests/end_to_end/paper/", path)).exists(), path


@pytest.mark.parametrize(("page", "sections"), [("data.md", range(1, 14)), ("tables.md", range(1, 11))])
def test_every_section_of_the_guides_stands_in_the_index(page: str, sections: range) -> None:
    linked = {anchor for row in ROWS for name, anchor in row.guides if name == page}
    text = (GUIDES / page).read_text(encoding="utf-8")
    for number in sections:
        (section,) = re.findall(rf"^## {number}\. .*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
        assert linked & anchors(section), number


def test_every_case_of_the_style_guide_stands_in_the_index() -> None:
    shown = {place.partition("#")[2] for row in ROWS for place in row.places if place.startswith("/kieu-mau/#")}
    assert {case.name for case in cases(CASES)} <= shown
