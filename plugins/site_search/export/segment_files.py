"""Write the index for browsers: segments, names, suggestions, manifest. Written contract: FORMAT.md."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from portal.exchange import SearchDocument, SearchPicture
from portal.files import digest
from portal.vietnam.text import HANOI, slugify
from site_search.arrays.ragged import Array
from site_search.index.documents import FACETS, FIELDS, FacetNames, SearchInput, facet_values
from site_search.index.inverted import Inverted
from site_search.index.length_bytes import length_bytes
from site_search.index.lexicon import NO_WORD
from site_search.index.ranking import LENGTHS, length_byte
from site_search.index.segments import Segment, cut
from site_search.language.days import day_of

from .export_format import LISTED_FACETS, PLACES_SHARDS, STORE_SIZE, VERSION, pack, varint, zigzag
from .export_shards import cut_shards, encode_place_shards, encode_shards
from .export_terms import encode_heads, encode_terms

# Bytes of a shard before compression, on average; fewer where few stories have many terms of their own.
PAIR_SHARD_BYTES = {"large": 1800, "middle": 1200, "recent": 700}
MIDDLE_ALONE = 2400  # of pairs where there is no large segment: a query has no shards of it to fetch
SINGLE_SHARD_BYTES = {"large": 4500, "middle": 4500, "recent": 2000}
HEAD_SHARD_BYTES = {"large": 3000, "middle": 2000, "recent": 2000}
SCORED_LENGTHS = 3  # title, sapo, body
LONGEST_SAPO = 240

WriteFile = Callable[[str, bytes], None]


@dataclass(frozen=True)
class SegmentSummary:
    """What the manifest says of a segment: its line, its sums of lengths by field, its longest length byte."""

    line: dict[str, Any]
    totals: tuple[int, ...]
    longest: int


@dataclass(frozen=True)
class SegmentFiles:
    """A finished segment: its files by path, not yet packed."""

    summary: SegmentSummary
    files: dict[str, bytes]


def build_segment(
    segment: Segment, stories: Sequence[SearchDocument], inverted: Inverted, names: FacetNames
) -> SegmentFiles:
    """All files of one segment; a pure function of its stories."""
    end = segment.first + segment.size
    lengths = inverted.lengths[segment.first : end]
    bits, files = _term_files(segment, inverted)
    files["columns.bin"] = _columns(stories, lengths)
    for facet in FACETS:
        files[f"f/{facet}.bin"] = _facet(facet, stories)
    for number in range(0, len(stories), STORE_SIZE):
        files[f"d/{number // STORE_SIZE:x}.bin"] = _json(_store(stories[number : number + STORE_SIZE], names))
    path = f"{segment.name}-{digest(b''.join(name.encode() + data for name, data in sorted(files.items())))}"
    line = {"path": path, "first": segment.first, "documents": segment.size, **bits}
    named = {f"{path}/{name}": data for name, data in files.items()}
    longest = length_byte(int(lengths[:, :SCORED_LENGTHS].max()))
    return SegmentFiles(SegmentSummary(line, tuple(lengths.sum(axis=0).tolist()), longest), named)


def _term_files(segment: Segment, inverted: Inverted) -> tuple[dict[str, int], dict[str, bytes]]:
    """Bits of the shards of pairs and single terms, and the shards."""
    terms = encode_terms(inverted.ranges, segment.first, segment.first + segment.size)
    is_pair = terms.seconds != NO_WORD
    alone = segment.name == "middle" and segment.first == 0
    size = MIDDLE_ALONE if alone else PAIR_SHARD_BYTES[segment.name]
    pairs = cut_shards(terms, is_pair, size, inverted.lexicon)
    singles = cut_shards(terms, ~is_pair, SINGLE_SHARD_BYTES[segment.name], inverted.lexicon)
    files: dict[str, bytes] = {}
    for number, data in enumerate(encode_shards(terms, pairs, inverted.lexicon)):
        files[f"p/{number:x}.bin"] = data
    for number, data in enumerate(encode_place_shards(terms, pairs)):
        places = f"o/{number // PLACES_SHARDS:x}.bin"
        files[places] = files.get(places, b"") + varint(len(data)) + data
    for number, data in enumerate(encode_shards(terms, singles, inverted.lexicon)):
        files[f"s/{number:x}.bin"] = data
    in_heads = encode_heads(inverted.ranges, segment.first, segment.first + segment.size)
    heads = cut_shards(in_heads, in_heads.seconds == NO_WORD, HEAD_SHARD_BYTES[segment.name], inverted.lexicon)
    for number, data in enumerate(encode_shards(in_heads, heads, inverted.lexicon)):
        files[f"h/{number:x}.bin"] = data
    return {"pairs": pairs.bits, "singles": singles.bits, "heads": heads.bits}, files


def _columns(stories: Sequence[SearchDocument], lengths: Array) -> bytes:
    days = [day_of(story.date) for story in stories]
    gaps = [day - before for before, day in zip([0, *days], days, strict=False)]
    parts = [varint(zigzag(gap)) for gap in gaps]
    parts += [length_bytes(lengths[:, field]).tobytes() for field in range(SCORED_LENGTHS)]
    return b"".join(parts)


def _facet(facet: str, stories: Sequence[SearchDocument]) -> bytes:
    numbers: dict[str, int] = {}
    parts = []
    for story in stories:
        indexes = [numbers.setdefault(value, len(numbers)) for value in facet_values(story)[facet]]
        if facet in LISTED_FACETS:
            parts += [varint(len(indexes)), *map(varint, indexes)]
        else:
            parts.append(varint(indexes[0] + 1 if indexes else 0))
    values = _json(list(numbers))
    return varint(len(values)) + values + b"".join(parts)


def _store(stories: Sequence[SearchDocument], names: FacetNames) -> dict[str, list[Any]]:
    authors = names.get("author", {})
    return {
        "id": [story.id for story in stories],
        "url": ["" if story.url == derived_url(story) else story.url for story in stories],
        "title": [story.title for story in stories],
        "sapo": [_shortened(story.sapo) for story in stories],
        "date": [f"{story.date.astimezone(HANOI):%Y-%m-%dT%H:%M}" for story in stories],
        "section": ["/".join(story.section) for story in stories],
        "kind": [story.kind for story in stories],
        "source": [story.source_tag for story in stories],
        "picture": [_picture(story.picture) if story.picture else 0 for story in stories],
        "authors": [", ".join(authors.get(author, author) for author in story.authors) for story in stories],
    }


def _picture(picture: SearchPicture) -> list[str | int]:
    return [picture.url, picture.width, picture.height, *([picture.modern] if picture.modern else [])]


def derived_url(story: SearchDocument) -> str:
    """The address of nearly every story; it need not be stored (FORMAT.md)."""
    return f"/{story.section[0] if story.section else ''}/{slugify(story.title)}-post{story.id}.html"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SAPO else text[:LONGEST_SAPO].rsplit(" ", 1)[0] + "…"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def build_segments(
    documents: Sequence[SearchDocument], inverted: Inverted, names: FacetNames
) -> Iterator[SegmentFiles]:
    for segment in cut(len(documents)):
        stories = documents[segment.first : segment.first + segment.size]
        yield build_segment(segment, stories, inverted, names)


@dataclass(frozen=True)
class Suggestions:
    """Files of phrases by key; `path` of their folder holds their digest."""

    path: str
    files: Mapping[str, bytes]


def write_manifest(
    write: WriteFile,
    segments: Sequence[SegmentSummary],
    given: SearchInput,
    suggestions: Suggestions,
) -> None:
    """Write what names everything else; last, so that whoever reads it finds the files."""
    names_data = _json({facet: dict(sorted(values.items())) for facet, values in sorted(given.names.items())})
    names_path = f"names-{digest(names_data)}.bin"
    write(names_path, pack(names_data))
    for name, data in sorted(suggestions.files.items()):
        write(f"{suggestions.path}/{name}.bin", data)
    totals = [sum(segment.totals[field] for segment in segments) for field in range(len(FIELDS))]
    longest = max((segment.longest for segment in segments), default=0)
    manifest = {
        "version": VERSION,
        "documents": len(given.documents),
        "newest": max((day_of(document.date) for document in given.documents), default=0),
        "totals": totals,
        "ranking": asdict(given.ranking),
        "lengths": LENGTHS[: longest + 1],
        "abbreviations": given.abbreviations,
        "synonyms": given.synonyms,
        "segments": [segment.line for segment in segments],
        "store": STORE_SIZE,
        "names": names_path,
        "suggest": {"path": suggestions.path, "keys": sorted(suggestions.files)},
    }
    write("manifest.json", _json(manifest))
