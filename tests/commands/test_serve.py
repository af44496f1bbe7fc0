"""`scripts/serve` as an editor uses it: save a fault, see it; repair it, and the page is new."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

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


def faults(address: str) -> str:
    """What a browser that connects now is told: the faults of the last build, or nothing."""
    with urllib.request.urlopen(f"http://{address}{EVENTS}", timeout=2) as response:
        return "".join(response.readline().decode() for _line in range(2))


@pytest.mark.site
def test_saved_fault_is_told_and_repair_is_shown(address: str, content: Path) -> None:
    eventually(lambda: "Toà soạn" in read(address, "/"))
    story = next(content.glob("articles/tu-phap/2017/*.md"))
    good = story.read_text(encoding="utf-8")
    story.write_text(good.replace("kicker:", "kikker:"), encoding="utf-8")
    eventually(lambda: "kikker" in faults(address))
    assert "Thi đua cao điểm" in read(address, "/")
    story.write_text(good.replace("Thi đua cao điểm", "Thi đua đợt cao điểm"), encoding="utf-8")
    eventually(lambda: "Thi đua đợt cao điểm" in read(address, "/"))
