"""Small stories for the tests of the newsroom: only what a test names differs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from newsroom.model.article import Article
from newsroom.model.frame import Frame, Masthead, MenuSection, Person
from newsroom.model.names import Named, Section
from newsroom.model.options import NewsroomOptions
from newsroom.pages.edition import Edition
from portal.vietnam.text import HANOI

START = datetime(2024, 4, 17, 16, 5, tzinfo=HANOI)
JUSTICE = Section("tu-phap", "Tư pháp", "/tu-phap/")
ENFORCEMENT = Section("thi-hanh-an", "Thi hành án", "/tu-phap/thi-hanh-an/", parent=JUSTICE)
NEWS = Section("thoi-su", "Thời sự", "/thoi-su/")


def topic(slug: str) -> Named:
    return Named(slug, slug.upper(), f"/chu-de/{slug}/")


def story(number: int, days: float = 0, **values: Any) -> Article:
    """Story `number`, published `days` after START in the section Thi hành án."""
    section: Section = values.pop("section", ENFORCEMENT)
    filled: dict[str, Any] = {
        "slug": f"bai-{number}",
        "url": f"/{section.trail[0].slug}/bai-{number}-post{number}.html",
        "title": f"Bài số {number}",
        "sapo": f"Tóm tắt bài số {number}.",
        "date": START + timedelta(days=days),
        "section": section,
    }
    return Article(id=number, **(filled | values))


def newest_first(*stories: Article) -> list[Article]:
    return sorted(stories, key=lambda article: (article.date, article.id), reverse=True)


def frame(**values: Any) -> Frame:
    masthead = Masthead(
        name="Toà soạn",
        slogan="Tin pháp luật",
        agency="Cơ quan báo chí",
        governing_body="Cơ quan chủ quản",
        domain="toasoan.example",
        licence_number="00/GP",
        licence_date="01/01/2024",
        licence_issuer="Cơ quan cấp phép",
        editor_in_chief=Person("Nguyễn Văn A", "Tổng biên tập"),
        deputies=(),
        address="Hà Nội",
        phone="024 0000 0000",
        fax="024 0000 0001",
        hotline="0900 000 000",
        email="toasoan@toasoan.example",
        advertising="quangcao@toasoan.example",
        demonstration="Bản trình diễn",
    )
    filled: dict[str, Any] = {
        "root": "https://toasoan.example",
        "lang": "vi",
        "masthead": masthead,
        "menu": (MenuSection(JUSTICE, (ENFORCEMENT,)), MenuSection(NEWS, ())),
        "pages": (("Giới thiệu", "/gioi-thieu.html"),),
        "year": 2024,
        "csp": "default-src 'none'",
    }
    return Frame(**(filled | values))


def edition(*stories: Article, **values: Any) -> Edition:
    """An edition of `stories`, a day after the last of START's week unless `moment` is given."""
    filled: dict[str, Any] = {"options": NewsroomOptions(per_page=2), "moment": START + timedelta(days=8)}
    filled |= values
    paper = filled.pop("frame", None) or frame()
    return Edition(paper, filled.pop("options"), filled.pop("moment"), newest_first(*stories), **filled)
