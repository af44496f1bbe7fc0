from __future__ import annotations

from xml.etree import ElementTree as etree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from newsroom.body.plain_runs import PlainRuns

EXTENSIONS = ["tables", "footnotes", "def_list", "abbr", "pymdownx.blocks.details"]
# Beginnings of lines, which decide what a block is, and lines that belong to several.
LINES = """
    đoạn văn|Đoạn *khác* `mã`|a | b|---|---|:--|# đầu|## đầu|===|- mục|    - mục|1. mục|    thụt|> trích|: nghĩa
    [^1]: chú|*[THADS]: tên|[a]: /b|*|/// details | Tên|///|////|    type: x|<p>|</p>|9 việc|_nghiêng_|\u202fa|***
""".replace("\n", "|").split("|")
# Every character that means something inside a line, and enough plain ones to stand between them.
MARKUP = st.text(alphabet="`\\[]()!<>&*_:;#^ \n|-.~ab1đ@/\"'", max_size=80)


def converted(text: str, *more: Extension) -> str:
    return Markdown(extensions=[*EXTENSIONS, *more], output_format="html").convert(text)


@given(MARKUP)
def test_passing_plain_texts_by_changes_nothing(text: str) -> None:
    assert converted(text, PlainRuns()) == converted(text)


@given(st.lists(st.sampled_from(["", "", *LINES]), max_size=12))
def test_passing_plain_paragraphs_by_changes_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert converted(text, PlainRuns()) == converted(text)


@pytest.mark.parametrize(
    "text",
    [
        "/// details | Tên\n\nđoạn\n\nđoạn\n\n- mục\n\nđoạn\n///\n\nđoạn",
        "- mục\n\n    đoạn\n\nđoạn",
        "Kết quả THADS và `THADS`\n\n*[THADS]: thi hành án dân sự",
        "dòng một  \ndòng hai",
        "a &lt; b &amp; c&nbsp;d",
        "| a | b |\n|---|---|\n| THADS *x* | y |\n\n*[THADS]: thi hành án dân sự",
        "Có chú thích[^1]\n\n[^1]: Ở đây",
        "Thuật ngữ\n:   nghĩa **đậm**",
    ],
)
def test_marks_are_still_seen(text: str) -> None:
    assert converted(text, PlainRuns()) == converted(text)


def test_pattern_that_is_not_known_sees_every_text() -> None:
    md = Markdown(extensions=[PlainRuns()])
    md.inlinePatterns.register(SimpleTagInlineProcessor(r"()~([^~]+)~", "sub"), "tilde", 50)
    assert md.convert("H~2~O") == "<p>H<sub>2</sub>O</p>"


class Capitals(BlockProcessor):
    """Of an extension that is not known: takes any block."""

    def test(self, parent: etree.Element, block: str) -> bool:
        seen.append(block)
        return False


seen: list[str] = []


@pytest.mark.parametrize(("name", "expected"), [("hr", ["- mục"]), ("capitals", ["đoạn", "- mục"])])
def test_only_known_processors_are_passed_by(name: str, expected: list[str]) -> None:
    seen.clear()
    md = Markdown()
    if name in md.parser.blockprocessors:
        md.parser.blockprocessors.deregister(name)
    md.parser.blockprocessors.register(Capitals(md.parser), name, 50)
    md.registerExtensions([PlainRuns()], {})
    md.convert("đoạn\n\n- mục")
    assert [block for block in seen if block != "mục"] == expected


def test_plain_text_is_not_looked_at_by_the_patterns() -> None:
    class Counting(SimpleTagInlineProcessor):
        def handleMatch(self, m: object, data: str) -> tuple[etree.Element | None, int | None, int | None]:  # type: ignore[override]
            seen.append(data)
            return None, None, None

    seen: list[str] = []
    md = Markdown(extensions=[PlainRuns()])
    # Under a known name, with a pattern that matches anything.
    md.inlinePatterns.register(Counting(r"(x)", "b"), "em_strong", 60)
    md.convert("x\n\nx *y*")
    assert seen == ["x *y*"]
