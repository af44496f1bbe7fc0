"""What a Dask worker does with a run of jobs: hands it to a process of that build, and keeps what comes along."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from portal.files import write_atomic

from .code_version import PLUGINS, code_version
from .workbench import receive, send

FOREIGN, ANSWERED = "foreign", "answered"
_MOST_IDLE = 2 * (os.cpu_count() or 1)  # processes that wait for another run of their build


class _Bench:
    """A process for the jobs of one build."""

    def __init__(self, session: str) -> None:
        self.session = session
        self._folder = Path(tempfile.mkdtemp(prefix="bench-", dir=_home()))
        command = [sys.executable, "-m", "cluster.workbench", str(self._folder), str(_blobs())]
        path = os.pathsep.join([str(PLUGINS), *filter(None, [os.environ.get("PYTHONPATH")])])
        environment = {**os.environ, "PYTHONPATH": path}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=self._folder
        )

    def ask(self, order: bytes) -> bytes:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        send(self._process.stdin, order)
        answer = receive(self._process.stdout)
        if answer is None:
            raise EOFError("a process of the worker has ended")
        return answer

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()
        shutil.rmtree(self._folder, ignore_errors=True)


_idle: list[_Bench] = []
_lock = threading.Lock()


def do_run(code: str, session: str, order: bytes, blobs: Mapping[str, bytes]) -> tuple[str, str, bytes]:
    """What became of it, at which worker, and the answer. Plain values: the scheduler needs none of our classes.

    Args:
        code: version of the code that asks.
    """
    here = _address()
    if code != code_version():
        return FOREIGN, here, b""
    for digest, data in blobs.items():
        if not (_blobs() / digest).is_file():
            write_atomic(_blobs() / digest, data)
    bench = _taken(session)
    try:
        answer = bench.ask(order)
    except BaseException:
        bench.close()
        raise
    _give_back(bench)
    return ANSWERED, here, answer


def _taken(session: str) -> _Bench:
    with _lock:
        for bench in _idle:
            if bench.session == session:
                _idle.remove(bench)
                return bench
    return _Bench(session)


def _give_back(bench: _Bench) -> None:
    with _lock:
        _idle.append(bench)
        old = [_idle.pop(0) for _number in range(len(_idle) - _MOST_IDLE)]
    for one in old:
        one.close()


def _address() -> str:
    from distributed import get_worker

    try:
        return str(get_worker().address)
    except ValueError:
        return ""


@cache
def _home() -> Path:
    """A folder of this process; Dask removes what a killed worker has left in its own."""
    from distributed import get_worker

    try:
        parent: str | None = get_worker().local_directory
    except ValueError:
        parent = None
    home = Path(tempfile.mkdtemp(prefix="toasoan-", dir=parent))
    atexit.register(_leave, home)
    return home


def _leave(home: Path) -> None:
    for bench in _idle:
        bench.close()
    shutil.rmtree(home, ignore_errors=True)


@cache
def _blobs() -> Path:
    folder = _home() / "blobs"
    folder.mkdir(exist_ok=True)
    return folder
