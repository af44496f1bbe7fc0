from __future__ import annotations

import json
from typing import Any

import pytest

from legal_references.model.citations import Document
from newsroom.model.law import CitedDocument, StoryLaw
from newsroom.model.media import Picture
from newsroom.model.names import Named
from newsroom.model.parts import Correction
from newsroom.pages.structured_data import article_data, breadcrumb_data, home_data, script_json
from portal.theming.page_head import Crumb
from tests.newsroom.stories import START, frame, story

LOGO = "/theme/0/icons/icon-512.png"


def article(**values: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(article_data(story(7, **values), frame(), LOGO))
    return data


@pytest.mark.parametrize(
    "title",
    ['Toà nói: "Không"', "</script><script>alert(1)", "a\u2028b", "\\u003c", "<!-- x", "A & B", "Dòng\nmới"],
    ids=repr,
)
def test_any_headline_gives_valid_json_that_cannot_end_the_script(title: str) -> None:
    text = article_data(story(7, title=title), frame(), LOGO)
    assert json.loads(text)["headline"] == title
    assert not set(text) & set("<>&\u2028\u2029\n")


def test_a_story_names_its_dates_with_offset_and_its_sections_from_the_top() -> None:
    data = article(modified=START)
    assert (data["datePublished"], data["dateModified"]) == ("2024-04-17T16:05:00+07:00",) * 2
    assert data["articleSection"] == ["Tư pháp", "Thi hành án"]


def test_authors_are_people_with_a_page_or_else_the_paper() -> None:
    named = article(authors=(Named("a", "Nguyễn A", "/tac-gia/a/"),))
    assert named["author"] == [{"@type": "Person", "name": "Nguyễn A", "url": "https://toasoan.example/tac-gia/a/"}]
    desk = article(authors=(Named("a", "Ban A", "/tac-gia/a/", desk=True),))
    assert desk["author"][0]["@type"] == "Organization"
    assert article()["author"][0]["@id"] == "https://toasoan.example/#organization"


def test_images_are_absolute_and_none_twice() -> None:
    data = article(card_url="/media/c.jpg", picture=Picture("/media/p.jpg", 9, 9, "x", card_url="/media/c.jpg"))
    assert data["image"] == ["https://toasoan.example/media/c.jpg", "https://toasoan.example/media/p.jpg"]
    assert "image" not in article()


def test_corrections_and_legal_documents_are_told() -> None:
    data = article(
        corrections=(Correction(START, "Sai.", "Đúng.", "Xin lỗi."),),
        law=StoryLaw((CitedDocument(Document("14/2015/TT-BTP", kind="Thông tư")),)),
    )
    assert data["correction"][0]["text"] == "Sai. Đúng. Xin lỗi."
    assert data["citation"] == [
        {
            "@type": "Legislation",
            "name": "Thông tư số 14/2015/TT-BTP",
            "url": "https://toasoan.example/van-ban/14-2015-tt-btp/",
            "legislationIdentifier": "14/2015/TT-BTP",
        }
    ]


def test_breadcrumbs_begin_at_the_home_page_and_end_at_the_page() -> None:
    data = json.loads(breadcrumb_data(frame(), [Crumb("Tư pháp", "/tu-phap/")], "Bài", "/b.html"))
    assert [(item["position"], item["item"]) for item in data["itemListElement"]] == [
        (1, "https://toasoan.example/"),
        (2, "https://toasoan.example/tu-phap/"),
        (3, "https://toasoan.example/b.html"),
    ]


def test_home_tells_the_organisation_its_policies_and_the_search() -> None:
    organization, website = map(json.loads, home_data(frame(), LOGO, {"publishingPrinciples": "/gioi-thieu.html"}))
    assert organization["publishingPrinciples"] == "https://toasoan.example/gioi-thieu.html"
    assert organization["masthead"] == "https://toasoan.example/toa-soan.html"
    assert organization["correctionsPolicy"] == "https://toasoan.example/cai-chinh/"
    assert "{search_term_string}" in website["potentialAction"]["target"]["urlTemplate"]


def test_script_json_keeps_vietnamese_readable() -> None:
    assert script_json({"a": "Đ"}) == '{"a":"Đ"}'
