"""Pages of a group that is told to be the same are the same, whatever has changed; and most groups are."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from building.keeping.values import ValueDigests
from legal_references.model.citations import Deed, Document, Relation
from newsroom.model.article import Article, StoryStatus
from newsroom.model.law import CitedDocument, Register, RegisterEntry, StoryLaw
from newsroom.model.page import PageGroup, Sheet, pages_of
from newsroom.pages.edition import Edition
from newsroom.site.every_page import sheets
from tests.newsroom.pages.related.test_kept_related import changed, some_facts
from tests.newsroom.stories import START, edition, newest_first, story

DAY, LATER = date(2024, 4, 20), START + timedelta(days=2)
Told = Mapping[str, tuple[str, Mapping[str, str]]]


def law_of(rng: random.Random) -> StoryLaw:
    laws = [Document(number=f"{number}/2020/TT-BTP") for number in rng.sample(range(1, 60), 2)]
    relations = (Relation(laws[0], Deed.AMENDS, laws[1]),) if rng.random() < 0.3 else ()
    return StoryLaw((CitedDocument(laws[0]),), relations)


def paper(stories: list[Article], rng: random.Random) -> Edition:
    listed = [one for one in stories if one.status is not StoryStatus.HIDDEN]
    related = {one.id: tuple(random.Random(one.id).sample(range(1, 150), 3)) for one in stories}
    entry = RegisterEntry(Document("1/2020/TT-BTP"), title=rng.choice("ab"), in_force=DAY)
    hidden = [one for one in stories if one.status is StoryStatus.HIDDEN]
    return replace(edition(*listed), hidden=hidden, related=related, register=Register([entry]))


def groups_of(some: Iterable[Sheet]) -> Iterator[PageGroup]:
    for sheet in some:
        if isinstance(sheet, PageGroup):
            yield sheet
            yield from groups_of(sheet.sheets)


def told(made: Edition) -> Told:
    """Group -> its digest, and the digest of each of its pages by path."""
    digests, groups = ValueDigests(), list(groups_of(sheets(made)))
    assert len({group.name for group in groups}) == len(groups)
    return {
        group.name: (
            digests.of(*group.made_from),
            {page.path: digests.of(page.template, page.values) for page in group.pages},
        )
        for group in groups
    }


@pytest.mark.parametrize("seed", range(16))
def test_a_group_that_stands_has_the_same_pages(seed: int) -> None:
    rng = random.Random(seed)
    stories = [story(number, rng.uniform(-60, 0), **some_facts(rng)) for number in range(1, 150)]
    stories = newest_first(*(replace(one, law=law_of(rng)) if rng.random() < 0.2 else one for one in stories))
    before, standing = told(paper(stories, random.Random(seed))), 0
    for _step in range(4):
        stories = changed(rng, stories) if rng.random() < 0.5 else [*stories]
        hidden = [at for at, one in enumerate(stories) if one.status is StoryStatus.HIDDEN]
        spot = rng.choice(hidden if hidden and rng.random() < 0.5 else range(len(stories)))
        fields: dict[str, Any] = rng.choice([{"law": law_of(rng)}, {"modified": LATER}, {}])
        stories[spot] = replace(stories[spot], **fields)
        now = told(paper(stories, random.Random(rng.choice([seed, seed, seed + 1]))))
        same = {name for name, (digest, _pages) in now.items() if before.get(name, ("",))[0] == digest}
        assert {name: now[name][1] for name in same} == {name: before[name][1] for name in same}
        standing += len(same)
        before = now
    assert standing > 8


def test_a_text_changes_one_group() -> None:
    stories = [story(number, -number) for number in range(1, 300)]
    rng: Any = random.Random(1)
    before = told(paper(newest_first(*stories), rng))
    stories[7] = replace(stories[7], body=replace(stories[7].body, text="Khác."))
    now = told(paper(newest_first(*stories), random.Random(1)))
    assert [name for name in now if now[name][0] != before[name][0]] == ["64"]


def test_groups_hold_every_page_that_is_not_told_by_itself() -> None:
    made = edition(*(story(number, -number) for number in range(1, 300)))
    alone = [sheet for sheet in sheets(made) if not isinstance(sheet, PageGroup)]
    assert len(alone) < 30 < len(list(pages_of(sheets(made))))
