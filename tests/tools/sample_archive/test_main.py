"""scripts/sample-archive as a user runs it: help, mistakes in one line, a folder that a path with spaces names."""

from __future__ import annotations

from pathlib import Path

import pytest

from sample_archive.__main__ import main


def test_writes_into_a_path_with_spaces_and_vietnamese_letters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "kho mẫu"
    assert main(["3", "--out", str(folder)]) == 0
    assert len(list((folder / "articles").rglob("*.md"))) == 3
    assert capsys.readouterr().out.startswith("3 bài mẫu trong")


@pytest.mark.parametrize("count", ["0", "1000001"])
def test_refuses_a_count_out_of_range_in_one_line(
    count: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([count, "--out", str(tmp_path / "x")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "x").exists()


def test_does_not_touch_a_folder_in_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bai.md").write_text("của tôi", encoding="utf-8")
    assert main(["3", "--out", str(tmp_path)]) == 1
    assert "trống" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["bai.md"]
