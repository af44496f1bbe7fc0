from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsroom.feeds.feed_items import feed_item
from newsroom.feeds.formats import Channel, write_feed, write_item
from newsroom.model.article import Article, Body
from newsroom.model.media import Picture
from newsroom.model.parts import Correction
from tests.newsroom.stories import START, story

ROOT = "https://toasoan.example"
CHANNEL = Channel(
    title="Tư pháp & <Toà>",
    description="",
    path="/rss/tu-phap",
    page=f"{ROOT}/tu-phap/",
    root=ROOT,
    lang="vi",
    id="tag:toasoan.example,2024:rss/tu-phap",
    publisher="Toà soạn",
)


def feeds(*stories: Article) -> dict[str, bytes]:
    items = [write_item(feed_item(article, ROOT, "toasoan.example,2024", lambda url: 99)) for article in stories]
    return write_feed(CHANNEL, items)


def parsed(data: bytes) -> Any:
    result = feedparser.parse(data)
    assert not result.bozo, result.get("bozo_exception")
    return result


def test_hub_stands_in_all_formats_where_there_is_one() -> None:
    made = write_feed(replace(CHANNEL, hub="https://hub.example/?a=1&b"), [])
    for name in ("rss", "atom"):
        assert ("hub", "https://hub.example/?a=1&b") in [
            (link.rel, link.href) for link in parsed(made[name]).feed.links
        ]
    assert json.loads(made["json"])["hubs"] == [{"type": "WebSub", "url": "https://hub.example/?a=1&b"}]
    assert all(b"hub" not in data for data in write_feed(CHANNEL, []).values())


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_readers_get_title_story_dates_id_and_picture(name: str) -> None:
    article = story(
        7,
        title="Bài <b> & “trích”",
        body=Body(feed_html="<p>Toàn văn</p>"),
        picture=Picture("/media/1.jpg", 1200, 800, "Ảnh"),
        modified=START + timedelta(hours=1),
    )
    result = parsed(feeds(article)[name])
    entry = result.entries[0]
    assert result.feed.title == CHANNEL.title
    # A bare reader unescapes Atom's text title; RSS titles are read as HTML.
    assert "“trích”" in entry.title
    assert entry.id == "tag:toasoan.example,2024:post7"
    assert entry.link == f"{ROOT}/tu-phap/bai-7-post7.html"
    assert "Toàn văn" in entry.content[0].value
    assert entry.summary == "Tóm tắt bài số 7."
    assert entry.published_parsed[:5] == (2024, 4, 17, 9, 5)
    assert entry.updated_parsed[:5] == (2024, 4, 17, 10, 5)
    assert entry.enclosures[0].href == f"{ROOT}/media/1.jpg"


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_a_feed_names_its_own_address(name: str) -> None:
    links = {link.rel: link.href for link in parsed(feeds()[name]).feed.links}
    assert links["self"] == f"{ROOT}/rss/tu-phap.{name}"
    assert links["alternate"] == f"{ROOT}/tu-phap/"


def test_json_feed_has_what_version_1_1_asks() -> None:
    data = json.loads(feeds(story(8, 1), story(7))["json"])
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["feed_url"] == f"{ROOT}/rss/tu-phap.json"
    assert [item["id"] for item in data["items"]] == [f"tag:toasoan.example,2024:post{n}" for n in (8, 7)]
    assert data["items"][0]["date_published"] == "2024-04-18T16:05:00+07:00"
    assert data["items"][0]["content_html"]


def test_a_correction_moves_the_date_of_the_feed() -> None:
    later = START + timedelta(days=9)
    corrected = story(7, corrections=(Correction(later, "Sai", "Đúng"),))
    assert parsed(feeds(story(8, 1), corrected)["atom"]).feed.updated == later.isoformat()


@given(title=st.text(st.characters(exclude_categories=()), min_size=1, max_size=30), body=st.text(max_size=30))
def test_whatever_the_text_all_three_parse(title: str, body: str) -> None:
    made = feeds(story(7, title=title, sapo=body, body=Body(feed_html=body)))
    etree.fromstring(made["rss"])
    etree.fromstring(made["atom"])
    json.loads(made["json"])


def test_an_empty_feed_is_valid_and_does_not_read_the_clock() -> None:
    assert feeds() == feeds()
    assert parsed(feeds()["atom"]).feed.updated == "2000-01-01T00:00:00+00:00"
