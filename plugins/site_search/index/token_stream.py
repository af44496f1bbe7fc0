"""All tokens of the archive in one row, by the number of their word, with the bounds of fields and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def make_stream(parts: Iterable[NumberedStories]) -> TokenStream:
    """`parts` in the order of their stories."""
    numbers, stream, sizes = _merged(parts)
    raw_words = list(map(read_raw_word, numbers))
    lexicon = Lexicon(sorted({word for raw in raw_words for words in (raw.tokens, raw.codes) for word in words}))
    number_of = {word: number for number, word in enumerate(lexicon.words)}.__getitem__
    places, tokens = _all_tokens([tuple(map(number_of, raw_word.tokens)) for raw_word in raw_words], stream)
    code_owners, codes = _spread([tuple(map(number_of, raw_word.codes)) for raw_word in raw_words], stream)
    text_starts = places[starts_of(sizes)].astype(np.int64)

    def last_before(offsets: Sequence[tuple[int, ...]]) -> Array:
        """The tokens that ends of sentences follow, if any token does."""
        owners, values = _spread(offsets, stream)
        last = places[owners].astype(np.int64) + values - 1
        return last[last >= 0]

    stops = last_before([raw_word.stops for raw_word in raw_words])
    ends = last_before([raw_word.ends for raw_word in raw_words])
    # A full stop after a short form ends nothing.
    paired = np.ones(len(tokens), bool)
    for closing in (stops[~lexicon.short_forms[tokens[stops]]], ends, text_starts[text_starts > 0] - 1):
        paired[closing] = False
    return TokenStream(lexicon, tokens, paired, text_starts, codes, places[code_owners].astype(np.int64))


def _merged(parts: Iterable[NumberedStories]) -> tuple[list[str], Array, Array]:
    """The distinct raw words of all parts, the raw words of all texts by one numbering, and how many each text has."""
    number_of = RawWordNumbers()
    streams, sizes = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    for part in parts:
        table = np.array([number_of[raw_word] for raw_word in part.raw_words], np.int32)
        streams.append(table[np.frombuffer(part.numbers, np.int32)])
        sizes.append(np.frombuffer(part.sizes, np.int32))
    return list(number_of), np.concatenate(streams), np.concatenate(sizes)


def _all_tokens(tokens_of: Sequence[tuple[int, ...]], stream: Array) -> tuple[Array, Array]:
    """Of each raw word of the stream, where its tokens start, with the end of the last; and all tokens in a row."""
    sizes, values = _runs(tokens_of)
    counts = sizes[stream]
    total = int(counts.sum(dtype=np.int64))
    places = np.zeros(len(stream) + 1, np.int32 if total < 1 << 31 else np.int64)  # most of the memory is such rows
    np.cumsum(counts, out=places[1:])
    starts, tokens = starts_of(sizes), np.empty(total, np.int32)
    for first in range(0, len(stream), BATCH):
        part = slice(first, first + BATCH)
        joined = RaggedArray(values, starts[stream[part]], counts[part]).joined()
        tokens[places[first] : places[first] + len(joined)] = joined
    return places, tokens


def _spread(values_of: Sequence[tuple[int, ...]], stream: Array) -> tuple[Array, Array]:
    """What some raw words have, in a row: of each value the place of its raw word in the stream, and itself."""
    sizes, values = _runs(values_of)
    starts = starts_of(sizes)
    owners, rows = [np.zeros(0, np.int64)], [values[:0]]
    for first in range(0, len(stream), BATCH):
        part = stream[first : first + BATCH]
        having = np.flatnonzero(sizes[part])
        counts = sizes[part[having]]
        owners.append(np.repeat(having + first, counts))
        rows.append(RaggedArray(values, starts[part[having]], counts).joined())
    return np.concatenate(owners), np.concatenate(rows)


def _runs(values_of: Sequence[tuple[int, ...]]) -> tuple[Array, Array]:
    """How many values each has, and all of them in a row."""
    sizes = np.fromiter(map(len, values_of), np.int32, len(values_of))
    return sizes, np.fromiter(chain.from_iterable(values_of), np.int32)
