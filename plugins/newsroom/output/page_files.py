"""Pages into the output folder: that of the last site where it was made from the same, else rendered now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from building.keeping.earlier_site import KeptGroup
from building.keeping.page_key import PageKey
from building.keeping.state import BuildState

from .output_files import OutputFiles, put
from .page_renderer import PageRenderer


@dataclass(frozen=True)
class MadePage:
    """What a page is made from, and its bytes; `data` is None where the last site has it."""

    key: PageKey
    data: bytes | None


def make_page(renderer: PageRenderer, template: str, values: Mapping[str, object], before: str) -> MadePage:
    """In whatever process. Args: before: key of the page in the last site."""
    key = renderer.key(template, values)
    if key.digest and key.digest == before:
        return standing(key.digest)
    return MadePage(key, renderer.render(template, values))


def standing(digest: str) -> MadePage:
    """A page that the last site has, made from the same."""
    return MadePage(PageKey(digest), None)


class PageFiles:
    """What `renderer` makes, in the folder of `files`. `pages`: how many were put there."""

    def __init__(self, files: OutputFiles, renderer: PageRenderer, state: BuildState) -> None:
        self._files, self._renderer, self._state = files, renderer, state
        self.pages = 0

    def write(self, path: str, template: str, values: Mapping[str, object]) -> None:
        """Render `template` with `values` into `path`, which nothing has yet."""
        page = make_page(self._renderer, template, values, self.key_before(path))
        self.put_page(path, self.reserve(path), page, lambda: self._renderer.render(template, values))

    def reserve(self, path: str) -> str:
        """Where the page of this name goes; nothing else may have the name from now on."""
        return self._files.reserve(path)

    @property
    def renderer(self) -> PageRenderer:
        return self._renderer

    def standing_group(self, name: str, digest: str) -> Sequence[str]:
        """Paths of the pages of this group, where the last site has each of them, made from the same; else none."""
        paths = self._state.site.paths_of(name, digest)
        return paths if all(map(self.key_before, paths)) else ()

    def record_group(self, name: str, digest: str, paths: Sequence[str], inside: Sequence[str]) -> None:
        """For the next build.

        Args:
            digest: of all that the pages are made from; empty where that cannot be told.
            inside: names of the smaller groups that it is made of.
        """
        if digest:
            self._state.groups[name] = KeptGroup(digest, paths, inside)

    def take_group(self, name: str) -> None:
        """The group stands, with all groups in it."""
        group = self._state.groups[name] = self._state.site.groups[name]
        for one in group.inside:
            if one in self._state.site.groups:
                self.take_group(one)

    def key_before(self, path: str) -> str:
        """The key of the page in the last site; empty where it had none."""
        earlier = self._state.site.files.get(path)
        return earlier.key if earlier else ""

    def put_page(self, path: str, target: str, page: MadePage, render: Callable[[], bytes]) -> None:
        """Put a page into its place. Args: render: makes it where that of the last site cannot be taken after all."""
        file = self._state.site.link_page(path, page.key, target) if page.data is None else None
        if file is None:
            file = put(target, render() if page.data is None else page.data, page.key)
        self._state.written[path] = file
        self.pages += 1
