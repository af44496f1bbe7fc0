"""What styles say and no run: hidden words, capitals; signs of Symbol and Wingdings; columns made with tabs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from .test_document import story
from .test_structure import SPACES, counted, par, run, shown

SECRET = "số nội bộ"


def styled(document: Any, kind: Any = WD_STYLE_TYPE.PARAGRAPH, name: str = "Ghi chú kín") -> Any:
    return document.styles.add_style(name, kind)


def by_paragraph(document: Any) -> None:
    styled(document).font.hidden = True
    document.add_paragraph(SECRET, style="Ghi chú kín")


def by_base_style(document: Any) -> None:
    styled(document).font.hidden = True
    child = styled(document, name="Con")
    child.base_style = document.styles["Ghi chú kín"]
    document.add_paragraph(SECRET, style="Con")


def by_character(document: Any) -> None:
    styled(document, WD_STYLE_TYPE.CHARACTER).font.hidden = True
    document.paragraphs[-1].add_run(f" {SECRET}", style="Ghi chú kín")


def by_character_that_says_no(document: Any) -> None:
    """A style of characters that does not hide shows nothing of a paragraph that is hidden."""
    styled(document).font.hidden = True
    styled(document, WD_STYLE_TYPE.CHARACTER, "Thường").font.hidden = False
    document.add_paragraph(style="Ghi chú kín").add_run(SECRET, style="Thường")


def by_table(document: Any) -> None:
    styled(document, WD_STYLE_TYPE.TABLE).font.hidden = True
    document.add_table(1, 1, style="Ghi chú kín").cell(0, 0).text = SECRET


def by_usual_style(document: Any) -> None:
    for paragraph in document.paragraphs:
        for one in paragraph.runs:
            one.font.hidden = False
    document.styles["Normal"].font.hidden = True
    document.add_paragraph(SECRET)


def by_default(document: Any) -> None:
    for paragraph in document.paragraphs:
        for one in paragraph.runs:
            one.font.hidden = False
    default = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    default.append(OxmlElement("w:vanish"))
    document.add_paragraph(SECRET)


def in_box(document: Any) -> None:
    box = (
        f'<w:r {SPACES} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:drawing>'
        f'<wp:docPr id="1" name="x" hidden="1"/><wps:txbx><w:txbxContent>{par(run(SECRET))}</w:txbxContent></wps:txbx>'
        "</w:drawing></w:r>"
    )
    document.paragraphs[-1]._p.append(parse_xml(box))


def in_older_box(document: Any) -> None:
    box = (
        f'<w:r {SPACES}><w:pict><v:rect style="width:9pt; visibility: hidden"><v:textbox><w:txbxContent>'
        f"{par(run(SECRET))}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    )
    document.paragraphs[-1]._p.append(parse_xml(box))


@pytest.mark.parametrize(
    "hide",
    [
        by_paragraph,
        by_base_style,
        by_character,
        by_character_that_says_no,
        by_table,
        by_usual_style,
        by_default,
        in_box,
        in_older_box,
    ],
)
def test_words_that_a_style_or_a_box_hides_stay_out_and_are_told(tmp_path: Path, hide: Any) -> None:
    document = Document()
    for text in ("Báo cáo công tác năm", "Cơ quan thi hành án báo cáo kết quả cả năm."):
        document.add_paragraph(text)
    hide(document)
    document.save(str(tmp_path / "a.docx"))
    read = story(tmp_path / "a.docx")
    assert SECRET not in read.text + read.recognised.title + read.recognised.sapo
    assert "kết quả cả năm" in read.text + read.recognised.sapo
    assert "chữ ẩn" in read.plain.left_out


def test_a_run_says_last_whether_it_is_shown(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Báo cáo công tác năm")
    styled(document).font.hidden = True
    document.add_paragraph(style="Ghi chú kín").add_run("vẫn in ra").font.hidden = False
    document.save(str(tmp_path / "a.docx"))
    read = story(tmp_path / "a.docx")
    assert "vẫn in ra" in read.text + read.recognised.sapo
    assert read.plain.left_out == ()


def test_capitals_of_a_style_are_capitals(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Báo cáo công tác năm")
    styled(document, name="Hoa").font.all_caps = True
    document.add_paragraph("kết luận", style="Hoa").add_run(" chung").font.all_caps = False
    document.save(str(tmp_path / "a.docx"))
    read = story(tmp_path / "a.docx")
    assert "KẾT LUẬN chung" in read.text + read.recognised.sapo


@pytest.mark.parametrize(
    ("font", "text", "sign"),
    [
        ("Symbol", "\uf0b3", "≥"),
        ("symbol", "\uf061 = b", "α = β"),
        ("Wingdings", "\uf0fc", "✓"),
        ("Times New Roman", "a = b", "a = b"),
    ],
)
def test_signs_of_fonts_without_letters_are_signs_of_unicode(tmp_path: Path, font: str, text: str, sign: str) -> None:
    document = Document()
    document.add_paragraph("Báo cáo công tác năm")
    document.add_paragraph("Mức ").add_run(text).font.name = font
    document.save(str(tmp_path / "a.docx"))
    read = story(tmp_path / "a.docx")
    assert f"Mức {sign}" in (read.text + read.recognised.sapo).replace("\\", "")


def test_a_sign_that_unicode_does_not_have_is_told(tmp_path: Path) -> None:
    body = par(run("Đủ ") + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Logo" w:char="f041"/></w:r>')
    blocks, told = shown(tmp_path / "a.docx", body)
    assert blocks == ["Đủ ✓"]
    assert told == ("ký hiệu F041 của phông Logo",)


def test_columns_made_with_tabs_are_told_and_typed_lists_are_none(tmp_path: Path) -> None:
    tab = "<w:r><w:tab/></w:r>"
    rows = par(run("Hà Nội") + tab + run("1.527")) + par(run("Huế") + tab + run("83"))
    _blocks, told = shown(tmp_path / "a.docx", par(run("Kết quả")) + rows)
    assert told == ("cột kẻ bằng phím Tab ở “Hà Nội 1.527”",)
    typed = "".join(par(run(label) + tab + run("việc")) for label in ("1.", "a)", "Điều 5.", "-"))
    once = par(run("Nơi nhận") + tab + run("CHỦ TỊCH"))
    _blocks, told = shown(
        tmp_path / "b.docx", typed + once + counted("một", 3) + counted("hai", 3) + par(tab + run("x"))
    )
    assert told == ()
