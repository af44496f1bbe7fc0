"""Write the inverted index as a Whoosh index of one segment, in the files of Whoosh's own codec.

`IndexWriter.add_document` would analyse, pool and sort every posting anew, slower than all the rest of the build.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage

from portal.exchange import SearchDocument
from portal.parallel.claimed_folder import ClaimedFolder
from site_search.arrays.runs import Runs, starts_of
from site_search.index.documents import FIELDS, FacetNames
from site_search.index.inverted import Inverted
from site_search.index.length_bytes import length_bytes

from .codec import BulkFieldWriter, FieldTerms
from .documents import FacetTerms, facet_terms, write_columns
from .location import ABBREVIATIONS, INDEX_NAME
from .schema import make_schema
from .write_term_forms import write_term_forms


def write_index(
    folder: Path,
    documents: Sequence[SearchDocument],
    names: FacetNames,
    inverted: Inverted,
    abbreviations: Sequence[tuple[str, str]] = (),
) -> None:
    """Replace the index in `folder`. `documents` by rising id; `inverted` covers all of them.

    The abbreviations lie beside it, so that a search of the index reads queries as its build did.
    """
    claim = ClaimedFolder(folder.parent, f"{folder.name}.new-")
    try:
        _write(claim.path, documents, names, inverted, abbreviations)
        _replace(folder, claim.path)
    finally:
        claim.release()


def _write(
    fresh: Path,
    documents: Sequence[SearchDocument],
    names: FacetNames,
    inverted: Inverted,
    abbreviations: Sequence[tuple[str, str]],
) -> None:
    storage = FileStorage(str(fresh))
    schema = make_schema()
    write_term_forms(fresh, inverted)
    # A fixed name instead of Whoosh's random one: the same stories give the same files.
    segment = W3Segment(W3Codec(), INDEX_NAME, doccount=len(documents), segid="0000000000000000")
    write_columns(storage, segment, schema, documents, names, inverted.lengths)
    _write_terms(storage, segment, schema, facet_terms(documents, schema), inverted)
    index.TOC(schema, [segment], 1).write(storage, INDEX_NAME)
    storage.close()
    (fresh / ABBREVIATIONS).write_text(json.dumps(abbreviations, ensure_ascii=False), encoding="utf-8")


def _replace(folder: Path, fresh: Path) -> None:
    """Give `fresh` the name `folder`; of builds that end at the same time, one wins whole."""
    old = ClaimedFolder(folder.parent, f"{folder.name}.old-")
    try:
        with suppress(FileNotFoundError):
            folder.rename(old.path)
        with suppress(OSError):  # another build has put its index there in between
            fresh.rename(folder)
    finally:
        old.release()


def _write_terms(storage: FileStorage, segment: W3Segment, schema: Any, facets: FacetTerms, inverted: Inverted) -> None:
    writer = BulkFieldWriter(W3Codec(), storage, segment)
    for name in sorted({*facets, *FIELDS}):
        writer.start_field(name, schema[name])
        if name in FIELDS:
            _write_ranked(writer, FIELDS.index(name), inverted)
        else:
            writer.add_terms(_unranked(facets[name]))
        writer.finish_field()
    writer.close()


def _unranked(terms: Mapping[bytes, Sequence[int]]) -> FieldTerms:
    ordered = sorted(terms.items())
    starts = starts_of(np.array([len(numbers) for _, numbers in ordered]))
    return FieldTerms(
        text=Runs.cut(
            np.frombuffer(b"".join(text for text, _ in ordered), np.uint8),
            starts_of(np.array([len(text) for text, _ in ordered])),
        ),
        starts=starts,
        ids=np.fromiter((number for _, numbers in ordered for number in numbers), np.int32),
        counts=np.ones(starts[-1], np.int32),
        lengths=np.zeros(starts[-1], np.uint8),
    )


def _write_ranked(writer: BulkFieldWriter, field: int, inverted: Inverted) -> None:
    lengths = length_bytes(inverted.lengths[:, field])
    for part in inverted.ranges:
        stories = part.texts // len(FIELDS)
        entries = np.flatnonzero(part.texts - stories * len(FIELDS) == field)
        starts = np.searchsorted(entries, part.starts)
        terms = np.flatnonzero(np.diff(starts))
        text = inverted.lexicon.text.terms(part.firsts[terms], part.seconds[terms])
        ids = stories[entries]
        writer.add_terms(
            FieldTerms(text, np.append(starts[terms], len(entries)), ids, part.counts[entries], lengths[ids])
        )
