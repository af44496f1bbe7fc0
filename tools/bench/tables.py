"""What statistical tables cost: importing the plugin, reading many small datasets, showing each kind of block."""

from __future__ import annotations

import argparse
import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from portal.i18n import Translator
from portal.vietnam.provinces import provinces
from stat_tables.datasets.load import load_datasets

from .render import render_costs, write_view_data

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
MOMENT = datetime(2030, 1, 1, tzinfo=UTC)
SIDECAR = """title = "Bảng mau"
description = "Số liệu mẫu để đo."
keys = ["tinh"]

[territory]
name = "Cả nước"
vintage = 63

[columns.tinh]
label = "Tỉnh"
type = "province"

[columns.viec]
label = "Xong"
type = "integer"
unit = "việc"
minimum = 0

[columns.phai]
label = "Phải thi hành"
type = "integer"
unit = "việc"

[columns.tien]
label = "Tiền"
type = "number"
unit = "tỷ đồng"

[columns.ty_le]
label = "Tỷ lệ"
type = "number"
unit = "%"
maximum = 100

[[sources]]
id = "mau"
title = "Số liệu mẫu"
"""
# What reads datasets, in a bare interpreter; the entire plugin, where Pelican and newsroom have their libraries.
IMPORTS = (
    ("", "stat_tables.datasets.load, stat_tables.model.number_format"),
    (
        "import jinja2, markdown, pelican.generators, pymdownx.blocks, yaml",
        "stat_tables.adapter, stat_tables.article.exhibit",
    ),
)
IMPORT = """
import time
{before}
start = time.process_time()
import {modules}
print(time.process_time() - start)
"""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/bench tables",
        description=_("What importing the plugin, reading small datasets and showing them cost."),
    )
    parser.add_argument(
        "--tables", type=int, default=2000, metavar="N", help=_("how many datasets (63 rows, 5 columns)")
    )
    parser.add_argument(
        "--renders", type=int, default=200, metavar="N", help=_("how often each kind of block is shown")
    )
    parser.add_argument("--runs", type=int, default=5, metavar="R", help=_("how often; medians are printed"))
    arguments = parser.parse_args(argv)
    data, whole = (f"{import_cost(before, modules, arguments.runs) * 1000:.0f}" for before, modules in IMPORTS)
    print(_("Importing what reads datasets: {data} ms CPU; the entire plugin: {whole} ms", data=data, whole=whole))
    with tempfile.TemporaryDirectory() as folder:
        write_view_data(Path(folder), SIDECAR)
        for kind, cost in render_costs(Path(folder), ROOT / "theme", arguments.renders):
            print(_("{kind}: {cost} ms CPU more in an article", kind=f"{kind:<18}", cost=f"{cost:.2f}"))
    with tempfile.TemporaryDirectory() as folder:
        write_datasets(Path(folder), arguments.tables)
        split = median_seconds(lambda: split_cells(Path(folder)), arguments.runs)
        checked = median_seconds(lambda: load_datasets(Path(folder), MOMENT), arguments.runs)
    print(
        _(
            "{count} datasets read and checked: {checked} s CPU, {ratio} times the csv module alone ({split} s)",
            count=arguments.tables,
            checked=f"{checked:.2f}",
            ratio=f"{checked / split:.1f}",
            split=f"{split:.2f}",
        )
    )
    return 0


def import_cost(before: str, modules: str, runs: int) -> float:
    """Median in seconds of CPU that importing `modules` costs after the statement `before`, with bytecode at hand."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONPYCACHEPREFIX": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-c", IMPORT.format(before=before, modules=modules)]
        printed = [
            subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
            for _run in range(runs + 1)
        ][1:]
    return statistics.median(map(float, printed))


def write_datasets(root: Path, count: int) -> None:
    dice = random.Random(1)
    for number in range(count):
        rows = ["tinh,viec,phai,tien,ty_le"]
        for unit in provinces(63):
            money, rate = (f'"{dice.randrange(most)},{dice.randrange(10, 99)}"' for most in (999, 99))
            rows.append(f"{unit.name},{dice.randrange(99999)},{dice.randrange(99999)},{money},{rate}")
        folder = root / f"bang-{number}"
        folder.mkdir()
        (folder / "table.toml").write_text(SIDECAR.replace("mau", f"mau-{number}"), encoding="utf-8")
        (folder / "so-lieu.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def split_cells(root: Path) -> None:
    for path in sorted(root.glob("*/so-lieu.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            list(csv.reader(file))


def median_seconds(work: Callable[[], object], runs: int) -> float:
    """Seconds of CPU."""
    costs = []
    for _run in range(runs):
        start = time.process_time()
        work()
        costs.append(time.process_time() - start)
    return statistics.median(costs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
