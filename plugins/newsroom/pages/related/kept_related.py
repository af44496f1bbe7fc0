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
        facts: of all stories, by id; digests: of these.
        nearness: what the finder of similar stories can be begun with; empty where there is none.
    """

    facts: Mapping[int, Relating]
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
    finder = _finder(articles, similar)
    if last is None or changed is None:
        facts, again = {story.id: relating(story) for story in stories}, None
    else:
        facts = {**last.facts, **{story.id: relating(story) for story in stories if story.id in changed}}
        again = _reached(last, facts, changed, finder, similar, limit)
    related = dict(ids.related) if ids and again is not None else {}
    asked = [story.id for story in stories if again is None or story.id in again]
    related |= related_ids(finder, [facts[number].story for number in asked], limit)
    state.results.keep_model(IDS, told, Beside(partial(_dump, RelatedIds(whole, related)), 1), WorkTrace())
    dump = partial(_dump_facts, facts, digests, similar)
    # Where all is new, a process more would copy the pages of this one's memory just when the search has most of it.
    state.results.keep_model(FACTS, told, Beside(dump, worker_count() if last else 1), WorkTrace())
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


def _dump_facts(facts: Mapping[int, Relating], digests: Mapping[int, str], similar: SimilarFinder | None) -> bytes:
    return plain_pickle.dump(RelatedFacts(facts, digests, similar.dump() if similar else b""))


def _changed(last: RelatedFacts, digests: Mapping[int, str]) -> Collection[int] | None:
    """The stories that are others, or new; None where they are many, or one has gone."""
    changed = [number for number, digest in digests.items() if not digest or last.digests.get(number) != digest]
    return None if len(changed) > _MOST or last.digests.keys() - digests.keys() else frozenset(changed)


def _reached(
    last: RelatedFacts,
    now: Mapping[int, Relating],
    changed: Collection[int],
    finder: RelatedStories,
    similar: SimilarFinder | None,
    limit: int,
) -> Collection[int] | None:
    """The stories whose related ones may be others; None for all."""
    before = {number: last.facts.get(number) for number in changed}
    listed_before = {number: facts if facts and facts.listed else None for number, facts in before.items()}
    listed_now = {number: now[number] for number in changed if now[number].listed}
    moved = {
        number
        for number, facts in listed_before.items()
        if (facts.story if facts else None) != (listed_now[number].story if number in listed_now else None)
    }
    hidden = {number for number, facts in now.items() if not facts.listed}
    reached = {*changed, *hidden}
    if similar:
        if any(facts and number not in listed_now for number, facts in listed_before.items()):
            return None  # the finder knows no story that goes
        texts = {number: (facts.title, facts.sapo) if facts else None for number, facts in listed_before.items()}
        near = similar.take_up(last.nearness, texts, moved)
        if near is None:
            return None
        reached |= near
    facts_before = {
        number: facts.story if facts else None for number, facts in listed_before.items() if number in moved
    }
    facts_now = [facts.story for number, facts in listed_now.items() if number in moved]
    return reached | finder.touched(facts_before, facts_now, limit) if moved else reached
