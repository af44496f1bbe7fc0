"""The files of the site that stands in the output folder, by what they were made from: unchanged ones are linked.

A file is written once under a name that nothing has, and never again: so the old site, the new one and published
ones may share it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from .page_key import PageKey
from .spare_site import make_room


class Written(NamedTuple):
    """A file of a site.

    Args:
        key: digest of all that it was made from; empty where that is not known.
        digest: SHA-256 of its bytes.
        inode, size, time: tell whether it is still the same; the time is that of the last change of its bytes, in ns.
        parts: see PageKey; of pages that were made by this build only.
        linked: whether it is the file of an earlier site.
    """

    key: str
    digest: str
    inode: int
    size: int
    time: int
    parts: str = ""
    linked: bool = False

    @property
    def recorded(self) -> tuple[object, ...]:
        """What the next build knows of it: all but what holds for this one."""
        return self[:-2]


class KeptGroup(NamedTuple):
    """Pages that were told together.

    Args:
        digest: of all that they were made from; paths: of all of them.
        inside: names of the smaller groups that some of them were told by as well.
    """

    digest: str
    paths: Sequence[str]
    inside: Sequence[str] = ()


def written(path: Path | str, key: str, digest: str) -> Written:
    """What is known of the file `path`, just written."""
    status = os.stat(path)  # noqa: PTH116 -- thousands of them
    return Written(key, digest, status.st_ino, status.st_size, status.st_mtime_ns)


class Left(Protocol):
    """What is left in the folder of the new site, from the site before this one."""

    def has(self, path: str) -> bool:
        """Whether the very file of this site is there, under the same name."""

    def settle(self) -> None:
        """All has been looked over when this returns."""


class EarlierSite:
    """
    Args:
        folder: of the site; files: what its build recorded, by path.
        left: what the folder of the new site has already; each name is asked of once, before anything is put there.
        groups: of pages, by name.
    """

    def __init__(
        self,
        folder: Path,
        files: Mapping[str, Written] | None = None,
        left: Left | None = None,
        groups: Mapping[str, KeptGroup] | None = None,
    ) -> None:
        self.folder, self.files, self.left = folder, files or {}, left
        self.groups = groups or {}
        self._removed: tuple[str, ...] = ()

    def settle(self) -> None:
        """The folder of the new site has been looked over when this returns: from now on files are put there."""
        if self.left is not None:
            self.left.settle()

    def removed(self, folder: str) -> None:
        """Nothing is left of this folder in the new site."""
        self._removed = (*self._removed, f"{folder}/")

    def paths_of(self, group: str, digest: str) -> Sequence[str]:
        """Of the pages of this group; none where they were made from something else."""
        before = self.groups.get(group)
        return before.paths if before and digest and digest == before.digest else ()

    def link_page(self, path: str, key: PageKey, target: str) -> Written | None:
        """Put the page into its place if it was made from the same; None where it was not, or is harmed."""
        earlier = self.files.get(path)
        if not earlier or not key.digest or earlier.key != key.digest:
            return None
        return self._take(path, earlier, target)

    def link_same(self, path: str, digest: str, target: str) -> Written | None:
        """Put the file into its place if it has the same bytes."""
        earlier = self.files.get(path)
        return self._take(path, earlier, target) if earlier and earlier.digest == digest else None

    def link_as(self, path: str, place: str, target: str, key: str) -> Written | None:
        """Put the file into the place `place` of the new site, under the key of what it is part of there."""
        earlier = self.files.get(path)
        put = self._take if place == path else self._link
        linked = put(path, earlier, target) if earlier else None
        return Written(key, linked.digest, linked.inode, linked.size, linked.time, linked=True) if linked else None

    def folder_key(self, path: str) -> str:
        """The key under which the folder was moved there; empty where there is none."""
        keys = {file.key for name, file in self.files.items() if name.startswith(f"{path}/")}
        return keys.pop() if len(keys) == 1 else ""

    def _take(self, path: str, earlier: Written, target: str) -> Written | None:
        """Into the same place of the new site, unless it is there."""
        if self.left is not None and self.left.has(path) and not path.startswith(self._removed):
            return _taken(earlier)
        return self._link(path, earlier, target)

    def _link(self, path: str, earlier: Written, target: str) -> Written | None:
        source = f"{self.folder}/{path}"
        try:
            try:
                os.link(source, target, follow_symlinks=False)
            except FileExistsError:
                if is_same(target, earlier):  # left there by the build before the last
                    return _taken(earlier)
                make_room(target)
                os.link(source, target, follow_symlinks=False)
            except PermissionError:  # a file system without links
                make_room(target)
                shutil.copyfile(source, target, follow_symlinks=False)
            # Looked at in its new place, for another build may just have put another site there.
            now = written(target, earlier.key, earlier.digest)
            if now.recorded == earlier.recorded or file_digest(target) == earlier.digest:
                return _taken(now)
            os.unlink(target)  # noqa: PTH108 -- a name, as of all that is written
        except OSError:
            pass
        return None

    def has_folder(self, path: str, key: str) -> bool:
        """Whether the folder was moved there under this key."""
        return bool(key) and self.folder_key(path) == key

    def is_whole(self, besides: str) -> bool:
        """Whether exactly the recorded files stand there, all as they were; `besides` is looked at by others."""
        left = dict(self.files)
        root = len(str(self.folder)) + 1
        for folder, _folders, names in os.walk(self.folder):
            for name in names:
                path = f"{folder}/{name}"
                if path[root:] == besides:
                    continue
                earlier = left.pop(path[root:], None)
                if earlier is None or not is_same(path, earlier):
                    return False
        return not left


def is_same(path: Path | str, recorded: Written) -> bool:
    """Whether the file `path` is the very one that was recorded, and as it was then."""
    try:
        status = os.stat(path)  # noqa: PTH116 -- thousands of them
    except OSError:
        return False
    return status.st_mtime_ns == recorded.time and status.st_ino == recorded.inode and status.st_size == recorded.size


def _taken(file: Written) -> Written:
    """The same file as one of the new site."""
    if file.linked:
        return file
    return Written(file.key, file.digest, file.inode, file.size, file.time, linked=True)


def file_digest(path: Path | str) -> str:
    if os.path.islink(path):  # noqa: PTH114
        return ""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return hashlib.sha256(file.read()).hexdigest()


def dump_files(files: Mapping[str, Written]) -> bytes:
    rows = {path: file.recorded for path, file in files.items()}
    return json.dumps(rows, separators=(",", ":")).encode("utf-8", "surrogatepass")


def dump_groups(groups: Mapping[str, KeptGroup]) -> bytes:
    return json.dumps(groups, separators=(",", ":")).encode("utf-8", "surrogatepass")


def load_groups(data: bytes | None) -> dict[str, KeptGroup]:
    """Empty where the data are not what `dump_groups` gave."""
    try:
        return {name: KeptGroup(*told) for name, told in json.loads(data or b"{}").items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def load_files(data: bytes | None) -> dict[str, Written]:
    """Empty where the data are not what `dump_files` gave."""
    try:
        return {path: Written(*row) for path, row in json.loads(data or b"{}").items()}
    except (ValueError, TypeError, AttributeError):
        return {}
