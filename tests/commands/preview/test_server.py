"""The preview server, over real HTTP."""

from __future__ import annotations

import json
import socket
import struct
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from building.keeping.live import PageNow, Taken
from commands.preview.server import EVENTS_URL, PAGE_HEADER, SCRIPT_URL, Builds, start
from portal.errors import Problem


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "tin").mkdir()
    (tmp_path / "index.html").write_text("<html><head></head><body>Trang nhất</body></html>", encoding="utf-8")
    (tmp_path / "tin/index.html").write_text("<html><head></head><body>Tin</body></html>", encoding="utf-8")
    (tmp_path / "404.html").write_text("<html><head></head><body>Không thấy</body></html>", encoding="utf-8")
    return tmp_path


@pytest.fixture
def builds() -> Builds:
    return Builds()


@pytest.fixture
def address(site: Path, builds: Builds) -> Iterator[str]:
    server = start(lambda: site, builds, port=0)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=5) as response:
        return str(response.read().decode())


def test_page_gets_the_reload_script(address: str) -> None:
    page = read(address + "/")
    assert "Trang nhất" in page
    assert f'<script type="module" src="{SCRIPT_URL}"></script></head>' in page
    assert "EventSource" in read(address + SCRIPT_URL)


def test_folder_address_serves_its_index(address: str) -> None:
    assert "Tin" in read(address + "/tin/")


def test_unknown_address_shows_the_404_page(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as failure:
        read(address + "/khong-co.html")
    assert failure.value.code == 404
    assert "Không thấy" in failure.value.read().decode()
    failure.value.close()


def test_address_cannot_leave_the_site(address: str, site: Path) -> None:
    (site.parent / "secret.txt").write_text("secret", encoding="utf-8")
    with pytest.raises(urllib.error.HTTPError) as failure:
        read(address + "/..%2fsecret.txt")
    failure.value.close()


def event(address: str) -> dict[str, Any]:
    with urllib.request.urlopen(address + EVENTS_URL, timeout=5) as response:
        assert response.readline() == b"event: state\n"
        told: dict[str, Any] = json.loads(response.readline().decode().removeprefix("data: "))
        return told


def test_event_carries_the_faults_and_warnings_of_a_build_and_how_the_next_goes(address: str, builds: Builds) -> None:
    builds.fail("a.md:3: lỗi một\nb.md:4: lỗi hai", ["c.md:1: cảnh báo"], {})
    builds.begin("Đọc bài… 3/9")
    assert event(address) == {
        "number": 1,
        "stage": "Đọc bài… 3/9",
        "faults": "a.md:3: lỗi một\nb.md:4: lỗi hai",
        "warnings": ["c.md:1: cảnh báo"],
    }


def mark(url: str) -> str:
    with urllib.request.urlopen(urllib.request.Request(url, method="HEAD"), timeout=5) as response:
        assert response.read() == b""
        return str(response.headers[PAGE_HEADER])


def test_a_page_is_told_from_another_without_being_read(address: str, site: Path) -> None:
    before = mark(address + "/tin/")
    assert f'<meta name="preview-page" content="{before}">' in read(address + "/tin/")
    assert mark(address + "/tin/") == before != mark(address + "/")
    (site / "tin/index.html").write_text("<html><head></head><body>Tin khác</body></html>", encoding="utf-8")
    assert mark(address + "/tin/") != before


def test_a_page_made_anew_goes_before_that_of_the_site_until_it_is_part_of_it(
    address: str, builds: Builds, tmp_path: Path
) -> None:
    picture = tmp_path / "anh.bin"
    picture.write_bytes(b"anh")
    builds.make_page = {"tin/index.html": PageNow(b"<html><head></head>Anew</html>")}.get
    builds.take(Taken(frozenset([picture]), files={"media/a.jpg": picture}), ["a.md"], [])
    assert "Anew" in read(address + "/tin/")
    assert SCRIPT_URL in read(address + "/tin/")
    assert read(address + "/media/a.jpg") == "anh"
    assert "<body>Trang nh" in read(address + "/"), "what only the built site knows is served from there"
    builds.renew()
    assert "<body>Tin</body>" in read(address + "/tin/")


def test_what_pages_do_not_tell_yet_is_named(address: str, builds: Builds, tmp_path: Path) -> None:
    taken = Taken(frozenset([tmp_path]), {"a.md:": (Problem("lỗi", "a.md", 3),)})
    builds.take(taken, ["a.md"], ["sections.toml"])
    assert event(address)["stage"] == "Các trang này chưa có thay đổi ở sections.toml"
    assert event(address)["faults"] == "a.md:3: lỗi"
    builds.take(Taken(frozenset([tmp_path]), {"a.md:": ()}), ["a.md", "sections.toml"], [])
    assert event(address)["stage"].startswith("Các trang đã theo bản vừa lưu")
    assert not event(address)["faults"]
    builds.lose(["a.md"])
    assert event(address)["stage"] == "Các trang này chưa có thay đổi ở a.md"
    builds.renew()
    assert not event(address)["stage"]


def test_faults_that_come_up_with_a_page_are_told(address: str, builds: Builds, tmp_path: Path) -> None:
    problem = Problem("mẫu hỏng", "theme/templates/a.html", 3)
    builds.make_page = lambda _path: PageNow(None, {f"{problem.path}:": (problem,)})
    builds.take(Taken(frozenset([tmp_path])), ["a.html"], [])
    assert "<body>Tin</body>" in read(address + "/tin/"), "the page that was last good"
    assert event(address)["faults"] == str(problem)
    number = builds.number
    read(address + "/tin/")
    assert builds.number == number, "told once"


def test_without_a_site_there_is_a_page_that_waits_for_one(tmp_path: Path, builds: Builds) -> None:
    server = start(lambda: tmp_path / "khong-co", builds, port=0)
    with pytest.raises(urllib.error.HTTPError) as failure:
        read(f"http://127.0.0.1:{server.server_port}/")
    page = failure.value.read().decode()
    failure.value.close()
    server.shutdown()
    server.server_close()
    assert SCRIPT_URL in page
    assert "Chưa dựng trang lần nào" in page


def test_a_browser_that_leaves_half_way_is_no_word_on_the_terminal(
    address: str, site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (site / "lon.html").write_text("x" * 30_000_000, encoding="utf-8")
    with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2]))) as connection:
        connection.sendall(b"GET /lon.html HTTP/1.1\r\nHost: localhost\r\n\r\n")
        connection.recv(100)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # close with a reset
    time.sleep(0.5)
    assert capfd.readouterr().err == ""
    assert "Trang nhất" in read(address + "/")


