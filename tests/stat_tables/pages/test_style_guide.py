"""The style guide page: every golden case with its source, nothing that leads nowhere, built for the paper."""

from __future__ import annotations

import html
import re
from datetime import datetime
from pathlib import Path

import pytest

from portal.errors import BuildFailed
from stat_tables.pages.style_guide import cases, guide_body, guide_head, read_case
from tests.stat_tables.shown import CASES, THEME

MOMENT = datetime.fromisoformat("2026-01-01T08:00:00+07:00")


@pytest.fixture(scope="module")
def body() -> str:
    return guide_body(CASES, THEME, MOMENT)


@pytest.mark.parametrize("name", sorted(path.parent.name for path in CASES.glob("*/input.md")))
def test_a_case_stands_under_its_title_and_its_source(body: str, name: str) -> None:
    case = read_case(CASES / name)
    assert (CASES / name / "input.md").read_text(encoding="utf-8").startswith("# ")
    section = body.split(f'<h2 id="{name}">')[1].split("<h2 ")[0]
    assert section.startswith(html.escape(case.title))
    shown = html.unescape(section.split("<pre><code>")[1].split("</code></pre>")[0])
    assert shown.strip() == case.text.strip()
    assert re.search(r"<figure|<data|table-withheld", section.split("</code></pre>")[1])


def test_tables_come_first_and_every_kind_is_there() -> None:
    kinds = list(dict.fromkeys(case.name.partition("-")[0] for case in cases(CASES)))
    assert kinds == ["table", "figures", "chart", "map", "withheld"]


def test_ids_are_unique_and_no_link_leads_to_a_page_that_is_not_there(body: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', body)
    assert len(set(ids)) == len(ids)
    assert "/so-lieu/" not in body


def test_search_engines_leave_it_out() -> None:
    assert guide_head().robots == "noindex"


def test_a_faulty_case_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "table").mkdir()
    (tmp_path / "table" / "input.md").write_text("# Sai\n/// bang | khong-co\n///\n", encoding="utf-8")
    with pytest.raises(BuildFailed, match="khong-co"):
        guide_body(tmp_path, THEME, MOMENT)
