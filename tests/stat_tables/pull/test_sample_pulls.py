"""The paper's own pulled datasets: the command finds them unchanged, tells a changed cell, and knows no local path."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from stat_tables.pull.source.lock import NAME
from tests.end_to_end.site.conftest import environment

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "tests/end_to_end/paper/data"
PULLED = sorted(path.parent.name for path in DATA.glob(f"*/{NAME}"))
PAGE = "ban-chep.html"


def check(dataset: str, page: Path, content: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "commands.pull_table", dataset, "--check"]
    command += ["--from", str(page), "--content", str(content)]
    result = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    return result.returncode, result.stdout + result.stderr


def test_a_table_and_a_list_were_pulled() -> None:
    selectors = [json.loads((DATA / name / NAME).read_text(encoding="utf-8"))["selector"] for name in PULLED]
    assert {selector["items"] for selector in selectors} == {False, True}


@pytest.mark.parametrize("dataset", PULLED)
def test_nothing_has_changed_at_the_source(dataset: str) -> None:
    assert check(dataset, DATA / dataset / PAGE, ROOT / "tests/end_to_end/paper") == (0, "Không thay đổi.\n")


@pytest.mark.parametrize(
    ("dataset", "old", "new", "told"),
    [
        ("thads-dieu-kien-thi-hanh", "792 việc", "793 việc", "Có điều kiện thi hành/viec: 792 → 793"),
        ("thads-chi-tieu-2016", "14,66", "14,76", "Về việc/giam_chuyen_ky_sau: 14.66 → 14.76"),
    ],
)
def test_a_changed_figure_is_told(dataset: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    text = (DATA / dataset / PAGE).read_text(encoding="utf-8")
    assert text.count(old) == 1
    page = tmp_path / PAGE
    page.write_text(text.replace(old, new), encoding="utf-8")
    assert check(dataset, page, ROOT / "tests/end_to_end/paper") == (3, f"{told}\n1 ô đã thay đổi\n")


@pytest.mark.parametrize("dataset", PULLED)
def test_the_lock_is_of_the_files_beside_it(dataset: str) -> None:
    folder = DATA / dataset
    text = (folder / NAME).read_text(encoding="utf-8")
    lock = json.loads(text)
    page = (folder / PAGE).read_bytes()
    assert gzip.decompress((folder / lock["snapshot"]).read_bytes()) == page
    assert lock["page_sha256"] == hashlib.sha256(page).hexdigest()
    assert lock["table_sha256"] == hashlib.sha256((folder / "data.csv").read_bytes()).hexdigest()
    assert lock["url"] == ""
    assert "/" not in text.replace(lock["retrieved"], "")


@pytest.mark.parametrize("dataset", PULLED)
def test_a_copy_says_that_it_is_ours(dataset: str) -> None:
    text = (DATA / dataset / PAGE).read_text(encoding="utf-8")
    assert "<title>Bản chép của toà soạn" in text
    assert "đây không phải bản chụp" in text
