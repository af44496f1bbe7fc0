"""Publications under the load of wrk on a real nginx: nothing fails, no page is mixed with another release's assets."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from publishing.loopback_nginx import loopback_nginx
from publishing.release.releases import Releases
from publishing.site_files import SiteFiles

from .small_paper import AT, ROOT, SmallPaper, run

_GOOD = (HTTPStatus.OK, HTTPStatus.MOVED_PERMANENTLY)
PAUSE = 0.3  # seconds between two publications
_WRK = """\
local paths = {{ {paths} }}
local threads = {{}}
function setup(thread) table.insert(threads, thread) end
function init(args) math.randomseed(os.time()); failed = 0; asked = 0; first = "" end
function request() return wrk.format("GET", paths[math.random(#paths)]) end
function response(status, headers, body)
  asked = asked + 1
  if status ~= 200 and status ~= 301 then failed = failed + 1; first = first .. " " .. status end
end
function done(summary, latency, requests)
  local asked, failed = 0, 0
  for _, thread in ipairs(threads) do asked = asked + thread:get("asked"); failed = failed + thread:get("failed") end
  local errors = summary.errors
  io.write(string.format("asked=%d failed=%d sockets=%d\\n", asked, failed,
    errors.connect + errors.read + errors.write + errors.timeout))
end
"""
_ASSET = re.compile(r'(?:href|src)="(/(?:theme|media)/[^"]+)"')


def publish_under_load(folder: Path, count: int, _seed: int) -> list[str]:
    if shutil.which("wrk") is None:
        return ["wrk is missing; on Debian: apt-get install wrk"]
    paper = SmallPaper.make(folder)
    result = run(paper.build())
    assert result.returncode == 0, result.stderr
    releases, moment = Releases(folder / "www"), datetime.fromisoformat(AT).astimezone(UTC)
    with releases.locked():
        releases.publish(SiteFiles.read(folder / "site"), moment)
    with loopback_nginx(releases.root / "current", folder, ROOT / "examples" / "nginx") as port:
        mixed = _Reader(port)
        with _wrk(folder, port) as said, mixed.reading():
            for number in range(count):
                _vary(folder / "site", number)
                with releases.locked():
                    releases.publish(SiteFiles.read(folder / "site"), moment + timedelta(seconds=number + 1))
                time.sleep(PAUSE)
    figures = dict(re.findall(r"(asked|failed|sockets)=(\d+)", "".join(said)))
    live = releases.live()
    print(f"{count} publications, live {live.id if live else None}; wrk: {figures}; pages read with all their assets: "
          f"{mixed.pages} ({mixed.assets} assets)", flush=True)  # fmt: skip
    faults = [] if figures.get("failed") == figures.get("sockets") == "0" else [f"wrk: {''.join(said)[-500:]}"]
    return faults + mixed.faults


def _vary(site: Path, number: int) -> None:
    """Every page says another number and asks for another picture, which names its content."""
    (site / "media" / f"{number:012x}-1.jpg").write_bytes(b"%d" % number * 100)
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8").split("<!-- lượt")[0]
        page.write_text(f'{text}<!-- lượt {number} <img src="/media/{number:012x}-1.jpg"> -->\n', encoding="utf-8")
    if number > 8:
        (site / "media" / f"{number - 8:012x}-1.jpg").unlink()


@contextmanager
def _wrk(folder: Path, port: int) -> Iterator[list[str]]:
    """Load over pages, assets, search files and addresses in another case, until the block ends."""
    site = SiteFiles.read(folder / "site")
    pages = [f"/{path.removesuffix('index.html')}" for path in site.pages() if path != "404.html"]
    others = [f"/{path}" for path in site.digests if path.startswith(("theme/", "tim-kiem/chi-muc/", "rss/", "media/"))]
    old = [f"/cu/ten-cu-post{number}.html" for number in re.findall(r"-post(\d+)\.html", " ".join(pages))]
    paths = [path for path in (*pages, *others, *old) if not path.endswith((".gz", ".br"))]
    # What is withdrawn, or is to be found by nobody, has no old address; anything that answers must go on answering.
    left_out = [(path, status) for path in paths if (status := _status(port, path)) not in _GOOD]
    print(f"{len(paths)} addresses; without an answer from the start, and left out: {left_out}", flush=True)
    paths = sorted(set(paths) - {path for path, _ in left_out})
    script = folder / "wrk.lua"
    script.write_text(_WRK.format(paths=", ".join(f'"{path}"' for path in paths)), encoding="utf-8")
    command = ["wrk", "-t1", "-c16", "-d3600s", "--timeout", "10s", "-s", str(script), f"http://127.0.0.1:{port}"]
    said: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield said
        finally:
            process.send_signal(2)  # wrk tells what it has counted
            said.append(process.communicate()[0])


def _status(port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


class _Reader:
    """Reads a page and at once all that it asks for."""

    def __init__(self, port: int) -> None:
        self._port, self._stop = port, threading.Event()
        self.pages = self.assets = 0
        self.faults: list[str] = []

    @contextmanager
    def reading(self) -> Iterator[None]:
        thread = threading.Thread(target=self._read)
        thread.start()
        try:
            yield
        finally:
            self._stop.set()
            thread.join()

    def _read(self) -> None:
        while not self._stop.is_set():
            status, body = self._get("/")
            self.pages += 1
            if status != 200:
                self.faults.append(f"/: {status}")
            for address in sorted(set(_ASSET.findall(body))):
                self.assets += 1
                if (answer := self._get(address)[0]) != 200:
                    self.faults.append(f"{address}: {answer}")

    def _get(self, path: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=20)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        except (OSError, HTTPException) as error:
            return 0, str(error)
        finally:
            connection.close()
