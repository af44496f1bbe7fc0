"""The sample configuration in a real nginx: headers, caching, compression, 404, and switches under load."""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from newsroom.model.options import NewsroomOptions
from newsroom.pages.paper_frame import content_security_policy
from publishing.loopback_nginx import loopback_nginx
from publishing.release.releases import Releases

from .conftest import PAGE, MakeSite

SAMPLES = Path(__file__).resolve().parents[2] / "examples" / "nginx"
MOMENT = datetime(2024, 4, 17, 9, tzinfo=UTC)

INDEX = {"tim-kiem/chi-muc/manifest.json": "{}", "tim-kiem/chi-muc/large-3f9a/p/0.bin": "x"}


class Server:
    """A running nginx; `get` answers (status, headers in lower case, body)."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            response: HTTPResponse = connection.getresponse()
            return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
        finally:
            connection.close()


@pytest.fixture
def releases(tmp_path: Path, make_site: MakeSite) -> Releases:
    site = make_site(
        {
            "404.html": PAGE.format(name="404"),
            "sw.js": "",
            "tu-phap/index.html": "tư pháp",
            "lon.html": PAGE * 3,
            "so-lieu/mau/nhung/index.html": PAGE,
            **INDEX,
        }
    )
    made = Releases(tmp_path / "www", keep=3)
    with made.locked():
        made.publish(site, MOMENT)
    return made


@pytest.fixture
def server(tmp_path: Path, releases: Releases) -> Iterator[Server]:
    with loopback_nginx(releases.root / "current", tmp_path, SAMPLES) as port:
        yield Server(port)


def test_every_answer_has_the_security_headers(server: Server) -> None:
    for path in ("/", "/a.html", "/theme/0123456789ab/css/site.css", "/khong-co", "/rss/home.rss"):
        _status, headers, _body = server.get(path)
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert headers["content-security-policy"].endswith("frame-ancestors 'none'")
        assert "strict-transport-security" not in headers  # only over TLS
        assert headers["server"] == "nginx"


def test_only_charts_made_for_other_sites_may_be_framed(server: Server) -> None:
    _status, headers, _body = server.get("/so-lieu/mau/nhung/")
    assert headers["content-security-policy"].endswith("frame-ancestors *")
    assert "x-frame-options" not in headers
    for path in ("/so-lieu/mau/", "/so-lieu/mau/nhung/khac/", "/"):
        assert server.get(path)[1]["x-frame-options"] == "DENY"


def test_policy_is_that_of_the_pages_and_who_may_frame_them(server: Server) -> None:
    _status, headers, _body = server.get("/")
    assert headers["content-security-policy"] == (
        content_security_policy(NewsroomOptions(offline=True)) + "; frame-ancestors 'none'"
    )


@pytest.mark.parametrize(
    ("path", "caching"),
    [
        ("/", "public, max-age=60, stale-while-revalidate=300, stale-if-error=86400"),
        ("/a.html", "public, max-age=60, stale-while-revalidate=300, stale-if-error=86400"),
        ("/theme/0123456789ab/css/site.css", "public, max-age=31536000, immutable"),
        ("/media/aaaabbbbcccc-640.jpg", "public, max-age=31536000, immutable"),
        ("/tim-kiem/chi-muc/large-3f9a/p/0.bin", "public, max-age=31536000, immutable"),
        ("/tim-kiem/chi-muc/manifest.json", "public, max-age=60, stale-while-revalidate=300, stale-if-error=86400"),
        ("/rss/home.rss", "public, max-age=300"),
        ("/sitemap.xml", "public, max-age=300"),
        ("/robots.txt", "public, max-age=300"),
        ("/sw.js", "no-cache"),
    ],
)
def test_caching_follows_the_address(server: Server, releases: Releases, path: str, caching: str) -> None:
    status, headers, _body = server.get(path)
    assert (status, headers["cache-control"]) == (200, caching)
    # What may be kept for ever is what publications keep for pages of older releases.
    live = releases.live()
    assert live is not None
    assert (path.lstrip("/") in live.assets) == ("immutable" in caching)


def test_folders_have_one_address(server: Server) -> None:
    assert server.get("/tu-phap/")[2].decode() == "tư pháp"
    status, headers, _body = server.get("/tu-phap")
    assert (status, headers["location"]) == (301, "/tu-phap/")


@pytest.mark.parametrize("path", ["/khong-co", "/lon.html.gz", "/.git/config", "/../releases/", "/404.html"])
def test_what_is_not_there_gets_the_page_that_says_so(server: Server, path: str) -> None:
    status, headers, body = server.get(path)
    if path.startswith("/.."):
        assert status == 400
        return
    assert status == 404
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert "Trang 404" in body.decode()


def test_compressed_twin_is_sent_to_those_who_take_it(server: Server) -> None:
    _status, plain_headers, plain = server.get("/lon.html")
    _status, headers, packed = server.get("/lon.html", Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert headers["vary"] == plain_headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(packed) == plain


def test_unchanged_page_is_not_sent_again_and_a_changed_one_is(
    server: Server, releases: Releases, make_site: MakeSite
) -> None:
    tag = server.get("/a.html")[1]["etag"]
    assert server.get("/a.html", If_None_Match=tag)[0] == 304
    with releases.locked():
        releases.publish(make_site({"a.html": PAGE.format(name="b")}, name="next"), MOMENT)
    assert server.get("/a.html", If_None_Match=tag)[0] == 200


def test_switches_under_load_lose_no_request_and_mix_no_versions(
    server: Server, releases: Releases, make_site: MakeSite
) -> None:
    """Readers take a page, then the style sheet it names, while twelve releases go live one after the other."""
    sites = [
        make_site(
            {
                "a.html": PAGE.format(name="a").replace("0123456789ab", f"{number:012x}"),
                f"theme/{number:012x}/css/site.css": f"/* {number:012x} */",
            },
            name=f"load-{number}",
        )
        for number in range(12)
    ]
    done, failures, reads = threading.Event(), list[str](), [0]

    def read() -> None:
        while not done.is_set():
            status, _headers, body = server.get("/a.html")
            theme = re.search(rb"/theme/([0-9a-f]{12})/css", body)
            if status != 200 or theme is None:
                failures.append(f"page: {status}")
                continue
            status, _headers, style = server.get(f"/theme/{theme[1].decode()}/css/site.css")
            if status != 200 or (theme[1] != b"0123456789ab" and theme[1] not in style):
                failures.append(f"style: {status}")
            reads[0] += 1

    readers = [threading.Thread(target=read) for _number in range(3)]
    for reader in readers:
        reader.start()
    for site in sites:
        with releases.locked():
            releases.publish(site, MOMENT)
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert reads[0] >= 12
