"""Pages into the output folder: that of the last site where it was made from the same, else rendered now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from building.keeping.earlier_site import Written
from building.keeping.state import BuildState

from .output_files import OutputFiles, put
from .page_renderer import PageRenderer


class PageFiles:
    """What `renderer` makes, in the folder of `files`. `pages`: how many were put there."""

    def __init__(self, files: OutputFiles, renderer: PageRenderer, state: BuildState) -> None:
        self._files, self._renderer, self._state = files, renderer, state
        self.pages = 0

    def write(self, path: str, template: str, values: Mapping[str, object]) -> None:
        """Render `template` with `values` into `path`, which nothing has yet."""
        self.add({path: self.make(path, self.reserve(path), template, values)})

    def reserve(self, path: str) -> Path:
        """Where the page of this name goes; nothing else may have the name from now on."""
        return self._files.reserve(path)

    def make(self, path: str, target: Path, template: str, values: Mapping[str, object]) -> Written:
        """Put the page into its place, in whatever process; `add` says so in the one that keeps count."""
        key = self._renderer.key(template, values)
        linked = self._state.site.link_page(path, key, target)
        return linked or put(target, self._renderer.render(template, values), key)

    def add(self, pages: Mapping[str, Written]) -> None:
        """Pages that were put into their places."""
        self._state.written.update(pages)
        self.pages += len(pages)
