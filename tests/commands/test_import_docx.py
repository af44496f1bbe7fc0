"""scripts/import-docx: drafts that the schema reads, with what a person must decide."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from commands.import_docx import main
from tests.newsroom.paper import read, write_paper

AT = "2024-04-18T09:00+07:00"


def document(path: Path) -> Path:
    made = Document()
    made.add_paragraph("Yên Bái thi hành xong gần 1.600 việc")
    made.add_paragraph().add_run("Sáu tháng đầu năm, toàn tỉnh thu hơn 73 tỷ đồng cho ngân sách.").bold = True
    made.add_paragraph("Đoạn thứ nhất. Câu thứ hai.")
    Image.new("RGB", (700, 400)).save(path.with_suffix(".png"))
    made.add_picture(str(path.with_suffix(".png")))
    made.add_paragraph("Nguyễn Văn A")
    made.save(str(path))
    return path


def test_a_document_becomes_a_draft_that_can_be_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_paper(tmp_path / "content")
    file = document(tmp_path / "Bài viết.docx")
    assert main([str(file), "--section", "Thi hành án", "--content", str(root), "--at", AT]) == 0
    told = capsys.readouterr().out
    assert "cần quyết định: title có phải là “Yên Bái thi hành xong gần 1.600 việc”?" in told
    assert "cần quyết định: “Nguyễn Văn A” có phải người viết?" in told
    path = root / "articles/tu-phap/2024/bai-viet.md"
    text = path.read_text(encoding="utf-8")
    assert 'title: "Yên Bái thi hành xong gần 1.600 việc"  # máy đoán: xem lại' in text
    assert read(root).articles == ()
    finished = text.replace("status: draft\n", "").replace("CẦN VIẾT: mô tả bức ảnh", "Cánh đồng")
    path.write_text(finished, encoding="utf-8")
    (story,) = read(root).articles
    assert (story.title, story.section.slug) == ("Yên Bái thi hành xong gần 1.600 việc", "thi-hanh-an")
    assert story.body.text == "Đoạn thứ nhất. Câu thứ hai.\nNguyễn Văn A"
    assert 'alt="Cánh đồng"' in story.body.html


def test_faults_are_told_together_and_whole_documents_are_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_paper(tmp_path / "content")
    file = document(tmp_path / "bai.docx")
    (tmp_path / "cu.doc").write_bytes(b"\xd0\xcf\x11\xe0" * 50)
    files = [str(tmp_path / "none.docx"), str(file), str(tmp_path / "cu.doc")]
    assert main([*files, "--section", "thi-hanh-an", "--content", str(root), "--at", AT]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.rpartition("/")[2].split(":")[0] for line in lines] == ["cu.doc", "none.docx"]
    assert (root / "articles/tu-phap/2024/bai.md").is_file()
    assert main([str(file), "--section", "thi-hanh-an", "--content", str(root), "--at", AT]) == 1
    assert "đã có" in capsys.readouterr().err
