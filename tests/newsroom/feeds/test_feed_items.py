from __future__ import annotations

from datetime import timedelta

import pytest

from newsroom.feeds.feed_items import absolute_html, feed_item, xml_text
from newsroom.model.article import Body
from newsroom.model.media import Picture
from newsroom.model.names import Named
from newsroom.model.parts import Correction
from tests.newsroom.stories import START, story

ROOT = "https://toasoan.example"
AUTHORITY = "toasoan.example,2024"


@pytest.mark.parametrize(
    ("html", "absolute"),
    [
        ('<a href="/a.html">', f'<a href="{ROOT}/a.html">'),
        ('<a href="#hoi-1">', f'<a href="{ROOT}/b.html#hoi-1">'),
        ('<a href="https://x.vn/">', '<a href="https://x.vn/">'),
        ('<a href="//x.vn/">', '<a href="//x.vn/">'),
        ('<img src="/m/1.jpg" alt="a">', f'<img src="{ROOT}/m/1.jpg" alt="a">'),
        ('<source srcset="/a.avif 320w, /b.avif 640w">', f'<source srcset="{ROOT}/a.avif 320w, {ROOT}/b.avif 640w">'),
        ("<p>href=&quot;/x&quot;</p>", "<p>href=&quot;/x&quot;</p>"),
    ],
    ids=str,
)
def test_every_address_is_in_full(html: str, absolute: str) -> None:
    assert absolute_html(html, f"{ROOT}/b.html", ROOT) == absolute


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"], ids=repr)
def test_characters_that_xml_forbids_are_dropped(character: str) -> None:
    assert xml_text(f"a{character}b\n") == "ab\n"


def test_the_id_depends_on_the_number_only() -> None:
    first = feed_item(story(7), ROOT, AUTHORITY, lambda url: 0)
    moved = feed_item(story(7, 5, slug="khac", title="Khác", url="/x/khac-post7.html"), ROOT, AUTHORITY, lambda url: 0)
    assert first.id == moved.id == "tag:toasoan.example,2024:post7"


def test_the_item_is_the_whole_story() -> None:
    article = story(
        7,
        sapo="Mở <đầu>",
        body=Body(feed_html='<p>Thân <a href="/x.html">bài</a></p>'),
        picture=Picture("/media/1.jpg", 1200, 800, 'Ảnh "họp"', caption="Chú thích", credit="Tranh: A"),
        source_note="Lược thuật",
        topics=(Named("t", "Chủ đề", "/chu-de/t/"),),
    )
    item = feed_item(article, ROOT, AUTHORITY, {"/media/1.jpg": 1234}.__getitem__)
    for part in (
        "Mở &lt;đầu&gt;",
        f'href="{ROOT}/x.html"',
        'alt="Ảnh &quot;họp&quot;"',
        "Chú thích <em>Tranh: A</em>",
        "Lược",
    ):
        assert part in item.html
    assert item.picture is not None
    assert (item.picture.bytes, item.picture.type, item.picture.url) == (1234, "image/jpeg", f"{ROOT}/media/1.jpg")
    assert item.categories == ("Tư pháp", "Thi hành án", "Chủ đề")


def test_the_source_tag_stays_out_of_the_summary() -> None:
    assert feed_item(story(7, source_tag="PLVN"), ROOT, AUTHORITY, lambda url: 0).summary == "Tóm tắt bài số 7."


def test_a_correction_is_told_and_moves_the_date_of_update() -> None:
    later = START + timedelta(days=3)
    item = feed_item(
        story(7, corrections=(Correction(later, "Sai", "Đúng", "Xin lỗi"),)), ROOT, AUTHORITY, lambda url: 0
    )
    assert (item.published, item.updated) == (START, later)
    assert all(word in item.html for word in ("Sai", "Đúng", "Xin lỗi", "20/04/2024"))
