"""Hub and search engines are told what has changed: a real server on loopback hears it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs

import pytest

from commands.publish import main

from .conftest import FILES, HOME, SITEMAP, MakeSite

KEY = "0123456789abcdef"
MAP = "sitemaps/2024-04.xml"


class Listener(ThreadingHTTPServer):
    heard: list[tuple[str, str, str]]
    status = 202


class Ear(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.heard.append((self.path, self.headers["Content-Type"], body))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener(("127.0.0.1", 0), Ear) as server:
        server.heard = []
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def base(listener: Listener) -> str:
    return f"http://127.0.0.1:{listener.server_port}"


def files(base: str, **changed: str) -> dict[str, str | None]:
    hub = f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" href="{base}/hub" rel="hub"/>'
    feed = FILES["rss/home.rss"].replace("<description>Báo mẫu", f"{hub}<description>Báo mẫu")
    return {"index.html": HOME, "rss/home.rss": feed, f"{KEY}.txt": KEY, MAP: SITEMAP, **changed}


def publish(site: Path, tmp_path: Path, *more: str) -> int:
    content = tmp_path / "content" / "articles"
    content.mkdir(parents=True, exist_ok=True)
    words = ["--to", str(tmp_path / "www"), "--site", str(site), "--content", str(content.parent)]
    return main([*words, "--cache", str(tmp_path / "cache"), *more])


def test_changed_feeds_and_pages_are_told_once_they_are_live(
    make_site: MakeSite, tmp_path: Path, listener: Listener, base: str
) -> None:
    told = ["--announce", "--indexnow", f"{base}/indexnow"]
    assert publish(make_site(files(base), "one").root, tmp_path, *told) == 0
    assert listener.heard == [], "the first publication is no change"
    map_then = SITEMAP.replace("16:05", "18:00")
    feed = str(files(base)["rss/home.rss"]).replace("<title>Bài<", "<title>Bài sửa<")
    two = files(base, **{MAP: map_then, "rss/home.rss": feed, "index.html": HOME + "<!-- nét mới -->"})
    assert publish(make_site(two, "two").root, tmp_path, *told) == 0
    (hub_path, _kind, hub_body), (path, kind, body) = listener.heard
    assert hub_path == "/hub"
    assert parse_qs(hub_body) == {"hub.mode": ["publish"], "hub.url": ["https://bao.example/rss/home.rss"]}
    assert (path, kind.partition(";")[0]) == ("/indexnow", "application/json")
    assert json.loads(body) == {
        "host": "bao.example",
        "key": KEY,
        "keyLocation": f"https://bao.example/{KEY}.txt",
        "urlList": ["https://bao.example/a.html"],
    }
    # The same again tells nobody, and so does a run that was not asked to.
    assert publish(make_site(two, "three").root, tmp_path, *told) == 0
    assert publish(make_site(files(base), "four").root, tmp_path) == 0
    assert len(listener.heard) == 2


def test_nobody_is_told_without_hub_and_key(make_site: MakeSite, tmp_path: Path, listener: Listener, base: str) -> None:
    plain = {"index.html": HOME, MAP: SITEMAP}
    assert publish(make_site(plain, "one").root, tmp_path, "--announce", "--indexnow", f"{base}/indexnow") == 0
    changed = {**plain, MAP: SITEMAP.replace("16:05", "18:00")}
    assert publish(make_site(changed, "two").root, tmp_path, "--announce", "--indexnow", f"{base}/indexnow") == 0
    assert listener.heard == []


def test_hub_that_refuses_stops_nothing(
    make_site: MakeSite, tmp_path: Path, listener: Listener, base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    listener.status = 503
    assert publish(make_site(files(base), "one").root, tmp_path) == 0
    changed = files(base, **{MAP: SITEMAP.replace("16:05", "18:00")})
    site = make_site(changed, "two").root
    assert publish(site, tmp_path, "--announce", "--indexnow", "http://127.0.0.1:1/indexnow") == 0
    assert "127.0.0.1:1" in capsys.readouterr().out
    assert (tmp_path / "www" / "current").readlink().name.startswith("000002")


@contextmanager
def live(root: Path, status: int = 0) -> Iterator[str]:
    """Address of a Pages host that serves `root`, or answers everything with `status`."""

    class Host(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(status) if status else super().do_GET()

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(root))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def note(site: Path, tmp_path: Path, url: str) -> int:
    words = ["changes", "--site", str(site), "--live", url, "--changes", str(tmp_path / "changes.json")]
    return main([*words, "--cache", str(tmp_path / "cache")])


def tell(tmp_path: Path, base: str) -> int:
    words = ["announce", "--changes", str(tmp_path / "changes.json"), "--indexnow", f"{base}/indexnow"]
    return main([*words, "--cache", str(tmp_path / "cache")])


INDEX = """<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://bao.example/sitemaps/2024-04.xml</loc></sitemap>
<sitemap><loc>https://bao.example/sitemaps/news.xml</loc></sitemap>
</sitemapindex>
"""


def test_on_a_pages_host_the_change_is_noted_before_and_told_after_the_deployment(
    make_site: MakeSite, tmp_path: Path, listener: Listener, base: str
) -> None:
    one = {**files(base), "sitemap.xml": INDEX, "sitemaps/news.xml": SITEMAP}
    later = SITEMAP.replace("16:05", "18:00").replace(
        "</urlset>", "<url><loc>https://bao.example/b.html</loc><lastmod>2024-04-18</lastmod></url></urlset>"
    )
    two = {**one, MAP: later, "rss/moi.rss": str(one["rss/home.rss"])}
    served, new = make_site(one, "one").root, make_site(two, "two").root
    with live(served) as url:
        assert note(served, tmp_path, url) == 0
        assert tell(tmp_path, base) == 0
        assert listener.heard == [], "the site that is live already is no change"
        assert note(new, tmp_path, f"{url}/") == 0
    assert listener.heard == [], "nobody is told before the site is live"
    assert tell(tmp_path, base) == 0
    (_hub, _kind, hub_body), (_path, _type, body) = listener.heard
    assert parse_qs(hub_body)["hub.url"] == ["https://bao.example/rss/moi.rss"]
    assert json.loads(body)["urlList"] == ["https://bao.example/a.html", "https://bao.example/b.html"]


def test_first_deployment_tells_nobody(make_site: MakeSite, tmp_path: Path, listener: Listener, base: str) -> None:
    with live(tmp_path / "nothing") as url:
        assert note(make_site(files(base), "one").root, tmp_path, url) == 0
    assert tell(tmp_path, base) == 0
    assert listener.heard == []


def test_what_is_not_known_is_not_told_as_changed(
    make_site: MakeSite, tmp_path: Path, base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with live(tmp_path, status=503) as url:
        assert note(make_site(files(base), "one").root, tmp_path, url) == 1
    assert capsys.readouterr().err.count("sitemap.xml") == 1
    assert tell(tmp_path, base) == 1
    (tmp_path / "changes.json").write_text('{"feeds": []}', encoding="utf-8")
    assert tell(tmp_path, base) == 1
    assert "scripts/publish changes" in capsys.readouterr().err
