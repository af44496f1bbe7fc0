"""Documents of Word as stories: 0 wrong letters in three encodings, tables cell for cell, changes, notes, pictures."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from docx import Document
from PIL import Image

from importing.word.changes import TrackedChanges
from importing.word.document import WordReading, WordStory, read_document
from portal.errors import Problem
from tests.importing.office import FONTS, add_text, encoded, tracked, with_note, write_document
from tests.newsroom.paper import converted

READING = WordReading("media/bai", ("PLVN", "PLO"), ("Nguyễn Văn A",), alt="CẦN VIẾT")
DOCUMENTS = int(os.environ.get("WORD_DOCUMENTS", "17"))  # of each encoding: 51 in all


def story(path: Path, **values: Any) -> WordStory:
    from dataclasses import replace

    return read_document(path, path.name, replace(READING, **values))


def page(text: str) -> BeautifulSoup:
    body, report = converted(text)
    assert [str(problem) for problem in report.errors] == []
    return BeautifulSoup(body.html, "html.parser")


def number(tag: Tag) -> str:
    """What the browser counts an item of a list with."""
    group = tag.parent
    if tag.name != "li" or group is None or group.name != "ol":
        return ""
    before = len(tag.find_previous_siblings("li"))
    return f"{int(str(group.get('start') or 1)) + before}. "


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("encoding", FONTS)
def test_every_letter_and_every_cell_is_there(tmp_path: Path, encoding: str) -> None:
    for seed in range(DOCUMENTS):
        made = write_document(tmp_path / f"{seed}.docx", seed, encoding)
        read = story(made.path)
        assert read.plain.undecided == ()
        html = page(read.text)
        tables = [
            [
                (words(cell.get_text(" ")), int(str(cell.get("colspan") or 1)), int(str(cell.get("rowspan") or 1)))
                for cell in table.find_all(["td", "th"])
            ]
            for table in html.find_all("table")
        ]
        assert tables == made.tables, seed
        for table in html.find_all("table"):
            table.extract()
        shown = [
            words(read.recognised.title),
            *(f"{number(tag)}{words(tag.get_text())}" for tag in html.find_all(["p", "li"])),
        ]
        assert [text for text in shown if text] == made.paragraphs, seed


def paragraphs(path: Path, *texts: str) -> Any:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(path))
    return document


def test_the_mixed_document_of_an_office(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Báo cáo thi hành án", 1)
    for text, font in (
        ("b¸o ph¸p luËt ViÖt Nam", ".VnTime"),
        ("Baùo Phaùp luaät Vieät Nam", "VNI-Times"),
        ("céng hoµ x· héi chñ nghÜa", ".VnTimeH"),
    ):
        document.add_paragraph().add_run(text).font.name = font
    document.add_paragraph("Văn bản Unicode đậm ").add_run("in đậm").bold = True
    document.save(str(tmp_path / "a.docx"))
    read = story(tmp_path / "a.docx")
    assert read.recognised.title == "Báo cáo thi hành án"
    assert read.recognised.guessed == ()
    assert read.text == (
        "báo pháp luật Việt Nam\n\nBáo Pháp luật Việt Nam\n\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA\n\n"
        "Văn bản Unicode đậm **in đậm**"
    )


def test_unicode_in_an_old_font_is_left_alone(tmp_path: Path) -> None:
    document = Document()
    for font in (".VnTime", "VNI-Times"):
        document.add_paragraph().add_run("Các báo cáo nói: toàn xã có giá tốt, áo cũ, bà già.").font.name = font
    document.save(str(tmp_path / "a.docx"))
    assert story(tmp_path / "a.docx").text.split("\n\n") == ["Các báo cáo nói: toàn xã có giá tốt, áo cũ, bà già."] * 2


def test_the_font_of_a_style_counts(tmp_path: Path) -> None:
    document = Document()
    style = document.styles.add_style("Cũ", 1)
    style.font.name = ".VnTime"
    heir = document.styles.add_style("Con", 1)
    heir.base_style = style
    document.add_paragraph(encoded("Thi hành án dân sự.", "tcvn3"), style="Con")
    paragraph = document.add_paragraph(style="Con")
    paragraph.add_run("Chữ mới: được").font.name = "Arial"
    document.save(str(tmp_path / "a.docx"))
    assert story(tmp_path / "a.docx").text == "Thi hành án dân sự.\n\nChữ mới: được"


def test_tracked_changes_are_refused_taken_or_undone(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("Đạt ")
    tracked(paragraph, "del", "69,36%")
    tracked(paragraph, "ins", "59,36%")
    paragraph.add_run(" về việc.")
    document.save(str(tmp_path / "a.docx"))
    with pytest.raises(Problem, match=r"có 2 thay đổi được theo dõi.*--accept-changes.*--reject-changes"):
        story(tmp_path / "a.docx")
    assert story(tmp_path / "a.docx", changes=TrackedChanges.ACCEPT).text == "Đạt 59,36% về việc."
    before = story(tmp_path / "a.docx", changes=TrackedChanges.REJECT)
    assert before.text == "Đạt 69,36% về việc."
    assert before.plain.changes == 2


def test_notes_are_called_where_they_were(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = Document()
    document.add_paragraph("Theo luật mới, ").add_run("điều này")
    document.save(str(path))
    with_note(path, "điều này", encoded("Nghị định về luật sư.", "tcvn3"), ".VnTime")
    read = story(path)
    assert read.text == "Theo luật mới, điều này[^1]\n\n[^1]: Nghị định về luật sư."
    assert page(read.text).find("section", class_="footnotes") is not None


def test_pictures_come_with_captions_and_credits(tmp_path: Path) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "a.png")
    document = Document()
    document.add_paragraph("Đoạn mở đầu có dấu chấm.")
    document.add_picture(str(tmp_path / "a.png"))
    document.add_paragraph("Quang cảnh buổi họp. Ảnh: Hoàng Lan")
    document.save(str(tmp_path / "a.docx"))
    read = story(tmp_path / "a.docx")
    assert '![CẦN VIẾT](media/bai/anh-1.png "Quang cảnh buổi họp. | Ảnh: Hoàng Lan")' in read.text
    assert [picture.name for picture in read.pictures] == ["anh-1.png"]


def test_headline_lead_and_writer_are_guessed_and_say_so(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Yên Bái thi hành xong gần 1.600 việc")
    lead = "(PLVN) - Sáu tháng đầu năm, các cơ quan thi hành án dân sự tỉnh thu hơn 73 tỷ đồng."
    document.add_paragraph().add_run(lead).bold = True
    document.add_paragraph("Đoạn thứ nhất của bài.")
    document.add_paragraph("Nguyễn Văn A")
    document.save(str(tmp_path / "a.docx"))
    read = story(tmp_path / "a.docx")
    parts = read.recognised
    assert (parts.title, parts.source_tag, parts.author) == (
        "Yên Bái thi hành xong gần 1.600 việc",
        "PLVN",
        "Nguyễn Văn A",
    )
    assert parts.sapo == lead.removeprefix("(PLVN) - ")
    assert parts.guessed == ("title", "sapo", "authors")
    assert read.text == "Đoạn thứ nhất của bài."


SIGNS = "1. Một * hai _ba_ [bốn] <năm> | {{so: x}} `sáu` # bảy"


@pytest.mark.parametrize(
    "text", [SIGNS, "- Thưa ông.", "#thẻ", "---", "/// luu-y", "1945. Năm ấy.", "> hơn", "a) Một.", "a {: .b}"]
)
def test_signs_are_printed_as_they_were_typed(tmp_path: Path, text: str) -> None:
    paragraphs(tmp_path / "a.docx", "Đoạn trước.", text, "Đoạn sau.")
    shown = [tag.get_text() for tag in page(story(tmp_path / "a.docx").text).find_all("p")]
    assert shown == ["Đoạn trước.", text, "Đoạn sau."]


def test_what_has_no_place_in_a_story_is_named(tmp_path: Path) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Lưu hành nội bộ"
    document.add_paragraph("Một đoạn.")
    document.save(str(tmp_path / "a.docx"))
    assert story(tmp_path / "a.docx").left_out == ("đầu trang của văn bản",)


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0" + b"x" * 600, b"PK\x03\x04rubbish"])
def test_a_file_that_is_no_docx_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(Problem, match="không phải văn bản Word"):
        story(tmp_path / "a.docx")


def test_a_file_made_to_exhaust_the_machine_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 5_000_000)
    with pytest.raises(Problem, match="bung ra"):
        story(tmp_path / "a.docx")


def test_tables_in_tables_without_end_are_refused(tmp_path: Path) -> None:
    inside = "<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    Document().save(str(tmp_path / "a.docx"))
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts["word/document.xml"] = f'<w:document xmlns:w="{name}"><w:body>{inside}</w:body></w:document>'.encode()
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:  # not packed, so that the size tells nothing
        for part, data in parts.items():
            archive.writestr(part, data)
    with pytest.raises(Problem, match="bảng lồng"):
        story(tmp_path / "a.docx")


def test_words_cut_anywhere_are_decoded_whole(tmp_path: Path) -> None:
    import random

    document = Document()
    add_text(document.add_paragraph(), "Nước Việt Nam độc lập.", "vni", random.Random(3))
    document.save(str(tmp_path / "a.docx"))
    assert story(tmp_path / "a.docx").text == "Nước Việt Nam độc lập."
