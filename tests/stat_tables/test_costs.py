"""What a normal build does not pay for: no heavy library comes with the plugin's data side."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("bs4", "pandas", "openpyxl", "numpy", "python_calamine", "xlsxwriter", "lxml", "pelican", "babel")
LOAD = f"""
import sys
from datetime import datetime, timezone
from pathlib import Path
from stat_tables.load import load_datasets
tables = load_datasets(Path({str(ROOT / "content/data")!r}), datetime(2030, 1, 1, tzinfo=timezone.utc))
assert tables
print(*sorted({{name.split(".")[0] for name in sys.modules}}))
"""


def test_a_normal_build_loads_no_heavy_library() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    command = [sys.executable, "-c", LOAD]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    loaded = set(result.stdout.split())
    assert "stat_tables" in loaded
    assert not loaded & set(HEAVY)
