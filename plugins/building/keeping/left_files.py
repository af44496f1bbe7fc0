"""Which files of the site before the last are those of the next one already: looked at beside the start of the build.

A look at each of thousands of files takes as long as loading all modules; so another process takes it meanwhile. It
links what the last site has and the one before had not, or had otherwise: all, where none was left, as after a build
from nothing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path

from portal.parallel.forked import ForkedTask
from portal.parallel.workers import worker_count

from .earlier_site import Written, is_same
from .spare_site import make_folder, make_room, standing

Looked = tuple[frozenset[str], frozenset[str]] | OSError


class LeftFiles:
    """Files in the folder that the next site is written into; nothing is written there before `settle`.

    Args:
        served, site: the output folder, and what is recorded of the site that stands there.
        besides: a name that others look after.
    """

    def __init__(self, folder: Path, served: Path, site: Mapping[str, Written], besides: str) -> None:
        self._site = site
        self._look = partial(_look_over, folder, site, besides)
        laid_out = partial(_laid_out, folder, served, site, besides)
        self._task = ForkedTask(laid_out) if worker_count() > 1 and (site or any(folder.iterdir())) else None

    def settle(self) -> None:
        """All has been looked at when this returns. Raises OSError of a folder that cannot be read."""
        self._looked  # noqa: B018 -- worked out now

    def stop(self) -> None:
        """Nobody asks any more."""
        if self._task is not None:
            self._task.stop()

    def names(self) -> frozenset[str]:
        """Of all files that are there."""
        stale, absent = self._looked
        return stale | (self._site.keys() - absent)

    def has(self, path: str) -> bool:
        """Whether the file of the site in the output folder is there, under the same name."""
        return path in self._site and path not in self._looked[1]

    @cached_property
    def _looked(self) -> tuple[frozenset[str], frozenset[str]]:
        looked = self._task.finish() if self._task is not None else self._look()
        if isinstance(looked, OSError):
            raise looked
        return looked


def _look_over(folder: Path, site: Mapping[str, Written], besides: str) -> Looked:
    """Names of files that are there and not the site's own, and of files of the site that are not there."""
    try:
        names = standing(folder) - {besides}
    except OSError as error:
        return error
    same = {name for name in names & site.keys() if is_same(f"{folder}/{name}", site[name])}
    return names - same, frozenset(site.keys() - same)


def _laid_out(folder: Path, served: Path, site: Mapping[str, Written], besides: str) -> Looked:
    """The same, once all other files of the site have been linked into the folder, as far as that can be done."""
    looked = _look_over(folder, site, besides)
    if isinstance(looked, OSError):
        return looked
    stale, absent = looked
    linked = set()
    try:
        for name in absent:
            place, target = name.rpartition("/")[0], f"{folder}/{name}"
            if os.path.isdir(target):  # noqa: PTH112 -- of files that go at the end
                continue
            make_folder(f"{folder}/{place}")
            make_room(target)
            with suppress(FileNotFoundError):  # somebody has taken it out of the output folder
                os.link(f"{served}/{name}", target, follow_symlinks=False)
                linked.add(name)
    except OSError:  # such as a file system without links
        with suppress(OSError):
            standing(folder)  # without the folder that stayed empty
    same = {name for name in linked if is_same(f"{folder}/{name}", site[name])}
    return (stale | linked) - same, absent - same
