"""Chromium and a small server for the search: modules are tested where readers run them."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bench.archive import sample_documents, sample_names
from bench.search.browser import PatientServer
from bench.search.page import write_search_page
from portal.exchange import SearchDocument
from site_search.build_index import SearchBuild
from site_search.index.documents import SearchInput

ROOT = Path(__file__).resolve().parents[3]

Call = Callable[..., Any]
SYNONYMS = (("ly hôn", "ly dị", "li dị"), ("công an", "cảnh sát", "lực lượng công an"), ("trên", "ở trên"))
STORIES = 300  # enough for two segments
ABBREVIATIONS = (("THADS", "thi hành án dân sự"), ("UBND", "uỷ ban nhân dân"), ("TP.HCM", "Thành phố Hồ Chí Minh"))


@dataclass(frozen=True)
class SampleIndex:
    """A folder with the theme's scripts and an exported index, and where it is served."""

    folder: Path
    address: str
    documents: list[SearchDocument]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Static files without a log; scripts as the type that modules need on any machine."""

    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}  # noqa: RUF012

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def serve(
    folder: Path, kind: type[http.server.SimpleHTTPRequestHandler] = QuietHandler
) -> tuple[http.server.ThreadingHTTPServer, str]:
    """A server on a free port of this machine, and its address."""
    handler = functools.partial(kind, directory=str(folder))
    server = PatientServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}"


@pytest.fixture(scope="session")
def theme_address() -> Iterator[str]:
    server, address = serve(ROOT / "theme" / "static")
    yield address
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def modules(browser: Browser, theme_address: str) -> Iterator[Page]:
    """A page from which the search modules can be imported."""
    page = browser.new_page()
    page.goto(f"{theme_address}/js/")
    yield page
    page.close()


@pytest.fixture(scope="session")
def call(modules: Page) -> Call:
    """`call("analysis", "fold", "Đường")`: run an exported function of js/search/engine/ in Chromium."""

    def run(module: str, function: str, *arguments: object) -> Any:
        return modules.evaluate(
            "async ([path, name, values]) => (await import(path))[name](...values)",
            [f"/js/search/engine/{module}.js", function, list(arguments)],
        )

    return run


def _citing(document: SearchDocument) -> SearchDocument:
    """Every third story cites a document, some of them two."""
    laws = ("14/2015/TT-BTP", "Luật Luật sư")[: 0 if document.id % 3 else 1 + document.id % 2]
    picture = document.picture and replace(document.picture, modern="avif")
    return replace(document, laws=laws, legal_refs=laws, picture=picture)


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleIndex]:
    """The sample archive's first stories, indexed and exported by the real exporter."""
    folder = tmp_path_factory.mktemp("search")
    documents = [_citing(document) for document in sample_documents(STORIES)]
    given = SearchInput(documents, sample_names(documents), ABBREVIATIONS, SYNONYMS)
    build = SearchBuild(given, folder / "workplace", workers=1)
    shutil.copytree(build.finish(), folder / "site/tim-kiem/chi-muc")
    write_search_page(folder / "site", months=[("04/2024", "/luu-tru/2024/04/", 12)])
    shutil.copytree(ROOT / "theme/static/js", folder / "site/modules/js")
    server, address = serve(folder / "site")
    yield SampleIndex(folder / "site", address, documents)
    server.shutdown()
    server.server_close()
