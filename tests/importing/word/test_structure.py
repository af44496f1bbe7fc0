"""What offices leave in their documents: counted paragraphs, boxes, fields, hidden words, rows with holes."""

from __future__ import annotations

import io
import zipfile
from html import escape
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from importing.word.changes import TrackedChanges
from portal.errors import Problem
from tests.importing.office import FONTS, encoded

from .test_document import page, story

SPACES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
LEVELS = {
    "1": (("decimal", "Điều %1.", 1), ("lowerLetter", "%2)", 1)),
    "2": (("upperRoman", "%1.", 3), ("decimal", "%1.%2.", 1)),
    "3": (("decimal", "%1.", 1),),
}
CHANGE = 'w:id="1" w:author="Lan"'


def run(text: str, encoding: str = "unicode", look: str = "") -> str:
    fonts = f'<w:rFonts w:ascii="{FONTS[encoding]}" w:hAnsi="{FONTS[encoding]}"/>'
    word = escape(encoded(text, encoding))
    return f'<w:r><w:rPr>{fonts}{look}</w:rPr><w:t xml:space="preserve">{word}</w:t></w:r>'


def par(inner: str, look: str = "") -> str:
    return f"<w:p><w:pPr>{look}</w:pPr>{inner}</w:p>"


def counted(text: str, number: int, depth: int = 0, encoding: str = "unicode") -> str:
    return par(run(text, encoding), f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, look: str = "") -> str:
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>"


def cell(inner: str, look: str = "") -> str:
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{inner}</w:tc>"


def numbering() -> str:
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{name}">'
        + "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for depth, (form, text, start) in enumerate(levels)
        )
        + "</w:abstractNum>"
        for name, levels in LEVELS.items()
    )
    nums = "".join(f'<w:num w:numId="{name}"><w:abstractNumId w:val="{name}"/></w:num>' for name in LEVELS)
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    nums += f'<w:num w:numId="4"><w:abstractNumId w:val="3"/>{anew}</w:num>'
    return f"<w:numbering {SPACES}>{lists}{nums}</w:numbering>"


def written(path: Path, body: str) -> Path:
    empty = io.BytesIO()
    Document().save(empty)
    with zipfile.ZipFile(empty) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    head = par(run("Báo cáo công tác năm"), '<w:pStyle w:val="Heading1"/>')
    parts["word/document.xml"] = f"<w:document {SPACES}><w:body>{head}{body}<w:sectPr/></w:body></w:document>".encode()
    parts["word/numbering.xml"] = numbering().encode()
    style = '<w:style w:type="paragraph" w:styleId="Dieu"><w:name w:val="Dieu"/><w:pPr><w:numPr><w:numId w:val="1"/>'
    styles = parts["word/styles.xml"].decode()
    parts["word/styles.xml"] = styles.replace("</w:styles>", f"{style}</w:numPr></w:pPr></w:style></w:styles>").encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def shown(path: Path, body: str, **values: Any) -> tuple[list[str], tuple[str, ...]]:
    """(blocks of the page, a table as its rows; what was told)."""
    read = story(written(path, body), **values)
    return [
        " / ".join("|".join(one.get_text(" ") for one in line.find_all("td")) for line in tag.find_all("tr"))
        if tag.name == "table"
        else ("- " if tag.name == "li" else "") + tag.get_text().replace("\n", " ").strip()
        for tag in page(read.text.replace("|---", "|---")).select("p, li, table")
        if tag.find_parent("table") is None
    ], read.plain.left_out


@pytest.mark.parametrize("encoding", FONTS)
def test_numbers_that_word_counts_are_words_of_the_document(tmp_path: Path, encoding: str) -> None:
    lines = [("Việc", 1, 0), ("tiền", 1, 1), ("người", 1, 1), ("Án", 1, 0), ("Mục", 2, 0), ("nhỏ", 2, 1), ("Mục", 2, 0)]
    body = "".join(counted(text, number, depth, encoding) for text, number, depth in lines)
    blocks, _told = shown(tmp_path / "a.docx", body)
    assert blocks == [
        "Điều 1. Việc", "a) tiền", "b) người", "Điều 2. Án", "III. Mục", "III.1. nhỏ", "IV. Mục",
    ]  # fmt: skip


