"""A Dask cluster of processes on this machine, forked from one that has Dask loaded: that takes seconds."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class Cluster:
    """Args: folder: for the workers' files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT}"}
        self._host = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
        )
        self._processes: dict[str, int] = {}
        self.address = self._started("scheduler", "", "")

    def add(self, *names: str) -> None:
        """Workers; they are there when this returns."""
        for name in names:
            self._started(name, self.address, str(self._folder / name))

    def bare_scheduler(self) -> str:
        """Address of another one, which has none of the project's code."""
        return self._started("bare", "", "")

    def _started(self, name: str, *values: str) -> str:
        assert self._host.stdin is not None
        assert self._host.stdout is not None
        self._host.stdin.write("\t".join([name, *values]) + "\n")
        self._host.stdin.flush()
        address, process = self._host.stdout.readline().split()
        self._processes[name] = int(process)
        return address

    def folder_of(self, name: str) -> Path:
        return self._folder / name

    def kill(self, name: str) -> None:
        os.kill(self._processes.pop(name), signal.SIGKILL)

    def kill_workers(self) -> None:
        for name in self._processes.keys() - {"scheduler"}:
            self.kill(name)

    def stop(self) -> None:
        for name in list(self._processes):
            self.kill(name)
        self._host.communicate()


@contextmanager
def cluster_in(folder: Path, *workers: str) -> Iterator[Cluster]:
    cluster = Cluster(folder)
    try:
        cluster.add(*workers)
        yield cluster
    finally:
        cluster.stop()


def killed_at_work(cluster: Cluster, name: str) -> threading.Thread:
    """Kills the worker as soon as it does something for a build, and another one has come."""

    def watch() -> None:
        while not list(cluster.folder_of(name).rglob("bench-*/content")):
            time.sleep(0.01)
        cluster.add("heir")
        cluster.kill(name)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread


def _tell(address: str) -> None:
    sys.stdout.write(f"{address} {os.getpid()}\n")
    sys.stdout.flush()


async def _scheduler() -> None:
    from distributed import Scheduler

    async with Scheduler(host="127.0.0.1", port=0, dashboard=False) as scheduler:
        _tell(scheduler.address)
        await scheduler.finished()


async def _worker(scheduler: str, folder: str) -> None:
    from distributed import Worker

    async with Worker(scheduler, nthreads=1, local_directory=folder) as worker:
        _tell(worker.address)
        await worker.finished()


def _host() -> None:
    import distributed  # noqa: F401 -- once, before it forks

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    for line in sys.stdin:
        name, scheduler, folder = line.rstrip("\n").split("\t")
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            if name == "bare":
                sys.path[:] = [place for place in sys.path if not place.endswith("plugins")]
            asyncio.run(_worker(scheduler, folder) if scheduler else _scheduler())


if __name__ == "__main__":
    _host()
