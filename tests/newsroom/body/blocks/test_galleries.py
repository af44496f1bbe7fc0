from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsroom.pages.structured_data import article_data
from tests.newsroom.paper import article, converted, put_picture, read, write_paper
from tests.newsroom.stories import frame

TWO = '/// thu-vien | Hội nghị\n![Một](a.png "Chú thích | Ảnh: Tên")\n![Hai](media/b.png)\n///'


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["lines", "paragraphs"])
def test_pictures_of_a_gallery_stand_together_and_lead_to_their_files(tmp_path: Path, between: str) -> None:
    root = write_paper(tmp_path / "content", a=article("Trước.\n\n" + TWO.replace("\n!", between + "!") + "\n\nSau."))
    for name in "ab":
        put_picture(root / f"media/{name}.png")
    (story,) = read(root).articles
    html = story.body.html
    gallery = html[html.index('<div aria-label="Hội nghị" class="gallery" role="group">') : html.index("</div>")]
    assert gallery.count('<a class="zoom" href="/media/') == 2
    assert "<p>Trước.</p>" in html.replace(gallery, "")
    assert story.body.assets == ("css/kinds/pictures.css", "js/lightbox.js")
    assert [picture.alt for picture in story.body.gallery] == ["Một", "Hai"]
    assert "zoom" not in story.body.feed_html
    media = json.loads(article_data(story, frame(), ""))["associatedMedia"]
    assert [(one["@type"], one["caption"]) for one in media] == [("ImageObject", "Chú thích"), ("ImageObject", "Hai")]
    assert media[0]["creditText"] == "Ảnh: Tên"


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("Một.\n\n/// thu-vien\n![Một](a.png)\n///", 3, "hai ảnh"),
        ("/// thu-vien\n///", 1, "hai ảnh"),
        (f"> {TWO.replace(chr(10), chr(10) + '> ')}\n\nĐoạn.\n\n/// thu-vien\n///", 8, "hai ảnh"),
        (TWO + "\n\n/// thu-vien\n![Một](a.png)\n\nChữ.\n\n![Hai](b.png)\n///", 6, "không phải ảnh"),
    ],
    ids=["one picture", "empty", "behind a quotation", "words"],
)
def test_a_gallery_that_is_none_is_told_on_its_line(source: str, line: int, said: str) -> None:
    _body, report = converted(source)
    (fault,) = report.errors
    assert (fault.line, fault.code) == (line, "gallery")
    assert said in fault.message


def test_pictures_outside_galleries_are_in_none() -> None:
    body, report = converted("![Một](a.png)\n\n" + TWO)
    assert report.errors == []
    assert body.in_galleries == {1, 2}
