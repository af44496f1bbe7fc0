"""Stories near to a story: those that share rare pairs of headline and lead with it.

Weights are coarse steps of rarity, and long lists are read near the story only: a story more changes few results,
and each story costs a bounded amount of work.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest

from portal.exchange import SearchDocument
from site_search.language.analysis import pairs, sentences

MOST_PAIRS = 32  # rarest pairs of a story that are looked up
MOST_STORIES = 64  # of each pair's list, those nearest in number
RAREST = 16  # weight of a pair that two stories share is RAREST - 2
TITLE_WEIGHT = 2


@dataclass(frozen=True)
class StoryText:
    """All of a story that nearness is told from."""

    id: int
    title: str
    sapo: str


class Similar:
    """Answers as `SimilarStories`, made when it is first asked: where nothing has changed nobody asks."""

    def __init__(self, documents: Sequence[StoryText] | Sequence[SearchDocument]) -> None:
        self._documents = documents

    def __reduce__(self) -> tuple[object, ...]:
        """The texts; the lists are made anew where they are asked for."""
        texts = tuple(StoryText(document.id, document.title, document.sapo) for document in self._documents)
        return Similar, (texts,)

    @cached_property
    def _stories(self) -> SimilarStories:
        return SimilarStories(self._documents)

    def __call__(self, identifier: int, limit: int) -> list[tuple[int, float]]:
        return self._stories(identifier, limit)


class SimilarStories:
    """Finds similar stories; `documents` by rising id."""

    def __init__(self, documents: Sequence[StoryText] | Sequence[SearchDocument]) -> None:
        self._ids = [document.id for document in documents]
        self._numbers = {number: place for place, number in enumerate(self._ids)}
        self._titles = [_pairs(document.title) for document in documents]
        self._leads = [_pairs(document.sapo) for document in documents]
        # Of each pair, twice the place of each story that has it, and 1 more if it is in the headline.
        self._lists: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for place, (title, lead) in enumerate(zip(self._titles, self._leads, strict=True)):
            for pair in title:
                self._lists[pair].append(2 * place + 1)
            for pair in set(lead).difference(title):
                self._lists[pair].append(2 * place)

    def __call__(self, identifier: int, limit: int) -> list[tuple[int, float]]:
        """Ids with scores, best first, of equals the later story; empty for an unknown id."""
        place = self._numbers.get(identifier)
        if place is None:
            return []
        scores: defaultdict[int, int] = defaultdict(int)
        for pair, weight in self._evidence(place):
            weights = (weight, weight * TITLE_WEIGHT)
            for entry in self._near(pair, place):
                scores[entry >> 1] += weights[entry & 1]
        scores.pop(place, None)
        # One number for both, score and place, is compared faster than two.
        count = len(self._ids)
        best = nlargest(limit, [score * count + other for other, score in scores.items()])
        return [(self._ids[score_and_place % count], float(score_and_place // count)) for score_and_place in best]

    def _evidence(self, place: int) -> list[tuple[str, int]]:
        """The story's rarest pairs that others have too, with weights."""
        weighted = []
        for factor, own in ((TITLE_WEIGHT, self._titles[place]), (1, self._leads[place])):
            for pair in own:
                rarity = RAREST - len(self._lists[pair]).bit_length()
                if len(self._lists[pair]) > 1 and rarity > 0:
                    weighted.append((pair, rarity * factor))
        return sorted(dict(reversed(weighted)).items(), key=lambda item: (-item[1], item[0]))[:MOST_PAIRS]

    def _near(self, pair: str, place: int) -> array[int]:
        entries = self._lists[pair]
        start = max(0, bisect_left(entries, 2 * place) - MOST_STORIES // 2)
        return entries[start : start + MOST_STORIES]


def _pairs(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(pair for sentence in sentences(text) for pair in pairs(sentence.tokens)))
