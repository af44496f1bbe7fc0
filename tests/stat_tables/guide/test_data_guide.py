"""docs/editing/data.md: examples are from the paper's own datasets, messages from golden cases, keys from the code."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from commands.pull_table import main
from stat_tables.datasets.load import load_dataset
from stat_tables.model.table import Status
from stat_tables.views.cells import status_text

ROOT = Path(__file__).resolve().parents[3]
GUIDE = ROOT / "docs/editing/data.md"
TEXT = GUIDE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(toml|csv|json|text)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
DATA = ROOT / "tests/end_to_end/paper/data"


def of_kind(kind: str) -> list[str]:
    return [text for found, text in BLOCKS if found == kind]


def head(text: str) -> str:
    return " ".join(text.split())[:50]


@pytest.mark.parametrize("example", of_kind("toml"), ids=head)
def test_an_example_of_a_sidecar_is_in_use(example: str) -> None:
    assert any(example in path.read_text(encoding="utf-8") for path in DATA.rglob("*.toml"))


@pytest.mark.parametrize("example", [*of_kind("csv"), *of_kind("json")], ids=head)
def test_an_example_of_data_is_in_use(example: str) -> None:
    files = [path for path in DATA.rglob("*") if path.suffix in (".csv", ".json")]
    assert any(example in path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("example", of_kind("text"), ids=head)
def test_a_message_is_what_the_program_says(example: str) -> None:
    cases = (ROOT / "tests/golden/datasets").glob("*/expected.txt")
    assert any(example in path.read_text(encoding="utf-8") for path in cases)


def test_pulling_goes_as_the_guide_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commands of the guide on the page of the guide say what the guide says; the last one exits with 3."""
    (page,) = re.findall(r"^```html\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    (session,) = re.findall(r"^```console\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "trang.html").write_text(page, encoding="utf-8")
    status = 0
    for step in session.split("$ ")[1:]:
        command, _line, told = step.partition("\n")
        if command.startswith("scripts/pull-table "):
            status = main([*shlex.split(command)[1:], "--content", "content"])
        else:
            subprocess.run(command, shell=True, check=True)
        assert capsys.readouterr().out == told
    assert status == 3
    table = load_dataset(tmp_path / "content/data/cuc-a")
    assert [column.group for column in table.columns] == ["", "Về việc", "Về việc", ""]
    assert [note.text for note in table.notes] == ["Gồm cả đình chỉ.", "Số liệu sơ bộ."]


@pytest.mark.parametrize("status", list(Status))
def test_every_status_is_explained_as_on_the_page(status: Status) -> None:
    assert re.search(rf"^\| `[^`]*\[{status.value}\]`.*\| {status_text(status)} \|", TEXT, re.MULTILINE)
