"""The writer that Pelican makes for one run: Pelican's interface over `PageFiles`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pelican.plugins import signals
from pelican.writers import Writer

from .edition import Page
from .page_writer import PageFiles
from .press import print_pages


class NewsroomWriter(Writer):  # type: ignore[misc]
    """Pelican's own `write_file(name, template, context, ...)` is never called: its generators have nothing to write.

    What plugins of ours call is the protocol `portal.pages.PageWriter`.
    """

    def __init__(self, output_path: str, settings: dict[str, Any] | None = None) -> None:
        super().__init__(output_path, settings=settings)
        self.files = PageFiles(Path(output_path))

    def write_page(self, path: str, template: str, /, **values: object) -> None:
        self.files.write_page(path, template, **values)
        # Pelican's signal, for plugins that look at every written page.
        signals.content_written.send(str(Path(self.output_path) / path), context=values)

    def print_pages(self, pages: Sequence[Page], advance: Callable[[int], None]) -> None:
        """Many pages at once, over all cores."""
        print_pages(self.files, pages, advance)
        for page in pages if signals.content_written.receivers else ():
            signals.content_written.send(str(Path(self.output_path) / page.path), context=page.values)

    def write_file(self, path: str, data: bytes, /) -> None:
        self.files.write_file(path, data)

    def copy_file(self, path: str, source: Path, /) -> None:
        self.files.copy_file(path, source)

    def move_folder(self, path: str, source: Path, /) -> None:
        self.files.move_folder(path, source)
