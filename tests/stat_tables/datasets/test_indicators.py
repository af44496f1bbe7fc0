"""indicators.toml: what series count, and the days from which they count otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portal.errors import Reporter
from stat_tables.datasets.indicators import BreakDay, Indicator, read_indicators

GOOD = """
[viec]
label = "Số việc"
definition = "Mỗi quyết định là một việc."
unit = "việc"

[[viec.breaks]]
date = 2024-07-26
text = "Thông tư mới"
"""


def read(tmp_path: Path, text: str) -> tuple[dict[str, Indicator], list[tuple[int | None, str]]]:
    path = tmp_path / "indicators.toml"
    path.write_text(text, encoding="utf-8")
    problems = Reporter()
    found = read_indicators(path, "indicators.toml", problems)
    return dict(found), [(problem.line, problem.code) for problem in problems]


def test_indicators_are_read_by_id(tmp_path: Path) -> None:
    found, faults = read(tmp_path, GOOD)
    broken = BreakDay(date(2024, 7, 26), "Thông tư mới")
    assert found == {
        "viec": Indicator("viec", "Số việc", "Mỗi quyết định là một việc.", "", "việc", (broken,)),
    }
    assert faults == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("label", "lable", (3, "unknown-key")),
        ('"Số việc"', "1", (3, "ill-typed")),
        ("date = 2024-07-26", 'date = "26/7/2024"', (8, "date")),
        ("[viec]", 'x = "y"\n[viec]', (2, "ill-typed")),
        ("[viec]", "[viec", (2, "toml-syntax")),
    ],
)
def test_faults_have_their_line(tmp_path: Path, before: str, after: str, fault: tuple[int, str]) -> None:
    _found, faults = read(tmp_path, GOOD.replace(before, after, 1))
    assert fault in faults
