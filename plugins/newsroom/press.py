"""Renders many pages over the machine's cores: forks share what the pages are made from, and take turns at them.

Which process renders a page changes nothing in it: a page depends on its own values only.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from portal.errors import PortalError
from portal.forked import ForkedTask
from portal.workers import worker_count

from .edition import Page
from .page_writer import PageFiles

RUN = 32  # pages taken at a time: neighbours show the same cards, which a process keeps

Fault = tuple[int, PortalError]  # number of the page and what is wrong with it
Advance = Callable[[int], None]


def print_pages(
    files: PageFiles, pages: Sequence[Page], advance: Advance = lambda done: None, workers: int | None = None
) -> None:
    """Write all `pages`. Raises the fault of the first page that has one.

    Args:
        advance: told how many pages have been taken since the last call.
    """
    targets = [files.reserve(page.path) for page in pages]
    turns = _Turns(len(pages))
    count = min(workers or worker_count(), len(pages) // RUN)
    others = [ForkedTask(lambda: _take_turns(files, pages, targets, turns)) for _ in range(1, count)]
    faults = [_take_turns(files, pages, targets, turns, advance), *(other.finish() for other in others)]
    files.pages += len(pages)
    found = [fault for fault in faults if fault]
    if found:
        raise min(found, key=lambda fault: fault[0])[1]


class _Turns:
    """Which run of pages is next: one number that all processes see."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._next: Any = multiprocessing.get_context("fork").Value("L", 0)

    def take(self) -> range:
        """The next run of pages; an empty one when all are taken."""
        with self._next.get_lock():
            start = self._next.value
            self._next.value = min(start + RUN, self._total)
            return range(start, self._next.value)

    def stop(self) -> None:
        with self._next.get_lock():
            self._next.value = self._total


def _take_turns(
    files: PageFiles,
    pages: Sequence[Page],
    targets: Sequence[Path],
    turns: _Turns,
    advance: Advance = lambda done: None,
) -> Fault | None:
    """Render runs of pages until none is left or one has a fault; runs before it are always finished."""
    done = 0
    while run := turns.take():
        for number in run:
            page = pages[number]
            try:
                targets[number].write_bytes(files.render(page.template, page.values))
            except PortalError as fault:
                turns.stop()
                return number, fault
        advance(run.stop - done)
        done = run.stop
    return None
