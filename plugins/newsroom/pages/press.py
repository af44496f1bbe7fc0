"""Renders many pages, whoever does it: pages come back as bytes in their order, and this process writes them.

Which process renders a page changes nothing in it: a page depends on its own values only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from newsroom.output.page_files import PageFiles, make_page
from newsroom.output.page_renderer import PageRenderer
from portal.parallel.freed_memory import give_back_freed_memory
from portal.parallel.seam import Work, packed, start, unpacked

from .edition import Deferred, Page

MANY = 1024  # pages leave some ten megabytes of freed memory behind
RUN = 32  # pages taken at a time: neighbours show the same cards, which a process keeps

PageJob = tuple[Page, str]  # and the key of the page in the last site
Advance = Callable[[int], None]


class Press:
    """Pages on their way to the output: others begin at once, this process does other things and helps in `finish`.

    Faults of addresses are raised here, those of pages by `finish`.
    """

    def __init__(self, files: PageFiles, pages: Sequence[Page], workers: int | None = None) -> None:
        self._files, self._pages = files, pages
        self._targets = [files.reserve(page.path) for page in pages]
        jobs = [(page, files.key_before(page.path)) for page in pages]
        self._work = start(Work(print_page, files.renderer, jobs, RUN, workers))

    def finish(self, advance: Advance = lambda done: None) -> None:
        """All pages are written when this returns. Raises the fault of the first page that has one.

        Args:
            advance: told how many pages have been written since the last call.
        """
        render = self._files.renderer.render
        done = 0
        pages = zip(self._pages, self._targets, self._work.results(), strict=True)
        for number, (page, target, data) in enumerate(pages, 1):
            self._files.put_page(page.path, target, unpacked(data), partial(render, page.template, page.values))
            done += 1
            if done == RUN:
                advance(done)
                done = 0
            if number % MANY == 0:
                give_back_freed_memory()
        advance(done)


def print_page(renderer: PageRenderer, job: PageJob) -> bytes:
    page, before = job
    data = packed(make_page(renderer, page.template, page.values, before))
    if isinstance(page.values, Deferred):
        page.values.forget()
    return data
