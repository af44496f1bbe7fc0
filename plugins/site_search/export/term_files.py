"""The files of terms, made from arrays: what their parts have sealed, and the recent stories (FORMAT.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from site_search.index.inverted import Inverted
from site_search.index.lexicon import NO_WORD, Lexicon

from .export_format import PLACES_SHARDS, varint
from .export_shards import Shards, cut_shards, encode_place_shards, encode_shards
from .export_terms import HashedTerms, SegmentTerms, encode_range, joined_terms
from .parts import RECENT_SIZES, SEALED_SIZES, ShardSizes, TermPart, digests_of

# Of each part its files by path below its folder, not yet packed.
PartFiles = list[tuple[TermPart, dict[str, bytes]]]


class HashedRanges:
    """All ranges with their hashes, gone through as often as one likes."""

    def __init__(self, inverted: Inverted) -> None:
        self._ranges = inverted.ranges
        self._hashes = [HashedTerms.of(terms, inverted.lexicon).hashes for terms in self._ranges]

    def __iter__(self) -> Iterator[HashedTerms]:
        for terms, hashes in zip(self._ranges, self._hashes, strict=True):
            yield HashedTerms(terms, hashes)

    def of_parts(self, parts: int, wanted: Sequence[int]) -> Iterator[HashedTerms]:
        return (terms.of_parts(parts, wanted) for terms in self)


def sealed_files(ranges: HashedRanges, bounds: Sequence[int], lexicon: Lexicon, most: int) -> Iterator[PartFiles]:
    """Some parts after others: the bytes of all are in memory several times while they are sorted.

    Args:
        bounds: how many stories each part has sealed.
        most: parts made together.
    """
    count = len(bounds)
    for first in range(0, count, most):
        wanted = range(first, min(first + most, count))
        sealed = (terms.sealed(np.array(bounds)) for terms in ranges.of_parts(count, wanted))
        yield _parts(sealed, count, SEALED_SIZES, lexicon)[first : first + most]


def recent_files(ranges: HashedRanges, bounds: Sequence[int], lexicon: Lexicon) -> PartFiles:
    """One part. Args: bounds: from which story on each part is not sealed; the first of `ranges` counts as 0."""
    recent = (terms.recent(np.array(bounds)) for terms in ranges)
    return _parts(recent, 1, RECENT_SIZES, lexicon, min(bounds))


def _parts(ranges: Iterable[HashedTerms], count: int, sizes: ShardSizes, lexicon: Lexicon, first: int = 0) -> PartFiles:
    """Args: first: the story that counts as 0."""
    terms, in_heads = _encoded(ranges, first, count)
    is_pair = terms.seconds != NO_WORD
    pairs = cut_shards(terms, is_pair, sizes.p, lexicon)
    singles = cut_shards(terms, ~is_pair, sizes.s, lexicon)
    heads = cut_shards(in_heads, in_heads.seconds == NO_WORD, sizes.h, lexicon)
    files: list[dict[str, bytes]] = [{} for _ in range(count)]
    for kind, shards, source in (("p", pairs, terms), ("s", singles, terms), ("h", heads, in_heads)):
        for part, number, data in shards.named(encode_shards(source, shards, lexicon)):
            files[part][f"{kind}/{number:x}.bin"] = data
    for part, number, data in pairs.named(encode_place_shards(terms, pairs)):
        places = f"o/{number // PLACES_SHARDS:x}.bin"
        files[part][places] = files[part].get(places, b"") + varint(len(data)) + data
    by_kind = {"p": pairs, "s": singles, "h": heads}
    return [_part(number, by_kind, files[number]) for number in range(count)]


def _encoded(ranges: Iterable[HashedTerms], first: int, count: int) -> tuple[SegmentTerms, SegmentTerms]:
    """All terms, and those in headlines and leads; one range at a time: as bytes they take a fourth of its memory."""
    terms, in_heads = [], []
    for words in ranges:
        terms.append(encode_range(words, first, count))
        in_heads.append(encode_range(words.heads(), first, count))
    return joined_terms(terms), joined_terms(in_heads)


def _part(number: int, shards: dict[str, Shards], files: dict[str, bytes]) -> tuple[TermPart, dict[str, bytes]]:
    sizes = {kind: cut.sizes[number] for kind, cut in shards.items()}
    bits = {kind: cut.bits[number] for kind, cut in shards.items()}
    return TermPart(sizes, bits, digests_of(files)), files
