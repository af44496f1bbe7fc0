"""What a post keeps beside its text, or counts in a way of its own, is on the page; what was closed stays closed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from importing.archive.wordpress_blocks import words_shown
from newsroom.content.site_content import Content
from tests.importing import wxr
from tests.newsroom.paper import read, write_paper

from .test_import_archive import bring


def brought(folder: Path, content: str, **fields: str) -> tuple[Content, str, str]:
    """The paper with that post, its file and the report."""
    item = wxr.item(replace(wxr.post(1), content=content))
    more = "".join(f"<wp:{name}><![CDATA[{value}]]></wp:{name}>" for name, value in fields.items() if name != "notes")
    if notes := fields.get("notes"):
        more += f"<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value><![CDATA[{notes}]]></wp:meta_value>"
        more += "</wp:postmeta>"
    (folder / "e.xml").write_text(wxr.export(item.replace("<wp:status>", f"{more}<wp:status>")), encoding="utf-8")
    root = write_paper(folder / "content")
    assert bring(root, str(folder / "e.xml")) == 0
    (file,) = root.glob("articles/**/*.md")
    return read(root), file.read_text(encoding="utf-8"), (folder / "report.txt").read_text(encoding="utf-8")


def body(content: Content) -> BeautifulSoup:
    (story,) = content.articles
    return BeautifulSoup(story.body.html, "html.parser")


def test_a_post_behind_a_password_is_a_draft_and_told(tmp_path: Path) -> None:
    content, file, report = brought(tmp_path, "<p>Sapo.</p>\n\n<p>Chữ kín.</p>", post_password="mat-khau")
    assert content.articles == ()
    assert "status: draft" in file
    assert "mat-khau" not in file + report
    assert "password\thttps://cu.example" in report


def test_notes_that_the_post_keeps_beside_its_text_come_along(tmp_path: Path) -> None:
    call = '<sup data-fn="{0}" class="fn"><a href="#{0}" id="{0}-link">{1}</a></sup>'
    text = f"<p>Sapo.</p>\n\n<p>Một{call.format('b', 1)}, hai{call.format('a', 2)}, lại một{call.format('b', 1)}.</p>"
    notes = [{"content": "Theo <em>Điều 8</em>.", "id": "a"}, {"content": "Số của 2023.", "id": "b"}]
    content, _file, _report = brought(tmp_path, text, notes=json.dumps(notes))
    html = body(content)
    assert [item.get_text(" ", strip=True).rstrip(" ↩") for item in html.select(".footnotes li")] == [
        "Số của 2023.",
        "Theo Điều 8 .",
    ]
    assert [call.get_text() for call in html.select("sup")] == ["1", "2", "1"]
    html.select_one(".footnotes").decompose()  # type: ignore[union-attr]
    assert html.get_text().strip() == "Một1, hai2, lại một1."


@pytest.mark.parametrize(
    ("attributes", "labels"),
    [
        ('type="a"', "a. b. c."),
        ('type="A" start="26"', "Z. AA. AB."),
        ('type="i" start="3"', "iii. iv. v."),
        ('style="list-style-type: upper-roman"', "I. II. III."),
    ],
)
def test_letters_and_roman_numbers_of_a_list_stay(attributes: str, labels: str, tmp_path: Path) -> None:
    items = "<li>Một</li><li><strong>Hai</strong> nữa</li><li>Ba</li>"
    content, _file, _report = brought(tmp_path, f"<p>Sapo.</p>\n\n<ol {attributes}>{items}</ol>")
    first, second, third = labels.split()
    shown = [tag.get_text() for tag in body(content).find_all("p")]
    assert shown == [f"{first} Một", f"{second} Hai nữa", f"{third} Ba"]


def test_a_list_that_counts_down_keeps_its_numbers(tmp_path: Path) -> None:
    text = '<p>Sapo.</p>\n\n<ol reversed><li>Ba</li><li>Hai</li><li value="9">Chín</li><li>Tám</li></ol>'
    content, file, _report = brought(tmp_path, text)
    assert re.findall(r"^(\d+)\. (\w+)$", file, re.MULTILINE) == [
        ("4", "Ba"),
        ("3", "Hai"),
        ("9", "Chín"),
        ("8", "Tám"),
    ]
    shown, number = [], 0
    for element in body(content).find_all(["ol", "li"]):
        if element.name == "ol":
            number = int(str(element.get("start") or 1)) - 1
        else:
            number = int(str(element.get("value") or number + 1))
            shown.append((number, element.get_text(strip=True)))
    assert shown == [(4, "Ba"), (3, "Hai"), (9, "Chín"), (8, "Tám")]


def test_files_that_stay_on_the_old_site_are_told_once(tmp_path: Path) -> None:
    link = "https://cu.example/wp-content/uploads/2019/05/luat.pdf"
    block = f'<div class="wp-block-file"><object data="{link}"></object><a href="{link}">Luật</a>'
    button = f'<a href="{link}" class="wp-block-file__button" download>Tải về</a></div>'
    content, _file, report = brought(tmp_path, f"<p>Sapo.</p>\n\n{block}{button}")
    assert body(content).get_text().strip() == "Luật Tải về"
    assert [line.split("\t")[2] for line in report.splitlines() if line.startswith("file\t")] == [
        f"{link} vẫn nằm ở trang cũ"
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tít <em>nghiêng</em> &amp; “đậm”", "Tít nghiêng & “đậm”"),
        ("Một<br />hai", "Một hai"),
        ("5&lt;6 và a < b", "5<6 và a < b"),
        ("&lt;em&gt; là thẻ", "<em> là thẻ"),
    ],
)
def test_headlines_are_words(text: str, words: str) -> None:
    assert words_shown(text) == words


def test_signs_of_reading_stay_in_their_sentence_and_what_cannot_come_is_told(tmp_path: Path) -> None:
    text = """<p>Sapo.</p>

<p>Chữ <ruby>漢<rp>(</rp><rt>hán</rt><rp>)</rp></ruby>, <abbr title="Thi hành án">THA</abbr>, <math><mi>x</mi><mo>=</mo><mn>2</mn></math>.</p>

<!-- wp:latest-posts {"postsToShow":3} /-->

<p style="display: none">Chữ giấu.</p>

<p><a href="https://cu.example/x">^ xem</a></p>"""  # noqa: E501
    content, _file, report = brought(tmp_path, text)
    html = body(content)
    assert [one.get_text() for one in html.select("p")] == ["Chữ 漢, THA, x=2.", "Chữ giấu.", "^ xem"]
    assert [one["title"] for one in html.select("abbr")] == ["Thi hành án"]
    assert "<ruby>漢<rp>(</rp><rt>hán</rt><rp>)</rp></ruby>" in str(html)
    for told in ("shortcode\thttps://cu.example", "[wp:latest-posts]", "<math> “x=2”", "<p> “Chữ giấu.”"):
        assert told in report


def test_comments_of_readers_are_counted(tmp_path: Path) -> None:
    item = wxr.item(wxr.post(1))
    comment = "<wp:comment><wp:comment_approved>{}</wp:comment_approved></wp:comment>"
    (tmp_path / "e.xml").write_text(
        wxr.export(item.replace("<wp:status>", comment.format(1) + comment.format("spam") + "<wp:status>")),
        encoding="utf-8",
    )
    assert bring(write_paper(tmp_path / "content"), str(tmp_path / "e.xml")) == 0
    assert "ý kiến bạn đọc: 1" in (tmp_path / "report.txt").read_text(encoding="utf-8")
