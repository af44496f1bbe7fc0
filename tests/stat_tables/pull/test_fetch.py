"""Fetching over real HTTP on the loopback, and every refusal."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from stat_tables.pull.source.fetch import Fetched, FetchError, fetch, is_public

HOST = "so-lieu.example"
PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/": (200, {"Content-Type": "text/html", "ETag": '"1"'}, "Số liệu".encode()),
    "/zip": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"a" * 1000)),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 50_000_000)),
    "/large": (200, {}, b"a" * 3_000_000),
    "/moved": (302, {"Location": "/"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/away": (302, {"Location": "http://khac.example/"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/gone": (404, {}, b"no"),
    "/bad-zip": (200, {"Content-Encoding": "gzip"}, b"hello"),
    "/half-zip": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"a" * 1000)[:-9]),
    "/bad-location": (302, {"Location": "http://["}, b""),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = PAGES[self.path]
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def get(port: int, path: str) -> Fetched:
    """Fetch from the test server: its name resolves to the loopback, which is allowed only here."""
    return fetch(
        f"http://{HOST}:{port}{path}",
        [HOST],
        resolve=lambda host, port: ["127.0.0.1"],
        may_connect=lambda address: True,
        ports=[port],
        most_bytes=2_000_000,
        most_seconds=5,
    )


def test_page_comes_with_its_headers(port: int) -> None:
    fetched = get(port, "/")
    assert fetched.data.decode() == "Số liệu"
    assert fetched.headers == {"Content-Type": "text/html", "ETag": '"1"'}


def test_redirect_on_the_same_host_is_followed(port: int) -> None:
    assert get(port, "/moved").url.endswith(f":{port}/")


def test_gzip_is_decoded(port: int) -> None:
    assert get(port, "/zip").data == b"a" * 1000


@pytest.mark.parametrize(
    "path", ["/bomb", "/large", "/loop", "/away", "/file", "/gone", "/bad-zip", "/half-zip", "/bad-location"]
)
def test_hostile_or_broken_answer_is_refused(port: int, path: str) -> None:
    with pytest.raises(FetchError):
        get(port, path)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://so-lieu.example/",
        "file:///etc/passwd",
        "http:///x",
        "http://khac.example/",
        "http://so-lieu.example.xau.example/",
        "http://xauso-lieu.example/",
        "http://ai:do@so-lieu.example/",
        "http://so-lieu.example:abc/",
        "not an address",
        "http://so-lieu.example:22/",
        "http://xau.example\\.so-lieu.example/",
        "http://xau\uff0eso-lieu.example/",
        "http://so-lieu.example\r\nX: y/",
    ],
)
def test_address_that_may_not_be_fetched_is_refused(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, [HOST], resolve=lambda host, port: pytest.fail("was resolved"))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "224.0.0.1",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "2001:0:7f00:1::",
        "192.88.99.1",
    ],
)
def test_address_that_is_not_public_is_refused_after_resolution(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(FetchError, match=address.split("%")[0]):
        fetch(f"http://{HOST}/", [HOST], resolve=lambda host, port: ["1.1.1.1", address])


def test_public_address_is_public() -> None:
    assert is_public("8.8.8.8")
    assert is_public("2001:4860:4860::8888")


def dripping(pieces: Iterator[bytes], pause: float = 0.1) -> int:
    """The port of a server that sends these pieces one by one, after the request has come."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _address = server.accept()
        with server, connection, suppress(OSError):
            connection.recv(4096)
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(pause)

    threading.Thread(target=serve, daemon=True).start()
    return int(server.getsockname()[1])


@pytest.mark.parametrize(
    "pieces",
    [
        [b"HTTP/1.1 200 OK\r\n", *(b"X-%d: y\r\n" % number for number in range(90))],
        [bytes([byte]) for byte in b"HTTP/1.1 200 OK" + b" " * 90],
        [b"HTTP/1.1 100 Continue\r\n\r\n"] * 90,
        [b"HTTP/1.1 200 OK\r\n\r\n", *([b"x"] * 90)],
    ],
    ids=["headers", "status-line", "continue", "body"],
)
def test_answer_that_drips_ends_at_the_deadline(pieces: list[bytes]) -> None:
    port = dripping(iter(pieces))
    start = time.monotonic()
    with pytest.raises(FetchError, match="quá lâu"):
        fetch(
            f"http://{HOST}:{port}/",
            [HOST],
            resolve=lambda host, port: ["127.0.0.1"],
            may_connect=lambda address: True,
            ports=[port],
            most_seconds=0.6,
        )
    assert time.monotonic() - start < 3


def test_answer_that_breaks_off_is_no_page() -> None:
    port = dripping(iter([b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"]), pause=0)
    with pytest.raises(FetchError):
        get(port, "/")
