"""Dataset folders torn at random: each one is a table or a list of located faults, never a traceback."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.errors import BuildFailed, Problem
from stat_tables.datasets.library import Library
from stat_tables.datasets.load import load_dataset, load_datasets

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = sorted(
    path
    for root in ("tests/end_to_end/paper/data", "tests/golden/datasets")
    for path in (ROOT / root).iterdir()
    if path.is_dir()
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
        shutil.copyfile(ROOT / "tests/end_to_end/paper/data/indicators.toml", copy.parent / "indicators.toml")
        victim = dice.choice(sorted(path for path in copy.iterdir() if path.name != "expected.txt"))
        for _ in range(dice.randint(1, 3)):
            victim.write_bytes(torn(victim.read_bytes(), dice))
        assert all(problem.path and problem.message and problem.code for problem in faults_of(copy))


PLAIN = 'title = "T"\ndescription = "D."\nkeys = ["a"]\n[columns.a]\nlabel = "A"\ntype = "string"\n'
PLAIN += '[columns.b]\nlabel = "B"\ntype = "integer"\n[[sources]]\nid = "s"\ntitle = "S"\n'


@pytest.mark.parametrize(
    ("sidecar", "data", "words"),
    [
        ("x = " + "[" * 5000 + "]" * 5000, "a;b\nx;1\n", "40"),
        ("x = " + "9" * 100_000, "a;b\nx;1\n", "60"),
        (".".join("a" * 20_000) + " = 1", "a;b\nx;1\n", "40"),
        (PLAIN + '[[identities]]\nformula = "b = ' + " + ".join("b" * 20_000) + '"', "a;b\nx;1\n", "quá dài"),
        (PLAIN + '[[identities]]\nformula = "b = ' + "9" * 100_000 + '"', "a;b\nx;1\n", "quá dài"),
        (PLAIN.replace('"string"', "\"string\"\npattern = '(a+)+$'"), "a;b\n" + "a" * 40 + "!;1\n", "(a+)+$"),
        (PLAIN.replace('"string"', "\"string\"\npattern = '(?=a)'"), "a;b\nx;1\n", "RE2"),
        (PLAIN, "a;b\nx;" + "9" * 5000 + "\n", "9999"),
    ],
    ids=["deep", "digits", "dotted", "terms", "formula-digits", "pattern", "look-ahead", "csv-digits"],
)
def test_file_made_to_exhaust_ends_soon_with_its_place(sidecar: str, data: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "table.toml").write_text(sidecar, encoding="utf-8")
    (tmp_path / "d.csv").write_text(data, encoding="utf-8")
    start = time.monotonic()
    problems = faults_of(tmp_path)
    assert time.monotonic() - start < 10
    assert any(words in str(problem) and problem.line for problem in problems), problems


def test_number_of_many_digits_in_json_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "table.toml").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "d.json").write_text('[{"a": "x", "b": ' + "9" * 200_000 + "}]", encoding="utf-8")
    (problem,) = faults_of(tmp_path)
    assert (problem.line, problem.column, problem.code) == (1, 18, "number")


def test_linked_folder_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "ngoai"
    shutil.copytree(FOLDERS[0], outside)
    root = tmp_path / "content/data"
    root.mkdir(parents=True)
    (root / "lien-ket").symlink_to(outside)
    with pytest.raises(BuildFailed, match="liên kết"):
        load_datasets(root, datetime(2026, 1, 1, tzinfo=UTC))
    assert Library(root).names() == ()
    assert Library(root).get("lien-ket") is None


def test_what_never_ends_or_is_no_file_is_not_read(tmp_path: Path) -> None:
    """Pipes, devices, links in circles, gigabytes of nothing: in the place of the data, then of the sidecar."""

    def sparse(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(30_000_000_000)

    makers: tuple[Callable[[Path], None], ...] = (
        os.mkfifo,
        Path.mkdir,
        sparse,
        *map(linking, ("/dev/zero", "/etc/passwd", "circle")),
    )
    for number, make in enumerate(makers):
        for victim in ("d.csv", "table.toml"):
            folder = tmp_path / f"{number}-{victim[0]}"
            folder.mkdir()
            (folder / "table.toml").write_text(PLAIN, encoding="utf-8")
            (folder / "d.csv").write_text("a;b\nx;1\n", encoding="utf-8")
            (folder / victim).unlink()
            make(folder / victim)
            (problem,) = faults_of(folder)
            assert problem.hint, (number, victim)
            assert "root:" not in str(problem)


def linking(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(path.name if target == "circle" else target)


@pytest.mark.parametrize(
    ("escape", "is_whole"), [("ud800", False), ("udc00 ", False), ("ud83d\\ude00", True), ("\\ud800", True)]
)
def test_half_a_character_in_json_is_told_with_its_place(escape: str, is_whole: bool, tmp_path: Path) -> None:
    (tmp_path / "table.toml").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "d.json").write_text(f'[\n{{"a": "x\\{escape}", "b": 1}}]', encoding="utf-8")
    assert [(one.line, one.column) for one in faults_of(tmp_path)] == ([] if is_whole else [(2, 9)])


@pytest.mark.parametrize(
    ("name", "proposed"), [("Số liệu 2024", "so-lieu-2024"), ("a_b", "a-b"), ("x" * 200, "x" * 80)]
)
def test_a_folder_whose_name_cannot_be_an_address_is_told_with_one_that_can(
    name: str, proposed: str, tmp_path: Path
) -> None:
    shutil.copytree(FOLDERS[0], tmp_path / "data" / name)
    with pytest.raises(BuildFailed) as caught:
        load_datasets(tmp_path / "data", datetime(2026, 1, 1, tzinfo=UTC))
    (problem,) = caught.value.problems
    assert problem.hint == f"đặt tên là {proposed}"
