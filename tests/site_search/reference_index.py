"""The inverted index by plain dictionaries, one occurrence after the other: what the array-wise one must equal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from portal.exchange import SearchDocument
from portal.vietnam.text import HANOI
from site_search.index.documents import COUNT_LIMITS, FIELDS, analyse, field_texts
from site_search.index.inverted import Inverted
from site_search.index.lexicon import NO_WORD
from site_search.language.analysis import pairs

# term -> text -> occurrences and, of pairs, positions, both up to the limit of the field
Index = dict[str, dict[int, tuple[int, tuple[int, ...]]]]

EMPTY = SearchDocument(
    id=0, url="", title="", sapo="", body="", date=datetime(2024, 4, 17, tzinfo=HANOI), kind="news", section=()
)


def story_of(texts: Sequence[str], number: int = 1) -> SearchDocument:
    """A story with these texts in its fields; the last one stands as the number of a legal document."""
    title, sapo, body, tables, captions, names = (*texts, "", "", "", "", "", "")[: len(FIELDS)]
    return replace(
        EMPTY,
        id=number,
        url=f"/tin-post{number}.html",
        title=title,
        sapo=sapo,
        body=body,
        tables=tables,
        captions=captions,
        legal_refs=(names,) if names else (),
    )


def reference(documents: Sequence[SearchDocument]) -> tuple[Index, list[list[int]]]:
    """The index, and the length of each field (inner) of each story (outer)."""
    places: defaultdict[str, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    lengths = []
    texts = [text for document in documents for text in field_texts(document, {})]
    for number, text in enumerate(texts):
        terms = list(_occurrences(text))
        lengths.append(len(terms))
        for term, place in terms:
            places[term][number].append(place)
    index = {
        term: {number: _limited(term, number, found) for number, found in by_text.items()}
        for term, by_text in places.items()
    }
    return index, [lengths[first : first + len(FIELDS)] for first in range(0, len(lengths), len(FIELDS))]


def _occurrences(text: str) -> Iterable[tuple[str, int]]:
    analysed = analyse(text)
    start = 0
    for sentence in analysed.sentences:
        yield from ((token, 0) for token in sentence)
        yield from ((pair, start + place) for place, pair in enumerate(pairs(sentence)))
        start += len(sentence)
    yield from ((code, 0) for code in analysed.codes)


def _limited(term: str, number: int, places: list[int]) -> tuple[int, tuple[int, ...]]:
    most = COUNT_LIMITS[number % len(FIELDS)]
    return min(len(places), most), tuple(places[:most]) if " " in term else ()


def plain(inverted: Inverted) -> Index:
    """The array-wise index in the same form; asserts that its terms are in order."""
    words = inverted.lexicon.words
    index: Index = {}
    for part in inverted.ranges:
        step = 0
        for number, (first, second) in enumerate(zip(part.firsts.tolist(), part.seconds.tolist(), strict=True)):
            term = words[first] if second == NO_WORD else f"{words[first]} {words[second]}"
            entries: dict[int, tuple[int, tuple[int, ...]]] = {}
            for entry in range(part.starts[number], part.starts[number + 1]):
                count = int(part.counts[entry])
                places: list[int] = []
                for _ in range(count if second != NO_WORD else 0):
                    places.append((places[-1] if places else -1) + 1 + int(part.steps[step]))
                    step += 1
                entries[int(part.texts[entry])] = count, tuple(places)
            index[term] = entries
        assert step == len(part.steps)
    assert list(index) == sorted(index)
    return index
