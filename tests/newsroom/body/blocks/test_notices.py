from __future__ import annotations

import pytest

from newsroom.body.conversion import Conversion
from newsroom.body.markdown_body import convert
from newsroom.model.article import Kind
from portal.body import BodyReport
from tests.newsroom.paper import SETTING, converted


@pytest.mark.parametrize(("name", "title"), [("luu-y", "Lưu ý"), ("canh-bao", "Cảnh báo"), ("thong-tin", "Thông tin")])
def test_notice_has_a_title_and_blocks(name: str, title: str) -> None:
    body, report = converted(f"/// {name}\nMột **hai**.\n\n- ba\n///\n\nSau.")
    assert report.errors == []
    assert f'<div class="notice notice-{name}" role="note">\n<p class="notice-title">{title}</p>' in body.html
    assert "<li>ba</li>\n</ul>\n</div>\n<p>Sau.</p>" in body.html


def test_notice_may_have_its_own_title() -> None:
    body, _report = converted("/// luu-y | Cần *nhớ*\nMột.\n///")
    assert '<p class="notice-title">Cần <em>nhớ</em></p>' in body.html


def test_pull_quote_names_the_speaker() -> None:
    body, _report = converted("/// trich-dan | Ông A\nMột câu.\n///")
    assert body.html == (
        '<figure class="pull-quote">\n<blockquote>\n<p>Một câu.</p>\n</blockquote>\n'
        "<figcaption>Ông A</figcaption>\n</figure>"
    )


def test_blocks_nest_with_more_slashes() -> None:
    _body, report = converted("//// luu-y\nMột.\n\n/// trich-dan\nHai.\n///\n\n////")
    assert report.errors == []


def test_misspelt_block_suggests_the_nearest() -> None:
    _body, report = converted("/// luuy\nMột.\n///")
    assert "luu-y" in report.errors[0].hint


def test_a_block_that_another_extension_has_told_of_is_told_once() -> None:
    report = BodyReport("x.md", first_line=5)
    report.fault("“/// bangg” is not a block", 1)
    convert(Conversion("/// bangg\n///\n", Kind.NEWS, report, "articles", ()), SETTING)
    assert len(report.errors) == 1
