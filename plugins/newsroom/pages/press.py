"""Renders many pages, whoever does it: pages come back as bytes in their order, and this process writes them.

Which process renders a page changes nothing in it: a page depends on its own values only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from newsroom.model.page import Deferred, Page, PageGroup, Sheet
from newsroom.output.page_files import PageFiles, make_page, standing
from newsroom.output.page_renderer import PageRenderer
from portal.parallel.freed_memory import give_back_freed_memory
from portal.parallel.seam import Work, packed, start, unpacked

MANY = 1024  # pages leave some ten megabytes of freed memory behind
SHARE = 4096  # pages after which a process that helps ends: to look at a story copies the memory that it lies in
RUN = 32  # pages taken at a time: neighbours show the same cards, which a process keeps
_SAMPLE = 64  # pages, from all over the site, of which one stands as it is where it is worth while to look at all

PageJob = tuple[Page, str]  # and the key of the page in the last site
Advance = Callable[[int], None]


class _Slot(NamedTuple):
    """One page in its place. Args: key: of the page in the last site, where it stands as it is there; else empty."""

    path: str
    target: str
    key: str
    sheet: Sheet

    @property
    def page(self) -> Page:
        return self.sheet.page_at(self.path) if isinstance(self.sheet, PageGroup) else self.sheet


class Press:
    """Pages on their way to the output: others begin at once, this process does other things and helps in `finish`.

    Pages of the last site that were made from the same are known before anybody begins, and no job; of a group of them
    nothing is worked out. Faults of addresses are raised here, those of pages by `finish`.
    """

    def __init__(self, files: PageFiles, sheets: Sequence[Sheet], workers: int | None = None) -> None:
        self._files = files
        slots = [slot for sheet in sheets for slot in _slots(files, sheet)]
        self._slots = _standing(files, slots)
        jobs = [(slot.page, "") for slot in self._slots if not slot.key]
        self._to_make = len(jobs)
        self._work = start(Work(print_page, files.renderer, jobs, RUN, workers, share=SHARE))

    @property
    def page_count(self) -> int:
        return len(self._slots)

    def finish(self, advance: Advance = lambda done: None) -> None:
        """All pages are written when this returns. Raises the fault of the first page that has one.

        Args:
            advance: told how many pages have been written since the last call.
        """
        fresh = map(unpacked, self._work.results())
        done = 0
        for number, slot in enumerate(self._slots):
            one = standing(slot.key) if slot.key else next(fresh)
            self._files.put_page(slot.path, slot.target, one, partial(self._render, slot))
            done += 1
            if done == RUN:
                advance(done)
                done = 0
            if number % MANY == MANY - 1 and self._to_make > number // 2:
                give_back_freed_memory()
        advance(done)
        assert next(fresh, None) is None  # which ends the processes that helped

    def _render(self, slot: _Slot) -> bytes:
        page = slot.page
        return self._files.renderer.render(page.template, page.values)


def _slots(files: PageFiles, sheet: Sheet) -> list[_Slot]:
    if isinstance(sheet, PageGroup):
        digest = files.renderer.digest_of_group(sheet.made_from)
        if paths := files.standing_group(sheet.name, digest):
            files.take_group(sheet.name)
            return [_Slot(path, files.reserve(path), files.key_before(path), sheet) for path in paths]
        slots = [slot for one in sheet.sheets for slot in _slots(files, one)]
        inside = [one.name for one in sheet.sheets if isinstance(one, PageGroup)]
        files.record_group(sheet.name, digest, [slot.path for slot in slots], inside)
        return slots
    return [_Slot(sheet.path, files.reserve(sheet.path), "", sheet)]


def _standing(files: PageFiles, slots: Sequence[_Slot]) -> list[_Slot]:
    """With the keys of those that are as they were in the last site; of none where all have changed."""
    before = {number: key for number, slot in enumerate(slots) if not slot.key and (key := files.key_before(slot.path))}

    def as_before(number: int) -> bool:
        page = slots[number].page
        return files.renderer.key(page.template, page.values).digest == before[number]

    sample = [*before][:: max(1, len(before) // _SAMPLE)]
    if not any(map(as_before, sample)):
        return [*slots]
    keys = {number: key for number, key in before.items() if as_before(number)}
    return [slot._replace(key=keys[number]) if number in keys else slot for number, slot in enumerate(slots)]


def print_page(renderer: PageRenderer, job: PageJob) -> bytes:
    page, before = job
    data = packed(make_page(renderer, page.template, page.values, before))
    if isinstance(page.values, Deferred):
        page.values.forget()
    return data
