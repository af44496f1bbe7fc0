"""Drafts on branches: what is published reaches the working tree alone, and what others changed stays."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from editing.review.git import GitError
from editing.review.review import APPROVED, DRAFT, WAITING, Review, StoryKey
from portal.errors import ConfigError, Problem

STORY = "articles/a/2024/bai.md"
KEY = StoryKey("articles", "a/2024/bai")
TEXT = "".join(f"dòng {number}\n" for number in range(12))


def git(folder: Path, *arguments: str) -> str:
    names = ["-c", "user.name=A", "-c", "user.email=a@b"]
    done = subprocess.run(["git", *names, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    root = tmp_path / "báo" / "content"
    story = root / STORY
    story.parent.mkdir(parents=True)
    story.write_text(TEXT, encoding="utf-8")
    git(root.parent, "init", "--quiet", "-b", "main")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "--quiet", "-m", "a")
    return root


def test_a_story_goes_its_way(content: Path) -> None:
    review = Review(content)
    review.save(KEY, STORY, {STORY: b"moi\n", "media/anh.png": b"\x89"}, "Hoàng Lan")
    entry = review.entry(KEY)
    assert entry is not None
    assert (entry.path, entry.state, entry.is_new) == (STORY, DRAFT, False)
    assert (content / STORY).read_text(encoding="utf-8") == TEXT
    review.set_state(KEY, WAITING)
    review.save(KEY, STORY, {STORY: b"moi hon\n"})
    assert [one.slug for one in review.pending()] == ["a/2024/bai"]
    assert (review.entry(KEY) or entry).state == WAITING
    assert review.read(KEY, STORY) == b"moi hon\n"
    review.set_state(KEY, APPROVED)
    review.publish(KEY)
    assert (content / STORY).read_bytes() == b"moi hon\n"
    assert (content / "media/anh.png").read_bytes() == b"\x89"
    assert git(content, "status", "--porcelain") == ""
    assert git(content, "log", "--format=%an", "--", STORY).splitlines()[-2] == "Hoàng Lan"
    assert review.pending() == []
    assert review.entry(KEY) is None


def test_what_others_changed_meanwhile_stays(content: Path) -> None:
    review = Review(content)
    (content / STORY).write_text(TEXT.replace("dòng 5", "dòng năm"), encoding="utf-8")  # not committed
    seen = (content / STORY).read_text(encoding="utf-8")
    review.save(KEY, STORY, {STORY: seen.replace("dòng 0", "dòng không").encode()})
    (content / STORY).write_text(seen.replace("dòng 11", "dòng mười một"), encoding="utf-8")
    (content / "khac.txt").write_text("của người khác", encoding="utf-8")
    review.publish(KEY)
    joined = (content / STORY).read_text(encoding="utf-8")
    assert [word in joined for word in ("dòng không", "dòng năm", "dòng mười một")] == [True] * 3
    assert git(content, "status", "--porcelain", "-uall") == "?? content/khac.txt"


def test_a_conflict_writes_nothing(content: Path) -> None:
    review = Review(content)
    review.save(KEY, STORY, {STORY: TEXT.replace("dòng 3", "một").encode(), "media/a.png": b"a"})
    (content / STORY).write_text(TEXT.replace("dòng 3", "hai"), encoding="utf-8")
    with pytest.raises(Problem, match=r"bai\.md"):
        review.publish(KEY)
    assert "hai" in (content / STORY).read_text(encoding="utf-8")
    assert not (content / "media").exists()
    assert review.read(KEY, STORY) == TEXT.replace("dòng 3", "một").encode()


def test_discarded_work_can_be_fetched_again(content: Path) -> None:
    review = Review(content)
    review.save(KEY, STORY, {STORY: b"bo\n"})
    review.discard(KEY)
    assert review.entry(KEY) is None
    assert git(content, "for-each-ref", "--format=%(refname)", "refs/cms-discarded/").count("bai") == 1


@pytest.fixture
def host(content: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "host.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(content.parent), str(folder))
    git(content, "remote", "add", "origin", str(folder))
    return folder


def desk_of(host: Path, name: str) -> tuple[Path, Review]:
    """Another machine's working tree, and its review."""
    git(host.parent, "clone", "--quiet", str(host), name)
    content = host.parent / name / "content"
    return content, Review(content, "origin")


