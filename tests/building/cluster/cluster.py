"""A Dask cluster of processes on this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class Cluster:
    """Args: folder: for the workers' files and logs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: dict[str, subprocess.Popen[str]] = {}
        self.address = ""
        log = self._start("scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.address = _said(log, r"Scheduler at: +(tcp://\S+)")

    def add(self, *names: str) -> None:
        """Workers; they are there when this returns."""
        logs = [self._worker(name) for name in names]
        for log in logs:
            _said(log, r"(Starting established connection)")

    def _worker(self, name: str) -> Path:
        options = ("--nworkers", "1", "--nthreads", "1", "--no-dashboard", "--no-nanny")
        return self._start(name, "worker", self.address, *options, "--local-directory", str(self._folder / name))

    def folder_of(self, name: str) -> Path:
        return self._folder / name

    def kill(self, name: str) -> None:
        self._processes[name].kill()
        self._processes.pop(name).wait()

    def _start(self, name: str, *arguments: str) -> Path:
        log = self._folder / f"{name}.log"
        environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT}"}
        with log.open("w", encoding="utf-8") as file:
            command = [sys.executable, "-m", "dask", *arguments]
            self._processes[name] = subprocess.Popen(command, stdout=file, stderr=file, env=environment, text=True)
        return log

    def stop(self) -> None:
        for process in reversed(self._processes.values()):
            process.kill()
            process.wait()


def _said(log: Path, pattern: str) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if said := re.search(pattern, log.read_text(encoding="utf-8")):
            return said.group(1)
        time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8"))


@contextmanager
def cluster_in(folder: Path, *workers: str) -> Iterator[Cluster]:
    cluster = Cluster(folder)
    try:
        cluster.add(*workers)
        yield cluster
    finally:
        cluster.stop()


def killed_at_work(cluster: Cluster, name: str) -> threading.Thread:
    """Kills the worker as soon as it does something for a build."""

    def watch() -> None:
        while not list(cluster.folder_of(name).rglob("bench-*/content")):
            time.sleep(0.01)
        cluster.kill(name)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread
