"""One story is read again as the build of the whole site would read it, or left to that build."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.content.read_again import read_again
from newsroom.content.site_content import Content
from tests.newsroom.paper import article, put, put_picture, read, write_paper

STORY = "articles/tu-phap/2024/a.md"


def paper(tmp_path: Path) -> tuple[Path, Content]:
    root = write_paper(
        tmp_path / "content",
        a=article("Một đoạn. Xem [tin](post:2).", id="1"),
        b=article(id="2", title="Tin hai"),
        c=article(id="3", title="Nháp", status="draft"),
    )
    put_picture(root / "media/anh.jpg")
    return root, read(root)


CHANGES = {
    "words": article("Đoạn khác. Xem [tin](post:2).", id="1"),
    "headline": article("Một đoạn.", id="1", title="Tin khác", slug="mot-tin"),
    "picture": article("Một đoạn.\n\n![Cán bộ thi hành án tại trụ sở](anh.jpg)\n", id="1"),
    "link to a draft": article("Xem [nháp](post:3).", id="1"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_story_read_again_is_what_a_whole_build_would_make_of_it(tmp_path: Path, change: str) -> None:
    root, content = paper(tmp_path)
    put(root / STORY, CHANGES[change])
    assert content.basis is not None
    again = read_again(content.basis, STORY)
    whole = read(root)
    assert again is not None
    assert again.article == next(story for story in whole.articles if story.id == 1)
    assert [problem for problem in again.problems if problem.path.endswith("a.md")] == [
        problem for problem in whole.warnings if problem.path.endswith("a.md")
    ]
    assert set(again.files) <= set(whole.files)


FAULTS = {
    "a key": article("Một đoạn.", id="1", kikker="x"),
    "a link": article("Xem [tin](post:99).", id="1"),
    "a picture": article("![Cán bộ thi hành án](khong-co.jpg)", id="1"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_are_told_and_nothing_is_made(tmp_path: Path, fault: str) -> None:
    root, content = paper(tmp_path)
    put(root / STORY, FAULTS[fault])
    assert content.basis is not None
    again = read_again(content.basis, STORY)
    assert again is not None
    assert again.article is None
    assert any(problem.severity == "error" and problem.path.endswith("a.md") for problem in again.problems)


OF_LISTS = {
    "date": {"date": "2024-04-18"},
    "topics": {"topics": "[luat-su]"},
    "address": {"slug": "khac"},
    "headline without a slug": {"title": "Tin khác", "slug": "tin-khac"},
    "section": {"section": "thoi-su"},
}


@pytest.mark.parametrize("change", OF_LISTS)
def test_so_is_one_that_stands_in_other_lists_or_has_another_address_now(tmp_path: Path, change: str) -> None:
    root, content = paper(tmp_path)
    put(root / STORY, article(**{"id": "1", "slug": "mot-tin", **OF_LISTS[change]}))
    assert content.basis is not None
    again = read_again(content.basis, STORY)
    assert again is not None
    assert again.article == next(story for story in read(root).articles if story.id == 1)


def test_a_new_story_is_read_and_others_may_link_to_it(tmp_path: Path) -> None:
    root, content = paper(tmp_path)
    assert content.basis is not None
    put(root / "articles/tu-phap/2024/d.md", article(id="4", title="Tin bốn"))
    again = read_again(content.basis, "articles/tu-phap/2024/d.md")
    assert again is not None
    assert again.basis is not None
    assert again.article == next(story for story in read(root).articles if story.id == 4)
    put(root / STORY, article("Xem [tin](post:4).", id="1"))
    linking = read_again(again.basis, STORY)
    assert linking is not None
    assert linking.article == next(story for story in read(root).articles if story.id == 1)


def test_a_number_that_another_story_has_is_told(tmp_path: Path) -> None:
    root, content = paper(tmp_path)
    assert content.basis is not None
    put(root / "articles/tu-phap/2024/d.md", article(id="2"))
    again = read_again(content.basis, "articles/tu-phap/2024/d.md")
    assert again is not None
    assert [problem.code for problem in again.problems] == ["duplicate-id"]


ELSEWHERE = {
    "status": {"status": "draft"},
    "number": {"id": "9"},
}


@pytest.mark.parametrize("change", ELSEWHERE)
def test_one_with_another_number_or_that_nobody_may_see_any_more_is_left_to_the_build(
    tmp_path: Path, change: str
) -> None:
    root, content = paper(tmp_path)
    put(root / STORY, article(**{"id": "1", **ELSEWHERE[change]}))
    assert content.basis is not None
    assert read_again(content.basis, STORY) is None


def test_stories_that_nobody_may_see_are_left_to_the_build(tmp_path: Path) -> None:
    root, content = paper(tmp_path)
    assert content.basis is not None
    assert read_again(content.basis, "articles/tu-phap/2024/c.md") is None
    put(root / "articles/tu-phap/2024/d.md", article(id="4", status="draft"))
    assert read_again(content.basis, "articles/tu-phap/2024/d.md") is None
