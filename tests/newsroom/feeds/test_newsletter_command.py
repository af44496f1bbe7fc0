"""scripts/newsletter on a paper of two days."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.newsletter import main
from tests.newsroom.paper import article, write_paper


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("newsletter") / "content"
    other = article(id="2", title="Hôm trước", date="2024-04-16")
    return write_paper(root, a=article(title="Hôm nay"), b=other)


def run(paper: Path, *options: str) -> int:
    where = ["--content", str(paper), "--to", str(paper.parent / "thu"), "--site-url", "https://thu.example"]
    return main([*where, "--at", "2024-05-01T08:00+07:00", *options])


def test_the_newest_day_is_written_in_three_files(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(paper) == 0
    names = sorted(path.name for path in (paper.parent / "thu").iterdir())
    assert names == ["2024-04-17.eml", "2024-04-17.html", "2024-04-17.txt"]
    html = (paper.parent / "thu/2024-04-17.html").read_text(encoding="utf-8")
    assert "https://thu.example/tu-phap/hom-nay-post1.html" in html
    assert "Hôm trước" not in html
    assert capsys.readouterr().out.splitlines()[-1] == "1 bài: Báo Thử, 17/04: Hôm nay"


def test_another_day_is_asked_for(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(paper, "--day", "2024-04-16") == 0
    assert "Hôm trước" in capsys.readouterr().out
    assert run(paper, "--day", "2024-04-15") == 1
    assert "ngày 15/04/2024 không có bài nào đã đăng; chọn ngày khác bằng --day" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--day", "31/02"], "31/02 không phải một ngày; viết như 2024-04-17"),
        (["--at", "mai"], "mai"),
        (["--settings", "/khong-co.py"], "/khong-co.py: không có tệp hoặc thư mục này"),
        (["--settings", "pyproject.toml"], "pyproject.toml"),
        (["--to", "pyproject.toml"], "pyproject.toml"),
    ],
)
def test_a_mistake_is_one_line(options: list[str], said: str, paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(paper, *options) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error
