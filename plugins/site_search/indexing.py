"""The whole making of both indexes: texts to raw words, to one inverted index, to the Whoosh index and the export."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

from portal.exchange import SearchDocument
from portal.parallel.forked import ForkedTask
from site_search.export.write_export import write_export
from site_search.index.documents import FacetNames, SearchInput
from site_search.index.inverted import invert
from site_search.index.raw_words import NumberedStories, number_raw_words
from site_search.index.token_stream import make_stream
from site_search.whoosh_index.write import write_index

# Fewer stories are not worth a process of their own.
LEAST_SHARE = 1000


def write_indexes(given: SearchInput, whoosh: Path, export: Path, workers: int) -> None:
    """The Whoosh index into the folder `whoosh`, the exported files into `export`."""
    # Millions of small values and no cycles: the collector would only walk them again and again.
    gc.disable()
    parts = number_all(given.documents, given.names, workers)
    inverted = invert(make_stream(parts))
    del parts

    def write_whoosh() -> None:
        write_index(whoosh, given, inverted)

    if workers > 1:
        task = ForkedTask(write_whoosh)
        write_export(given, inverted, export)
        task.finish()
    else:
        write_whoosh()
        write_export(given, inverted, export)


def number_all(documents: Sequence[SearchDocument], names: FacetNames, workers: int) -> list[NumberedStories]:
    """By several processes if there are many stories; the parts are in the order of the stories."""
    count = max(1, min(workers, len(documents) // LEAST_SHARE))
    bounds = [len(documents) * share // count for share in range(count + 1)]
    shares = [documents[start:end] for start, end in pairwise(bounds)]
    tasks = [ForkedTask(partial(number_raw_words, share, names)) for share in shares[1:]]
    return [number_raw_words(shares[0], names), *(task.finish() for task in tasks)]
