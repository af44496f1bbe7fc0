"""The words of the archive by number: tokens and codes, in the order of their code points, and their folded forms.

A term is one word, or a pair of two. As a blank is lower than every character of a word, terms ordered by the
numbers of their words are ordered by their text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from site_search.arrays.ragged import Array, RaggedArray, starts_of, woven
from site_search.language.analysis import folded, is_short_form

NO_WORD = -1  # where a term has no second word
GROUP_LETTERS = 2  # of the folded second word, see FORMAT.md


class WordText:
    """Strings by number as one text, each with a blank behind it; all characters are in the BMP."""

    def __init__(self, words: Sequence[str]) -> None:
        text = "".join(f"{word} " for word in words)
        self._data = np.frombuffer(text.encode(), np.uint8)
        self._characters = np.frombuffer(text.encode("utf-16-le"), "<u2")
        self.sizes = np.fromiter(map(len, words), np.int64, len(words))
        self._starts = starts_of(self.sizes + 1)
        # Of each character, where its bytes start.
        self._places = starts_of(1 + (self._characters > 0x7F) + (self._characters > 0x7FF))

    def shared(self, words: Array, others: Array) -> Array:
        """Characters that the words begin with as the others do; 0 where one of them is NO_WORD."""
        count = np.where((words == others) & (words != NO_WORD), self.sizes[words], 0)
        left = np.flatnonzero((words != others) & (words != NO_WORD) & (others != NO_WORD))
        here, there = self._starts[words[left]], self._starts[others[left]]
        while len(left):
            same = self._characters[here] == self._characters[there]
            left, here, there = left[same], here[same] + 1, there[same] + 1
            count[left] += 1
        return count

    def bytes_from(self, words: Array, characters: Array | int, blank: Array | bool) -> RaggedArray:
        """Of each word, what follows so many characters, with the blank if wanted; nothing of NO_WORD."""
        known = np.maximum(words, 0)
        starts = self._places[self._starts[known] + characters]
        ends = self._places[self._starts[known] + self.sizes[known] + blank]
        return RaggedArray(self._data, starts, np.where(words == NO_WORD, 0, ends - starts))

    def terms(self, firsts: Array, seconds: Array) -> RaggedArray:
        """Terms of one word or two; they lie one after another."""
        heads = self.bytes_from(firsts, 0, blank=seconds != NO_WORD)
        return woven(heads, self.bytes_from(seconds, 0, blank=False))


class Lexicon:
    """Words, given in the order of code points."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = list(words)
        self.text = WordText(words)
        forms = list(map(folded, words))
        self.folded = sorted(set(forms))
        self.folded_text = WordText(self.folded)
        self.folded_of = _numbers(forms, self.folded)
        beginnings = [form[:GROUP_LETTERS] for form in self.folded]
        self.beginnings = sorted(set(beginnings))
        # Of a folded form.
        self.beginning_of = _numbers(beginnings, self.beginnings)
        self.short_forms = np.fromiter(map(is_short_form, words), bool, len(words))

    def __len__(self) -> int:
        return len(self.words)


def _numbers(values: Iterable[str], ordered: Sequence[str]) -> Array:
    number_of = {value: number for number, value in enumerate(ordered)}
    return np.fromiter((number_of[value] for value in values), np.int64)
