"""The site before the last, left beside the output: most of its files are those of the next site, and stay in place.

To link every file of a site into a new folder, and to remove the old one, took half of what a small change cost. What
stands in the folder is trusted in nothing: a file stays where it is the very file that the site in the output folder
has there (`EarlierSite`), and is removed before another is written in its place, for they may share their bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from portal.parallel.claimed_folder import remove


def standing(folder: Path) -> frozenset[str]:
    """Names of the files in `folder`; links and empty folders are removed.

    Files that no site will have go at its end, with `remove_rest`: a file system that has just lost all files of a site
    takes a second longer to make as many.
    """
    names: set[str] = set()
    _look(str(folder), "", names)
    return frozenset(names)


def _look(folder: str, name: str, present: set[str]) -> bool:
    """Whether anything is left in the folder `name`."""
    left = False
    with os.scandir(f"{folder}/{name}") as entries:
        for entry in entries:
            path = f"{name}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                inside = _look(folder, f"{path}/", present)
                if not inside:
                    os.rmdir(entry.path)  # noqa: PTH106 -- thousands of them
                left |= inside
            elif entry.is_file(follow_symlinks=False):
                present.add(path)
                left = True
            else:
                os.unlink(entry.path)  # noqa: PTH108
    return left


def make_room(target: Path | str) -> None:
    """Nothing has the name `target` any more."""
    try:
        os.unlink(target)  # noqa: PTH108 -- thousands of them
    except FileNotFoundError:
        return
    except OSError:  # a folder
        remove(Path(target))


def make_folder(name: str) -> None:
    """The folder is there, whatever has had its name or that of a folder above it."""
    if os.path.isdir(name):  # noqa: PTH112 -- thousands of them
        return
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        for place in (folder, *folder.parents):
            if place.is_symlink() or place.is_file():
                place.unlink()
                break
        folder.mkdir(parents=True, exist_ok=True)


def remove_rest(folder: Path, names: Iterable[str]) -> None:
    """Remove these files, and folders that have none left."""
    emptied = set()
    for name in names:
        with suppress(OSError):  # gone, or a folder by now
            os.unlink(f"{folder}/{name}")  # noqa: PTH108 -- thousands of them
        emptied.add(name.rpartition("/")[0])
    for name in sorted(emptied, key=len, reverse=True):
        place = name
        while place:
            try:
                os.rmdir(f"{folder}/{place}")  # noqa: PTH106
            except OSError:
                break
            place = place.rpartition("/")[0]
