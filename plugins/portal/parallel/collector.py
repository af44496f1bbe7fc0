"""The cycle collector of this process: a build keeps nearly all that it makes, and walking that takes its time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 500  # jobs that leave so much behind that it has to be collected
_at_rest = False


@contextmanager
def seldom_collected() -> Iterator[None]:
    """As much as a build of everything needs: the usual thresholds took an eighth of its time."""
    before, enabled = gc.get_threshold(), gc.isenabled()
    gc.set_threshold(100_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if enabled and not gc.isenabled():
            gc.freeze()  # all of the site would be walked now, to find nothing
            gc.enable()


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """What is made in the block holds no circles: the collector would walk each of them, and find nothing."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


def at_rest(*, wanted: bool) -> None:
    """Collect nothing until there are many jobs, where few are expected: an eighth of the time of a small change."""
    global _at_rest
    _at_rest = wanted
    if wanted:
        gc.disable()


def expect(jobs: int) -> None:
    """Collect again where so many jobs are to be done."""
    global _at_rest
    if _at_rest and jobs > MANY:
        _at_rest = False
        gc.enable()
