"""How every plugin writes its pages and files: one protocol, implemented by the newsroom's Pelican writer."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class PageWriter(Protocol):
    """Given to each generator's `generate_output`. Paths are relative to the output folder, with `/`.

    A page is rendered from a theme template that sees only the values passed here plus the frame
    (`site`, `_`, `asset`): no page depends on what it does not show. Writing one path twice is an error.
    """

    def write_page(self, path: str, template: str, /, **values: object) -> None:
        """Render `template` with `values` into `path`, such as `so-lieu/index.html`."""

    def write_file(self, path: str, data: bytes, /) -> None:
        """Write bytes as they are."""

    def copy_file(self, path: str, source: Path, /) -> None:
        """Publish the file `source`, which nobody changes afterwards; it may be removed."""

    def move_folder(self, path: str, source: Path, /, key: str = "") -> None:
        """Publish all files in the folder `source`, which is gone afterwards. `key`: of all that it was made from."""

    def link_folder(self, path: str, key: str, /) -> bool:
        """Publish the folder of the last site that was made from the same; False where there is none."""
