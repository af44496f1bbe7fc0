"""Related stories that are taken from build to build are those that a build of everything finds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from building.keeping.results import KeptResults
from building.keeping.sources import Sources
from building.keeping.state import BuildState
from building.keeping.store import Store
from legal_references.model.citations import Document
from newsroom.model.article import Article, StoryStatus
from newsroom.model.law import CitedDocument, StoryLaw
from newsroom.pages.exchange_values import search_document
from newsroom.pages.related import kept_related
from newsroom.pages.related.kept_related import related_stories
from newsroom.pages.related.related import RelatedStories, story_of
from site_search.index.similar import Similar
from tests.newsroom.stories import ENFORCEMENT, NEWS, newest_first, story, topic

SYLLABLES = "án hành thi tỉnh việc tiền dân sự toà xã luật cục".split()  # noqa: SIM905
LIMIT = 4


def words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choice(SYLLABLES) for _word in range(count))


def some_facts(rng: random.Random) -> dict[str, Any]:
    laws = [Document(number=f"{number}/2020/TT-BTP") for number in rng.sample(range(1, 4), rng.randint(0, 2))]
    return {
        "title": words(rng, 5),
        "sapo": words(rng, 9),
        "section": rng.choice([ENFORCEMENT, NEWS]),
        "topics": tuple(topic(slug) for slug in rng.sample("abcd", rng.randint(0, 2))),
        "law": StoryLaw(tuple(CitedDocument(law) for law in laws)),
        "pinned": tuple(rng.sample(range(1, 90), rng.choice([0, 0, 0, 1]))),
        "status": rng.choice([StoryStatus.PUBLISHED] * 9 + [StoryStatus.HIDDEN]),
    }


def changed(rng: random.Random, stories: Sequence[Article]) -> list[Article]:
    """A few of the stories changed, a few new; now and then one gone."""
    by_id = {one.id: one for one in stories}
    for _change in range(rng.randint(1, 3)):
        number = rng.choice([*by_id])
        facts = some_facts(rng)
        match rng.randint(0, 5):
            case 0:
                new = max(by_id) + rng.randint(1, 4)
                by_id[new] = story(new, rng.uniform(-60, 5), **facts)
            case 1:
                by_id[number] = replace(by_id[number], title=facts["title"])
            case 2:
                by_id[number] = story(number, rng.uniform(-60, 5), **facts)
            case 3:
                by_id[number] = replace(by_id[number], sapo=facts["sapo"], topics=facts["topics"])
            case 4:
                by_id[number] = replace(by_id[number], law=facts["law"], pinned=facts["pinned"])
            case 5 if rng.random() < 0.2:
                del by_id[number]
    return newest_first(*by_id.values())


def state_in(folder: Path) -> BuildState:
    results = KeptResults(Store(folder / "kept.sqlite"), Sources({}), "software", 0)
    return BuildState("software", results, digests=results.digests)


def found(stories: Sequence[Article], state: BuildState) -> dict[int, tuple[int, ...]]:
    listed = [one for one in stories if one.status is not StoryStatus.HIDDEN]
    hidden = [one for one in stories if one.status is StoryStatus.HIDDEN]
    similar = Similar([search_document(one) for one in listed])
    related = dict(related_stories(listed, hidden, {}, LIMIT, similar, state))
    if state.results:
        state.results.settle()
        state.results.store.keep(state.results.added, state.results.gone)
    return related


def of_all(stories: Sequence[Article]) -> dict[int, tuple[int, ...]]:
    listed = [one for one in stories if one.status is not StoryStatus.HIDDEN]
    finder = RelatedStories([story_of(one) for one in listed], Similar([search_document(one) for one in listed]))
    return {one.id: tuple(finder.of(story_of(one), LIMIT)) for one in stories}


@pytest.mark.parametrize("seed", range(12))
def test_a_build_with_what_earlier_ones_kept_finds_what_a_clean_one_does(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    stories = newest_first(*(story(number, -number / 2, **some_facts(rng)) for number in range(1, 80)))
    assert found(stories, state_in(tmp_path)) == of_all(stories)
    for _build in range(4):
        stories = changed(rng, stories)
        assert found(stories, state_in(tmp_path)) == of_all(stories)


def test_few_are_looked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(1)
    stories = newest_first(*(story(number, -number, title=words(rng, 6), sapo=f"{number}") for number in range(1, 300)))
    found(stories, state_in(tmp_path))
    asked: list[int] = []

    def counted(_finder: object, again: Sequence[object], _limit: int) -> dict[int, tuple[int, ...]]:
        asked.append(len(again))
        return {}

    monkeypatch.setattr(kept_related, "related_ids", counted)
    found(stories, state_in(tmp_path))
    assert asked == []
    found(newest_first(*stories, story(900, -250, title="Chuyện chưa ai kể", section=NEWS)), state_in(tmp_path))
    assert 0 < asked[0] < 100
