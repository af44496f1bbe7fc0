"""Files into the output folder: each name once, those of the last site where nothing changed."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

from building.keeping.earlier_site import Written, file_digest, is_same, written
from building.keeping.page_key import NO_KEY, PageKey
from building.keeping.spare_site import make_folder, make_room
from building.keeping.state import BuildState
from portal import addresses
from portal.errors import PortalError
from portal.i18n import Translator

_ = Translator(__file__)

_OUTSIDE = frozenset(("", ".", ".."))


class OutputFiles:
    """One output folder, which nobody reads yet.

    Files of an earlier site may stand in it: those that are the same stay, all others give way.
    """

    def __init__(self, output: Path, state: BuildState) -> None:
        self._output, self._place = output, str(output)
        self._state = state
        self._paths: set[str] = set()
        self._folders: set[str] = set()

    def write_file(self, path: str, data: bytes, /) -> None:
        target, digest = self.reserve(path), hashlib.sha256(data).hexdigest()
        linked = self._state.site.link_same(path, digest, target)
        self._state.written[path] = linked or put(target, data, NO_KEY, digest)

    def write_keyed(self, path: str, made_from: Sequence[object], make: Callable[[], bytes]) -> None:
        """Write `make()`, or take the file of the last site that was made from the same.

        Args:
            made_from: plain values; `make` must reach nothing else.
        """
        target, key = self.reserve(path), PageKey(self._state.key_of(made_from))
        linked = self._state.site.link_page(path, key, target)
        self._state.written[path] = linked or self._placed(path, make(), target, key)

    def _placed(self, path: str, data: bytes, target: str, key: PageKey) -> Written:
        """A file that was made anew, which may have come out as it was."""
        digest = hashlib.sha256(data).hexdigest()
        linked = self._state.site.link_same(path, digest, target)
        return linked._replace(key=key.digest) if linked else put(target, data, key, digest)

    def copy_file(self, path: str, source: Path) -> None:
        """Publish `source` as it is; a second name for it where the file system allows, else a copy."""
        target = self.reserve(path)
        known = self._known(path, source)
        if known is None or not is_same(target, known):
            make_room(target)
            try:
                os.link(source, target, follow_symlinks=False)
            except OSError:
                shutil.copyfile(source, target)
        self._state.written[path] = (
            known._replace(linked=True)
            if known and is_same(target, known)
            else written(target, "", file_digest(target))
        )

    def _known(self, path: str, source: Path) -> Written | None:
        """What was recorded of the file, where `source` is the very one; people's own files may be written over."""
        sources = self._state.results.sources if self._state.results else None
        if sources is None or sources.holds(source):
            return None
        earlier = self._state.site.files.get(path)
        return earlier if earlier and is_same(source, earlier) else None

    def move_folder(self, path: str, source: Path, key: str = "") -> None:
        """Publish the folder `source` under a name that nothing has yet: in one step where the file system allows.

        Args:
            key: digest of all that the folder was made from, for `link_folder`.
        """
        target = Path(self.reserve(path))
        names = [f"{folder}/{name}" for folder, _folders, names in os.walk(source) for name in names]
        inside = [name.removeprefix(f"{source}/") for name in names]
        self._paths.update(f"{path}/{name}" for name in inside)
        source.chmod(0o755)
        if target.is_dir():
            _move_into(source, target)
        else:
            make_room(target)
            shutil.move(source, target)
        for name in inside:
            file = target / name
            self._state.written[f"{path}/{name}"] = written(file, key, file_digest(file))

    def link_folder(self, path: str, key: str) -> bool:
        """Publish the folder of the last site that was moved there under the same `key`; False where there is none."""
        if not self._state.site.has_folder(path, key):
            return False
        earlier = [name for name in self._state.site.files if name.startswith(f"{path}/")]
        linked = {name: self._state.site.link_page(name, PageKey(key), self.reserve(name)) for name in earlier}
        return self._took_all(path, linked)

    def link_into(self, path: str, names: Mapping[str, str], key: str) -> bool:
        """Add files of the last site's folder to one that was moved there: name -> its name there.

        False where one of them is harmed; then the folder is gone, as if nothing had been moved there.
        """
        linked = {}
        for name, earlier in names.items():
            place = f"{path}/{name}"
            linked[place] = self._state.site.link_as(f"{path}/{earlier}", place, self.reserve(place), key)
        return self._took_all(path, linked)

    def _took_all(self, path: str, linked: Mapping[str, Written | None]) -> bool:
        """Whether all were there; else nothing is left of the folder."""
        whole = {name: file for name, file in linked.items() if file}
        if len(whole) == len(linked):
            self._state.written.update(whole)
            return True
        inside = {name for name in self._paths if f"{name}/".startswith(f"{path}/")}
        self._paths -= inside
        for name in inside:
            self._state.written.pop(name, None)
        shutil.rmtree(self._output / path)
        self._state.site.removed(path)
        self._folders = {folder for folder in self._folders if not f"{folder}/".startswith(f"{path}/")}
        return False

    def reserve(self, path: str) -> str:
        """Where the file of this name goes; nothing else may have the name from now on."""
        if path in self._paths:
            raise PortalError(_("two pages have the address /{path}", path=path))
        # The folder is ours and holds no links: names alone tell whether a path stays inside.
        folder, _slash, name = path.rpartition("/")
        if not name or not _OUTSIDE.isdisjoint(path.split("/")):
            raise PortalError(_("{path} leads out of the output folder", path=path))
        self._paths.add(path)
        if folder not in self._folders:
            make_folder(f"{self._place}/{folder}")
            self._folders.add(folder)
        return f"{self._place}/{path}"  # a `Path` for each of many thousands takes its time

    @property
    def paths(self) -> frozenset[str]:
        """Of all files that are written, or will be."""
        return frozenset(self._paths)

    def has(self, address: str) -> bool:
        """Whether something is written, or will be, at this address from the root."""
        return addresses.output_path(unquote(address)) in self._paths


def put(target: str, data: bytes, key: PageKey, digest: str = "") -> Written:
    """Write a file that was made now. `digest`: SHA-256 of `data` where it is known already."""
    make_room(target)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)
    file = written(target, key.digest, digest or hashlib.sha256(data).hexdigest())
    return file._replace(parts=key.parts)


def _move_into(source: Path, target: Path) -> None:
    """All of `source` over what has the same names in the folder of an earlier site; the rest of that stays for now."""
    for entry in sorted(source.iterdir()):
        place = target / entry.name
        if entry.is_dir() and place.is_dir() and not place.is_symlink():
            _move_into(entry, place)
        else:
            make_room(place)
            shutil.move(entry, place)
    source.rmdir()
