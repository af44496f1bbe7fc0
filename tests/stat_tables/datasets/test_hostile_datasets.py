"""Dataset folders torn at random: each one is a table or a list of located faults, never a traceback."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from portal.errors import BuildFailed, Problem
from stat_tables.datasets.load import load_dataset

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = sorted(
    path for root in ("content/data", "tests/golden/datasets") for path in (ROOT / root).iterdir() if path.is_dir()
)
PIECES = [
    *("[", "]", "[[", "=", '"', "'", "{", "}", "\n", ",", ";", "…", "1.600", "1,5", "−", "(", "gần ", "tỷ", "\t"),
    *(
        "\x00",
        "\ufeff",
        "nan",
        "1e9",
        "9" * 50,
        "true",
        "2024-13-01",
        "null",
        "\\",
        "#",
        "\u0301",
        "%",
        "/",
        "*",
        "'a'",
    ),
]
MUTATIONS_PER_FOLDER = 6


def torn(data: bytes, dice: random.Random) -> bytes:
    """`data` with a piece put in, cut out or replaced, a byte changed, or a line doubled or lost."""
    at, length = dice.randrange(len(data) + 1), dice.randint(1, 20)
    kind = dice.randrange(5)
    if kind == 0:
        return data[:at] + dice.choice(PIECES).encode() + data[at:]
    if kind == 1:
        return data[:at] + data[at + length :]
    if kind == 2:
        return data[:at] + dice.choice(PIECES).encode() + data[at + length :]
    if kind == 3:
        return data[:at] + dice.randbytes(1) + data[at + 1 :]
    lines = data.split(b"\n")
    place = dice.randrange(len(lines))
    return b"\n".join([*lines[:place], *dice.choice([[], lines[place : place + 1] * 2]), *lines[place + 1 :]])


def faults_of(folder: Path) -> tuple[Problem, ...]:
    try:
        load_dataset(folder)
    except BuildFailed as failed:
        return failed.problems
    return ()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_torn_folders_are_tables_or_located_faults(folder: Path, tmp_path: Path) -> None:
    dice = random.Random(folder.name)
    for number in range(MUTATIONS_PER_FOLDER):
        copy = tmp_path / str(number) / folder.name
        shutil.copytree(folder, copy)
        shutil.copyfile(ROOT / "content/data/indicators.toml", copy.parent / "indicators.toml")
        victim = dice.choice(sorted(path for path in copy.iterdir() if path.name != "expected.txt"))
        for _ in range(dice.randint(1, 3)):
            victim.write_bytes(torn(victim.read_bytes(), dice))
        assert all(problem.path and problem.message and problem.code for problem in faults_of(copy))
