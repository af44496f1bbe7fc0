from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from newsroom.model.article import Kind
from newsroom.model.front_plan import Automatic, Breaking, FrontPlan, Pin, Show, ZonePlan
from newsroom.sources.front_plan_file import read_front_plan
from portal.errors import Reporter

WHOLE = """
[hero]
story = 5
until = 2024-04-18T08:00:00+07:00
related = [3, 4]
[[top]]
story = 6
[breaking]
text = "Đang  họp"
until = 2024-04-17
[[zone]]
section = "Tư pháp"
count = 6
[[zone]]
kind = "interview"
title = "Đối thoại"
[[zone]]
stories = [7]
title = "Biên tập chọn"
[[zone]]
show = "regions"
[automatic]
figures = false
"""


def plan(folder: Path, text: str) -> tuple[FrontPlan, list[str]]:
    root = folder / "content"
    root.mkdir(exist_ok=True)
    (root / "front-page.toml").write_text(text, encoding="utf-8")
    problems = Reporter()
    return read_front_plan(root, problems).plan, [str(problem) for problem in problems]


def test_everything_that_editors_may_decide_is_read(tmp_path: Path) -> None:
    read, faults = plan(tmp_path, WHOLE)
    assert faults == []
    assert read == FrontPlan(
        Pin(5, datetime.fromisoformat("2024-04-18T08:00+07:00"), (3, 4)),
        (Pin(6),),
        Breaking("Đang họp", datetime.fromisoformat("2024-04-17T00:00+07:00")),
        (
            ZonePlan(section="tu-phap", count=6),
            ZonePlan(kind=Kind.INTERVIEW, title="Đối thoại"),
            ZonePlan(stories=(7,), title="Biên tập chọn"),
            ZonePlan(show=Show.REGIONS),
        ),
        Automatic(figures=False),
    )


def test_a_paper_without_the_file_has_an_empty_plan(tmp_path: Path) -> None:
    problems = Reporter()
    assert read_front_plan(tmp_path, problems).plan == FrontPlan()
    assert list(problems) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[hero]\nuntil = 2024-04-18", "content/front-page.toml:1: thiếu “story” trong [hero]; ghi story = 384250"),
        ("[hero]\nstory = 'a'", "content/front-page.toml:2: “story” đang là “a”; hãy viết một số nguyên"),
        ("[breaking]\ntext = 'x'", "content/front-page.toml:1: thiếu “until” trong [breaking]"),
        (
            "[hero]\nstory = 1\nuntil = 2024-04-18T08:00:00",
            "content/front-page.toml:3: “until” có giờ mà thiếu",
        ),
        ("[[zone]]\ntitle = 'x'", "content/front-page.toml:1: một vùng có đúng một đối tượng"),
        ("[[zone]]\nsection = 'a'\ntopic = 'b'", "content/front-page.toml:1: một vùng có đúng một đối tượng"),
        ("[[zone]]\nstories = [1]", "content/front-page.toml:1: vùng stories không tự có tên"),
        ("[[zone]]\nshow = 'region'", "content/front-page.toml:2: “show” đang là “region”; có phải là “regions”?"),
        ("[heros]\nstory = 1", "content/front-page.toml:1: “heros” không phải khoá của front-page.toml"),
        ("hero = 5", "content/front-page.toml:1: “hero” đang là 5; hãy viết [hero]"),
        ("zone = 5", "content/front-page.toml:1: “zone” đang là 5; hãy viết [[zone]]"),
        ("[hero\nstory = 1", "content/front-page.toml:1"),
    ],
)
def test_mistakes_are_told_at_their_line(tmp_path: Path, text: str, fault: str) -> None:
    _plan, faults = plan(tmp_path, text)
    assert [one for one in faults if one.startswith(fault)], faults


def test_a_linked_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "front-page.toml").symlink_to(tmp_path / "elsewhere.toml")
    problems = Reporter()
    read_front_plan(tmp_path, problems)
    assert len(problems.errors) == 1
