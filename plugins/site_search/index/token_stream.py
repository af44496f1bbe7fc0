"""All tokens of the archive in one row, by the number of their word, with the bounds of fields and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from site_search.arrays.ragged import BATCH, Array, RaggedArray, starts_of

from .documents import FIELDS
from .lexicon import Lexicon
from .raw_words import NumberedStories, RawWordNumbers, read_raw_word


@dataclass(frozen=True)
class TokenStream:
    """Field `f` of story `s` is text `len(FIELDS) * s + f`.

    Args:
        tokens: word of each token.
        paired: whether it and the next token are a pair: both are in one sentence.
        text_starts: first token of each text, and the end of the last.
        codes: word of each code.
        code_places: token that a code begins with.
    """

    lexicon: Lexicon
    tokens: Array
    paired: Array
    text_starts: Array
    codes: Array
    code_places: Array

    def texts(self) -> Array:
        """The text of each token."""
        return np.repeat(np.arange(len(self.text_starts) - 1, dtype=np.int32), np.diff(self.text_starts))

    def lengths(self) -> Array:
        """Terms of each field (columns) of each story (rows): tokens, pairs and codes, repetitions counted."""
        pairs = starts_of(self.paired)
        codes = np.searchsorted(self.code_places, self.text_starts)
        lengths = np.diff(self.text_starts) + np.diff(pairs[self.text_starts]) + np.diff(codes)
        return lengths.reshape(-1, len(FIELDS))


def make_stream(parts: Sequence[NumberedStories]) -> TokenStream:
    """`parts` in the order of their stories."""
    numbers, stream = _merged(parts)
    raw_words = list(map(read_raw_word, numbers))
    lexicon = Lexicon(sorted({word for raw in raw_words for words in (raw.tokens, raw.codes) for word in words}))
    number_of = {word: number for number, word in enumerate(lexicon.words)}.__getitem__
    token_counts, tokens = _spread([tuple(map(number_of, raw_word.tokens)) for raw_word in raw_words], stream)
    code_counts, codes = _spread([tuple(map(number_of, raw_word.codes)) for raw_word in raw_words], stream)
    places = starts_of(token_counts)  # of each raw word, its first token
    sizes = np.concatenate([np.zeros(0, np.int32), *(np.frombuffer(part.sizes, np.int32) for part in parts)])
    text_starts = places[starts_of(sizes)]

    def last_before(offsets: Sequence[tuple[int, ...]]) -> Array:
        """The tokens that ends of sentences follow, if any token does."""
        counts, values = _spread(offsets, stream)
        last = np.repeat(places[:-1], counts) + values - 1
        return last[last >= 0]

    stops = last_before([raw_word.stops for raw_word in raw_words])
    ends = last_before([raw_word.ends for raw_word in raw_words])
    # A full stop after a short form ends nothing.
    paired = np.ones(len(tokens), bool)
    for closing in (stops[~lexicon.short_forms[tokens[stops]]], ends, text_starts[text_starts > 0] - 1):
        paired[closing] = False
    return TokenStream(lexicon, tokens, paired, text_starts, codes, np.repeat(places[:-1], code_counts))


def _merged(parts: Sequence[NumberedStories]) -> tuple[list[str], Array]:
    """The distinct raw words of all parts, and the raw words of all texts by one numbering."""
    number_of = RawWordNumbers()
    streams = [np.zeros(0, np.int32)]
    for part in parts:
        table = np.array([number_of[raw_word] for raw_word in part.raw_words], np.int32)
        streams.append(table[np.frombuffer(part.numbers, np.int32)])
    return list(number_of), np.concatenate(streams)


def _spread(values_of: Sequence[tuple[int, ...]], stream: Array) -> tuple[Array, Array]:
    """Of each raw word of the stream, how many values it has; and all the values in a row."""
    sizes = np.fromiter(map(len, values_of), np.int32, len(values_of))
    values = np.fromiter(chain.from_iterable(values_of), np.int32)
    starts, counts = starts_of(sizes), sizes[stream]
    rows = [values[:0]]
    for first in range(0, len(stream), BATCH):
        part = slice(first, first + BATCH)
        having = np.flatnonzero(counts[part])
        rows.append(RaggedArray(values, starts[stream[part][having]], counts[part][having]).joined())
    return counts, np.concatenate(rows)
