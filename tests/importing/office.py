"""Documents of Word made for tests, with the habits of offices: three encodings, words cut into runs, merged cells."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from importing.word.legacy import _TCVN3, _VNI

FONTS = {"unicode": "Times New Roman", "tcvn3": ".VnTime", "vni": "VNI-Times"}
_TO_TCVN3 = {letter: code for code, letter in _TCVN3.items()}
_TO_VNI: dict[str, str] = {}
for _code, _letter in _VNI.items():
    if _code.islower() or _code.isupper() or len(_code) == 1:
        _TO_VNI.setdefault(_letter, _code)

SENTENCES = (
    "Chấp hành viên đã giải thích quyền và nghĩa vụ của người phải thi hành án.",
    "Tỉnh Yên Bái thi hành xong gần 1.600 việc, đạt 59,36% trong sáu tháng đầu năm 2024.",
    "Ông nói: “Đợt thi đua phải thực chất, không chạy theo thành tích”.",
    "Khoản 3 Điều 8 Thông tư số 14/2015/TT-BTP quy định rõ việc này; cơ sở phải tự kiểm tra.",
    "Trưởng thôn Nguyễn Thị Ngọc Ảnh kể chuyện hoà giải ở xã vùng cao, nghèo và xa.",
    "Thuỷ điện, khuỷu tay, quỹ đất, giếng nước, bướm vàng, ngoằn ngoèo, rượu cần, yêu thương.",
    "Việc này ảnh hưởng tới bảo vệ trẻ em; nhà nước hỗ trợ mỗi hộ 2,5 triệu đồng.",
    "Hội nghị diễn ra ở Đắk Lắk, Huế và Sóc Trăng từ 8 giờ đến 17 giờ 30.",
)
CELLS = ("Chỉ tiêu", "Số việc", "Thi hành xong", "1.598", "33,75%", "Tỷ lệ", "Về tiền", "73 tỷ đồng", "Yên Bái", "–")


@dataclass
class Office:
    """A document with what a reader of it sees."""

    path: Path
    paragraphs: list[str] = field(default_factory=list)  # with the number of those that Word counts
    tables: list[list[tuple[str, int, int]]] = field(default_factory=list)  # (text, columns, rows) of each cell
    pictures: int = 0


def encoded(text: str, encoding: str) -> str:
    """`text` as it was typed before Unicode; capitals with marks are those that the encoding has."""
    if encoding == "unicode":
        return text
    table = _TO_TCVN3 if encoding == "tcvn3" else _TO_VNI
    return "".join(table.get(letter, letter) for letter in text)


def typeable(text: str, encoding: str) -> bool:
    table = _TO_TCVN3 if encoding == "tcvn3" else _TO_VNI
    return encoding == "unicode" or all(ord(letter) < 0x80 or letter in table or letter in "“”–…" for letter in text)


def add_text(paragraph: Any, text: str, encoding: str, rng: random.Random, style: bool = False) -> None:
    """In runs cut anywhere, as Word leaves them; `style` where the font is that of a style."""
    code = encoded(text, encoding)
    while code:
        length = rng.randrange(1, 12)
        run = paragraph.add_run(code[:length])
        if not style:
            run.font.name = FONTS[encoding]
        code = code[length:]


def write_document(path: Path, seed: int, encoding: str) -> Office:
    rng = random.Random(f"{seed} {encoding}")
    document, made = Document(), Office(path)
    by_style = rng.random() < 0.3
    if by_style:
        document.styles["Normal"].font.name = FONTS[encoding]
        document.styles["Normal"].element.rPr.rFonts.set(qn("w:hAnsi"), FONTS[encoding])
    counted = 0
    sentences = [sentence for sentence in SENTENCES if typeable(sentence, encoding)]
    for number in range(rng.randrange(3, 8)):
        text = rng.choice(sentences)
        mixed = rng.random() < 0.25
        paragraph = document.add_paragraph(
            style=rng.choice([None, None, None, "List Bullet", "List Number"]) if number else None
        )
        add_text(paragraph, text, encoding, rng, by_style)
        if mixed and not by_style:  # pasted from a page, in Unicode
            other = rng.choice(SENTENCES)
            paragraph.add_run(" ")
            add_text(paragraph, other, "unicode", rng)
            text = f"{text} {other}"
        if (
            paragraph.style is not None and paragraph.style.name == "List Number"
        ):  # one list, whatever stands between its items
            counted += 1
            text = f"{counted}. {text}"
        made.paragraphs.append(text)
        if rng.random() < 0.4:
            made.tables.append(_add_table(document, encoding, rng, by_style))
    document.save(str(path))
    return made


def _add_table(document: Any, encoding: str, rng: random.Random, by_style: bool) -> list[tuple[str, int, int]]:
    rows, columns = rng.randrange(2, 5), rng.randrange(2, 5)
    table = document.add_table(rows=rows, cols=columns)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    if rng.random() < 0.5:  # over two columns at the head
        table.cell(0, 0).merge(table.cell(0, 1))
        spans[0, 0] = (2, 1)
        covered.add((0, 1))
    if rows > 2 and rng.random() < 0.5:  # over two rows at the side
        table.cell(1, 0).merge(table.cell(2, 0))
        spans[1, 0] = (1, 2)
        covered.add((2, 0))
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in covered:
                continue
            text = rng.choice([cell for cell in CELLS if typeable(cell, encoding)])
            add_text(table.cell(row, column).paragraphs[0], text, encoding, rng, by_style)
            cells.append((text, *spans.get((row, column), (1, 1))))
    return cells


def tracked(paragraph: Any, kind: str, text: str) -> None:
    """`text` as a change: `ins` or `del`."""
    change = OxmlElement(f"w:{kind}")
    change.set(qn("w:id"), "1")
    change.set(qn("w:author"), "Lan")
    run = OxmlElement("w:r")
    word = OxmlElement("w:t" if kind == "ins" else "w:delText")
    word.text = text
    word.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(word)
    change.append(run)
    paragraph._p.append(change)


_NOTES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:id="2"><w:p>
<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t>{text}</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def with_note(path: Path, after: str, note: str, font: str = "Arial") -> None:
    """Puts the call of a footnote behind the word `after`, and the note into the document."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    document = parts["word/document.xml"].decode()
    place = document.index("</w:r>", document.index(after)) + len("</w:r>")
    parts["word/document.xml"] = (document[:place] + call + document[place:]).encode()
    parts["word/footnotes.xml"] = _NOTES.format(font=font, text=note).encode()
    links = parts["word/_rels/document.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    link = f'<Relationship Id="rIdNote" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = links.replace("</Relationships>", link).encode()
    types = parts["[Content_Types].xml"].decode()
    form = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    parts["[Content_Types].xml"] = types.replace(
        "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{form}"/></Types>'
    ).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    path.write_bytes(out.getvalue())
