"""scripts/new-story: a draft that builds as it is, and that cannot be published as it is."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.site import BuildRequest, build_site
from commands.new_story import main
from newsroom.model.article import Kind
from newsroom.sources.skeleton import PLACEHOLDER, free_id
from portal.errors import BuildFailed
from portal.vietnam.text import HANOI

ROOT = Path(__file__).resolve().parents[2]
AT = "2026-11-29T08:30:00+07:00"
MOMENT = datetime.fromisoformat("2026-11-30T08:00:00+07:00")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A paper with its tables and no story yet."""
    (tmp_path / "content").mkdir()
    for table in (ROOT / "tests/end_to_end/paper").glob("*.toml"):
        shutil.copy(table, tmp_path / "content")
    return tmp_path / "content"


def begin(content: Path, *arguments: str) -> Path:
    before = set(content.rglob("*.md"))
    assert main([*arguments, "--content", str(content), "--at", AT]) == 0
    (path,) = set(content.rglob("*.md")) - before
    return path


@pytest.mark.parametrize("kind", list(Kind))
def test_a_new_story_builds_as_a_draft_and_is_refused_until_it_is_written(
    kind: Kind, content: Path, tmp_path: Path
) -> None:
    author = ["--author", "ban-bien-tap"] if kind is Kind.OPINION else []
    path = begin(content, "Vụ án #5: “xét xử”", "--section", "thi-hanh-an", "--kind", kind, *author)
    assert path == content / "articles/tu-phap/2026/vu-an-5-xet-xu.md"
    text = path.read_text(encoding="utf-8")
    request = BuildRequest(MOMENT, tmp_path / "site", content=content)
    build_site(request)
    assert PLACEHOLDER not in "".join(page.read_text("utf-8") for page in (tmp_path / "site").rglob("*.html"))

    path.write_text(text.replace("status: draft", "status: published"), encoding="utf-8")
    with pytest.raises(BuildFailed) as failed:
        build_site(request)
    lines = {problem.line for problem in failed.value.problems if problem.code == "unwritten"}
    assert lines == {number for number, line in enumerate(text.splitlines(), 1) if PLACEHOLDER in line}

    written = re.sub(rf"{PLACEHOLDER}[^\"\n]*", "đã viết xong", text.replace("status: draft", "status: published"))
    path.write_text(written, encoding="utf-8")
    build_site(request)
    (page,) = (tmp_path / "site").rglob("vu-an-5-xet-xu-post*.html")
    assert "Vụ án #5: “xét xử”" in page.read_text(encoding="utf-8")


def test_an_opinion_of_nobody_is_refused(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["Bài", "--section", "thi-hanh-an", "--kind", "opinion", "--content", str(content), "--at", AT]) == 1
    assert "--author: ban-bien-tap" in capsys.readouterr().err


def test_every_key_that_is_offered_is_right_once_its_sign_is_removed(content: Path, tmp_path: Path) -> None:
    path = begin(content, "Bài", "--section", "Thi hành án dân sự")
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^# (?=\w+:|  \w+:)", "", text, flags=re.MULTILINE), encoding="utf-8")
    try:
        build_site(BuildRequest(MOMENT, tmp_path / "site", content=content))
        codes = set()
    except BuildFailed as failed:
        codes = {problem.code for problem in failed.problems}
    assert not codes & {"unknown-key", "ill-typed", "yaml"}


def test_two_stories_of_one_second_get_two_numbers_and_a_name_is_not_taken_twice(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (begin(content, name, "--section", "thi-hanh-an") for name in ("Một", "Hai"))
    ids = [int(re.findall(r"^id: (\d+)", path.read_text("utf-8"), re.MULTILINE)[0]) for path in (first, second)]
    assert ids[1] == ids[0] + 1
    assert main(["Một", "--section", "thi-hanh-an", "--content", str(content), "--at", AT]) == 1
    assert "mot.md" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["--section", "thi-hanh-ann"], "thi-hanh-an"), (["--section", "thi-hanh-an", "--author", "ban"], "ban")],
)
def test_a_wrong_name_is_answered_with_the_nearest(
    arguments: list[str], told: str, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = set(content.rglob("*"))
    assert main(["Bài", *arguments, "--content", str(content)]) == 1
    assert told in capsys.readouterr().err
    assert set(content.rglob("*")) == before


@given(st.datetimes(datetime(1985, 1, 2), datetime(2090, 1, 1)), st.sets(st.integers(1, 3_000_000_000)))
def test_a_number_is_new_and_grows_with_the_distance_from_2020(moment: datetime, taken: set[int]) -> None:
    """Stories of an archive are older than the project, and found their numbers by counting up to one."""
    number = free_id(moment.replace(tzinfo=HANOI), taken)
    assert number not in taken
    assert 0 <= number - abs(int((moment - datetime(2020, 1, 1)).total_seconds())) <= len(taken) + 1
