from __future__ import annotations

import pytest

from newsroom.output.base_path import rebased


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/tu-phap/">x</a>', '<a href="/bao/tu-phap/">x</a>'),
        ('<form action="/tim-kiem/" method="get">', '<form action="/bao/tim-kiem/" method="get">'),
        ('<div data-search="/tim-kiem/chi-muc/">', '<div data-search="/bao/tim-kiem/chi-muc/">'),
        ('<img src="/a.jpg" alt="1 > 0">', '<img src="/bao/a.jpg" alt="1 > 0">'),
        ('<img srcset="/a.jpg 1w, /b.jpg 2w">', '<img srcset="/bao/a.jpg 1w, /bao/b.jpg 2w">'),
        ('<a href="/">x</a>', '<a href="/bao/">x</a>'),
    ],
)
def test_addresses_from_the_root_get_the_path(html: str, expected: str) -> None:
    assert rebased(html, "/bao") == expected


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://a.vn/x">x</a>',
        '<a href="//a.vn/x">x</a>',
        '<a href="#muc">x</a>',
        '<p>Viết &lt;a href="/tu-phap/"&gt; để dẫn</p>',
        '<p>src="/a.jpg" không phải thẻ</p>',
        '<p title="href=&#34;/&#34;">x</p>',
        "<a title='x' name=\" href=\">x</a>",
        '<script type="application/ld+json">{"url":"/x","a":"href=\\"/y\\""}</script>',
    ],
)
def test_everything_else_stays(html: str) -> None:
    assert rebased(html, "/bao") == html


def test_site_at_the_root_stays_as_it_is() -> None:
    html = '<a href="/tu-phap/">x</a>'
    assert rebased(html, "") is html