def ask(address: str, path: str, *headers: str, method: str = "GET") -> bytes:
    """The whole answer to a request that is sent as it stands."""
    lines = [f"{method} {path} HTTP/1.1", *headers, "Connection: close", "", ""]
    with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), timeout=5) as connection:
        connection.sendall("\r\n".join(lines).encode())
        answer = b""
        while part := connection.recv(65536):
            answer += part
    return answer


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:8000", "127.0.0.1:8000"])
def test_this_machine_is_served_by_its_names(address: str, host: str) -> None:
    assert ask(address, "/", f"Host: {host}").startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    "headers",
    [
        ["Host: xau.example"],
        ["Host: xau.example:8000"],
        ["Host: localhost.xau.example"],
        ["Host: localhost:8000@xau.example"],
        ["Host: localhost", "Host: xau.example"],
        ["Host:"],
        [],
    ],
)
@pytest.mark.parametrize("path", ["/", EVENTS_URL, SCRIPT_URL])
def test_another_name_for_this_machine_reads_nothing(address: str, headers: list[str], path: str) -> None:
    answer = ask(address, path, *headers)
    assert answer.startswith(b"HTTP/1.1 421 ")
    assert answer.endswith(b"\r\n\r\n")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/a%00b.html", 404),
        ("/%00", 404),
        ("/" + "a" * 300, 404),
        ("/" + "a/" * 2000, 404),
        ("/" + "a" * 5000, 414),
        ("/" + "a" * 70_000, 414),
        ("/index.html/x", 404),
        ("/%ff%fe", 404),
    ],
)
def test_no_address_is_a_traceback(address: str, path: str, status: int, capfd: pytest.CaptureFixture[str]) -> None:
    assert ask(address, path, "Host: localhost").startswith(f"HTTP/1.1 {status} ".encode())
    assert capfd.readouterr().err == ""


def test_head_has_no_body(address: str) -> None:
    answer = ask(address, "/", "Host: localhost", method="HEAD")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b"\r\n\r\n")
    assert ask(address, "/", "Host: xau.example", method="HEAD").startswith(b"HTTP/1.1 421 ")


def test_what_is_named_by_its_content_is_kept_by_the_browser_and_nothing_else(address: str, site: Path) -> None:
    for path in ("theme/0a1b/css/site.css", "media/0a1b-320.jpg", "tin/anh.jpg"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(b"x")

    def caching(path: str) -> str:
        with urllib.request.urlopen(address + path, timeout=5) as response:
            return str(response.headers["Cache-Control"])

    assert "immutable" in caching("/theme/0a1b/css/site.css")
    assert "immutable" in caching("/media/0a1b-320.jpg")
    assert [caching(path) for path in ("/", "/tin/", "/tin/anh.jpg")] == ["no-store"] * 3
    with pytest.raises(urllib.error.HTTPError) as failure:
        read(address + "/media/chua-co.jpg")
    with failure.value as answer:
        assert answer.headers["Cache-Control"] == "no-store", "a picture that comes later would never be seen"
