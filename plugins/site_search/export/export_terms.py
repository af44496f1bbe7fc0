"""The terms of one segment as bytes of the export (FORMAT.md): postings, positions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from site_search.arrays.ragged import Array, RaggedArray, changes, concatenated, distinct, starts_of
from site_search.arrays.varints import encode_varints
from site_search.index.documents import BODY, FIELDS
from site_search.index.lexicon import NO_WORD, Lexicon
from site_search.index.term_range import TermRange

from .export_format import hash_of


@dataclass(frozen=True)
class HashedTerms:
    """Terms with the hashes of their groups, which tell their parts and shards."""

    terms: TermRange
    hashes: Array

    @classmethod
    def of(cls, terms: TermRange, lexicon: Lexicon) -> HashedTerms:
        firsts, seconds = lexicon.folded_of[terms.firsts], terms.seconds
        seconds = np.where(seconds == NO_WORD, NO_WORD, lexicon.folded_of[seconds])
        endings = [*(f" {beginning}" for beginning in lexicon.beginnings), ""]
        keys = firsts * len(endings) + np.where(seconds == NO_WORD, len(endings) - 1, lexicon.beginning_of[seconds])
        groups = distinct(keys)
        words, ends = (column.tolist() for column in np.divmod(groups, len(endings)))
        hashes = [hash_of(lexicon.folded[word] + endings[end]) for word, end in zip(words, ends, strict=True)]
        return cls(terms, np.array(hashes, np.int64)[np.searchsorted(groups, keys)])

    def sealed(self, bounds: Array) -> HashedTerms:
        """What is sealed of each; `bounds`: how many stories each part has sealed."""
        return self._of_entries(self.terms.texts < self._bounds(bounds))

    def recent(self, bounds: Array) -> HashedTerms:
        return self._of_entries(self.terms.texts >= self._bounds(bounds))

    def of_parts(self, parts: int, wanted: Sequence[int]) -> HashedTerms:
        """Terms of these parts; all where every part is wanted."""
        if len(wanted) == parts:
            return self
        is_wanted = np.zeros(parts, bool)
        is_wanted[list(wanted)] = True
        return self._of_entries(np.repeat(is_wanted[self.hashes % parts], np.diff(self.terms.starts)))

    def _bounds(self, bounds: Array) -> Array:
        """Of each entry, the first text that its term has not sealed."""
        return np.repeat(bounds[self.hashes % len(bounds)] * len(FIELDS), np.diff(self.terms.starts))

    def heads(self) -> HashedTerms:
        """Single words in headlines and leads; terms that stand in none are left out."""
        return self._of_entries(self.terms.in_heads())

    def _of_entries(self, wanted: Array) -> HashedTerms:
        terms, having = self.terms.of_entries(wanted)
        return HashedTerms(terms, self.hashes[having])


@dataclass(frozen=True)
class SegmentTerms:
    """Terms in the order of their text; `places` of single words are empty."""

    firsts: Array
    seconds: Array
    hashes: Array
    parts: int
    postings: RaggedArray
    places: RaggedArray


def encode_terms(ranges: Iterable[HashedTerms], first: int, parts: int) -> SegmentTerms:
    """Args: first: the story that counts as 0."""
    return joined_terms([encode_range(hashed, first, parts) for hashed in ranges])


def encode_range(hashed: HashedTerms, first: int, parts: int) -> SegmentTerms:
    """Args: first: the story that counts as 0."""
    terms = hashed.terms
    postings, places = encode_postings(terms, first), encode_places(terms)
    return SegmentTerms(terms.firsts, terms.seconds, hashed.hashes, parts, postings, places)


def joined_terms(ranges: Sequence[SegmentTerms]) -> SegmentTerms:
    """Ranges of one segment, in their order."""
    return SegmentTerms(
        np.concatenate([terms.firsts for terms in ranges]),
        np.concatenate([terms.seconds for terms in ranges]),
        np.concatenate([terms.hashes for terms in ranges]),
        ranges[0].parts,
        concatenated([terms.postings for terms in ranges]),
        concatenated([terms.places for terms in ranges]),
    )


def encode_postings(part: TermRange, first: int) -> RaggedArray:
    """Of each term, its postings; `first` is the first story of the segment."""
    stories = part.texts // len(FIELDS)
    fields = part.texts - stories * len(FIELDS)
    new_term = np.zeros(len(stories), bool)
    new_term[part.starts[:-1]] = True
    new_posting = changes(stories) | new_term
    postings = np.flatnonzero(new_posting)
    sizes = np.diff(postings, append=len(stories))
    plain = (sizes == 1) & (fields[postings] == BODY) & (part.counts[postings] == 1)
    # A posting is a head and, unless it is plain, the mask of its fields and so many counts.
    starts = starts_of(np.where(plain, 1, sizes + 2))
    numbers = np.empty(starts[-1], np.int64)
    is_count = np.ones(len(numbers), bool)
    heads, masks = starts[:-1], starts[:-1][~plain] + 1
    numbers[heads] = _gaps(stories[postings], new_term[postings], first) << 1 | plain
    is_count[heads] = False
    if len(masks):
        numbers[masks] = np.bitwise_or.reduceat(1 << fields, postings)[~plain]
        is_count[masks] = False
    numbers[is_count] = part.counts[np.repeat(~plain, sizes)]
    encoded = encode_varints(numbers)
    return RaggedArray.cut(encoded.source, encoded.bounds[starts[np.searchsorted(postings, part.starts)]])


def _gaps(stories: Array, new_term: Array, first: int) -> Array:
    """Of each posting, the stories that it skips."""
    before = np.empty(len(stories), np.int64)
    before[1:] = stories[:-1]
    before[new_term] = first - 1
    return stories - before - 1


def encode_places(part: TermRange) -> RaggedArray:
    """Of each term, its positions."""
    pairs = np.repeat(part.seconds != NO_WORD, np.diff(part.starts))
    steps = starts_of(np.where(pairs, part.counts, 0))[part.starts]
    encoded = encode_varints(part.steps)
    return RaggedArray.cut(encoded.source, encoded.bounds[steps])
