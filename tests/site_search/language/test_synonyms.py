"""content/synonyms.toml: what it gives, and every fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.errors import BuildFailed
from site_search.language.province_names import province_names
from site_search.language.synonyms import read_synonyms

ROOT = Path(__file__).resolve().parents[3]
GOOD = '[[synonym]]\nwords = ["ly hôn", "li dị"]\n'


def write(folder: Path, text: str) -> Path:
    path = folder / "synonyms.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_groups_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = GOOD + '[[synonym]]\nwords = ["b", "a", "c"]\n'
    assert read_synonyms(write(tmp_path, text)) == (("ly hôn", "li dị"), ("b", "a", "c"))


def test_no_file_no_synonyms(tmp_path: Path) -> None:
    assert read_synonyms(tmp_path / "synonyms.toml") == ()


def test_the_papers_own_table_is_sound() -> None:
    assert ("ly hôn", "li dị") in read_synonyms(ROOT / "tests/end_to_end/paper/synonyms.toml")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (GOOD + '[[synonym]]\nwords = ["một"]\n', 4),
        (GOOD + '[[synonym]]\nwords = ["hoà giải", "HÒA GIẢI"]\n', 4),
        (GOOD + "[[synonym]]\n", 3),
        (GOOD + "[[synonym]]\nwords = 3\n", 4),
        (GOOD + '[[synonym]]\nwords = ["a", "?!"]\n', 4),
        (GOOD + '[[synonym]]\nword = ["a", "b"]\nwords = ["a", "b"]\n', 4),
        (GOOD + f"[[synonym]]\nwords = {[str(number) for number in range(13)]}\n", 4),
        (GOOD + "[other]\nx = 1\n", 3),
    ],
    ids=["alone", "one to the search", "no words", "number", "nothing to find", "unknown key", "too many", "other"],
)
def test_faults_have_their_line(text: str, line: int, tmp_path: Path) -> None:
    with pytest.raises(BuildFailed) as failed:
        read_synonyms(write(tmp_path, text))
    assert {(problem.path, problem.line) for problem in failed.value.problems} == {
        (f"{tmp_path.name}/synonyms.toml", line)
    }


def test_all_faults_in_one_run(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed) as failed:
        read_synonyms(write(tmp_path, '[[synonym]]\nwords = ["một"]\n[[synonym]]\nwords = ["b", "B"]\n'))
    assert [problem.line for problem in failed.value.problems][:2] == [2, 4]


def test_provinces_stand_for_each_other_by_spelling_and_by_merger() -> None:
    names = province_names()
    assert ("Yên Bái", "Lào Cai") in names
    assert any({"Huế", "Thừa Thiên Huế"} <= set(group) for group in names)
