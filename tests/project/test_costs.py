"""What a normal build does not pay for: no heavy library is imported, by the data side or by a whole build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("bs4", "pandas", "openpyxl", "numpy", "python_calamine", "xlsxwriter", "lxml", "pelican", "babel")
LOAD = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from stat_tables.datasets.load import load_datasets
tables = load_datasets(Path(sys.argv[1]), datetime(2030, 1, 1, tzinfo=timezone.utc))
assert tables
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""

# XlsxWriter writes the Excel files of the datasets' pages.
BUILD_ALLOWED = {"xlsxwriter", "pelican"}
BUILD = """
import sys
from commands.build import main
assert main(["--quiet", "--workers", "1", "--content", "tests/end_to_end/paper", "--output", sys.argv[1]]) == 0
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""


def loaded_by(code: str, *arguments: str) -> set[str]:
    """Top-level modules that a fresh interpreter has after `code`."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT / 'scripts'}"}
    command = [sys.executable, "-c", code, *arguments]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, cwd=ROOT)
    return set(result.stdout.split())


def test_reading_datasets_loads_no_heavy_library(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/end_to_end/paper/data", tmp_path / "data")
    for workbook in [*tmp_path.rglob("*.xlsx"), *tmp_path.rglob("*.ods")]:
        shutil.rmtree(workbook.parent)
    loaded = loaded_by(LOAD, str(tmp_path / "data"))
    assert "stat_tables" in loaded
    assert not loaded & set(HEAVY)


@pytest.mark.site
def test_a_build_of_the_paper_loads_no_heavy_library(tmp_path: Path) -> None:
    loaded = loaded_by(BUILD, str(tmp_path / "site"))
    assert {"stat_tables", "newsroom", "site_search"} <= loaded
    assert loaded & set(HEAVY) <= BUILD_ALLOWED
