"""A small content folder and conversions of single texts, for the tests of reading."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from newsroom.body.conversion import Conversion
from newsroom.body.figures import ThemeFigure
from newsroom.body.markdown_body import Converted, as_setting, convert
from newsroom.content.read_content import read_content
from newsroom.content.site_content import Content, ContentRequest
from newsroom.model.article import Kind
from newsroom.model.options import NewsroomOptions
from portal.body import BodyReport
from portal.build_log import BuildLog
from portal.errors import BuildFailed, Problem

THEME = Path(__file__).resolve().parents[2] / "theme"
MARKDOWN: dict[str, Any] = {"extensions": ["tables", "footnotes", "def_list", "abbr"]}
SETTING = as_setting(MARKDOWN)
MOMENT = datetime.fromisoformat("2024-05-01T08:00:00+07:00")

MASTHEAD = """
name = "Báo Thử"
slogan = "Đọc là hiểu"
agency = "Báo Thử"
governing_body = "Cơ quan chủ quản"
domain = "thu.example"
licence_number = "0/GP"
licence_date = "01/01/2024"
licence_issuer = "Cơ quan cấp phép"
address = "Số 0"
phone = "0"
fax = "1"
hotline = "2"
email = "a@thu.example"
advertising = "3"
demonstration = ""
[editor_in_chief]
name = "Một"
role = "Tổng biên tập"
"""
SECTIONS = """
[[section]]
slug = "tu-phap"
name = "Tư pháp"
[[section.child]]
slug = "thi-hanh-an"
name = "Thi hành án"
[[section]]
slug = "thoi-su"
name = "Thời sự"
"""
AUTHORS = '[[author]]\nslug = "ban-bien-tap"\nname = "Ban Biên tập"\n'
TOPICS = '[[topic]]\nslug = "luat-su"\nname = "Luật sư"\n[[topic]]\nslug = "an-mat"\nname = "Chuyện ẩn"\n'
HEAD = {
    "id": "1",
    "title": "Một tin",
    "sapo": "Câu tóm lược.",
    "date": "2024-04-17T16:05+07:00",
    "section": "thi-hanh-an",
}


def article(body: str = "Một đoạn.", **keys: str) -> str:
    """An article's file; `keys` replace or add front matter, an empty text leaves a key out."""
    fields = {**HEAD, **keys}
    lines = [
        f"{key}: {value}" if not value.startswith("\n") else f"{key}:{value}" for key, value in fields.items() if value
    ]
    return "\n".join(["---", *lines, "---", body, ""])


def write_paper(root: Path, **files: str) -> Path:
    """A content folder with the paper's tables; `files` are bodies of articles by name."""
    for name, text in (("masthead", MASTHEAD), ("sections", SECTIONS), ("authors", AUTHORS), ("topics", TOPICS)):
        put(root / f"{name}.toml", text)
    for folder in ("articles", "pages", "media"):
        (root / folder).mkdir(exist_ok=True)
    for name, text in files.items():
        put(root / f"articles/tu-phap/2024/{name}.md", text)
    return root


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def put_picture(path: Path, size: tuple[int, int] = (700, 400), colour: str = "#336699") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)
    return path


def read(root: Path, moment: datetime = MOMENT, log: BuildLog | None = None, **settings: Any) -> Content:
    options = NewsroomOptions(picture_widths=(160, 320))
    cache, figure = root.parent / "cache", ThemeFigure(THEME)
    return read_content(ContentRequest(root, options, moment, MARKDOWN, cache, figure=figure, **settings), log)


def faults(root: Path, moment: datetime = MOMENT) -> tuple[Problem, ...]:
    with pytest.raises(BuildFailed) as failed:
        read(root, moment)
    return failed.value.problems


def places(errors: tuple[Problem, ...]) -> list[str]:
    """`file:line code` of each fault."""
    return [f"{Path(error.path).name}:{error.line} {error.code}" for error in errors]


def converted(source: str, kind: Kind = Kind.NEWS) -> tuple[Converted, BodyReport]:
    report = BodyReport("content/articles/a/x.md")
    conversion = Conversion(source, kind, report, "articles/tu-phap/2024", NewsroomOptions().embed_hosts)
    return convert(conversion, SETTING), report


def page(source: str) -> str:
    """The page of a text that must be without fault; without white space between its blocks."""
    body, report = converted(source)
    assert [str(fault) for fault in report.errors] == []
    return re.sub(r"\s*\n\s*", "", body.html)
