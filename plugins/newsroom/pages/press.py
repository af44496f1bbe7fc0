"""Renders many pages over the machine's cores: forks share what the pages are made from, and take turns at them.

Which process renders a page changes nothing in it: a page depends on its own values only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from building.keeping.earlier_site import Written
from newsroom.output.page_files import PageFiles
from portal.errors import PortalError
from portal.parallel.forked import ForkedTask, tasks_at_work
from portal.parallel.workers import Turns, worker_count

from .edition import Page

RUN = 32  # pages taken at a time: neighbours show the same cards, which a process keeps

Fault = tuple[int, PortalError]  # number of the page and what is wrong with it
Share = tuple[dict[str, Written], Fault | None]  # what one process has made
Advance = Callable[[int], None]


class Press:
    """Pages on their way to the output: forks begin at once, this process does other things and helps in `finish`.

    A fork begins as soon as a core has nothing else to do: more processes than cores would take memory and no time.
    Faults of addresses are raised here, those of pages by `finish`.
    """

    def __init__(self, files: PageFiles, pages: Sequence[Page], workers: int | None = None) -> None:
        self._files, self._pages = files, pages
        self._targets = [files.reserve(page.path) for page in pages]
        self._turns = Turns(len(pages), RUN)
        self._workers = min(workers or worker_count(), len(pages) // RUN)
        self._others: list[ForkedTask[Share]] = []
        self._fill_cores()

    def _fill_cores(self) -> None:
        while 1 + len(self._others) < self._workers and 1 + tasks_at_work() < self._workers:
            self._others.append(ForkedTask(self._take_turns))

    def finish(self, advance: Advance = lambda done: None) -> None:
        """All pages are written when this returns. Raises the fault of the first page that has one.

        Args:
            advance: told how many pages have been taken since the last call.
        """

        def between_runs(done: int) -> None:
            advance(done)
            if self._turns.are_left():
                self._fill_cores()

        shares = [self._take_turns(between_runs), *(other.finish() for other in self._others)]
        for pages, _fault in shares:
            self._files.add(pages)
        faults = [fault for _pages, fault in shares if fault]
        if faults:
            raise min(faults, key=lambda fault: fault[0])[1]

    def _take_turns(self, advance: Advance = lambda done: None) -> Share:
        """Make runs of pages until none is left or one has a fault; runs before it are always finished."""
        done = 0
        pages: dict[str, Written] = {}
        while run := self._turns.take():
            for number in run:
                page = self._pages[number]
                try:
                    target = self._targets[number]
                    pages[page.path] = self._files.make(page.path, target, page.template, page.values)
                except PortalError as fault:
                    self._turns.stop()
                    return pages, (number, fault)
            advance(run.stop - done)
            done = run.stop
        return pages, None
