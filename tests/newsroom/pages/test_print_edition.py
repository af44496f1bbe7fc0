"""The print edition of the day: which stories, which in full, and markup that may stand beside that of others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from newsroom.model.article import Body
from newsroom.model.media import Picture
from newsroom.pages.print_edition import WHOLE, on_paper, print_edition
from tests.newsroom.stories import edition, story

PICTURE = Picture(url="/media/a.jpg", width=800, height=500, alt="Ảnh")


def values(*stories: Any) -> dict[str, Any]:
    return dict(print_edition(edition(*stories)).values)


def test_the_newest_day_is_printed_with_a_picture_first() -> None:
    shown = values(
        *(story(number, days=-number / 24, body=Body(feed_html="<p>a</p>")) for number in range(7)),
        story(8, days=-0.4, picture=PICTURE),
        story(9, days=-2),
    )
    assert shown["day"] == "Thứ Tư, 17/04/2024"
    assert [printed.article.id for printed in shown["whole"]] == [8, 0, 1, 2, 3, 4, 5, 6]
    assert shown["briefs"] == []
    assert all(printed.of_the_day for printed in shown["whole"])
    assert shown["page"].robots == "noindex"


def test_a_day_with_few_stories_is_filled_up_with_those_before() -> None:
    shown = values(*(story(number, days=-number) for number in range(10)))
    printed = [(one.article.id, one.of_the_day) for one in shown["whole"]]
    assert printed == [(0, True), *((number, False) for number in range(1, 6))]


def test_what_is_too_much_for_a_page_is_printed_in_brief() -> None:
    many = [story(number, days=-number / 100, body=Body(feed_html="<p>a</p>")) for number in range(20)]
    shown = values(*many)
    assert (len(shown["whole"]), len(shown["briefs"])) == (WHOLE, 12)
    long = [replace(one, body=Body(feed_html="<p>" + "a" * 40_000 + "</p>")) for one in many]
    assert (len(values(*long)["whole"]), len(values(*long)["briefs"])) == (2, 18)


def test_a_paper_without_stories_has_the_page_all_the_same() -> None:
    shown = values()
    assert (shown["day"], shown["whole"], shown["briefs"]) == ("", [], [])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<h2 id="muc-a">A</h2><h3>B</h3>', "<h3>A</h3><h4>B</h4>"),
        ('<p>x<sup id="fnref-1"><a class="footnote-ref" href="#fn-1">1</a></sup></p>', "<p>x<sup>1</sup></p>"),
        ('<li>Nguồn.&nbsp;<a class="footnote-backref" href="#fnref-1">↩</a></li>', "<li>Nguồn.</li>"),
        ('<a href="/a.html#b">c</a>', '<a href="/a.html#b">c</a>'),
        (
            "<table>" + "<tr><td>1</td></tr>" * 13 + "</table>",
            '<p class="sheet-left-out">Bảng 13 dòng xem tại a.example/b.html</p>',
        ),
        ('<table aria-labelledby="t1"><tr><td>59,36</td></tr></table>', "<table><tr><td>59,36</td></tr></table>"),
        ('<p id="a" headers="c">x</p>', '<p headers="c">x</p>'),
        (
            '<table id="t1"><tr><th id="c1">A</th><th id="c2" headers="c1">B</th></tr>'
            '<tr><td headers="c1 c2">1</td></tr></table>',
            '<table id="b7-t1"><tr><th id="b7-c1">A</th><th id="b7-c2" headers="b7-c1">B</th></tr>'
            '<tr><td headers="b7-c1 b7-c2">1</td></tr></table>',
        ),
    ],
)
def test_markup_of_several_stories_stands_on_one_page(html: str, expected: str) -> None:
    assert on_paper(html, "a.example/b.html", 7) == expected
