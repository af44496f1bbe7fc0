"""What passes the converter without a look for each kind of mark comes out as if it had been looked through."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pelicanconf
import pytest
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from newsroom.body import markdown_body
from newsroom.body.layout import plain_passages
from newsroom.body.markdown_body import as_setting
from newsroom.model.article import Kind
from tests.newsroom.paper import converted

PIECES = (
    *("Toà xử sơ thẩm", "15 tỷ đồng", "1) Điều 5", "A & B", "&amp;", "a < b", "<b>đậm</b>", "<div>", "</div>"),
    *("**đậm**", "*nghiêng*", "_gạch_", "`mã`", "\\*", "\\", "[báo](https://example.vn)", "[a][1]", "[1]: /so-lieu/"),
    *("![ảnh](a.jpg)", "![", "[^1]", "[^1]: Chú thích.", "<https://example.vn>", "ban@example.vn", "ATGT"),
    *("*[ATGT]: an toàn giao thông", "# Mục", "- một", "1. một", "| a | b |", "|---|---|", ": nghĩa", "> trích"),
    *("---", "    thụt", "/// luu-y", "///", "hết dòng  ", "\u00a0", "“trích”", "!", ":", "Tin:"),
)
JOINS = (" ", "", "\n", "\n\n", "\n\n", "  \n")


@pytest.fixture
def again() -> Iterator[Callable[[], None]]:
    """Have the converter made anew, now and behind the test."""
    markdown_body._converter.cache_clear()
    yield markdown_body._converter.cache_clear
    markdown_body._converter.cache_clear()


def texts(count: int) -> list[str]:
    draw = random.Random(20)
    return ["".join(draw.choice(PIECES) + draw.choice(JOINS) for _ in range(draw.randint(1, 9))) for _ in range(count)]


def printed(text: str) -> tuple[str, list[str]]:
    body, report = converted(text, Kind.NEWS)
    return body.html, [str(problem) for problem in (*report.errors, *report.warnings)]


def test_plain_passages_come_out_as_if_they_were_looked_through(
    again: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = [printed(text) for text in texts(300)]
    monkeypatch.setattr(plain_passages.PlainPassages, "extendMarkdown", lambda self, md: None)
    again()
    assert [printed(text) for text in texts(300)] == quick


def test_marks_of_the_papers_settings_are_known(again: Callable[[], None]) -> None:
    md = markdown_body._converter(as_setting(pelicanconf.MARKDOWN))
    assert isinstance(md.treeprocessors["inline"], plain_passages._Inline)
    assert "newsroom-plain" in md.parser.blockprocessors


class _Circumflex(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(\^)([^\^]+)\^", "sup"), "circumflex", 65)


def test_marks_of_another_extension_are_found() -> None:
    md = Markdown(extensions=[_Circumflex(), plain_passages.PlainPassages()])
    assert md.convert("m^2^") == "<p>m<sup>2</sup></p>"
