"""One command measured: wall time, CPU time of all its processes, peak memory of all of them together."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.05  # s between two looks at the memory, or
_LOOKS = 20  # times what a look takes: each holds up the processes that it looks at


@dataclass(frozen=True)
class Measured:
    """Seconds and bytes. `memory` is proportional set size: pages that processes share count once."""

    wall: float
    cpu: float
    memory: int


class CommandFailed(Exception):
    """The measured command ended with an error; the text is the end of what it said."""


def measure(command: Sequence[str], cwd: Path, environment: Mapping[str, str]) -> Measured:
    """Run `command` to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    log = cwd / ".bench.log"
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=cwd, env={**os.environ, **environment}, stdout=file, stderr=file)
        peak = 0
        while process.poll() is None:
            begun = time.perf_counter()
            peak = max(peak, _memory(process.pid))
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(_EVERY, _LOOKS * (time.perf_counter() - begun)))
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise CommandFailed(log.read_text(encoding="utf-8", errors="replace")[-2000:])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(wall, cpu, peak)


def median(runs: Sequence[Measured]) -> Measured:
    """The median of each figure by itself."""
    return Measured(
        statistics.median(run.wall for run in runs),
        statistics.median(run.cpu for run in runs),
        int(statistics.median(run.memory for run in runs)),
    )


def _memory(pid: int) -> int:
    """Bytes of the process and all below it; 0 for one that has just ended."""
    folder = Path("/proc", str(pid))
    try:
        rollup = (folder / "smaps_rollup").read_text(encoding="ascii")
        children = [
            int(child) for task in (folder / "task").iterdir() for child in (task / "children").read_text().split()
        ]
    except OSError:
        return 0
    own = sum(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))
    return own + sum(_memory(child) for child in children)
