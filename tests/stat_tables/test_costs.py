"""What a normal build pays: the time to import the plugin's data side, and no heavy library with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = "stat_tables.load, stat_tables.number_format"
HEAVY = ("bs4", "pandas", "openpyxl", "numpy", "python_calamine", "xlsxwriter", "lxml", "pelican", "babel")
# The budget is 60 ms on a machine whose bare interpreter starts in 11 ms of processor time; others are scaled to it.
BUDGET, BARE = 60.0, 11.0
MEASURE = f"""
import time
bare = time.process_time()
import {MODULES}
print(bare * 1000, (time.process_time() - bare) * 1000)
"""
LOAD = f"""
import sys
from datetime import datetime, timezone
from pathlib import Path
from stat_tables.load import load_datasets
tables = load_datasets(Path({str(ROOT / "content/data")!r}), datetime(2030, 1, 1, tzinfo=timezone.utc))
assert tables
print(*sorted({{name.split(".")[0] for name in sys.modules}}))
"""


def run(program: str, cache: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONPYCACHEPREFIX": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a build has its bytecode; compiling is not importing
    result = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    return result.stdout


def test_importing_costs_little(tmp_path: Path) -> None:
    run(MEASURE, tmp_path)  # writes the bytecode
    costs = []
    for _ in range(7):
        bare, imported = map(float, run(MEASURE, tmp_path).split())
        costs.append(imported * BARE / bare)
    assert min(costs) <= BUDGET, costs


def test_a_normal_build_loads_no_heavy_library(tmp_path: Path) -> None:
    loaded = set(run(LOAD, tmp_path).split())
    assert "stat_tables" in loaded
    assert not loaded & set(HEAVY)
