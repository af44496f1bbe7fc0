"""`scripts/serve` as an editor uses it: save a fault, see it; repair it, and the page is new."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
EVENTS = "/_preview/events"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "tests/end_to_end/paper", tmp_path / "nội dung"))


@pytest.fixture
def address(content: Path, tmp_path: Path) -> Iterator[str]:
    output = str(tmp_path / "trang")
    # A runner in the background ignores the signal, and its children would too.
    command = ["env", "--default-signal=INT", sys.executable, "-m", "commands.serve", "--port", "0"]
    command += ["--content", str(content), "--output", output]
    paths = os.pathsep.join(str(ROOT / name) for name in ("plugins", "scripts"))
    environment = {**os.environ, "PYTHONPATH": paths}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    assert process.stdout is not None
    line = process.stdout.readline()
    yield line.split("://")[1].split("/")[0]
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0
    process.stdout.close()


def read(address: str, path: str) -> str:
    with urllib.request.urlopen(f"http://{address}{path}", timeout=5) as response:
        return str(response.read().decode())


def eventually(holds: object, seconds: float = 60) -> None:
    """Wait until `holds()` is true; an address that is not there yet is not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if holds():  # type: ignore[operator]
                return
        except OSError:
            pass
        time.sleep(0.3)
    raise AssertionError("did not happen in time")


def state(address: str) -> dict[str, Any]:
    """What a browser that connects now is told."""
    with urllib.request.urlopen(f"http://{address}{EVENTS}", timeout=2) as response:
        assert response.readline() == b"event: state\n"
        told: dict[str, Any] = json.loads(response.readline().decode().removeprefix("data: "))
        return told


def waits(address: str) -> bool:
    """Whether the page of the preview stands there, in the place of a site."""
    try:
        read(address, "/")
    except urllib.error.HTTPError as error:
        with error:
            return b"preview-page" in error.read() and error.code == 404
    return False


@pytest.mark.site
def test_an_editor_at_work(address: str, content: Path) -> None:
    """One session: the first build, a fault, its repair, another word, a headline that other pages show."""
    assert waits(address)
    eventually(lambda: "Toà soạn" in read(address, "/"))
    story = next(content.glob("articles/tu-phap/2017/*.md"))
    good = story.read_text(encoding="utf-8")
    story.write_text(good.replace("kicker:", "kikker:"), encoding="utf-8")
    eventually(lambda: "kikker" in state(address)["faults"])
    assert "Thi đua cao điểm" in read(address, "/")
    story.write_text(good.replace("Thi đua cao điểm", "Thi đua đợt cao điểm"), encoding="utf-8")
    eventually(lambda: "Thi đua đợt cao điểm" in read(address, "/"))
    eventually(lambda: not state(address)["stage"] and not state(address)["faults"])
    number = re.search(r"^id: (\d+)", good, re.MULTILINE)
    url = number and re.search(rf'href="(/[^"]*-post{number[1]}.html)"', read(address, "/"))
    assert url
    built = state(address)["number"]
    story.write_text(story.read_text(encoding="utf-8") + "\nMột câu vừa thêm.\n", encoding="utf-8")
    eventually(lambda: "Một câu vừa thêm." in read(address, url[1]))
    eventually(lambda: state(address)["number"] >= built + 2)  # the page alone, then the site
    assert "Một câu vừa thêm." in read(address, url[1])
