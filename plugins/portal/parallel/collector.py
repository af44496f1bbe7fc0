"""The cycle collector of this process: a build keeps nearly all that it makes, and walking that takes its time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 500  # jobs that leave so much behind that it has to be collected


@contextmanager
def seldom_collected() -> Iterator[None]:
    """As much as a build of everything needs: the usual thresholds took an eighth of its time."""
    before, enabled = gc.get_threshold(), gc.isenabled()
    gc.set_threshold(100_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if enabled:
            gc.enable()


def at_rest(*, wanted: bool) -> None:
    """Collect nothing until there are many jobs, where few are expected: an eighth of the time of a small change."""
    if wanted:
        gc.disable()


def expect(jobs: int) -> None:
    """Collect again where so many jobs are to be done."""
    if jobs > MANY:
        gc.enable()
