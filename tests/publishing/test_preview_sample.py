"""examples/preview: a preview below an address that nobody guesses, served by a real nginx."""

from __future__ import annotations

import os
import re
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from publishing.loopback_nginx import nginx_serving

SAMPLE = Path(__file__).resolve().parents[2] / "examples" / "preview"
KEY = "một chuỗi bí mật dài hơn ba mươi hai ký tự"


def send(folder: Path, number: str, to: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {"PREVIEW_KEY": KEY, "PREVIEW_TO": str(to), "PREVIEW_URL": "https://xem.example/", **environment}
    command = [str(SAMPLE / "send-preview"), str(folder), number]
    return subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, check=False)


@pytest.fixture
def preview(tmp_path: Path) -> Path:
    folder = tmp_path / "bản xem trước"
    (folder / "xem-truoc").mkdir(parents=True)
    (tmp_path / "host").mkdir()
    (folder / "xem-truoc" / "index.html").write_text("chưa đăng", encoding="utf-8")
    return folder


def test_address_stays_for_a_pull_request_and_is_known_to_who_has_the_key(preview: Path, tmp_path: Path) -> None:
    host = tmp_path / "host"
    said = [send(preview, number, host) for number in ("12", "12", "13")]
    assert [one.returncode for one in said] == [0, 0, 0], said
    addresses = [one.stdout.strip() for one in said]
    assert addresses[0] == addresses[1] != addresses[2]
    assert re.fullmatch(r"https://xem\.example/[0-9a-f]{40}/xem-truoc/", addresses[0])
    assert send(preview, "12", host, PREVIEW_KEY=KEY[::-1]).stdout.strip() != addresses[0]


@pytest.mark.parametrize(("number", "key"), [("", KEY), ("12/../x", KEY), ("12", "ngắn")])
def test_what_would_give_it_away_is_refused(preview: Path, tmp_path: Path, number: str, key: str) -> None:
    said = send(preview, number, tmp_path / "host", PREVIEW_KEY=key)
    assert said.returncode == 1
    assert len(said.stderr.splitlines()) == 1
    assert list((tmp_path / "host").iterdir()) == []


def test_a_site_that_is_no_preview_is_refused(tmp_path: Path) -> None:
    (tmp_path / "trang").mkdir()
    assert send(tmp_path / "trang", "12", tmp_path / "host").returncode == 1


def test_nginx_serves_it_below_its_address_only(preview: Path, tmp_path: Path) -> None:
    host = tmp_path / "host"
    name = send(preview, "12", host).stdout.split("/")[3]
    config = (SAMPLE / "toasoan-preview.conf").read_text(encoding="utf-8")
    config = re.sub(r"^ *ssl_.*\n", "", config, flags=re.MULTILINE).replace("/srv/toasoan-preview", str(host))
    with nginx_serving(lambda port: config.replace("443 ssl", f"127.0.0.1:{port}"), tmp_path) as port:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{name}/xem-truoc/") as answer:
            assert answer.read().decode() == "chưa đăng"
            assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
            assert answer.headers["Cache-Control"] == "no-store"
        for path in ("/", f"/{name[:-1]}0/", f"/{name}/"):
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}")
            assert refused.value.code in (403, 404)
            refused.value.close()
