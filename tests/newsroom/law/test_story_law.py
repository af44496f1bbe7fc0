from __future__ import annotations

from datetime import date

import pytest

from legal_references.model.citations import Document
from newsroom.body.body_texts import without_buttons
from newsroom.law.story_law import CitationMarker, MarkedBody
from newsroom.model.law import Register, RegisterEntry, Standing

DAY = date(2026, 11, 30)


def marked(html: str, *head: str, register: Register | None = None) -> MarkedBody:
    return CitationMarker(register or Register(), head, DAY).mark(html)


def test_a_citation_links_to_its_document_and_the_first_has_a_card() -> None:
    html = "<p>Theo khoản 3 Điều 8 Thông tư 14/2015/TT-BTP. Thông tư này mới.</p>"
    body = marked(html)
    assert body.html == (
        '<p>Theo <a class="law-ref" href="/van-ban/14-2015-tt-btp/">khoản 3 Điều 8 Thông tư 14/2015/TT-BTP</a>'
        '<button type="button" class="law-more" popovertarget="vb-14-2015-tt-btp"'
        ' aria-label="Thông tin về Thông tư số 14/2015/TT-BTP"></button>'
        '. <a class="law-ref" href="/van-ban/14-2015-tt-btp/">Thông tư này</a> mới.</p>'
    )
    feed = without_buttons(body.html)
    assert "<button" not in feed
    assert feed.count("<a ") == 2


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="/x">Nghị định 168/2024/NĐ-CP</a></p>',
        '<p><a href="/x">xem <em>Nghị định 168/2024/NĐ-CP</em></a></p>',
        "<p><code>168/2024/NĐ-CP</code></p>",
        "<pre><code>Nghị định 168/2024/NĐ-CP</code></pre>",
        "<h2>Nghị định 168/2024/NĐ-CP</h2>",
        "<p>Nghị định <strong>168/2024</strong>/NĐ-CP</p>",
        "<p>Bản án 12/2023/HS-ST</p>",
        "<p>Nghị quyết 68 về kinh tế</p>",
        "<p>Nghị định</p><p>168/2024 trong câu khác</p>",
        "<p>Không có gì &amp; không ai.</p>",
        "",
    ],
)
def test_nothing_is_marked_in_links_code_headings_across_tags_or_where_it_is_not_certain(html: str) -> None:
    assert marked(html).html == html


def test_what_a_heading_or_link_names_is_meant_by_a_later_mention() -> None:
    page = marked("<h2>Nghị định 168/2024/NĐ-CP</h2><p>Điều 6 Nghị định này</p>").html
    assert '<a class="law-ref" href="/van-ban/168-2024-nd-cp/">Điều 6 Nghị định này</a>' in page


def test_entities_do_not_shift_links() -> None:
    page = without_buttons(marked("<p>A &amp; B &lt;3 theo Nghị định&nbsp;168/2024/NĐ-CP &gt; hết</p>").html)
    assert page == (
        '<p>A &amp; B &lt;3 theo <a class="law-ref" href="/van-ban/168-2024-nd-cp/">Nghị định&nbsp;168/2024/NĐ-CP</a>'
        " &gt; hết</p>"
    )


def test_marks_inside_tags_stay() -> None:
    page = marked('<p>Theo <strong lang="vi">Điều 6 Nghị định 168/2024/NĐ-CP</strong>.</p>').html
    assert page.startswith('<p>Theo <strong lang="vi"><a class="law-ref"')


def test_headline_and_lead_count_and_are_not_linked() -> None:
    body = marked("<p>Nghị định này mới.</p>", "Nghị định 168/2024/NĐ-CP", "Lời dẫn")
    assert [cited.slug for cited in body.law.cited] == ["168-2024-nd-cp"]
    assert (
        without_buttons(body.html) == '<p><a class="law-ref" href="/van-ban/168-2024-nd-cp/">Nghị định này</a> mới.</p>'
    )


def test_documents_are_told_once_with_all_their_places_and_what_the_register_says() -> None:
    entry = RegisterEntry(
        Document("14/2015/TT-BTP", kind="Thông tư"), title="Tên", in_force=date(2015, 12, 1), expired=date(2020, 1, 1)
    )
    html = "<p>Điều 5 và khoản 3 Điều 8 Thông tư 14/2015/TT-BTP ngày 14/10/2015; Điều 9 Thông tư này.</p>"
    (cited,) = marked(html, register=Register([entry])).law.cited
    assert [(place.text, place.articles) for place in cited.places] == [
        ("Điều 5, khoản 3 Điều 8", ("5", "8")),
        ("Điều 9", ("9",)),
    ]
    assert (cited.title, cited.issued, cited.standing) == ("Tên", date(2015, 10, 14), Standing.EXPIRED)


def test_relations_are_told() -> None:
    body = marked("<p>Thông tư 05/2024/TT-BTP thay thế Thông tư 06/2019/TT-BTP.</p>")
    (relation,) = body.law.relations
    assert (relation.document.number, relation.deed.value, relation.other.number) == (
        "05/2024/TT-BTP",
        "replaces",
        "06/2019/TT-BTP",
    )
