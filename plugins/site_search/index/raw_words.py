"""Stories -> numbers of their raw words, what stands between blanks: one look-up for each word of the archive.

All else is done once per distinct raw word: no step of ANALYSIS.md looks over a blank but for the ends of sentences.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.exchange import SearchDocument
from site_search.language.analysis import SENTENCE_ENDS, chunks_of, split_chunk

from .documents import FacetNames, field_texts


class RawWordNumbers(dict[str, int]):
    """Numbers raw words as they come."""

    def __missing__(self, raw_word: str) -> int:
        return self.setdefault(raw_word, len(self))


@dataclass(frozen=True)
class NumberedStories:
    """Consecutive stories.

    Args:
        raw_words: the distinct ones, by number.
        numbers: array "i" of all raw words, field after field, story after story.
        sizes: array "i", how many of them each field has.
    """

    raw_words: list[str]
    numbers: array[int]
    sizes: array[int]


def number_raw_words(documents: Iterable[SearchDocument], names: FacetNames) -> NumberedStories:
    return number_texts(field_texts(document, names) for document in documents)


def number_texts(texts: Iterable[Sequence[str]]) -> NumberedStories:
    """Of each story the texts of its fields."""
    number_of = RawWordNumbers()
    numbers, sizes = array("i"), array("i")
    for fields in texts:
        for text in fields:
            # A line's end is a raw word as well, lest the words around it make a new one each time.
            raw_words = text.replace("\n", " \n ").split(" ")
            numbers.extend(map(number_of.__getitem__, raw_words))
            sizes.append(len(raw_words))
    return NumberedStories(list(number_of), numbers, sizes)


@dataclass(frozen=True)
class RawWord:
    """What a raw word stands for.

    Args:
        stops: of each lone full stop, how many of the tokens are before it.
        ends: the same of all other ends of sentences.
    """

    tokens: tuple[str, ...]
    codes: tuple[str, ...]
    stops: tuple[int, ...]
    ends: tuple[int, ...]


def read_raw_word(raw_word: str) -> RawWord:
    tokens: list[str] = []
    codes: list[str] = []
    stops: list[int] = []
    ends: list[int] = []
    for chunk in chunks_of(raw_word):
        if chunk == ".":
            stops.append(len(tokens))
        elif chunk[0] in SENTENCE_ENDS:
            ends.append(len(tokens))
        else:
            parts, whole = split_chunk(chunk)
            tokens += parts
            codes += whole
    return RawWord(tuple(tokens), tuple(codes), tuple(stops), tuple(ends))
