"""Faulty dataset folders and what editors are told: tests/golden/datasets/<case>/ with expected.txt beside the files.

`UPDATE_GOLDEN=1 scripts/test tests/stat_tables/datasets/test_golden_datasets.py` writes the messages again; review it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from portal.errors import BuildFailed
from stat_tables.datasets.load import load_dataset

CASES = Path(__file__).resolve().parents[2] / "golden/datasets"


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_every_fault_is_told_in_one_run_with_place_and_remedy(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES / case)
    monkeypatch.setenv("TOASOAN_LANG", "vi")
    with pytest.raises(BuildFailed) as failed:
        load_dataset(CASES / case)
    told = str(failed.value).replace("./", "") + "\n"
    expected = CASES / case / "expected.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_messages_are_vietnamese_and_name_the_file(case: str) -> None:
    for line in (CASES / case / "expected.txt").read_text(encoding="utf-8").splitlines():
        assert line.startswith(("table.toml", "so-lieu.", "a.csv"))
        assert not any(f" {word} " in line for word in ("the", "is", "of", "write", "column"))
