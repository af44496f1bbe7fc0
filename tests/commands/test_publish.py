"""scripts/publish as a user runs it, with a small archive that the real build makes: publish, leak, roll back."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from commands.build import main as build
from commands.publish import main
from publishing.verify.byte_scan import traces
from sample_archive.archive import write_archive

DRAFT = """---
id: 999001
title: "Bản nháp về một việc chưa ai được biết"
sapo: "Câu dẫn của bản nháp này không được có ở bất kỳ tệp nào của trang."
authors: [minh-anh]
date: 2024-04-17T08:00+07:00
section: thi-hanh-an
status: draft
---

Đoạn văn bí mật của bản nháp dài đủ để nhận ra khi có ai chép nó ra trang ngoài.
"""
EMBARGOED = (
    DRAFT.replace("status: draft", "embargo: 2024-06-01T08:00+07:00")
    .replace("999001", "999002")
    .replace("Bản nháp về một việc", "Bài hẹn giờ về một việc")
)
AT = "2024-05-01T08:00+07:00"
LATER = "2024-07-01T08:00+07:00"  # after the end of the embargo
pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("toà soạn") / "content"
    write_archive(folder, 5, workers=1)
    for name, text in (("nhap", DRAFT), ("hen-gio", EMBARGOED)):
        (folder / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def www(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published site. Whoever published keeps their own files to themselves."""
    folder = tmp_path_factory.mktemp("www")
    before = os.umask(0o077)
    try:
        assert run(folder, content) == 0
    finally:
        os.umask(before)
    return folder


