"""Stories -> blocks, over the machine's cores; the inputs of the Whoosh index, the export and the similarity."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence

from portal.exchange import SearchDocument
from portal.workers import executor, run_jobs

from .documents import FacetNames, analyse, field_texts
from .postings import Block, index_block
from .segments import cut

SMALLEST_BLOCK, LARGEST_BLOCK = 128, 2048

Job = tuple[int, tuple[tuple[str, ...], ...]]


def index_blocks(documents: Sequence[SearchDocument], names: FacetNames, workers: int | None = None) -> list[Block]:
    """Blocks of stories that do not cross segments. `documents` by rising id."""
    jobs = list(_jobs(documents, names))
    with executor(workers if len(jobs) > 1 else 1) as pool:
        return list(run_jobs(_index_job, jobs, pool, chunk=1))


def _jobs(documents: Sequence[SearchDocument], names: FacetNames) -> Iterator[Job]:
    # Some eight blocks keep all cores busy; larger ones have fewer terms in common to be merged.
    size = min(LARGEST_BLOCK, max(SMALLEST_BLOCK, len(documents) // 8))
    for segment in cut(len(documents)):
        end = segment.first + segment.size
        for first in range(segment.first, end, size):
            stories = documents[first : min(first + size, end)]
            yield first, tuple(field_texts(story, names) for story in stories)


def _index_job(job: Job) -> Block:
    first, stories = job
    gc.disable()  # no cycles among these values, but millions of them
    try:
        return index_block(first, (tuple(analyse(text) for text in fields) for fields in stories))
    finally:
        gc.enable()
