"""Similar stories: near in words, bounded in work, steady when a story is added."""

from __future__ import annotations

from dataclasses import replace

from portal.exchange import SearchDocument
from site_search.index.similar import SimilarStories
from tests.site_search.conftest import renumbered


def test_a_story_about_the_same_comes_first(documents: list[SearchDocument]) -> None:
    follow_up = replace(renumbered(documents[40], 900_000), body="Khác hẳn.")
    similar = SimilarStories([*documents, follow_up])
    assert similar(900_000, 5)[0][0] == documents[40].id
    assert similar(documents[40].id, 5)[0][0] == 900_000


def test_never_itself_never_more_than_asked(documents: list[SearchDocument]) -> None:
    similar = SimilarStories(documents)
    for document in documents[:50]:
        found = similar(document.id, 7)
        assert len(found) <= 7
        assert document.id not in [number for number, _ in found]
        assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_an_unknown_story_has_none(documents: list[SearchDocument]) -> None:
    assert SimilarStories(documents)(1, 5) == []


def test_a_new_story_hardly_changes_the_old_ones(documents: list[SearchDocument]) -> None:
    before, after = SimilarStories(documents[:-1]), SimilarStories(documents)
    changed = [one.id for one in documents[:-1] if before(one.id, 10) != after(one.id, 10)]
    assert len(changed) < len(documents) / 8
