"""Related stories from build to build: only those of stories that a change can reach are looked for again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from building.keeping import plain_pickle
from building.keeping.state import BuildState
from newsroom.model.article import Article
from portal.exchange import SimilarFinder
from portal.parallel.forked import Beside
from portal.parallel.workers import worker_count
from portal.traces.trace import WorkTrace

from .related import RelatedStories, Relating, related_ids, relating, story_of

IDS, FACTS = "related stories", "facts of related stories"  # names of the models
_MOST = 200  # stories that have changed

Related = Mapping[int, tuple[int, ...]]
Kept = TypeVar("Kept")


@dataclass(frozen=True)
class RelatedIds:
    """All that is asked for where nothing has changed. Args: facts: their digest; related: by id of the story."""

    facts: str
    related: Related


@dataclass(frozen=True)
class RelatedFacts:
    """What related ids were found from.

    Args:
        facts: of all stories, by id, each a pickle by itself: only those of stories that have changed are read.
        digests: of the facts.
        nearness: what the finder of similar stories can be begun with; empty where there is none.
    """

    facts: Mapping[int, bytes]
    digests: Mapping[int, str]
    nearness: bytes


def related_stories(
    articles: Sequence[Article],
    hidden: Sequence[Article],
    known: Mapping[int, str],
    limit: int,
    similar: SimilarFinder | None,
    state: BuildState,
) -> Related:
    """Of each story, the ids of its related ones.

    Args:
        articles: newest first; `hidden` ones are related to none.
        known: digests of `relating`, by id, where they are known.
        limit: most to one story.
        similar: None where no search index is built.
    """
    stories = (*articles, *hidden)
    if state.results is None:
        return related_ids(_finder(articles, similar), [story_of(story) for story in stories], limit)
    told = state.digests.of(limit, similar is None)
    digests = {story.id: known.get(story.id) or state.digests.of_frozen(relating(story)) for story in stories}
    whole, ids = state.digests.of(digests), _model(state, IDS, told, RelatedIds)
    if ids and ids.facts == whole and all(digests.values()):
        return ids.related
    last = _model(state, FACTS, told, RelatedFacts) if ids else None
    if ids and last and ids.facts != state.digests.of(last.digests):
        last = None
    changed = _changed(last, digests) if last else None
    before = _facts_before(last, changed) if last and changed is not None else None
    finder = _finder(articles, similar)
    if last is None or before is None:
        now, again = {story.id: relating(story) for story in stories}, None
    else:
        now = {story.id: relating(story) for story in stories if story.id in before}
        again = _reached(before, now, finder, similar, last.nearness, limit)
        again = {*again, *(story.id for story in hidden)} if again is not None else None
    related = dict(ids.related) if ids and again is not None else {}
    asked = [story_of(story) for story in stories if again is None or story.id in again]
    related |= related_ids(finder, asked, limit)
    state.results.keep_model(IDS, told, Beside(partial(_dump, RelatedIds(whole, related)), 1), WorkTrace())
    unchanged = last.facts if last and before is not None else {}
    dump = partial(_dump_facts, unchanged, now, digests, similar)
    if last:
        state.results.keep_model(FACTS, told, Beside(dump, worker_count()), WorkTrace())
    else:  # a process more would copy this one's memory just when the search has most, and to wait would hold it all
        state.results.keep_model_at_once(FACTS, told, dump())
    return related


def _finder(articles: Sequence[Article], similar: SimilarFinder | None) -> RelatedStories:
    return RelatedStories([story_of(story) for story in articles], similar)


def _model(state: BuildState, name: str, told: str, kind: type[Kept]) -> Kept | None:
    model = state.results.model(name, told) if state.results else None
    try:
        value = plain_pickle.load(model.payload) if model else None
    except plain_pickle.FAULTS:
        return None
    return value if isinstance(value, kind) else None


def _dump(ids: RelatedIds) -> bytes:
    return plain_pickle.dump(ids)


def _dump_facts(
    unchanged: Mapping[int, bytes],
    now: Mapping[int, Relating],
    digests: Mapping[int, str],
    similar: SimilarFinder | None,
) -> bytes:
    facts = {**unchanged, **{number: plain_pickle.dump(one) for number, one in now.items()}}
    return plain_pickle.dump(RelatedFacts(facts, digests, similar.dump() if similar else b""))


def _changed(last: RelatedFacts, digests: Mapping[int, str]) -> Collection[int] | None:
    """The stories that are others, or new; None where they are many, or one has gone."""
    changed = [number for number, digest in digests.items() if not digest or last.digests.get(number) != digest]
    return None if len(changed) > _MOST or last.digests.keys() - digests.keys() else frozenset(changed)


def _facts_before(last: RelatedFacts, changed: Collection[int]) -> Mapping[int, Relating | None] | None:
    """Of each of these stories; None for a new one. None where one cannot be read."""
    before: dict[int, Relating | None] = {}
    for number in changed:
        dumped = last.facts.get(number)
        try:
            facts = plain_pickle.load(dumped) if dumped is not None else None
        except plain_pickle.FAULTS:
            return None
        if not isinstance(facts, Relating | None):
            return None
        before[number] = facts
    return before


def _reached(
    before: Mapping[int, Relating | None],
    now: Mapping[int, Relating],
    finder: RelatedStories,
    similar: SimilarFinder | None,
    nearness: bytes,
    limit: int,
) -> Collection[int] | None:
    """The listed stories whose related ones may be others; None for all. Args: nearness: see RelatedFacts."""
    listed_before = {number: facts if facts and facts.listed else None for number, facts in before.items()}
    listed_now = {number: facts for number, facts in now.items() if facts.listed}
    moved = {
        number
        for number, facts in listed_before.items()
        if (facts.story if facts else None) != (listed_now[number].story if number in listed_now else None)
    }
    reached = set(now)
    if similar:
        if any(facts and number not in listed_now for number, facts in listed_before.items()):
            return None  # the finder knows no story that goes
        texts = {number: (facts.title, facts.sapo) if facts else None for number, facts in listed_before.items()}
        near = similar.take_up(nearness, texts, moved)
        if near is None:
            return None
        reached |= near
    facts_before = {
        number: facts.story if facts else None for number, facts in listed_before.items() if number in moved
    }
    facts_now = [facts.story for number, facts in listed_now.items() if number in moved]
    return reached | finder.touched(facts_before, facts_now, limit) if moved else reached
