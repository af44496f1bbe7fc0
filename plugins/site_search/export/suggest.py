"""Phrases worth offering while a reader types: what headlines say often, and names of sections, topics and places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from portal.exchange import SearchDocument
from portal.files import digest
from site_search.index.documents import FacetNames
from site_search.index.segments import Sealing
from site_search.language.analysis import folded, sentences

from .export_format import pack_json
from .manifest import Suggestions

KEY_LENGTH = 2
SHORTEST, LONGEST = 2, 4  # tokens of a phrase taken from headlines
NAMED_FACETS = ("section", "topic", "province", "author")
# A name is offered before phrases of this weight.
NAME_WEIGHT = 50


def suggested_titles(documents: Sequence[SearchDocument], sealing: Sealing) -> list[str]:
    """Of sealed stories where there are any, so that most single stories change no file."""
    return [story.title for story in documents[: sealing.sealed(len(documents))] or documents]


def make_suggestions(titles: Sequence[str], names: FacetNames, most: int) -> Suggestions:
    weights = headline_phrases(titles)
    for facet in NAMED_FACETS:
        for name in names.get(facet, {}).values():
            weights[name] = weights.get(name, 0) + NAME_WEIGHT
    files = {key: pack_json(phrases) for key, phrases in by_key(weights, most).items()}
    path = digest(b"".join(key.encode() + data for key, data in sorted(files.items())))
    return Suggestions(f"suggest-{path}", files)


def headline_phrases(titles: Iterable[str]) -> dict[str, int]:
    """Phrases and how many headlines have them; none that only stand inside a longer one of the same weight."""
    counts: Counter[tuple[str, ...]] = Counter()
    number = 0
    for title in titles:
        number += 1
        counts.update({phrase for sentence in sentences(title) for phrase in _parts(sentence.tokens)})
    enough = 2 if number < 500 else 4
    common = {phrase: count for phrase, count in counts.items() if count >= enough and _is_speakable(phrase)}
    inside = {
        part
        for phrase, count in common.items()
        for part in (phrase[1:], phrase[:-1])
        if counts.get(part, 0) <= count * 5 // 4
    }
    return {" ".join(phrase): count for phrase, count in common.items() if phrase not in inside}


def _parts(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for length in range(SHORTEST, LONGEST + 1):
        for start in range(len(tokens) - length + 1):
            yield tokens[start : start + length]


def _is_speakable(phrase: tuple[str, ...]) -> bool:
    return not any(token[0].isdigit() for token in (phrase[0], phrase[-1]))


def by_key(weights: Mapping[str, int], most: int) -> dict[str, list[tuple[str, int]]]:
    """The heaviest phrases of each key, heaviest first; of spellings that differ in case only, the heavier."""
    groups: defaultdict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    for phrase, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        key = folded(phrase).replace(" ", "")[:KEY_LENGTH]
        if len(key) == KEY_LENGTH and key.isalnum():
            groups[key].setdefault(phrase.lower(), (phrase, weight))
    return {key: list(phrases.values())[:most] for key, phrases in sorted(groups.items())}
