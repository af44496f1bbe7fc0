"""Of the Whoosh index, what goes by story: stored values, lengths, columns to sort by; and the terms of the facets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.columns import CompressedBytesColumn, PickleColumn

from portal.exchange import SearchDocument
from portal.vietnam.text import HANOI, slugify
from site_search.arrays.ragged import Array
from site_search.index.documents import FIELDS, facet_values
from site_search.index.length_bytes import length_bytes
from site_search.language.days import day_of

# Whoosh's own column of stored values, which its reader unpacks whatever the level: packing the texts would take
# longer than writing the postings, and they never leave this machine.
_STORED_COLUMN = PickleColumn(CompressedBytesColumn(level=0))

# field -> term -> numbers of the documents that have it, rising
FacetTerms = Mapping[str, Mapping[bytes, Sequence[int]]]


def write_columns(
    storage: Any,
    segment: W3Segment,
    schema: Any,
    documents: Sequence[SearchDocument],
    texts: Iterable[Sequence[str]],
    lengths: Array,
) -> None:
    """
    Args:
        texts: those of each document, by the order of FIELDS.
        lengths: terms of each field (columns) of each document (rows).
    """

    def create(name: str) -> Any:
        return storage.create_file(W3Codec.column_filename(segment, name))

    _write(create("_stored"), _STORED_COLUMN, [_stored(one, told) for one, told in zip(documents, texts, strict=True)])
    for name, value_of in NUMBERS.items():
        field = schema[name]
        if field.column_type and documents:
            _write(create(name), field.column_type, [field.to_column_value(value_of(one)) for one in documents])
    for number, name in enumerate(FIELDS):
        if lengths[:, number].any():
            with create(f"_{name}_len") as file:
                file.write(length_bytes(lengths[:, number]).tobytes())
    segment._fieldlengths = dict(zip(FIELDS, lengths.sum(axis=0).tolist(), strict=True))


def _write(file: Any, column: Any, values: Sequence[Any]) -> None:
    writer = column.writer(file)
    for number, value in enumerate(values):
        writer.add(number, value)
    writer.finish(len(values))
    file.close()


def _stored(document: SearchDocument, texts: Sequence[str]) -> dict[str, Any]:
    facets = {facet: list(values) for facet, values in facet_values(document).items()}
    facets["section"] = list(document.section)
    fields = dict(zip(FIELDS, texts, strict=True))
    return {"id": document.id, "url": document.url, "date": _naive(document), **facets, **fields}


def _naive(document: SearchDocument) -> datetime:
    # Whoosh compares dates without an offset; all of ours are those of Hanoi.
    return document.date.astimezone(HANOI).replace(tzinfo=None)


NUMBERS: Mapping[str, Callable[[SearchDocument], Any]] = {
    "date": _naive,
    "day": lambda document: day_of(document.date),
    "id": lambda document: document.id,
}


def facet_terms(documents: Sequence[SearchDocument], schema: Any) -> FacetTerms:
    """Of the fields that are not ranked."""
    words: defaultdict[str, defaultdict[bytes, list[int]]] = defaultdict(lambda: defaultdict(list))

    @cache
    def terms_of(facet: str, value: str) -> tuple[bytes, ...]:
        # The parts of a section are slugs already.
        word = value if facet == "section" else slugify(value)
        return tuple(text for text, *_rest in schema[facet].index(word))

    for number, document in enumerate(documents):
        # Every level of the section filters.
        for facet, values in {**facet_values(document), "section": document.section}.items():
            for text in {text: None for value in values for text in terms_of(facet, value)}:
                words[facet][text].append(number)
    numbers = {name: list(map(value_of, documents)) for name, value_of in NUMBERS.items() if documents}
    return {**words, **{name: _number_terms(schema[name], values) for name, values in numbers.items()}}


def _number_terms(field: Any, values: Sequence[Any]) -> dict[bytes, list[int]]:
    """What `field.index` gives for each value, asked once for all that share a prefix."""
    terms: dict[bytes, list[int]] = {}
    numbers = [field.to_column_value(value) for value in values]
    for shift in range(0, field.bits, field.shift_step):
        groups: defaultdict[int, list[int]] = defaultdict(list)
        for place, number in enumerate(numbers):
            groups[number >> shift].append(place)
        for places in groups.values():
            terms[field.to_bytes(values[places[0]], shift)] = places
    return terms
