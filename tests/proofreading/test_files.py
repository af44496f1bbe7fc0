"""Files in, places out: line and column of the file as it lies there, repairs that keep its form, the house style."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from portal.errors import Problem
from proofreading.files import content_files, paper_of, picture_size, proofread_file
from proofreading.house.house_style import read_style

HEAD = """---
id: 14
title: "Toà mở phiên xét xử lưu động tại nhà văn hoá"
sapo: >-
  Phiên xét xử sáng nay , tại nhà văn hoá xã,
  thu hút hàng trăm người dân tới dự.
date: 2024-04-18T09:00+07:00
section: thi-hanh-an
---

"""


def write(root: Path, body: str, head: str = HEAD) -> Path:
    path = root / "content/articles/tu-phap/2024/bai.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((head + body).encode("utf-8"))
    return path


def places(path: Path) -> list[tuple[int, int, str]]:
    return [(finding.line, finding.column, finding.code) for finding in proofread_file(path).findings]


def test_places_are_those_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "Đoạn một.\n\n**Đoạn** [hai](post:1)  có lỗi.\n")
    assert places(path) == [(5, 24, "space-before-mark"), (13, 23, "double-space")]
    assert proofread_file(path).findings[0].path == "content/articles/tu-phap/2024/bai.md"


def test_line_ends_and_the_mark_at_the_beginning_stay(tmp_path: Path) -> None:
    path = write(tmp_path, "Toà  án mở phiên.\n")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    assert places(path) == [(5, 24, "space-before-mark"), (11, 4, "double-space")]
    assert proofread_file(path, fix=True).mended == 2
    assert path.read_bytes() == before.replace("Toà  án".encode(), "Toà án".encode()).replace(b" ,", b",")
    assert proofread_file(path, fix=True).mended == 0


def test_what_is_sound_is_not_written(tmp_path: Path) -> None:
    path = write(tmp_path, "Toà án mở phiên.\n", HEAD.replace(" ,", ","))
    stamp = path.stat().st_mtime_ns
    assert proofread_file(path, fix=True).mended == 0
    assert path.stat().st_mtime_ns == stamp


def test_decomposed_letters_are_put_together(tmp_path: Path) -> None:
    text = "Toà án mở phiên xét xử.\n"
    path = write(tmp_path, "")
    path.write_text(unicodedata.normalize("NFD", HEAD.replace(" ,", ",") + text), encoding="utf-8")
    assert places(path) == [(1, 1, "decomposed-letters")]
    proofread_file(path, fix=True)
    assert path.read_text(encoding="utf-8") == HEAD.replace(" ,", ",") + text


@pytest.mark.parametrize(
    "body",
    [
        "```\nToà  án ,dân\n```\n",
        "Xem `a  b ,c` nhé.\n",
        "Xem https://a.vn/x,y và a@b.vn nhé.\n",
        "[chữ](/dia-chi,khac/a.b.html) đúng.\n",
        "/// bang | thads  2024\ncột: a ,b\n///\n",
        "Có {{so: bang  a | 2024 ,x}} việc.\n",
        "Câu văn[^1] đúng.\n\n[^1]: Lời chú  .\n".replace("  .", "."),
        '<span title="a ,b">chữ</span> đúng.\n',
        "| Tỉnh   | Việc |\n|--------|-----:|\n| Yên Bái  | 1.600 |\n",
        "*[THADS]: thi hành án dân sự\n",
        "<!-- chú thích  ,riêng -->\n\nĐúng.\n",
        "Dòng xuống  \nsau hai khoảng trắng.\n",
        "- mục một;\n- mục hai.\n\n    1. mục con.\n",
    ],
)
def test_code_addresses_and_directives_are_not_read(tmp_path: Path, body: str) -> None:
    assert places(write(tmp_path, body, HEAD.replace(" ,", ","))) == []


def test_prose_inside_boxes_captions_and_tables_is_read(tmp_path: Path) -> None:
    body = (
        '/// luu-y | Lưu ý ,nhé\nToà  án.\n///\n\n| a ,b | c |\n|---|---|\n\n![Tả ,ảnh](a.jpg "Chú ,thích | Ảnh: B")\n'
    )
    found = [(line, code) for line, _column, code in places(write(tmp_path, body, HEAD.replace(" ,", ",")))]
    assert {line for line, code in found if code == "space-before-mark"} == {11, 15, 18}
    assert (12, "double-space") in found


def test_classic_head_is_read(tmp_path: Path) -> None:
    head = "Id: 14\nTitle: Toà mở phiên xét xử lưu động\nImage.alt: Một bàn  họp dài\n\n"
    assert places(write(tmp_path, "Đúng.\n", head))[:1] == [(3, 19, "double-space")]


def test_pictures_are_measured(tmp_path: Path) -> None:
    media = tmp_path / "content/media"
    media.mkdir(parents=True)
    Image.new("RGB", (300, 200)).save(media / "nho.png")
    Image.new("RGB", (1200, 800)).save(media / "to.png")
    body = '![Hai ghế](nho.png "Hai ghế trống | Ảnh: A")\n\n![Hai bàn](to.png "Hai bàn trống | Ảnh: A")\n'
    assert places(write(tmp_path, body, HEAD.replace(" ,", ","))) == [(11, 12, "picture-small")]


def test_house_style_of_the_paper_adds_and_changes(tmp_path: Path) -> None:
    path = write(tmp_path, "Sở Ví dụ họp  kín.\n", HEAD.replace(" ,", ","))
    (tmp_path / "content/house-style.toml").write_text(
        '[severities]\ndouble-space = "off"\n\n[[names]]\npreferred = "Sở Ví Dụ"\nwrong = ["Sở Ví dụ"]\n',
        encoding="utf-8",
    )
    assert places(path) == [(11, 1, "name-form")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("limit = 3\n", 1),
        ("[limits]\n\ntitle_longer = 3\n", 3),
        ('[limits]\ntitle_longest = "dài"\n', 2),
        ('[severities]\nslip = "never"\n', 2),
        ('[[names]]\nwrong = ["a"]\n', 1),
    ],
)
def test_unknown_house_style_is_told_at_its_line(text: str, line: int) -> None:
    with pytest.raises(Problem) as raised:
        read_style(text, "content/house-style.toml")
    assert (raised.value.line, raised.value.path) == (line, "content/house-style.toml")


def test_folders_give_stories_pages_and_topics(tmp_path: Path) -> None:
    path = write(tmp_path, "Đúng.\n")
    (tmp_path / "content/topics.toml").write_text("", encoding="utf-8")
    (tmp_path / "content/masthead.toml").write_text("", encoding="utf-8")
    assert list(content_files([tmp_path / "content"])) == sorted([path, tmp_path / "content/topics.toml"])
    assert paper_of(path).root == tmp_path / "content"


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bai.md"
    path.write_bytes(b"\xff\xfe\x00")
    assert [problem.path for problem in proofread_file(path).problems] == [str(path)]


def test_a_picture_with_broken_metadata_is_measured_without_a_word(tmp_path: Path) -> None:
    picture = tmp_path / "a.jpg"
    Image.new("RGB", (30, 20)).save(picture, exif=b"Exif\0\0MM\0*" + b"\xff" * 600)
    assert picture_size(picture) == (30, 20)
