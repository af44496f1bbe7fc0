"""A folder of HTML pages, read by the selectors of a TOML file."""

from __future__ import annotations

from pathlib import Path

import pytest

from importing.archive.html_pages import HtmlPages
from importing.archive.old_story import Lost, OldStory
from importing.archive.settings import PageSelectors, read_settings
from portal.errors import BuildFailed, Problem

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:image" content="anh/a.jpg"></head>
<body><nav class="crumb"><a href="/">Trang chủ</a></nav><article><h1>Tít &amp; tin</h1>
<time datetime="2019-05-03T08:00:00+07:00">3/5</time><p class="sapo">Tóm lược.</p>
<div class="body"><p>Đoạn một.</p><div class="related">Tin khác</div><img src="anh/a.jpg" alt="Ảnh"></div>
<p class="author">Hoàng Lan</p><ul class="tags"><li>Luật sư</li><li>Hình sự</li></ul></article></body></html>"""
SELECTORS = PageSelectors(
    body=".body", lead=".sapo", author=".author", topics=".tags li", image="meta[property='og:image']@content",
    drop=(".related",), address="/bai/{path}",
)  # fmt: skip


def read(folder: Path, selectors: PageSelectors = SELECTORS) -> tuple[list[OldStory], list[Lost]]:
    lost: list[Lost] = []
    return list(HtmlPages(folder, selectors, lost.append).stories()), lost


def test_parts_of_a_page_are_found(tmp_path: Path) -> None:
    (tmp_path / "2019").mkdir()
    (tmp_path / "2019/tin.html").write_text(PAGE, encoding="utf-8")
    (story,), lost = read(tmp_path)
    assert lost == []
    assert (story.title, story.lead, story.address) == ("Tít & tin", "Tóm lược.", "/bai/2019/tin.html")
    assert (story.authors, story.topics, story.image) == (("Hoàng Lan",), ("Luật sư", "Hình sự"), "anh/a.jpg")
    assert story.date is not None
    assert story.date.isoformat() == "2019-05-03T08:00:00+07:00"
    assert "Đoạn một." in story.html
    assert "Tin khác" not in story.html


def test_a_page_without_text_or_date_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<h1>Tít</h1>", encoding="utf-8")
    (tmp_path / "b.html").write_text("<h1>Tít</h1><div class=body>x</div><time datetime='3/5/2019'>", encoding="utf-8")
    stories, lost = read(tmp_path)
    assert [story.date for story in stories] == [None]
    assert [(one.place, one.code) for one in lost] == [("a.html", "body"), ("b.html", "date")]


def test_an_old_encoding_is_read(tmp_path: Path) -> None:
    page = PAGE.replace('<meta charset="utf-8">', "")
    (tmp_path / "a.html").write_bytes(page.encode("utf-16"))
    (story,), _lost = read(tmp_path)
    assert story.title == "Tít & tin"


def test_settings_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "nhap.toml"
    path.write_text('[page]\nbody = ".body"\ndrop = [".x"]\n[sections]\n"Pháp đình" = "phap-luat"\n', encoding="utf-8")
    settings = read_settings(path)
    assert settings.page == PageSelectors(body=".body", drop=(".x",))
    assert settings.sections == {"Pháp đình": "phap-luat"}
    path.write_text('[page]\nbody = "..x"\n[pages]\n', encoding="utf-8")
    with pytest.raises((Problem, BuildFailed)) as failed:
        read_settings(path)
    assert "nhap.toml" in str(failed.value)
