"""What content/front-page.toml points to, checked against the stories of the paper."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from portal.build_log import BuildLog
from tests.newsroom.paper import article, faults, put, read, write_paper


def paper(folder: Path, plan: str) -> Path:
    root = write_paper(
        folder / "content",
        a=article("Câu một. Câu hai."),
        b=article("Chỉ một câu của TP. Hồ Chí Minh.", id="2", title="Hai"),
        c=article(id="3", title="Ba", status="draft"),
        d=article("Câu một. Câu hai.", id="4", title="Bốn", embargo="2024-05-02T08:00+07:00"),
    )
    put(root / "front-page.toml", plan)
    return root


def test_a_plan_reaches_the_content(tmp_path: Path) -> None:
    content = read(paper(tmp_path, "[hero]\nstory = 1\n[[zone]]\nsection = 'thoi-su'\n[[zone]]\ntopic = 'luat-su'\n"))
    assert content.warnings == ()
    assert content.front_plan.hero is not None
    assert content.front_plan.hero.story == 1


def test_what_does_not_exist_is_told_at_its_line(tmp_path: Path) -> None:
    plan = "[hero]\nstory = 9\n[[zone]]\nstories = [1,\n 8]\ntitle = 'x'\n[[zone]]\nsection = 'thoi-xu'\n"
    told = [str(problem) for problem in faults(paper(tmp_path, plan))]
    assert told == [
        "content/front-page.toml:2: không có bài nào mang id 9; ghi id của một bài đang có",
        "content/front-page.toml:5: không có bài nào mang id 8; ghi id của một bài đang có",
        "content/front-page.toml:8: thoi-xu không có trong content/sections.toml; có phải là “thoi-su”?",
    ]


def test_what_cannot_stand_there_is_warned_of(tmp_path: Path) -> None:
    content = read(paper(tmp_path, "[hero]\nstory = 2\n[[top]]\nstory = 3\n[[top]]\nstory = 4\n"))
    assert [str(problem) for problem in content.warnings] == [
        "content/front-page.toml:2: tin chỉ có một câu không nên đứng đầu trang nhất; chỗ này được điền tự động",
        "content/front-page.toml:4: bài 3 đang là draft nên không đứng ở đây; chỗ này được điền tự động",
    ]


def test_the_next_moment_of_the_page_is_that_of_the_site(tmp_path: Path) -> None:
    hero = "[hero]\nstory = 1\nuntil = 2024-05-01T09:00:00+07:00\n"
    plan = f"{hero}[breaking]\ntext = 'x'\nuntil = 2024-05-01T07:00:00+07:00"
    log = BuildLog()
    read(paper(tmp_path, plan), log=log)
    assert log.next_publish_at == datetime.fromisoformat("2024-05-01T09:00+07:00")