def test_a_list_goes_on_behind_what_stands_between_and_begins_where_it_is_told(tmp_path: Path) -> None:
    body = (
        counted("một", 3) + counted("hai", 3) + par(run("giữa")) + counted("ba", 3) + par(run("x")) + counted("năm", 4)
    )
    blocks, _told = shown(tmp_path / "a.docx", body)
    assert blocks == ["- một", "- hai", "giữa", "3. ba", "x", "5. năm"]


def test_the_numbers_of_a_style_and_of_headings_are_there(tmp_path: Path) -> None:
    numbers = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    body = par(run("Phạm vi"), '<w:pStyle w:val="Dieu"/>') + par(run("Tít"), f'<w:pStyle w:val="Heading2"/>{numbers}')
    read = story(written(tmp_path / "a.docx", body))
    assert read.text == "Điều 1. Phạm vi\n\n## III. Tít"


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        (par(f'<w:fldSimple w:instr="REF x">{run("Kết quả")}</w:fldSimple>{run(" đạt")}'), ["Kết quả đạt"]),
        (par(run("hạn") + "<w:r><w:cr/></w:r>" + run("xong")), ["hạn xong"]),
        (par(f'<w:dir w:val="ltr">{run("trái")}</w:dir>'), ["trái"]),
        (par(run("thi hành", look="<w:caps/>")), ["THI HÀNH"]),
        (
            par(f"<w:r><w:ruby><w:rt>{run('hán')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>"),
            ["漢 (hán)"],
        ),
        (
            par(
                "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
                f"{par(run('trong khung'))}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
                "</mc:AlternateContent></w:r>"
            ),
            ["trong khung"],
        ),
    ],
)
def test_what_the_reader_of_structure_does_not_know_is_read(tmp_path: Path, body: str, blocks: list[str]) -> None:
    assert shown(tmp_path / "a.docx", body) == (blocks, ())


def test_rows_with_holes_and_cells_merged_in_the_old_way_stand_in_their_columns(tmp_path: Path) -> None:
    one = [cell(par(run(text))) for text in ("Tỉnh", "Việc", "Tiền")]
    body = table(
        row(*one), row(*one[:2], look='<w:gridBefore w:val="1"/>'), row(*one[:2], look='<w:gridAfter w:val="1"/>')
    )
    read = story(written(tmp_path / "a.docx", body))
    assert read.text.splitlines()[2:] == ["|  | Tỉnh | Việc |", "| Tỉnh | Việc |  |"]
    begun, more = cell(par(run("Cả hai")), '<w:hMerge w:val="restart"/>'), cell(par(""), "<w:hMerge/>")
    read = story(written(tmp_path / "b.docx", table(row(begun, more, one[0]), row(*one))))
    assert '<td colspan="2">Cả hai</td><td>Tỉnh</td>' in read.text


def test_hidden_words_stay_hidden_and_what_cannot_come_is_told(tmp_path: Path) -> None:
    body = par(run("Thấy") + run(" kín", look="<w:vanish/>")) + '<w:altChunk r:id="rIdX"/>'
    body += par("<w:r><w:object/></w:r><w:r><w:pict><v:shape><v:textpath string='Chu ve'/></v:shape></w:pict></w:r>")
    body += table(row(cell(par(run("ngoài"))), cell(table(row(cell(par(run("trong"))))) + par(""))), row(cell(par(""))))
    blocks, told = shown(tmp_path / "a.docx", body)
    assert blocks[0] == "Thấy"
    assert told == (
        "chữ ẩn", "chữ của tệp khác chèn vào", "đối tượng nhúng", "chữ nghệ thuật “Chu ve”",
        "hàng, cột của bảng nằm trong bảng",
    )  # fmt: skip


def test_a_cell_that_a_change_takes_away_is_a_change(tmp_path: Path) -> None:
    gone = cell(par(run("cũ")), f"<w:cellDel {CHANGE}/>")
    path = written(tmp_path / "a.docx", table(row(cell(par(run("Tỉnh"))), gone), row(cell(par(run("1"))), gone)))
    with pytest.raises(Problem, match="2 thay đổi"):
        story(path)
    assert "cũ" not in story(path, changes=TrackedChanges.ACCEPT).text
    assert "cũ" in story(path, changes=TrackedChanges.REJECT).text
