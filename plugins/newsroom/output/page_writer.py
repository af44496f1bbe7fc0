"""Pages and files into the output folder: templates see what is passed to them, no path is written twice."""

from __future__ import annotations

import hashlib
import os
import shutil
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import jinja2

from building.keeping.earlier_site import Written, file_digest, is_same, written
from building.keeping.page_key import NO_KEY, PageKey, page_key
from building.keeping.spare_site import make_folder, make_room
from building.keeping.state import BuildState
from building.keeping.values import NotPlainError
from newsroom.model.frame import Frame
from portal import addresses
from portal.errors import PortalError, Problem
from portal.i18n import Translator
from portal.theming.templates import environment
from portal.traces.trace import TREE

from .assets import ThemeFiles
from .base_path import rebased

_ = Translator(__file__)


class PageFiles:
    """A `portal.exchange.PageWriter` over one output folder, which nobody reads yet.

    Files of an earlier site may stand in it: those that are the same stay, all others give way.
    """

    def __init__(self, output: Path, state: BuildState | None = None) -> None:
        self._output = output
        self._state = state or BuildState()
        self._around: dict[str, str] = {}
        self._paths: set[str] = set()
        self.pages = 0
        self._folders: set[str] = set()
        self._templates: jinja2.Environment | None = None
        self._theme, self._base = Path(), ""

    def show(self, theme: Path, frame: Frame, assets: ThemeFiles) -> None:
        """Set what stands around every page; needed before the first page."""
        self._theme, self._base = theme, frame.base
        self._templates = environment(theme, frame.lang)
        self._templates.globals.update(
            site=frame, asset=assets.address, absolute=lambda url: frame.root + url if url.startswith("/") else url
        )
        self._around = self._digests_around(frame, assets)
        made_from = [self._around.get(name, "") for name in ("templates", "words")]
        # In a build that makes few pages each process compiles what it needs: the others are known to be sound.
        self._state.value_of("sound templates", made_from, self._compile_all)

    def _compile_all(self) -> bool:
        """Here, not by each of the processes that render pages. Raises Problem where one has a fault."""
        assert self._templates is not None
        for name in self._templates.list_templates(["html"]):
            self._template(name)
        return True

    def _digests_around(self, frame: Frame, assets: ThemeFiles) -> dict[str, str]:
        """Of all that a page shows beside its values: templates, words, frame, names of the theme's files."""
        sources = self._state.results.sources if self._state.results else None
        if sources is None:
            return {}
        digests = self._state.digests
        return {
            "software": self._state.software,
            "templates": sources.digest((TREE, str(self._theme / "templates"))),
            "words": sources.digest((TREE, str(self._theme / "locale"))),
            "frame": digests.of(frame),
            "assets": digests.of(assets.prefix, sorted(assets.files)),
        }

    def write_page(self, path: str, template: str, /, **values: object) -> None:
        self._state.written[path] = self.make_page(path, self.reserve(path), template, values)
        self.pages += 1

    def make_page(self, path: str, target: Path, template: str, values: Mapping[str, object]) -> Written:
        """Put the page into its place: that of the last site where it was made from the same."""
        key = self._page_key(template, values)
        linked = self._state.site.link_page(path, key, target)
        return linked or self._put(target, self.render(template, values), key)

    def _page_key(self, template: str, values: Mapping[str, object]) -> PageKey:
        """Of all that the page is made from; none where a value cannot be compared."""
        if not self._around:
            return NO_KEY
        try:
            return page_key(self._state.digests, self._around, template, values)
        except NotPlainError:
            return NO_KEY

    def took(self, path: str, file: Written) -> None:
        """A page that another process has put into its place."""
        self._state.written[path] = file

    def write_file(self, path: str, data: bytes, /) -> None:
        target, digest = self.reserve(path), hashlib.sha256(data).hexdigest()
        linked = self._state.site.link_same(path, digest, target)
        self._state.written[path] = linked or self._put(target, data, NO_KEY, digest)

    def write_made(self, path: str, made_from: Sequence[object], make: Callable[[], bytes]) -> None:
        """Write `make()`, or take the file of the last site that was made from the same.

        Args:
            made_from: plain values; `make` must reach nothing else.
        """
        target, key = self.reserve(path), PageKey(self._state.key_of(made_from))
        linked = self._state.site.link_page(path, key, target)
        self._state.written[path] = linked or self._put(target, make(), key)

    @staticmethod
    def _put(target: Path, data: bytes, key: PageKey, digest: str = "") -> Written:
        make_room(target)
        target.write_bytes(data)
        file = written(target, key.digest, digest or hashlib.sha256(data).hexdigest())
        return replace(file, parts=key.parts)

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
            replace(known, linked=True)
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
        target = self.reserve(path)
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
            target = self.reserve(f"{path}/{name}")
            linked[f"{path}/{name}"] = self._state.site.link_as(f"{path}/{earlier}", target, key)
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
        self._folders = {folder for folder in self._folders if not f"{folder}/".startswith(f"{path}/")}
        return False

    def reserve(self, path: str) -> Path:
        """Where the file of this name goes; nothing else may have the name from now on."""
        if path in self._paths:
            raise PortalError(_("two pages have the address /{path}", path=path))
        # The folder is ours and holds no links: names alone tell whether a path stays inside.
        folder, _slash, name = path.rpartition("/")
        if not name or not {"", ".", ".."}.isdisjoint(path.split("/")):
            raise PortalError(_("{path} leads out of the output folder", path=path))
        self._paths.add(path)
        if folder not in self._folders:
            make_folder(self._output / folder)
            self._folders.add(folder)
        return self._output / path

    @property
    def paths(self) -> frozenset[str]:
        """Of all files that are written, or will be."""
        return frozenset(self._paths)

    def has(self, address: str) -> bool:
        """Whether something is written, or will be, at this address from the root."""
        return addresses.output_path(unquote(address)) in self._paths

    def render(self, template: str, values: Mapping[str, object]) -> bytes:
        """The page as it is written. Raises Problem where the template has a fault."""
        try:
            return rebased(self._template(template).render(values), self._base).encode()
        except jinja2.TemplateNotFound as error:
            raise Problem(_("the template is missing"), self._shown(str(error.name or template))) from error
        except (jinja2.TemplateError, LookupError, TypeError, ValueError) as error:
            name, line = self._place(error, template)
            raise Problem(str(error), self._shown(name), line) from error

    def _template(self, name: str) -> jinja2.Template:
        if self._templates is None:
            raise PortalError("the newsroom must stand before other plugins in PLUGINS")
        try:
            return self._templates.get_template(name)
        except jinja2.TemplateSyntaxError as error:
            raise Problem(str(error.message), self._shown(error.name or name), error.lineno) from error

    def _place(self, error: Exception, template: str) -> tuple[str, int | None]:
        """Template and line where rendering failed: Jinja puts them into the traceback."""
        folder = self._theme / "templates"
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if Path(frame.filename).is_relative_to(folder):
                return Path(frame.filename).relative_to(folder).as_posix(), frame.lineno
        return template, None

    def _shown(self, template: str) -> str:
        return f"{self._theme.name}/templates/{template}"


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
