"""Run one of the endurance measurements; exit status 1 where something did not hold."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from endurance.cuts import cut_connections
from endurance.histories import random_histories
from endurance.kills import kill_runs
from endurance.load import publish_under_load
from endurance.merge import follow_merge

MEASUREMENTS: dict[str, tuple[Callable[[Path, int, int], list[str]], int]] = {
    "kills": (kill_runs, 150),
    "load": (publish_under_load, 50),
    "cuts": (cut_connections, 10),
    "merge": (follow_merge, 1000),
    "histories": (random_histories, 40),
}


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="endurance", description=__doc__)
    parser.add_argument("what", choices=MEASUREMENTS)
    parser.add_argument("--count", type=int, default=0, help="kills, publications, cuts, stories or steps")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    arguments = parser.parse_args(argv)
    measure, count = MEASUREMENTS[arguments.what]
    with tempfile.TemporaryDirectory(prefix="endurance-") as temporary:
        faults = measure(arguments.folder or Path(temporary), arguments.count or count, arguments.seed)
    print("\n".join(faults) if faults else "Nothing failed.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