@pytest.fixture(scope="module")
def rolled_back(www: Path, content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose second release, after the end of the embargo, was taken back."""
    folder = tmp_path_factory.mktemp("rolled-back") / "www"
    shutil.copytree(www, folder, symlinks=True)
    assert run(folder, content, at=LATER) == 0
    assert run(folder, content, "rollback") == 0
    return folder


def run(www: Path, content: Path, *arguments: str, at: str = AT) -> int:
    cache = content.parent / "cache"
    return main([*arguments, "--to", str(www), "--content", str(content), "--cache", str(cache), "--at", at])


def test_published_site_is_whole_and_compressed(www: Path) -> None:
    current = www / "current"
    assert (current / "index.html").is_file()
    assert (current / "index.html.gz").is_file()
    assert (current / "build.json").is_file()


def test_publishing_the_same_again_changes_nothing(
    www: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (www / "current").readlink()
    assert run(www, content) == 0
    assert "Không có gì thay đổi" in capsys.readouterr().out
    assert (www / "current").readlink() == before


def test_dry_run_tells_and_changes_nothing(www: Path, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(path.name for path in (www / "releases").iterdir())
    assert run(www, content, "--dry-run", at=LATER) == 0
    assert re.search(r"Chạy thử: [1-9]\d* tệp mới", capsys.readouterr().out)
    assert sorted(path.name for path in (www / "releases").iterdir()) == before


def test_embargo_ends_and_rollback_brings_the_older_site_back(
    rolled_back: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (later,) = (rolled_back / "releases").glob("000002-*/")
    assert list(later.rglob("*-post999002.html"))
    assert not list(later.rglob("*-post999001.html"))
    assert not list((rolled_back / "current").rglob("*-post999002.html"))
    assert run(rolled_back, content, "list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-3].startswith("→ 000001-")
    assert lines[-2].startswith("  000002-")
    assert "đang bị giữ" in lines[-1]


def test_site_that_leaks_a_draft_is_not_published(
    www: Path, content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    shutil.copytree(www / "current", site)
    page = site / "gioi-thieu.html"
    leak = "Đoạn văn bí mật của bản nháp dài đủ để nhận ra khi có ai chép nó ra trang ngoài"
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", f"<p>{leak}</p></main>"), encoding="utf-8")
    before = (www / "current").readlink()
    assert run(www, content, "--site", str(site)) == 1
    assert "gioi-thieu.html: chứa nội dung của articles/nhap.md" in capsys.readouterr().err
    assert (www / "current").readlink() == before


def test_given_site_is_checked_as_of_its_own_build(content: Path, tmp_path: Path) -> None:
    """Built after the end of the embargo: the story is no leak, whatever moment the check runs at."""
    site = tmp_path / "site"
    command = ["--content", str(content), "--output", str(site), "--at", LATER, "--quiet"]
    assert build(command) == 0
    given = ["verify", "--site", str(site), "--content", str(content), "--cache", str(content.parent / "cache")]
    assert main(given) == 0
    assert main([*given, "--at", AT]) == 1


def test_faulty_content_is_told_in_lines_and_the_site_stays(
    www: Path, content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "content"
    shutil.copytree(content, broken)
    (broken / "articles" / "nhap.md").write_text(DRAFT.replace("date: 2024", "date: hôm qua 2024"), encoding="utf-8")
    before = (www / "current").readlink()
    assert run(www, broken) == 1
    error = capsys.readouterr().err
    assert "articles/nhap.md:6" in error
    assert "Traceback" not in error
    assert (www / "current").readlink() == before


STORY = (
    DRAFT.replace("status: draft\n", "")
    .replace("999001", "999003")
    .replace("Bản nháp về một việc chưa ai được biết", "Một tin sẽ phải gỡ bỏ sau khi đăng")
    .replace("Đoạn văn bí mật", "Quyzqthamxyz bixoatenrieng, đoạn văn")
)


def words_left(folder: Path, *texts: str) -> list[str]:
    secret = ("bixoatenrieng", *texts)
    return [trace.path for trace in traces(folder, secret, frozenset({"quyzqthamxyz"}))]


def test_a_withdrawn_story_is_gone_from_every_byte_of_every_release(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Published, corrected, purged; then withdrawn: the old words leave pages, feeds, search files and their twins."""
    own, www = tmp_path / "content", tmp_path / "www"
    shutil.copytree(content, own)
    shutil.copytree(content.parent / "cache", tmp_path / "cache")
    story = own / "articles" / "tin.md"
    story.write_text(STORY, encoding="utf-8")
    assert run(www, own) == 0
    assert {Path(path).suffix for path in words_left(www)} >= {".html", ".gz", ".br", ".rss", ".atom", ".json", ".bin"}
    story.write_text(STORY.replace("Quyzqthamxyz bixoatenrieng, đ", "Đ"), encoding="utf-8")
    assert run(www, own, "purge", "999003") == 0
    assert words_left(www) == [], "what was corrected stands in the release before the purge"
    assert "không byte nào" in capsys.readouterr().out
    retraction = "retraction:\n  date: 2024-04-18\n  reason: Tin không đúng sự thật.\nstatus: retracted\n"
    story.write_text(STORY.replace("section:", f"{retraction}section:"), encoding="utf-8")
    assert run(www, own) == 0
    assert words_left(www, "dài đủ để nhận ra khi có ai chép nó") == []
    (page,) = (www / "current").glob("*/*-post999003.html")
    assert "Tin không đúng sự thật." in page.read_text(encoding="utf-8")
    assert "Một tin sẽ phải gỡ bỏ" not in page.read_text(encoding="utf-8")
    assert "at:deleted-entry" in (www / "current/rss/home.atom").read_text(encoding="utf-8")
    assert "post999003" not in (www / "current/sitemap.xml").read_text(encoding="utf-8")
    story.unlink()
    assert run(www, own) == 1
    assert "post999003.html từng được đăng" in capsys.readouterr().err


def test_after_a_rollback_the_next_run_is_refused_until_a_word_is_given(
    rolled_back: Path, content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "www"
    shutil.copytree(rolled_back, site, symlinks=True)
    assert run(site, content, at=LATER) == 1
    assert "resume" in capsys.readouterr().err
    assert run(site, content, "resume") == 0
    assert run(site, content, at=LATER) == 0
    assert (site / "current").readlink().name.startswith("000003-")


def test_files_are_there_to_be_read_whatever_the_umask(www: Path) -> None:
    modes = {
        (path.is_dir(), path.stat().st_mode & 0o777)
        for path in www.rglob("*")
        if not path.is_symlink() and path.name != ".publish.lock"
    }
    assert modes == {(True, 0o755), (False, 0o644)}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list"], "--to"),
        (["--to", "x", "--keep", "1"], "--keep"),
        (["rollback", "--to", "{empty}"], "không có bản nào"),
        (["--to", "{empty}", "--at", "mai"], "mai"),
        (["purge", "--to", "{empty}"], "id"),
        (["purge", "77", "--to", "{empty}", "--content", "tests/end_to_end/paper"], "77"),
        (["--to", "{empty}", "--web-user", "khong-ai-ca"], "khong-ai-ca"),
    ],
)
def test_mistakes_are_one_line(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [argument.format(empty=tmp_path / "empty") for argument in arguments]
    assert main([*given, "--cache", str(tmp_path / "cache")]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error
