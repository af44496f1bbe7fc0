"""The sample paper, rendered once and served as a real site would be."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from .paper import ROOT, THEME, rendered


@pytest.fixture(scope="session")
def pages() -> dict[str, str]:
    return rendered()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def folder(pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rendered pages, with theme files and pictures."""
    made = tmp_path_factory.mktemp("paper")
    shutil.copytree(THEME / "static", made / "theme" / "t")
    shutil.copytree(ROOT / "tests/end_to_end/paper/media", made / "media")
    (made / "manifest.webmanifest").write_text("{}", encoding="utf-8")
    for name, html in pages.items():
        (made / f"{name}.html").write_text(html, encoding="utf-8")
    return made


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """Where the paper is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
