"""Write the blocks' postings as a Whoosh index of one segment, through Whoosh's own codec; open it again.

`IndexWriter.add_document` would analyse, pool and sort every posting anew, slower than all the rest of the build.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.codec.whoosh3 import W3Codec, W3PerDocWriter, W3Segment
from whoosh.filedb.filestore import FileStorage

from portal.exchange import SearchDocument
from portal.vietnamese import HANOI, slugify

from .days import day_of
from .documents import FIELDS, FacetNames, facet_values, field_texts
from .inverted import Inverted, Parts
from .postings import FIELD_MASKS, FIELD_SHIFTS, STORY_SHIFT
from .ranking import length_byte
from .term_forms import write_term_forms
from .whoosh_codec import BulkFieldWriter
from .whoosh_schema import make_schema

INDEX_NAME = "MAIN"
ABBREVIATIONS = "abbreviations.json"


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
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{folder.name}.new-", dir=folder.parent))
    storage = FileStorage(str(fresh))
    schema = make_schema()
    write_term_forms(fresh, (term for term, _ in inverted.terms()))
    # A fixed name instead of Whoosh's random one: the same stories give the same files.
    segment = W3Segment(W3Codec(), INDEX_NAME, doccount=len(documents), segid="0000000000000000")
    small = _write_documents(storage, segment, schema, documents, names, inverted)
    _write_terms(storage, segment, schema, small, inverted)
    index.TOC(schema, [segment], 1).write(storage, INDEX_NAME)
    storage.close()
    (fresh / f"{INDEX_NAME}.tmp").rmdir()  # where Whoosh gathered the columns
    (fresh / ABBREVIATIONS).write_text(json.dumps(abbreviations, ensure_ascii=False), encoding="utf-8")
    _replace(folder, fresh)


def _replace(folder: Path, fresh: Path) -> None:
    """Give `fresh` the name `folder`; of builds that end at the same time, one wins whole."""
    old = Path(tempfile.mkdtemp(prefix=f"{folder.name}.old-", dir=folder.parent))
    with suppress(FileNotFoundError):
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:  # another build has put its index there in between
        shutil.rmtree(fresh)
    shutil.rmtree(old)


def open_index(folder: Path) -> Any:
    """Only for folders that this machine's build wrote: a Whoosh index holds pickles."""
    return index.open_dir(str(folder), INDEX_NAME)


SmallTerms = dict[str, dict[bytes, list[int]]]


def _write_documents(
    storage: FileStorage,
    segment: W3Segment,
    schema: Any,
    documents: Sequence[SearchDocument],
    names: FacetNames,
    inverted: Inverted,
) -> SmallTerms:
    """Stored values, lengths and sort columns; gives back the terms of the fields that are not ranked."""
    writer = W3PerDocWriter(W3Codec(), storage, segment)
    lengths = inverted.lengths()
    small: SmallTerms = {}
    for number, document in enumerate(documents):
        writer.start_doc(number)
        values = _values(document)
        for name, stored, indexed in values:
            field = schema[name]
            if field.indexed:
                for value in indexed:
                    for text, *_rest in field.index(value):
                        small.setdefault(name, {}).setdefault(text, []).append(number)
            writer.add_field(name, field, stored, 0)
        for name, value in (("date", _naive(document)), ("day", day_of(document.date))):
            writer.add_column_value(name, schema[name].column_type, schema[name].to_column_value(value))
        for field_number, text in enumerate(field_texts(document, names)):
            name = FIELDS[field_number]
            writer.add_field(name, schema[name], text, lengths[field_number][number])
        writer.finish_doc()
    writer.close()
    return small


def _naive(document: SearchDocument) -> datetime:
    # Whoosh compares dates without an offset; all of ours are those of Hanoi.
    return document.date.astimezone(HANOI).replace(tzinfo=None)


def _values(document: SearchDocument) -> list[tuple[str, Any, list[Any]]]:
    """(field, stored value, indexed values) of the fields that are not ranked, by name."""
    facets = facet_values(document)
    found: list[tuple[str, Any, list[Any]]] = [
        (facet, list(values), [slugify(value) for value in values]) for facet, values in facets.items()
    ]
    # Every level of the section filters.
    found[0] = ("section", list(document.section), list(document.section))
    date, day = _naive(document), day_of(document.date)
    found += [("date", date, [date]), ("day", None, [day]), ("id", document.id, [document.id])]
    found.append(("url", document.url, []))
    return sorted(found)


def _write_terms(storage: FileStorage, segment: W3Segment, schema: Any, small: SmallTerms, inverted: Inverted) -> None:
    writer = BulkFieldWriter(W3Codec(), storage, segment)
    ranked = _RankedTerms(inverted)
    for name in sorted({*small, *FIELDS}):
        writer.start_field(name, schema[name])
        if name in FIELDS:
            ranked.write(writer, FIELDS.index(name))
        else:
            for text, ids in sorted(small[name].items()):
                numbers = sorted(set(ids))
                writer.add_term(text, numbers, [1] * len(numbers), bytes(len(numbers)))
        writer.finish_field()
    writer.close()


class _RankedTerms:
    """The postings of one field after the other."""

    def __init__(self, inverted: Inverted) -> None:
        self._inverted = inverted
        self._bytes = [bytes(map(length_byte, lengths)) for lengths in inverted.lengths()]
        # Of each field, the terms that it has; most fields lack most terms.
        self._terms: list[list[tuple[str, Parts]]] = [[] for _ in FIELDS]
        for entry in inverted.terms():
            mask = reduce(or_, inverted.postings(entry[1]))
            for field, wanted in enumerate(_FIELD_WANTED):
                if mask & wanted:
                    self._terms[field].append(entry)

    def write(self, writer: BulkFieldWriter, field: int) -> None:
        shift, most, wanted = FIELD_SHIFTS[field], FIELD_MASKS[field], _FIELD_WANTED[field]
        lengths = self._bytes[field]
        for term, parts in self._terms[field]:
            postings = self._inverted.postings(parts)
            if len(postings) == 1:
                story = postings[0] >> STORY_SHIFT
                writer.add_single(term.encode(), story, postings[0] >> shift & most, lengths[story])
                continue
            found = [posting for posting in postings if posting & wanted]
            ids = [posting >> STORY_SHIFT for posting in found]
            counts = [posting >> shift & most for posting in found]
            writer.add_term(term.encode(), ids, counts, bytes([lengths[story] for story in ids]))


_FIELD_WANTED = tuple(mask << shift for mask, shift in zip(FIELD_MASKS, FIELD_SHIFTS, strict=True))
