"""Offline reading in Chromium, below a path: what was opened is read with the network cut, unless it was withdrawn."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from newsroom.model.options import NewsroomOptions
from newsroom.pages.paper_frame import content_security_policy

from .conftest import Workshop

pytestmark = [pytest.mark.site, pytest.mark.browser]

BASE = "/bao/"
POLICY = content_security_policy(NewsroomOptions(offline=True))
READ, WITHDRAWN, OTHER = "ket-qua", "tin-9", "tin-8"
COPIES = f"fetch('{BASE}bai-da-luu.json').then((answer) => answer.ok ? answer.json() : null)"
STORES = "caches.keys().then((names) => names.sort())"


class Host(SimpleHTTPRequestHandler):
    """Serves the site below BASE until the network is `cut`."""

    cut = False
    policy = POLICY

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        if type(self).cut:
            self.close_connection = True
            self.connection.close()
        elif self.path.startswith(BASE):
            self.path = self.path[len(BASE) - 1 :]
            super().do_GET()
        else:
            self.send_error(404)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", type(self).policy)
        super().end_headers()


class Paper:
    """A small paper with offline reading on, served below a path; its stories can be withdrawn, its network cut."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.host: type[Host] = type("OwnHost", (Host,), {})

    def build(self, *, offline: bool = True) -> None:
        self.workshop.write_settings(f'NEWSROOM = {{"offline": {offline}, "offline_pages": 6}}\n')
        result = self.workshop.build("--quiet", "--site-url", f"https://nhom.example{BASE.rstrip('/')}")
        assert result.returncode == 0, result.stderr

    def story(self, name: str) -> str:
        """Its address on this host."""
        text = self._file(name).read_text(encoding="utf-8")
        number = next(line.split()[1] for line in text.splitlines() if line.startswith("id:"))
        page = next(self.workshop.output.rglob(f"*-post{number}.html"))
        return BASE + page.relative_to(self.workshop.output).as_posix()

    def withdraw(self, name: str) -> None:
        file = self._file(name)
        head = "---\nstatus: retracted\nretraction: {date: 2024-04-12T19:00:00+07:00, reason: Bài thử.}\n"
        file.write_text(file.read_text("utf-8").replace("---\n", head, 1), encoding="utf-8")

    def _file(self, name: str) -> Path:
        return next(self.workshop.content.rglob(f"{name}.md"))

    @contextmanager
    def served(self) -> Iterator[str]:
        handler = partial(self.host, directory=str(self.workshop.output))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory, built: Workshop) -> Paper:
    workshop = Workshop(tmp_path_factory.mktemp("offline") / built.folder.name)
    shutil.copytree(built.folder, workshop.folder)
    made = Paper(workshop)
    made.build()
    return made


@contextmanager
def reader(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, locale="vi-VN", viewport={"width": 400, "height": 800})
    context.set_default_timeout(15_000)
    try:
        yield context
    finally:
        context.close()


def until(page: Page, holds: Callable[[], bool]) -> None:
    for _attempt in range(150):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("waited 15 s for nothing")


def started(page: Page) -> None:
    until(page, lambda: page.evaluate("navigator.serviceWorker.controller !== null"))


def kept(page: Page, *paths: str) -> None:
    """Wait until the browser has copies of these pages."""
    until(page, lambda: {*paths} <= {copy["path"] for copy in page.evaluate(COPIES)})


def test_what_was_opened_is_read_without_a_network_and_what_was_withdrawn_is_not(
    paper: Paper, browser: Browser
) -> None:
    read, gone, never = map(paper.story, (READ, WITHDRAWN, OTHER))
    with paper.served() as address, reader(browser, address) as context:
        page = context.new_page()
        page.goto(read)
        started(page)
        page.goto(gone)
        headline = page.locator("h1").inner_text()
        kept(page, BASE, read, gone)
        assert all(url.startswith(address) for url in asked_by_workers(context))

        paper.withdraw(WITHDRAWN)
        paper.build()
        told = json.loads((paper.workshop.output / "bai-da-rut.json").read_text("utf-8"))
        assert (len(told["withdrawn"]), bool(told["corrected"])) == (1, True)
        page.goto(f"{BASE}toa-soan.html")
        copies = page.evaluate(COPIES)  # the worker asks for the list first
        assert gone not in [copy["path"] for copy in copies]
        assert all(headline not in text for text in page.evaluate(TEXTS))

        paper.host.cut = True
        page.goto(f"{read}?utm_source=thu")
        expect(page.locator(".article-body")).to_be_visible()
        expect(page.locator(".offline-note")).to_contain_text("bản lưu trong máy lúc")
        assert page.evaluate("[...document.fonts].some((face) => face.status === 'loaded')")
        page.goto(BASE)
        expect(page.locator("main a[href*='-post']").first).to_be_visible()
        for path in (gone, never, f"{BASE}tim-kiem/?q=tin"):
            page.goto(path)
            expect(page.locator("h1")).to_have_text("Đọc ngoại tuyến")
            expect(page.locator(".offline-copies a").first).to_be_visible()
        assert headline not in page.locator("body").inner_text()

        page.locator(".offline-copies button").click()
        expect(page.locator(".offline-copies")).to_be_hidden()
        page.goto(read)
        expect(page.locator("h1")).to_have_text("Đọc ngoại tuyến")


def test_copies_are_few_and_a_paper_that_turns_it_off_takes_them_away(paper: Paper, browser: Browser) -> None:
    paper.host.cut = False
    with paper.served() as address, reader(browser, address) as context:
        page = context.new_page()
        page.goto(BASE)
        started(page)
        for path in ("thoi-su/", "tu-phap/", "chu-de/", "tac-gia/", "luu-tru/", "dia-phuong/", "cai-chinh/"):
            page.goto(BASE + path)
            kept(page, BASE + path)
        assert len(page.evaluate(COPIES)) == 6
        assert page.evaluate(STORES)
        assert page.locator(".footer-pages a[href$='/ngoai-tuyen.html']").count()

        paper.build(offline=False)
        page.goto(f"{BASE}toa-soan.html")
        page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one?.update())")
        until(page, lambda: page.evaluate(STORES) == [])
        assert page.evaluate("navigator.serviceWorker.getRegistration().then((one) => !one)")
        paper.host.cut = True
        with pytest.raises(Exception, match="ERR_"):
            page.goto(f"{BASE}tu-phap/")


TEXTS = """caches.keys().then((names) => Promise.all(names.map(async (name) => {
  const store = await caches.open(name);
  const answers = await Promise.all((await store.keys()).map((request) => store.match(request)));
  return Promise.all(answers.map((answer) => answer.text()));
}))).then((texts) => texts.flat())"""


def asked_by_workers(context: BrowserContext) -> list[str]:
    return [worker.url for worker in context.service_workers]
