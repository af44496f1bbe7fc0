"""Pages and files into the output folder: templates see what is passed to them, no path is written twice."""

from __future__ import annotations

import os
import shutil
import traceback
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import jinja2

from newsroom.model.frame import Frame
from portal import addresses
from portal.errors import PortalError, Problem
from portal.i18n import Translator
from portal.theming.templates import environment

from .assets import ThemeFiles
from .base_path import rebased

_ = Translator(__file__)


class PageFiles:
    """A `portal.pages.PageWriter` over one output folder, which is new and which nobody reads yet."""

    def __init__(self, output: Path) -> None:
        self._output = output
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
        for name in self._templates.list_templates(["html"]):
            self._template(name)  # compiled here, not by each of the processes that render pages

    def write_page(self, path: str, template: str, /, **values: object) -> None:
        self.write_file(path, self.render(template, values))
        self.pages += 1

    def write_file(self, path: str, data: bytes, /) -> None:
        self.reserve(path).write_bytes(data)

    def copy_file(self, path: str, source: Path) -> None:
        """Publish `source` as it is; a second name for it where the file system allows, else a copy."""
        target = self.reserve(path)
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError:
            shutil.copyfile(source, target)

    def move_folder(self, path: str, source: Path) -> None:
        """Publish the folder `source` under a name that nothing has yet: in one step where the file system allows."""
        target = self.reserve(path)
        names = (f"{folder}/{name}" for folder, _folders, names in os.walk(source) for name in names)
        self._paths.update(path + name.removeprefix(str(source)) for name in names)
        source.chmod(0o755)
        shutil.move(source, target)

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
            (self._output / folder).mkdir(parents=True, exist_ok=True)
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
