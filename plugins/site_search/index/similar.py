"""Stories near to a story: those that share rare pairs of headline and lead with it.

Weights are coarse steps of rarity, and long lists are read near the story only: a story more changes few results,
and each story costs a bounded amount of work. Which results a change reaches can be told: `SimilarStories.replace`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import chain

from building.keeping import plain_pickle
from portal.exchange import SearchDocument
from site_search.language.analysis import pairs, sentences

MOST_PAIRS = 32  # rarest pairs of a story that are looked up
MOST_STORIES = 64  # of each pair's list, those nearest in number
RAREST = 16  # weight of a pair that two stories share is RAREST - 2
TITLE_WEIGHT = 2
_REMEMBERED = 1024  # stories whose pairs are in memory: those of all fill more than the stories do

Text = tuple[str, str]  # headline and lead
# Pair -> twice the id of each story that has it, and 1 more if it is in the headline; rising.
Lists = dict[str, "array[int]"]
Weight = Callable[[str], int]


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

    def dump(self) -> bytes:
        """For `take_up`."""
        lists = self._stories.lists
        return plain_pickle.dump({pair: entries.tobytes() for pair, entries in lists.items() if entries})

    def take_up(
        self, dumped: bytes, before: Mapping[int, Text | None], moved: Collection[int]
    ) -> frozenset[int] | None:
        """Begin with the dump of an earlier finder: the stories whose answers may be others now than they were then.

        Args:
            before: of all stories that have changed since or come, what their texts were; None for those that come.
            moved: those of them that others are to see as changed, whatever their words.
        Returns:
            None where it cannot be read: then all answers may be others.
        """
        try:
            lists = {pair: array("Q", entries) for pair, entries in plain_pickle.load(dumped).items()}
        except (*plain_pickle.FAULTS, OverflowError):
            return None
        self._stories = SimilarStories(self._documents, lists)
        return self._stories.replace(before, moved)


class SimilarStories:
    """Finds similar stories. Args: lists: those of other documents, to be changed by `replace`."""

    def __init__(self, documents: Sequence[StoryText] | Sequence[SearchDocument], lists: Lists | None = None) -> None:
        self._documents = {document.id: document for document in documents}
        self._last = max(self._documents, default=0) + 1
        self._pairs: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._known: dict[int, list[tuple[str, int]]] = {}  # evidence of stories that have been looked at in `replace`
        self.lists = _lists_of(documents) if lists is None else lists

    def __call__(self, identifier: int, limit: int) -> list[tuple[int, float]]:
        """Ids with scores, best first, of equals the later story; empty for an unknown id."""
        if identifier not in self._documents:
            return []
        scores: defaultdict[int, int] = defaultdict(int)
        for pair, weight in self._known.get(identifier) or self._evidence(identifier, self._weight):
            weights = (weight, weight * TITLE_WEIGHT)
            for entry in self._near(pair, identifier):
                scores[entry >> 1] += weights[entry & 1]
        scores.pop(identifier, None)
        # One number for both, score and id, is compared faster than two.
        last = self._last
        best = nlargest(limit, [score * last + other for other, score in scores.items()])
        return [(score_and_id % last, float(score_and_id // last)) for score_and_id in best]

    def replace(self, before: Mapping[int, Text | None], moved: Collection[int]) -> frozenset[int]:
        """Change the lists from what the stories were before, and tell whose answers may be others; see `take_up`."""
        self._known.clear()
        lengths: dict[str, int] = {}  # of the lists that change, as they were
        seen: dict[str, list[int]] = defaultdict(list)  # pair -> stories whose entry in its list has changed
        for identifier, text in before.items():
            old, new = _entries(identifier, text), _entries(identifier, self._text(identifier))
            for pair in {**old, **new}:
                if old.get(pair) != new.get(pair):
                    lengths.setdefault(pair, len(self.lists.get(pair, ())))
                    self._exchange(pair, old.get(pair), new.get(pair))
                elif identifier not in moved:
                    continue
                seen[pair].append(identifier)
        touched = {identifier for identifier in before if identifier in self._documents}
        weights = {pair: _weight(length) for pair, length in lengths.items() if _weight(length) != self._weight(pair)}
        looked_up: dict[int, frozenset[str]] = {}
        for pair, stories in seen.items():
            for reader in self._readers(pair, stories, lengths):
                if reader not in looked_up:
                    looked_up[reader] = self._looked_up(reader, weights)
                if pair in looked_up[reader]:
                    touched.add(reader)
        return frozenset(touched)

    def _exchange(self, pair: str, old: int | None, new: int | None) -> None:
        entries = self.lists.setdefault(pair, array("Q"))
        if old is not None:
            del entries[bisect_left(entries, old)]
        if new is not None:
            entries.insert(bisect_left(entries, new), new)

    def _readers(self, pair: str, stories: Sequence[int], lengths: Mapping[str, int]) -> set[int]:
        """Who would see, if they looked up the pair, that these stories' entries in its list have changed."""
        entries = self.lists[pair]
        if _weight(lengths.get(pair, len(entries))) != _weight(len(entries)):
            return {entry >> 1 for entry in entries}
        readers: set[int] = set()
        reach = MOST_STORIES // 2 + len(stories)
        for identifier in stories:
            place = bisect_left(entries, 2 * identifier)
            first = 0 if place < 2 * reach else place - reach  # those at the beginning of a list look farther ahead
            readers.update(entry >> 1 for entry in entries[first : place + reach])
        return readers

    def _looked_up(self, identifier: int, weights: Mapping[str, int]) -> frozenset[str]:
        """The pairs that the story looks up now, and those that it looked up when pairs had these other weights."""
        evidence = self._evidence(identifier, self._weight)
        if len(self._known) < _REMEMBERED:
            self._known[identifier] = evidence
        now = frozenset(pair for pair, _weight_of_it in evidence)
        if weights.keys().isdisjoint(chain.from_iterable(self._pairs[identifier])):
            return now

        def weight_before(pair: str) -> int:
            known = weights.get(pair)
            return self._weight(pair) if known is None else known

        return now.union(pair for pair, _weight_of_it in self._evidence(identifier, weight_before))

    def _text(self, identifier: int) -> Text | None:
        document = self._documents.get(identifier)
        return (document.title, document.sapo) if document else None

    def _weight(self, pair: str) -> int:
        return _weight(len(self.lists.get(pair, ())))

    def _evidence(self, identifier: int, weight: Weight) -> list[tuple[str, int]]:
        """The story's rarest pairs that others have too, with weights."""
        known = self._pairs.get(identifier)
        if known is None:
            if len(self._pairs) >= _REMEMBERED:
                self._pairs.clear()
            document = self._documents[identifier]
            known = self._pairs[identifier] = _pairs(document.title), _pairs(document.sapo)
        weighted = []
        for factor, own in zip((TITLE_WEIGHT, 1), known, strict=True):
            weighted += [(pair, rarity * factor) for pair in own if (rarity := weight(pair)) > 0]
        return sorted(dict(reversed(weighted)).items(), key=lambda item: (-item[1], item[0]))[:MOST_PAIRS]

    def _near(self, pair: str, identifier: int) -> array[int]:
        entries = self.lists[pair]
        start = max(0, bisect_left(entries, 2 * identifier) - MOST_STORIES // 2)
        return entries[start : start + MOST_STORIES]


def _lists_of(documents: Sequence[StoryText] | Sequence[SearchDocument]) -> Lists:
    lists: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
    ordered: list[StoryText | SearchDocument] = sorted(documents, key=_id_of)
    for document in ordered:
        for pair, entry in _entries(document.id, (document.title, document.sapo)).items():
            lists[pair].append(entry)
    return dict(lists)


def _id_of(document: StoryText | SearchDocument) -> int:
    return document.id


def _entries(identifier: int, text: Text | None) -> dict[str, int]:
    """Pair -> the story's entry in its list."""
    title, lead = map(_pairs, text) if text else ((), ())
    return {**dict.fromkeys(lead, 2 * identifier), **dict.fromkeys(title, 2 * identifier + 1)}


def _weight(count: int) -> int:
    """Of a pair that so many stories have; 0 for one that tells nothing."""
    return max(0, RAREST - count.bit_length()) if count > 1 else 0


def _pairs(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(pair for sentence in sentences(text) for pair in pairs(sentence.tokens)))
