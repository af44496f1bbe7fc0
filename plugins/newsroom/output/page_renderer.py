"""A page's bytes from its template and values: templates see what is passed to them and what stands around all."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path

import jinja2

from building.keeping.page_key import NO_KEY, PageKey, page_digest, page_parts, told_parts
from building.keeping.state import BuildState
from building.keeping.values import NotPlainError
from newsroom.model.frame import Frame
from portal.errors import Problem
from portal.i18n import Translator
from portal.theming.templates import environment
from portal.traces.trace import TREE

from .assets import ThemeFiles
from .base_path import rebased

_ = Translator(__file__)


class PageRenderer:
    """The templates of one theme with what stands around every page of one build.

    Args:
        theme: folder with `templates/` and `locale/`.
        frame: what all pages show: masthead, sections, foot.
        assets: addresses of the theme's own files.
        around: digests of what stands around every page, where they have been worked out before.
    Raises Problem where a template cannot be compiled.
    """

    def __init__(
        self,
        theme: Path,
        frame: Frame,
        assets: ThemeFiles,
        state: BuildState,
        around: Mapping[str, str] | None = None,
    ) -> None:
        self._theme, self._base, self._state = theme, frame.base, state
        self._frame, self._assets = frame, assets
        self._templates = environment(theme, frame.lang)
        self._templates.globals.update(
            site=frame, asset=assets.address, absolute=lambda url: frame.root + url if url.startswith("/") else url
        )
        self._around = self._digests_around(frame, assets) if around is None else around
        self._all_around = state.digests.of(self._around)
        if around is not None:  # whoever has worked it out has compiled all templates, too
            return
        sources = [self._around.get(name, "") for name in ("templates", "words")]
        # In a build that makes few pages each process compiles what it needs: the others are known to be sound.
        state.value_of("sound templates", sources, self._compile_all)

    def __reduce__(self) -> tuple[object, ...]:
        """On another machine: the same templates, of whose files only the names are looked at."""
        assets = ThemeFiles(self._assets.prefix, dict.fromkeys(self._assets.files, b""))
        return _elsewhere, (self._theme, self._frame, assets, self._around)

    def _compile_all(self) -> bool:
        """Here, not by each of the processes that render pages."""
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

    def key(self, template: str, values: Mapping[str, object]) -> PageKey:
        """Of all that the page is made from; none where a value cannot be compared."""
        if not self._around:
            return NO_KEY
        try:
            parts = page_parts(self._state.digests, values)
        except NotPlainError:
            return NO_KEY
        digest = page_digest(self._state.digests, self._all_around, template, parts)
        return PageKey(digest, told_parts(self._around, template, parts))

    def digest_of_group(self, made_from: Sequence[object]) -> str:
        """The same of pages that all come from these; empty where they cannot be compared."""
        if not self._around:
            return ""
        try:
            return self._state.digests.of(self._all_around, made_from)
        except NotPlainError:
            return ""

    def render(self, template: str, values: Mapping[str, object]) -> bytes:
        """The page as it is written. Raises Problem where the template has a fault."""
        try:
            return rebased(self._template(template).render(values), self._base).encode()
        except jinja2.TemplateNotFound as error:
            raise Problem(_("the template is missing"), self._display_path(str(error.name or template))) from error
        except (jinja2.TemplateError, LookupError, TypeError, ValueError) as error:
            name, line = self._place(error, template)
            raise Problem(str(error), self._display_path(name), line) from error

    def _template(self, name: str) -> jinja2.Template:
        try:
            return self._templates.get_template(name)
        except jinja2.TemplateSyntaxError as error:
            raise Problem(str(error.message), self._display_path(error.name or name), error.lineno) from error

    def _place(self, error: Exception, template: str) -> tuple[str, int | None]:
        """Template and line where rendering failed: Jinja puts them into the traceback."""
        folder = self._theme / "templates"
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if Path(frame.filename).is_relative_to(folder):
                return Path(frame.filename).relative_to(folder).as_posix(), frame.lineno
        return template, None

    def _display_path(self, template: str) -> str:
        return f"{self._theme.name}/templates/{template}"


def _elsewhere(theme: Path, frame: Frame, assets: ThemeFiles, around: Mapping[str, str]) -> PageRenderer:
    return PageRenderer(theme, frame, assets, BuildState(), around)
