"""Renders many pages, whoever does it: pages come back as bytes in their order, and this process writes them.

Which process renders a page changes nothing in it: a page depends on its own values only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from newsroom.output.page_files import PageFiles, make_page, standing
from newsroom.output.page_renderer import PageRenderer
from portal.parallel.freed_memory import give_back_freed_memory
from portal.parallel.seam import Work, packed, start, unpacked

from .edition import Deferred, Page

MANY = 1024  # pages leave some ten megabytes of freed memory behind
RUN = 32  # pages taken at a time: neighbours show the same cards, which a process keeps
_SAMPLE = 64  # pages, from all over the site, of which one stands as it is where it is worth while to look at all

PageJob = tuple[Page, str]  # and the key of the page in the last site
Advance = Callable[[int], None]


class Press:
    """Pages on their way to the output: others begin at once, this process does other things and helps in `finish`.

    Pages of the last site that were made from the same are known before anybody begins, and no job.
    Faults of addresses are raised here, those of pages by `finish`.
    """

    def __init__(self, files: PageFiles, pages: Sequence[Page], workers: int | None = None) -> None:
        self._files, self._pages = files, pages
        self._paths = [page.path for page in pages]
        self._targets = [files.reserve(path) for path in self._paths]
        self._standing = _standing(files, pages, self._paths)
        jobs = [(page, "") for number, page in enumerate(pages) if number not in self._standing]
        self._work = start(Work(print_page, files.renderer, jobs, RUN, workers))

    def finish(self, advance: Advance = lambda done: None) -> None:
        """All pages are written when this returns. Raises the fault of the first page that has one.

        Args:
            advance: told how many pages have been written since the last call.
        """
        render = self._files.renderer.render
        fresh = map(unpacked, self._work.results())
        done = 0
        for number, (page, path, target) in enumerate(zip(self._pages, self._paths, self._targets, strict=True)):
            digest = self._standing.get(number)
            one = standing(digest) if digest else next(fresh)
            self._files.put_page(path, target, one, partial(render, page.template, page.values))
            done += 1
            if done == RUN:
                advance(done)
                done = 0
            if number % MANY == MANY - 1 and len(self._standing) < number // 2:
                give_back_freed_memory()
        advance(done)
        assert next(fresh, None) is None  # which ends the processes that helped


def _standing(files: PageFiles, pages: Sequence[Page], paths: Sequence[str]) -> dict[int, str]:
    """Numbers and keys of the pages that are as they were in the last site; none where all have changed."""
    before = {number: key for number, path in enumerate(paths) if (key := files.key_before(path))}

    def as_before(number: int) -> bool:
        page = pages[number]
        return files.renderer.digest(page.template, page.values) == before[number]

    sample = [*before][:: max(1, len(before) // _SAMPLE)]
    return {number: before[number] for number in before if as_before(number)} if any(map(as_before, sample)) else {}


def print_page(renderer: PageRenderer, job: PageJob) -> bytes:
    page, before = job
    data = packed(make_page(renderer, page.template, page.values, before))
    if isinstance(page.values, Deferred):
        page.values.forget()
    return data
