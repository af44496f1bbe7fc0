"""Run the tests; arguments go to pytest. Without arguments: all of them, over all cores."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Files of one slow test come last otherwise, and one core waits for the other.
_SHARED = ("--dist", "loadfile", "--no-loadscope-reorder")


def main(argv: Sequence[str]) -> int:
    # One process more than cores: tests wait for browsers, servers and clocks much of their time.
    arguments = list(argv) or ["-n", str(len(os.sched_getaffinity(0)) + 1), *_SHARED, "-q", "--durations=20"]
    # A process of its own: pytest must import the project as the commands do.
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
