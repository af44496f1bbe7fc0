"""Publications over ssh whose connection is cut at random moments: the old site stays whole, the next run goes on."""

from __future__ import annotations

import filecmp
import getpass
import random
import socket
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path

from publishing.loopback_sshd import loopback_sshd
from publishing.site_files import SiteFiles

from .small_paper import SmallPaper, environment, run


def cut_connections(folder: Path, count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    paper = SmallPaper.make(folder)
    result = run(paper.build())
    assert result.returncode == 0, result.stderr
    with loopback_sshd(folder / "sshd") as sshd, _Network(sshd.port) as network:
        here = _Run(paper, folder / "host" / "www", sshd.rsh(network.port))
        seconds = here.whole(0)
        print(f"a publication to the host takes {seconds:.1f} s", flush=True)
        faults: list[str] = []
        cut = 0
        for number in range(1, count + 1):
            at = chance.uniform(0.2, seconds)
            cut += here.cut(number, at, network)
            if not (here.serves(number) or here.serves(number - 1)):
                faults.append(f"{number}: cut after {at:.2f} s, and the live site is no whole release")
            here.whole(number)
            if not here.serves(number):
                faults.append(f"{number}: the next run did not bring the release")
            if remains := here.remains():
                faults.append(f"{number}: {remains} are left on the host")
    print(f"{count} connections cut ({cut} before the run had ended): {len(faults)} faults", flush=True)
    return faults


class _Run:
    def __init__(self, paper: SmallPaper, www: Path, rsh: str) -> None:
        self._paper, self._www = paper, www
        to = f"{getpass.getuser()}@127.0.0.1:{www}"
        self._command = [word if word != str(paper.folder / "www") else to for word in paper.publish("--rsh", rsh)]
        self._command += ["--site", str(paper.folder / "site")]

    def _vary(self, number: int) -> None:
        site = self._paper.folder / "site"
        page = site / "index.html"
        text = page.read_text(encoding="utf-8").split("<!-- lượt")[0]
        page.write_text(f"{text}<!-- lượt {number} -->\n", encoding="utf-8")
        (site / "media" / f"{number:012x}-1.jpg").write_bytes(random.Random(number).randbytes(3_000_000))

    def whole(self, number: int) -> float:
        self._vary(number)
        started = time.monotonic()
        result = run(self._command)
        assert result.returncode == 0, result.stderr
        return time.monotonic() - started

    def cut(self, number: int, at: float, network: _Network) -> bool:
        self._vary(number)
        quiet = subprocess.DEVNULL
        with subprocess.Popen(self._command, env=environment(), stdout=quiet, stderr=quiet) as process:
            with suppress(subprocess.TimeoutExpired):
                process.wait(at)
            network.cut()
            return process.wait(120) != 0

    def serves(self, number: int) -> bool:
        """Whether the host serves the whole site of that number."""
        served = self._www / "current"
        site = self._paper.folder / "site"
        if f"lượt {number} " not in (served / "index.html").read_text(encoding="utf-8"):
            return False
        paths = [path for path in SiteFiles.read(site).digests if path != "index.html" and "/0" not in path]
        return all(filecmp.cmp(site / path, served / path, shallow=False) for path in paths)

    def remains(self) -> list[str]:
        return [path.name for path in (self._www / "releases").iterdir() if path.name.startswith(".")]


class _Network:
    """A way to sshd that can be cut: all connections end at once, as when a cable is pulled."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        self._open: list[socket.socket] = []

    def __enter__(self) -> _Network:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_reason: object) -> None:
        self._server.close()
        self.cut()

    def cut(self) -> None:
        for end in self._open:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._open.clear()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _address = self._server.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
                self._open += [near, far]
                for source, sink in ((near, far), (far, near)):
                    threading.Thread(target=_carry, args=(source, sink), daemon=True).start()


def _carry(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
