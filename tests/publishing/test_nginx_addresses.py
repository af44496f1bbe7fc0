"""Every form of an address in a real nginx: 200, 301 to the right page, 410 with a notice; no warning at its start."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from newsroom.addresses.redirect_files import nginx_address_map, nginx_story_map
from publishing.loopback_nginx import loopback_nginx

SAMPLES = Path(__file__).resolve().parents[2] / "examples" / "nginx"
STORY, NOTICE = "/tu-phap/bai-moi-post12.html", "/tu-phap/bai-go-post13.html"
MOVED = {"/chu-de/cu/": "/chu-de/moi/", "/thoi-su/Bai-Cu.aspx": STORY, "/so-lieu/cu/cu.csv": "/so-lieu/moi/"}
LONG = f"/{'rat-dai-' * 60}/"
MOVED |= {"/cu/b%C3%A0i%20h%C3%ACnh.html": STORY, "/cu/a%3Fb%22$c.html": STORY, LONG: STORY}
PAGES = ("index.html", "404.html", "chu-de/moi/index.html", "so-lieu/moi/index.html", "gioi-thieu.html")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    folder = tmp_path_factory.mktemp("nginx")
    root = folder / "toà soạn"
    for path in (*PAGES, STORY[1:], NOTICE[1:]):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"trang {path}", encoding="utf-8")
    for path, text in (
        (f".gone{NOTICE}", ""),
        (".nginx/addresses.map", nginx_address_map(MOVED, ["/chu-de/moi/", "/gioi-thieu.html"], "")),
        (".nginx/stories.map", nginx_story_map({12: STORY, 13: NOTICE}, "")),
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    with loopback_nginx(root, folder, SAMPLES) as port:
        yield port, folder


def ask(port: int, path: str) -> tuple[int, str, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, answer.getheader("Location", ""), body


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/phap-luat/bai-cu-post12.html", STORY),
        ("/TU-PHAP/BAI-MOI-POST12.HTML", STORY),
        ("/tu-phap/bai-moi-post12", STORY),
        ("/tu-phap/bai-moi-post12/", STORY),
        ("/post/x-post12.htm?utm=1", f"{STORY}?utm=1"),
        ("/thoi-su/bai-cu.ASPX", STORY),
        ("/chu-de/cu/", "/chu-de/moi/"),
        ("/chu-de/cu", "/chu-de/moi/"),
        ("/Chu-De/Moi", "/chu-de/moi/"),
        ("/gioi-thieu", "/gioi-thieu.html"),
        ("/Gioi-Thieu.html", "/gioi-thieu.html"),
        ("/so-lieu/cu/cu.csv", "/so-lieu/moi/"),
        ("/cu/bai-go-post13.html", NOTICE),
        ("/cu/b%C3%A0i%20h%c3%acnh.html", STORY),
        ("/cu/B%C3%A0i%20h%C3%ACnh", STORY),
        ("/cu/a%3Fb%22$c.html", STORY),
        (LONG, STORY),
    ],
)
def test_another_form_of_an_address_leads_to_the_right_one(served: tuple[int, Path], path: str, target: str) -> None:
    assert ask(served[0], path)[:2] == (301, target)


@pytest.mark.parametrize("path", ["/", STORY, "/chu-de/moi/", "/gioi-thieu.html", "/so-lieu/moi/"])
def test_the_right_address_is_answered(served: tuple[int, Path], path: str) -> None:
    assert ask(served[0], path)[0] == 200


def test_a_withdrawn_story_answers_410_with_its_notice(served: tuple[int, Path]) -> None:
    assert ask(served[0], NOTICE) == (410, "", f"trang {NOTICE[1:]}")


@pytest.mark.parametrize(
    "path", ["/x-post99.html", "/.gone/tu-phap/bai-go-post13.html", "/.nginx/stories.map", "/khong"]
)
def test_what_never_was_answers_404(served: tuple[int, Path], path: str) -> None:
    status, _target, body = ask(served[0], path)
    assert (status, body) == (404, "trang 404.html")


def test_the_server_starts_without_a_warning(served: tuple[int, Path]) -> None:
    _port, folder = served
    program = "/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else "nginx"
    command = [program, "-t", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0
    assert "[warn]" not in result.stderr
