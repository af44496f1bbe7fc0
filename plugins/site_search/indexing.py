"""The whole making of both indexes: texts to raw words, to one inverted index, to the Whoosh index and the export."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from portal.exchange import SearchDocument
from portal.parallel.forked import Beside
from portal.parallel.freed_memory import give_back_freed_memory
from portal.parallel.seam import FORKS, Work, packed, unpacked
from site_search.export.record import TEXT_BLOCK, EarlierExport, ExportRecord, block_names, dump_texts, load_record
from site_search.export.write_export import ExportWriter, TermsWritten, write_others, write_terms
from site_search.index.documents import FacetNames, SearchInput
from site_search.index.inverted import Inverted, invert
from site_search.index.raw_words import NumberedStories, number_raw_words, number_texts
from site_search.index.story_blocks import StoryBlocks
from site_search.index.token_stream import make_stream
from site_search.updating.part_update import HarmedExport
from site_search.updating.story_texts import StoryTexts
from site_search.updating.update_export import Change, change_of, update_terms
from site_search.whoosh_index.write import SEGMENT, KnownIndex, write_index

from .build_index import ExportFiles

# Fewer stories are not worth a process of their own.
LEAST_SHARE = 1000
# More of them are not numbered in one go: a process copies all that it looks at.
MOST_SHARE = 8192


@dataclass(frozen=True)
class KeptIndexes:
    """What a build knows of the indexes of the last one.

    Args:
        inputs: digest of all that is the same for every story; digests: of the stories; empty where nothing is kept.
        record: of the last export, which lies in `folder` and has these `paths`; texts: gives a piece of texts.
        whole: whether the Whoosh index is as it was written.
    """

    inputs: str = ""
    digests: Sequence[str] = ()
    record: bytes | None = None
    folder: Path = Path()
    paths: frozenset[str] = frozenset()
    texts: Callable[[str], bytes | None] = lambda _name: None
    whole: bool = False

    @cached_property
    def export(self) -> EarlierExport | None:
        record = load_record(self.record)
        return EarlierExport(record, self.folder, self.paths, self.texts) if record else None

    def texts_of(self, search_input: SearchInput) -> StoryTexts:
        return StoryTexts(search_input, self.inputs, self.digests, self.export)

    def change(self, texts: StoryTexts) -> Change | None:
        """What has changed since the last export; None where all is made anew."""
        return change_of(texts, self.export) if self.export else None

    def index(self) -> KnownIndex:
        return KnownIndex(block_names(self.inputs, self.digests, SEGMENT), self.whole)


def write_indexes(
    search_input: SearchInput, whoosh: Path, export: Path, workers: int, last: KeptIndexes | None = None
) -> ExportFiles:
    """The Whoosh index into the folder `whoosh`, the exported files into `export`, but those that are kept."""
    # Millions of small values and no cycles: the collector would only walk them again and again.
    gc.disable()
    known = last or KeptIndexes()
    texts = known.texts_of(search_input)
    change, source = known.change(texts), StoriesInverted(texts, workers)
    if change is None:
        source.whole  # noqa: B018 -- once, before the work is shared
        give_back_freed_memory()

    def write_whoosh() -> None:
        write_index(whoosh, search_input, source.of, texts.of, known.index())

    beside = Beside(write_whoosh, workers - 1)  # the process that has begun this one is at work too
    exported = export_files(texts, known, change, export, source)
    give_back_freed_memory()
    beside.finish()
    return exported


class StoriesInverted:
    """The inverted index of all stories, made when it is first asked for; of some of them without it."""

    def __init__(self, texts: StoryTexts, workers: int = 1) -> None:
        self._texts, self._workers = texts, workers

    @cached_property
    def whole(self) -> Inverted:
        return inverted_of(self._texts.search_input, self._workers)

    @cached_property
    def _blocks(self) -> StoryBlocks:
        return StoryBlocks(self.whole, SEGMENT)

    def of(self, first: int, end: int) -> Inverted:
        """Stories `first` … `end - 1` of one segment, numbered from 0."""
        if "whole" in vars(self):
            return self._blocks.of(first, end)
        return invert(make_stream([number_texts(map(self._texts.of, range(first, end)))]))


def inverted_of(search_input: SearchInput, workers: int = 1) -> Inverted:
    return invert(make_stream(number_all(search_input.documents, search_input.names, workers)))


def number_all(documents: Sequence[SearchDocument], names: FacetNames, workers: int) -> Iterator[NumberedStories]:
    """By several processes if there are many stories; the parts are in the order of the stories."""
    processes = max(1, min(workers, len(documents) // LEAST_SHARE))
    count = max(processes, -(-len(documents) // MOST_SHARE))
    bounds = [len(documents) * share // count for share in range(count + 1)]
    shares = [documents[start:end] for start, end in pairwise(bounds)]
    # A text is more than its words.
    work = FORKS.start(Work(_number_share, names, shares, batch=1, workers=processes, share=1))
    return map(unpacked, work.results())


def _number_share(names: FacetNames, documents: Sequence[SearchDocument]) -> bytes:
    return packed(number_raw_words(documents, names))


def export_files(
    texts: StoryTexts, last: KeptIndexes, change: Change | None, folder: Path, source: StoriesInverted
) -> ExportFiles:
    """Into `folder` what the last export has not. Args: change: since that one."""
    earlier, search_input = last.export, texts.search_input
    writer = ExportWriter(folder, earlier)
    terms = _updated(change, writer) if change else None
    updated = terms is not None
    if terms is None:
        writer = ExportWriter(folder, earlier)
        terms = write_terms(search_input, source.whole, writer)
        give_back_freed_memory()
    others = write_others(writer, search_input, terms, writer.standing(last.inputs, last.digests))
    if not last.inputs:
        return ExportFiles({}, b"", {}, updated)
    told, lines = others.suggested, (others.columns, others.stores)
    record = ExportRecord(
        last.inputs, last.digests, terms.parts, terms.lengths, told.titles, told.path, told.keys, *lines, terms.recent
    )
    return ExportFiles(writer.taken_over, record.dump(), _pieces(texts, record), updated, frozenset(record.blocks()))


def _updated(change: Change, writer: ExportWriter) -> TermsWritten | None:
    try:
        return update_terms(change, writer)
    except HarmedExport:
        return None


def _pieces(texts: StoryTexts, record: ExportRecord) -> dict[str, bytes]:
    """The texts of all stories, by pieces; those that are kept already are left out."""
    known = set(texts.earlier.record.blocks()) if texts.earlier else set()
    pieces = {}
    for number, name in enumerate(record.blocks()):
        if name not in known:
            end = min((number + 1) * TEXT_BLOCK, len(record.documents))
            pieces[name] = dump_texts([texts.of(story) for story in range(number * TEXT_BLOCK, end)])
    return pieces
