"""scripts/check --content: forms of the report, exit status, repair, front matter told beside style."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands.check import main

PAPER = Path(__file__).resolve().parents[1] / "end_to_end/paper"
HEAD = """---
id: 14
title: "Toà mở phiên xét xử lưu động tại nhà văn hoá"
sapo: Phiên xét xử sáng nay thu hút hàng trăm người dân tới dự.
date: 2024-04-18T09:00+07:00
section: thi-hanh-an
---

"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "content/articles/tu-phap/2024/bai.md"
    path.parent.mkdir(parents=True)
    path.write_text(f"{HEAD}Toà  án mở phiên.\n", encoding="utf-8")
    return path


def test_text_names_place_severity_and_code(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--content", str(story)]) == 0
    first, summary = capsys.readouterr().out.splitlines()
    assert first == (
        "content/articles/tu-phap/2024/bai.md:9:4: cảnh báo: 2 khoảng trắng liền nhau; giữ một [double-space]"
    )
    assert summary == "Đã soát 1 tệp: 0 lỗi, 1 cảnh báo, 0 lời khuyên"


def test_errors_fail_and_warnings_only_when_strict(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--content", str(story), "--strict"]) == 1
    story.write_text(f"{HEAD}Họp ngày 31/02/2024.\n", encoding="utf-8")
    assert main(["--content", str(story)]) == 1
    assert "[impossible-date]" in capsys.readouterr().out


def test_json_and_github(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--content", str(story), "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    finding = document["findings"][0]
    assert (document["version"], document["counts"]["warning"]) == (1, 1)
    assert (finding["line"], finding["column"], finding["end_column"]) == (9, 4, 6)
    assert (finding["code"], finding["replacement"]) == ("double-space", " ")
    main(["--content", str(story), "--format", "github"])
    assert capsys.readouterr().out.startswith(
        "::warning file=content/articles/tu-phap/2024/bai.md,line=9,endLine=9,col=4,endColumn=6,title=double-space::"
    )


def test_fix_writes_what_is_sure(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--content", str(story.parent), "--fix"]) == 0
    assert story.read_text(encoding="utf-8") == f"{HEAD}Toà án mở phiên.\n"
    assert capsys.readouterr().out == "Đã soát 1 tệp: 0 lỗi, 0 cảnh báo, 0 lời khuyên\nĐã sửa 1 chỗ\n"


def test_front_matter_is_checked_too(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story.write_text(HEAD.replace("id: 14", "id: x").replace("section:", "secton:") + "Đúng.\n", encoding="utf-8")
    assert main(["--content", str(story)]) == 1
    said = capsys.readouterr().out
    assert "bai.md:2:1: lỗi:" in said
    assert "bai.md:6:1: lỗi:" in said


def test_a_path_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--content", str(tmp_path / "khong-co.md")]) == 1
    assert "khong-co.md" in capsys.readouterr().err


def test_the_sample_paper_has_nothing_to_mend(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--content", str(PAPER), "--strict"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_explain_prints_the_page_of_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--explain", "double-space"]) == 0
    assert capsys.readouterr().out.startswith("# Nhiều khoảng trắng liền nhau\n")
    assert main(["--explain", "khong-co"]) == 1


def test_a_headline_that_a_comment_would_cut_is_told_here_too(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cut = HEAD.replace(
        'title: "Toà mở phiên xét xử lưu động tại nhà văn hoá"', "title: Vụ án #5 được đưa ra xét xử lưu động"
    )
    story.write_text(f"{cut}Toà án mở phiên.\n", encoding="utf-8")
    assert main(["--content", str(story)]) == 1
    assert "bai.md:3:1: lỗi: " in capsys.readouterr().out
