"""content/abbreviations.toml: what it gives, and every fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.errors import BuildFailed, Problem
from site_search.language.abbreviations import read_abbreviations

ROOT = Path(__file__).resolve().parents[3]


def write(folder: Path, text: str) -> Path:
    path = folder / "abbreviations.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_pairs_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = '[[abbreviation]]\nshort = "B"\nlong = "bê"\n[[abbreviation]]\nshort = "A"\nlong = "a a"\n'
    assert read_abbreviations(write(tmp_path, text)) == (("B", "bê"), ("A", "a a"))


def test_no_file_no_abbreviations(tmp_path: Path) -> None:
    assert read_abbreviations(tmp_path / "abbreviations.toml") == ()


def test_the_papers_own_table_is_sound() -> None:
    table = dict(read_abbreviations(ROOT / "tests/end_to_end/paper/abbreviations.toml"))
    assert table["THADS"] == "thi hành án dân sự"


GOOD = '[[abbreviation]]\nshort = "A"\nlong = "a a"\n'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (GOOD + '[[abbreviation]]\nshort = "B"\n', 4),
        (GOOD + '[[abbreviation]]\nshort = ""\nlong = "b"\n', 5),
        (GOOD + '[[abbreviation]]\nshort = 1\nlong = "b"\n', 5),
        (GOOD + '[[abbreviation]]\nshort = "B"\nlong = "?!"\n', 6),
        (GOOD + '[[abbreviation]]\nshort = "B"\nlang = "b"\nlong = "b"\n', 6),
        (GOOD + GOOD, 5),
        ("abbreviation = 3\n", 1),
        (GOOD + "[other]\nx = 1\n", 4),
    ],
    ids=["no long form", "empty", "number", "nothing to find", "unknown key", "twice", "no tables", "other table"],
)
def test_faults(text: str, line: int, tmp_path: Path) -> None:
    with pytest.raises(BuildFailed) as failed:
        read_abbreviations(write(tmp_path, text))
    (problem,) = failed.value.problems
    assert (problem.path, problem.line) == (f"{tmp_path.name}/abbreviations.toml", line)


def test_all_faults_in_one_run(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed) as failed:
        read_abbreviations(write(tmp_path, '[[abbreviation]]\n[[abbreviation]]\nshort = "x"\n'))
    assert [problem.line for problem in failed.value.problems] == [1, 1, 2]


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "abbreviations.toml"
    path.write_bytes(b'[[abbreviation]]\nshort = "\xff"\n')
    with pytest.raises(Problem):
        read_abbreviations(path)