def test_a_git_host_gets_every_step_and_another_desk_goes_on(content: Path, host: Path) -> None:
    review = Review(content, "origin")
    review.save(KEY, STORY, {STORY: b"moi\n"})
    review.set_state(KEY, WAITING)
    _content, other = desk_of(host, "ban-hai")
    other.take_over()
    entry = other.entry(KEY)
    assert entry is not None
    assert entry.state == WAITING
    other.save(KEY, STORY, {STORY: b"moi hon\n"})
    review.take_over()
    assert review.read(KEY, STORY) == b"moi hon\n"
    other.publish(KEY)
    assert git(host, "show", f"main:content/{STORY}") == "moi hon"
    assert "cms/" not in git(host, "branch", "--list")
    review.take_over()
    assert review.pending() == []
    assert (content / STORY).read_bytes() == b"moi hon\n"
    assert git(content, "status", "--porcelain") == ""


def test_two_who_save_at_once_write_nothing_over(content: Path, host: Path) -> None:
    review = Review(content, "origin")
    _content, other = desk_of(host, "ban-hai")
    review.save(KEY, STORY, {STORY: b"cua mot\n"})
    with pytest.raises(Problem, match="người khác"):
        other.save(KEY, STORY, {STORY: b"cua hai\n"})
    assert git(host, "show", f"cms/articles/a/2024/bai:content/{STORY}") == "cua mot"
    assert other.read(KEY, STORY) == b"cua mot\n"
    (kept,) = git(host.parent / "ban-hai", "for-each-ref", "--format=%(refname)", "refs/cms-discarded/").split()
    assert git(host.parent / "ban-hai", "show", f"{kept}:content/{STORY}") == "cua hai"
    other.save(KEY, STORY, {STORY: b"cua mot va hai\n"})
    review.take_over()
    assert review.read(KEY, STORY) == b"cua mot va hai\n"


def test_two_who_publish_at_once(content: Path, host: Path) -> None:
    review, two = Review(content, "origin"), StoryKey("articles", "a/2024/hai")
    there, other = desk_of(host, "ban-hai")
    review.save(KEY, STORY, {STORY: TEXT.replace("dòng 0", "dòng không").encode()})
    other.save(two, "articles/a/2024/hai.md", {"articles/a/2024/hai.md": b"hai\n"})
    review.publish(KEY)
    other.publish(two)
    assert (there / STORY).read_text(encoding="utf-8").startswith("dòng không")
    names = git(host, "ls-tree", "-r", "--name-only", "main").splitlines()
    assert [name.rpartition("/")[2] for name in names] == ["bai.md", "hai.md"]


def test_without_the_network_work_goes_on_and_is_told(content: Path, host: Path) -> None:
    review = Review(content, "origin")
    review.save(KEY, STORY, {STORY: b"moi\n"})
    host.rename(host.with_name("mat-mang.git"))
    with pytest.raises(Problem, match="trên máy này"):
        review.save(KEY, STORY, {STORY: b"moi hon\n"})
    review.take_over()
    assert review.read(KEY, STORY) == b"moi hon\n"
    with pytest.raises(Problem, match="trên máy này"):
        review.publish(KEY)
    assert (content / STORY).read_text(encoding="utf-8") == TEXT
    review.discard(KEY)
    assert review.pending() == []
    host.with_name("mat-mang.git").rename(host)
    review.take_over()
    assert review.pending() == []
    assert "cms/" not in git(host, "branch", "--list"), "what was finished without the network goes there too"


def test_a_remote_that_git_does_not_know_is_told(content: Path) -> None:
    with pytest.raises(ConfigError, match="git remote -v"):
        Review(content, "khong-co")


@pytest.mark.parametrize("slug", ["../a", "a/../b", "-x", "a.lock", "a b", "/a", "a//b", ""])
def test_strange_names_are_refused(slug: str) -> None:
    with pytest.raises(Problem):
        StoryKey("articles", slug)


def test_a_folder_without_git_has_no_review(tmp_path: Path) -> None:
    with pytest.raises(GitError):
        Review(tmp_path)
