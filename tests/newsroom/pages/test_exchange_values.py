from __future__ import annotations

from typing import Any

from newsroom.content.site_content import Content
from newsroom.model.article import Article, Body
from newsroom.model.media import Picture
from newsroom.model.names import Named
from newsroom.pages.exchange_values import fill_exchange, search_document
from portal.exchange import Exchange, SearchPicture
from tests.newsroom.stories import START, frame, newest_first, story, topic


def filled(*stories: Article, hidden: tuple[Article, ...] = ()) -> Exchange:
    paper = frame()
    content = Content(
        articles=tuple(newest_first(*stories)),
        hidden=hidden,
        pages=(),
        sections=paper.menu,
        authors={},
        topics={},
        provinces={},
        masthead=paper.masthead,
        addresses=(),
        card_url="",
        files={},
        warnings=(),
    )
    exchange = Exchange(moment=START)
    fill_exchange(exchange, content, paper)
    return exchange


def test_stories_that_use_something_are_found_by_it_newest_first() -> None:
    uses: dict[str, Any] = {"body": Body(uses={"dataset": ("a", "b")})}
    exchange = filled(story(1, **uses), story(2, 1, body=Body(uses={"dataset": ("a",)})))
    assert exchange.newsroom.stories_using == {("dataset", "a"): (2, 1), ("dataset", "b"): (1,)}


def test_hidden_stories_do_not_leave_the_newsroom() -> None:
    exchange = filled(story(1), hidden=(story(2, topics=(topic("x"),), body=Body(uses={"dataset": ("a",)})),))
    assert list(exchange.newsroom.stories) == [1]
    assert [document.id for document in exchange.newsroom.documents] == [1]
    assert (exchange.newsroom.stories_using, exchange.newsroom.facet_names["topic"]) == ({}, {})


def test_facets_have_the_names_that_readers_see() -> None:
    names = filled(story(1, topics=(topic("b"), topic("a")))).newsroom.facet_names
    assert names["section"]["thi-hanh-an"] == "Thi hành án"
    assert names["topic"] == {"a": "A", "b": "B"}
    assert names["kind"]["interview"] == "Phỏng vấn"


def test_search_gets_texts_without_markup_and_a_small_picture() -> None:
    picture = Picture(
        "/media/x-1280.jpg", 1280, 720, "Ảnh", caption="Quang cảnh",
        fallback_files=(("/media/x-320.jpg", 320), ("/media/x-1280.jpg", 1280)),
    )  # fmt: skip
    body = Body(text="Thân bài", table_text="Bảng 1", picture_text="Ảnh trong bài")
    province = Named("yen-bai", "Yên Bái", "/dia-phuong/yen-bai/")
    document = search_document(story(1, picture=picture, body=body, province=province, source_tag="PLVN"))
    assert document.picture == SearchPicture("/media/x-320.jpg", 320, 180)
    assert (document.body, document.tables, document.captions) == ("Thân bài", "Bảng 1", "Quang cảnh\nẢnh trong bài")
    assert (document.section, document.province) == (("tu-phap", "thi-hanh-an"), "yen-bai")
    assert "PLVN" not in document.sapo
