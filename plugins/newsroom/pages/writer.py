"""The writer that Pelican makes for one run: Pelican's interface over `OutputFiles` and `PageFiles`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pelican.plugins import signals
from pelican.writers import Writer

from building.keeping.earlier_site import EarlierSite
from building.keeping.state import state_of
from newsroom.model.page import Sheet, pages_of
from newsroom.output.output_files import OutputFiles
from newsroom.output.page_files import PageFiles
from newsroom.output.page_renderer import PageRenderer
from portal.build_log import log_of
from portal.errors import PortalError

from .press import Press


class NewsroomWriter(Writer):  # type: ignore[misc]
    """Pelican's own `write_file(name, template, context, ...)` is never called: its generators have nothing to write.

    What plugins of ours call is the protocol `portal.exchange.PageWriter`.
    """

    def __init__(self, output_path: str, settings: dict[str, Any] | None = None) -> None:
        super().__init__(output_path, settings=settings)
        self._state = state_of(settings or {})
        if signals.content_written.receivers:
            # Somebody may change pages after they are written: none of an earlier site can be reused.
            self._state.site = EarlierSite(Path())
        self.files = OutputFiles(Path(output_path), self._state)
        self._pages: PageFiles | None = None

    def use_renderer(self, renderer: PageRenderer) -> None:
        """Pelican makes its writer before anybody knows what stands around every page."""
        self._pages = PageFiles(self.files, renderer, self._state)

    @property
    def _page_files(self) -> PageFiles:
        if self._pages is None:
            raise PortalError("the newsroom must stand before other plugins in PLUGINS")
        return self._pages

    def write_page(self, path: str, template: str, /, **values: object) -> None:
        self._page_files.write(path, template, values)
        self._count()
        # Pelican's signal, for plugins that look at every written page.
        signals.content_written.send(str(Path(self.output_path) / path), context=values)

    def render_page(self, template: str, /, **values: object) -> bytes:
        return self._page_files.renderer.render(template, values)

    def start_pages(self, sheets: Sequence[Sheet]) -> None:
        """Have many pages written, by other cores as long as this process has something else to do."""
        self._press, self._started = Press(self._page_files, sheets), sheets

    @property
    def page_count(self) -> int:
        """How many pages `start_pages` was given."""
        return self._press.page_count

    def finish_pages(self, advance: Callable[[int], None]) -> None:
        """Help to write those pages, and wait for the last."""
        self._press.finish(advance)
        self._count()
        for page in pages_of(self._started) if signals.content_written.receivers else ():
            signals.content_written.send(str(Path(self.output_path) / page.path), context=page.values)

    def _count(self) -> None:
        log_of(self.settings).count("pages", self._page_files.pages)

    def write_file(self, path: str, data: bytes, /) -> None:
        self.files.write_file(path, data)

    def write_keyed(self, path: str, made_from: Sequence[object], make: Callable[[], bytes]) -> None:
        self.files.write_keyed(path, made_from, make)

    def copy_file(self, path: str, source: Path, /) -> None:
        self.files.copy_file(path, source)

    def move_folder(self, path: str, source: Path, /, key: str = "") -> None:
        self.files.move_folder(path, source, key)

    def link_folder(self, path: str, key: str, /) -> bool:
        return self.files.link_folder(path, key)

    def link_into(self, path: str, names: Mapping[str, str], key: str, /) -> bool:
        return self.files.link_into(path, names, key)
