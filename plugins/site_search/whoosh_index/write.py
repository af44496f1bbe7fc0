"""Write the inverted index as a Whoosh index, a segment for each SEGMENT stories, in the files of Whoosh's codec.

`IndexWriter.add_document` would analyse, pool and sort every posting anew, slower than all the rest of the build.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage

from portal.errors import PortalError
from portal.exchange import SearchDocument
from portal.parallel.claimed_folder import ClaimedFolder
from site_search.arrays.ragged import RaggedArray, starts_of, woven
from site_search.index.documents import FIELDS, SearchInput
from site_search.index.inverted import Inverted
from site_search.index.length_bytes import length_bytes
from site_search.index.lexicon import NO_WORD
from site_search.index.term_forms import term_forms_file

from .codec import BulkFieldWriter, FieldTerms
from .documents import FacetTerms, facet_terms, write_columns
from .location import INDEX_NAME, WORDINGS, open_index
from .schema import make_schema

SEGMENT = 256  # stories; a build writes those segments anew in which something has changed
NAME = 12  # of the digest in the name of a segment
# Whoosh's own files of a segment, and that of its spellings.
_SEGMENT_OF = re.compile(rf"(?:{INDEX_NAME}_|{term_forms_file(Path(), '').stem})([0-9a-f]+)[._]")


@dataclass(frozen=True)
class KnownIndex:
    """What the index in the folder was made from, where all its files are as they were written.

    Args:
        names: of all segments of the new index: digests of what each is made from.
    """

    names: Sequence[str]
    whole: bool = False


NOTHING_KNOWN = KnownIndex(())


def write_index(
    folder: Path,
    search_input: SearchInput,
    inverted: Callable[[int, int], Inverted],
    texts: Callable[[int], Sequence[str]],
    known: KnownIndex = NOTHING_KNOWN,
) -> None:
    """Replace the index in `folder`, but for the segments that it has already.

    Abbreviations and synonyms lie beside it, so that a search of the index reads queries as its build did.

    Args:
        inverted: gives the stories from one number up to another; texts: those of the story with this number.
    """
    claim = ClaimedFolder(folder.parent, f"{folder.name}.new-")
    try:
        _write(claim.path, search_input, inverted, texts, known.names, _segments(folder) if known.whole else {}, folder)
        _replace(folder, claim.path)
    finally:
        claim.release()


def _segments(folder: Path) -> dict[str, W3Segment]:
    """Of the index in `folder`, by id."""
    try:
        opened = open_index(folder)
    except (PortalError, OSError):
        return {}
    segments = {segment.segid: segment for segment in opened._segments()}
    opened.close()
    return segments


def _write(
    fresh: Path,
    search_input: SearchInput,
    inverted: Callable[[int, int], Inverted],
    texts: Callable[[int], Sequence[str]],
    names: Sequence[str],
    earlier: Mapping[str, W3Segment],
    folder: Path,
) -> None:
    storage = FileStorage(str(fresh))
    schema = make_schema()
    segments, taken_over = [], set[str]()
    for number, first in enumerate(range(0, max(1, len(search_input.documents)), SEGMENT)):
        # A fixed name instead of Whoosh's random one: the same stories give the same files.
        name = f"{number:04x}{names[number][:NAME] if names else '0' * NAME}"
        end = min(first + SEGMENT, len(search_input.documents))
        segment = earlier.get(name) if names else None
        if segment is not None:
            taken_over.add(name)
        else:
            segment = W3Segment(W3Codec(), INDEX_NAME, doccount=end - first, segid=name)
            documents, own_texts = search_input.documents[first:end], map(texts, range(first, end))
            _write_segment(fresh, storage, segment, documents, own_texts, inverted(first, end))
        segments.append(segment)
    if taken_over:
        _take_over(folder, fresh, taken_over)
    index.TOC(schema, segments, 1).write(storage, INDEX_NAME)
    storage.close()
    wordings = {"abbreviations": search_input.abbreviations, "synonyms": search_input.synonyms}
    (fresh / WORDINGS).write_text(json.dumps(wordings, ensure_ascii=False), encoding="utf-8")


def _take_over(folder: Path, fresh: Path, names: Collection[str]) -> None:
    """The files of these segments, which nobody writes over."""
    for entry in os.scandir(folder):
        if (parts := _SEGMENT_OF.match(entry.name)) and parts[1] in names:
            try:
                os.link(entry.path, fresh / entry.name)
            except OSError:
                shutil.copyfile(entry.path, fresh / entry.name)


def _write_segment(
    fresh: Path,
    storage: FileStorage,
    segment: W3Segment,
    documents: Sequence[SearchDocument],
    texts: Iterable[Sequence[str]],
    inverted: Inverted,
) -> None:
    schema = make_schema()
    _write_term_forms(term_forms_file(fresh, segment.segid), inverted)
    write_columns(storage, segment, schema, documents, texts, inverted.lengths)
    _write_terms(storage, segment, schema, facet_terms(documents, schema), inverted)


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
        text=RaggedArray.cut(
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


def _write_term_forms(file: Path, inverted: Inverted) -> None:
    """The file of spellings that term_forms.py reads: one line `folded TAB term` for each term, by code points."""
    lexicon = inverted.lexicon
    words = [(part.firsts, part.seconds) for part in inverted.ranges]
    firsts, seconds = map(np.concatenate, zip(*words, strict=True))
    first_forms, second_forms = lexicon.folded_of[firsts], lexicon.folded_of[seconds]
    second_forms[seconds == NO_WORD] = NO_WORD
    order = np.lexsort((second_forms, first_forms))
    lines = woven(
        lexicon.folded_text.terms(first_forms[order], second_forms[order]),
        RaggedArray.repeated(b"\t", len(order)),
        lexicon.text.terms(firsts[order], seconds[order]),
        RaggedArray.repeated(b"\n", len(order)),
    )
    file.write_bytes(lines.source.tobytes())
