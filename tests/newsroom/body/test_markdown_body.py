from __future__ import annotations

import html5lib
import pytest

from newsroom.body.conversion import Conversion
from newsroom.body.markdown_body import as_setting, convert
from newsroom.model.article import Kind
from portal.body import BodyReport, Fragment
from portal.errors import ConfigError
from tests.newsroom.paper import SETTING, converted


def test_headings_start_at_h2_skip_no_level_and_have_unique_anchors() -> None:
    body, report = converted("# Một\n\n### Hai\n\n##### Ba\n\n## Hai\n\n### Hai *đậm*\n")
    assert report.errors == []
    assert [(level, anchor) for level, anchor, _text in body.headings] == [
        (2, "muc-mot"),
        (3, "muc-hai"),
        (3, "muc-hai-2"),
        (4, "muc-hai-dam"),
    ][:3]
    assert '<h4 id="muc-ba">Ba</h4>' in body.html
    assert '<h4 id="muc-hai-dam">Hai <em>đậm</em></h4>' in body.html


def test_table_scrolls_in_a_labelled_group_and_its_headers_have_a_scope() -> None:
    body, _report = converted("Bảng: Kết quả *sáu tháng*\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n")
    assert '<div aria-label="Kết quả sáu tháng" class="table-scroll" role="group" tabindex="0">' in body.html
    assert "<caption>Kết quả <em>sáu tháng</em></caption>" in body.html
    assert '<th class="align-right" scope="col">b</th>' in body.html
    assert "style" not in body.html
    assert body.texts.tables == "Kết quả sáu tháng a b"


def test_a_word_that_announces_a_table_and_names_it_not_stays() -> None:
    body, _ = converted("Bảng:\n\n| Nơi | Việc |\n|---|---|\n| Yên Bái | 1 |")
    assert body.html.startswith("<p>Bảng:</p>")
    assert "<caption" not in body.html


def test_tables_without_caption_are_numbered() -> None:
    table = "| a |\n|---|\n| 1 |\n"
    body, _report = converted(f"{table}\nĐoạn.\n\n{table}")
    assert 'aria-label="Bảng 1"' in body.html
    assert 'aria-label="Bảng 2"' in body.html


def test_footnotes_have_unique_ids_and_vietnamese_labels() -> None:
    body, _report = converted("Câu[^a] và câu[^a].\n\n[^a]: Lời chú.\n")
    assert '<section aria-label="Chú thích" class="footnotes" role="doc-endnotes">' in body.html
    assert 'aria-label="Chú thích 1"' in body.html
    assert 'aria-label="Về chỗ có chú thích 1"' in body.html
    ids = [
        element.get("id")
        for element in html5lib.parseFragment(body.html, namespaceHTMLElements=False).iter()
        if element.get("id")
    ]
    assert len(ids) == len(set(ids)) == 3
    assert body.text == "Câu và câu.\nLời chú."


def test_picture_alone_on_its_line_becomes_a_slot_and_a_use() -> None:
    body, report = converted(
        'Đoạn.\n\n![Một bàn họp](media/a%20b.png "Chú thích | Minh hoạ: Toà soạn")\n\n![Hai](b.png)\n![Ba](c.png)\n'
    )
    assert report.errors == []
    assert [use.src for use in body.pictures] == ["media/a b.png", "b.png", "c.png"]
    first = body.pictures[0]
    assert (first.alt, first.caption, first.credit, first.illustration, first.line) == (
        "Một bàn họp",
        "Chú thích",
        "Minh hoạ: Toà soạn",
        True,
        3,
    )
    assert "<img" not in body.html
    assert body.text == "Đoạn."


@pytest.mark.parametrize(
    ("source", "line", "code"),
    [
        ("a\n\n![](a.png)", 3, "picture-alt"),
        ("a\n\nchữ ![b](a.png) chữ", 3, "picture-place"),
        ("- x ![b](a.png)", 1, "picture-place"),
        ("a\n\n[b](javascript:alert(1))", 3, "link"),
        ("a\n\n[b](data:text/html,x)", 3, "link"),
        ("a\n\n/// lưu-ý\nx\n///", 3, "block"),
        ("a\n\n/// luu-y\nx\n", 3, "block"),
        ("a\n\n///\n", 3, "block"),
        ("a\n\n/// video | https://evil.example/v\nTên\n///", 3, "embed"),
        ("a\n\n/// video | https://youtu.be/abcdefgh\n///", 3, "embed"),
        (">" * 900 + " a", 1, "nesting"),
        ("[" * 6000, 1, "too-many-marks"),
    ],
)
def test_fault_in_the_text_is_located(source: str, line: int, code: str) -> None:
    _body, report = converted(source)
    assert (line, code) in [(error.line, error.code) for error in report.errors]


def test_links_to_stories_are_collected_with_their_lines() -> None:
    markdown = "[b](post:12) [c](../2023/x.md#muc-a) [d](/tu-phap/mot-tin-post7.html)"
    body, _report = converted(f'a\n\n{markdown}\n\n<a href="post:8">e</a>')
    assert body.links == (("12", 3), ("articles/tu-phap/2023/x.md", 3), ("7", 3), ("8", 5))
    assert 'href="post:articles/tu-phap/2023/x.md#muc-a"' in body.html


def test_fragments_take_the_place_of_their_tokens_after_the_sanitiser() -> None:
    report = BodyReport("x.md")
    block = report.token(Fragment('<div data-x="1"><script src="/a.js"></script></div>', "<p>bảng</p>", "chữ của bảng"))
    word = report.token(Fragment("<data value='1'>một</data>", "một", "một"))
    body = convert(Conversion(f"## Có {word}\n\n{block}\n\nCâu {word}.\n\n{word}", Kind.NEWS, report), SETTING)
    assert '<div data-x="1"><script src="/a.js"></script></div>\n<p>Câu <data' in body.html
    assert "<p><data value='1'>một</data></p>" in body.html
    assert "<script" not in body.feed_html
    assert body.text == "Có một\nchữ của bảng\nCâu một.\nmột"
    assert body.headings == ((2, "muc-co-mot", "Có một"),)


def test_one_converter_serves_many_texts_without_traces() -> None:
    first, _ = converted("Câu[^1].\n\n[^1]: Chú\n\n*[AB]: viết tắt\n")
    second, _ = converted("AB và câu.")
    again, _ = converted("Câu[^1].\n\n[^1]: Chú\n\n*[AB]: viết tắt\n")
    assert second.html == "<p>AB và câu.</p>"
    assert first == again


def test_setting_with_more_than_plain_values_is_a_config_error() -> None:
    with pytest.raises(ConfigError, match="MARKDOWN"):
        as_setting({"extensions": [object()]})


def test_metadata_extension_of_pelican_does_not_eat_the_first_paragraph() -> None:
    report = BodyReport("x.md")
    setting = as_setting({"extensions": ["meta"], "extension_configs": {"markdown.extensions.meta": {}}})
    assert convert(Conversion("Hanoi: trời mưa", Kind.NEWS, report), setting).text == "Hanoi: trời mưa"
