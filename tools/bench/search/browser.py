"""Ask search engines in Chromium: what a query fetches, in how many trips, how long it takes, what it finds."""

from __future__ import annotations

import functools
import gzip
import http.server
import io
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

TOP = 10
AGAIN = 5  # of so many queries one is asked again
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
FLAGS += ["--disable-sync", "--no-first-run"]
_GZIPPED = (".js", ".json", ".html", ".css")

# Each engine is a script that makes `window.ask(text)`: the addresses of its first ten results.
OURS = """
async () => {
  const { open } = await import("/modules/js/search/engine/engine.js");
  const { parseState } = await import("/modules/js/search/engine/state.js");
  const engine = open(new URL("/tim-kiem/chi-muc/", location.href));
  window.ask = async (text) => {
    const state = { ...parseState(""), text };
    const found = await engine.search(state, new AbortController().signal);
    return found.results.map((result) => result.url);
  };
}
"""
# In the page instead of a worker, so that the page's own timeline shows what is fetched.
PAGEFIND = """
async () => {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.options({ noWorker: true });
  window.ask = async (text) => {
    const found = await pagefind.search(text);
    const results = await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
    return results.map((result) => result.url);
  };
}
"""
_ASK = """
async (text) => {
  performance.clearResourceTimings();
  const started = performance.now();
  const urls = await window.ask(text);
  const seconds = (performance.now() - started) / 1000;
  await new Promise((resolve) => setTimeout(resolve, 20));
  const files = performance.getEntriesByType("resource").filter(({ name }) => !name.endsWith(".js"));
  const times = files.map((file) => [file.startTime, file.responseEnd, file.encodedBodySize, file.transferSize]);
  return [urls, seconds, times];
}
"""


@dataclass(frozen=True)
class Answer:
    """`size` in bytes of bodies as they travelled; `trips`: longest chain of requests, each after the one before."""

    urls: list[str]
    seconds: float
    size: int
    trips: int


class GzipHandler(http.server.SimpleHTTPRequestHandler):
    """Static files, text gzipped as hosts do, kept by the browser's cache."""

    protocol_version = "HTTP/1.1"
    delay = 0.0  # s before each answer
    # Head and body in one packet: else each answer waits 40 ms for the browser's delayed acknowledgement.
    disable_nagle_algorithm = True
    wbufsize = -1
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}  # noqa: RUF012

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Timing-Allow-Origin", "*")
        super().end_headers()

    def send_head(self) -> io.BytesIO | None:
        time.sleep(self.delay)
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path = path / "index.html"
        if not path.is_file():
            self.send_error(404)
            return None
        data = path.read_bytes()
        self.send_response(200)
        if path.suffix in _GZIPPED:
            data = gzip.compress(data, 9, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class DistantHandler(GzipHandler):
    """As from far away: what a page asks for in one go is all asked for before the first answer."""

    delay = 0.1


class PatientServer(http.server.ThreadingHTTPServer):
    """Browsers that close while they are being answered are no fault."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, handler: type[GzipHandler] = GzipHandler) -> Iterator[str]:
    """Serve `folder` on a free port of this machine; gives the address."""
    server = PatientServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def ask_cold(browser: Browser, address: str, script: str, texts: Sequence[str]) -> list[Answer]:
    """Each text in a browser that has never been there."""
    answers = []
    for text in texts:
        context = browser.new_context()
        answers.append(_ask(_prepared(context.new_page(), address, script), text))
        context.close()
    return answers


def ask_on(browser: Browser, address: str, script: str, texts: Sequence[str]) -> Iterator[tuple[Answer, Answer | None]]:
    """One text after another in one page: what it took; and of every fifth, what it took once more."""
    context = browser.new_context()
    page = _prepared(context.new_page(), address, script)
    for number, text in enumerate(texts):
        yield _ask(page, text), None if number % AGAIN else _ask(page, text)
    context.close()


def _prepared(page: Page, address: str, script: str) -> Page:
    page.goto(f"{address}/blank.html")
    page.evaluate("performance.setResourceTimingBufferSize(10000)")
    page.evaluate(script)
    return page


def _ask(page: Page, text: str) -> Answer:
    urls, seconds, files = page.evaluate(_ASK, text)
    fetched = [(start, end, size) for start, end, size, transferred in files if transferred]
    return Answer(urls, seconds, sum(size for *_, size in fetched), trips([(start, end) for start, end, _ in fetched]))


def trips(requests: Sequence[tuple[float, float]]) -> int:
    """How many of `requests` (begin, end) at most follow each other, each begun when the one before had ended."""
    count, free_from = 0, float("-inf")
    for begin, end in sorted(requests, key=lambda request: request[1]):
        if begin >= free_from:
            count, free_from = count + 1, end
    return count
