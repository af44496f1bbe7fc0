"""A build by Dask beside one by forks: bytes over the network, processor time of each kind of process."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from portal.i18n import Translator

from .changes import ENVIRONMENT, Paper, prepared
from .docs_page import put_section

_ = Translator(__file__)

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks" / "cluster.md"
SCHEDULER, WORKER, JOBS, BUILD = "scheduler", "workers: receiving, sending", "workers: jobs", "the machine that builds"
_EVERY = 0.1  # s between two looks at the processes
_TICKS = os.sysconf("SC_CLK_TCK")


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/bench cluster", description=_("A build by Dask on this machine, beside one by forks.")
    )
    parser.add_argument("--articles", type=int, default=1000, metavar="N", help=_("how many sample articles"))
    parser.add_argument("--workers", type=int, default=2, metavar="W", help=_("how many workers of one thread each"))
    parser.add_argument("--write", action="store_true", help=_("write docs/benchmarks/cluster.md"))
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        paper = prepared(Path(folder, "paper"), arguments.articles)
        paper.build()  # what the system and the pictures' cache keep is there for both
        forks = _Watched({}).build(paper)
        with _cluster(Path(folder), arguments.workers) as (address, kinds):
            dask = _Watched(kinds).build(paper, "--engine", "dask", "--scheduler", address)
    text = _told(arguments.articles, arguments.workers, forks, dask)
    print(text)
    if arguments.write:
        put_section(PAGE, arguments.articles, text)
    return 0


@contextmanager
def _cluster(folder: Path, workers: int) -> Iterator[tuple[str, Mapping[int, str]]]:
    """Its address, and kinds of its processes by their ids."""
    dask, file = [sys.executable, "-m", "dask"], folder / "scheduler.json"
    host = ["--host", "127.0.0.1", "--scheduler-file", str(file), "--no-dashboard"]
    processes = [_started([*dask, "scheduler", "--port", "0", *host])]
    try:
        while not file.exists() or not (address := re.search(r'"(tcp://[^"]+)"', file.read_text(encoding="utf-8"))):
            time.sleep(_EVERY)
        alone = ["--nthreads", "1", "--no-nanny", "--no-dashboard"]
        for number in range(workers):
            place = ["--local-directory", str(folder / f"worker-{number}")]
            processes.append(_started([*dask, "worker", address[1], *alone, *place]))
        yield address[1], {process.pid: WORKER for process in processes[1:]} | {processes[0].pid: SCHEDULER}
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, env={**os.environ, **ENVIRONMENT}, stdout=quiet, stderr=quiet)


class _Watched:
    """Seconds of processor time by kind of process while a paper is built, as far as they are seen at their last look.

    Args:
        kinds: of the cluster's processes, by id; what these start does jobs.
    """

    def __init__(self, kinds: Mapping[int, str]) -> None:
        self._kinds, self._before = kinds, _times()
        self._last: dict[int, tuple[str, float]] = {}
        self.wall, self.words = 0.0, ""

    def build(self, paper: Paper, *options: str) -> _Watched:
        output = paper.folder / "output"
        places = ["--settings", str(paper.folder / "settings.py"), "--output", str(output)]
        command = [sys.executable, "-m", "commands.build", *places, "--at", paper.moment.isoformat(), "--clean"]
        environment = {**os.environ, **ENVIRONMENT, "TOASOAN_LANG": "en"}
        started = time.perf_counter()
        process = subprocess.Popen(
            [*command, *options], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        ended = threading.Event()
        watch = threading.Thread(target=self._watch, args=({**self._kinds, process.pid: BUILD}, ended))
        watch.start()
        self.words, _nothing = process.communicate()
        self.wall = time.perf_counter() - started
        ended.set()
        watch.join()
        if process.returncode:
            raise SystemExit(self.words)
        return self

    def _watch(self, kinds: Mapping[int, str], ended: threading.Event) -> None:
        while not ended.wait(_EVERY):
            times = _times()
            children = defaultdict(list)
            for process, (parent, _seconds) in times.items():
                children[parent].append(process)
            for root, kind in kinds.items():
                below = [(child, JOBS if kind == WORKER else kind) for child in children[root]]
                looked_at = [(root, kind), *below]
                while looked_at:
                    process, kind_of_it = looked_at.pop()
                    if process in times:
                        self._last[process] = kind_of_it, times[process][1] - self._before.get(process, (0, 0.0))[1]
                    looked_at += [(child, kind_of_it) for child in children[process] if process != root]

    @property
    def by_kind(self) -> Counter[str]:
        seconds: Counter[str] = Counter()
        for kind, own in self._last.values():
            seconds[kind] += own  # type: ignore[assignment]  # a counter of seconds
        return seconds

    @property
    def traffic(self) -> tuple[str, ...]:
        told = re.search(r"Dask: .*?; ([\d.,]+) MB sent, ([\d.,]+) MB received", self.words)
        return told.groups() if told else ("", "")


def _times() -> dict[int, tuple[int, float]]:
    """Of each process: its parent, and the processor time that it has taken, without that of its children."""
    times = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                values = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            except OSError:
                continue
            times[int(folder.name)] = int(values[1]), (int(values[11]) + int(values[12])) / _TICKS
    return times


def _told(articles: int, workers: int, forks: _Watched, dask: _Watched) -> str:
    sent, received = dask.traffic
    rows = [
        (_("wall"), f"{forks.wall:.1f} s", f"{dask.wall:.1f} s"),
        *((kind, "", f"{dask.by_kind[kind]:.1f} s") for kind in (SCHEDULER, WORKER, JOBS)),
        (BUILD, f"{forks.by_kind[BUILD]:.1f} s", f"{dask.by_kind[BUILD]:.1f} s"),
        ("sent", "", f"{sent} MB"),
        ("received", "", f"{received} MB"),
    ]
    head = f"{articles:,} sample articles, pictures kept; {workers} workers and their scheduler on one machine."
    lines = [head, "", f"| processor time by kind of process | forks | Dask, {workers} workers |", "|---|---:|---:|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
